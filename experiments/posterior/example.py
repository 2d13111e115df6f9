"""A worked case with a hidden truth: a town that a run of the model made, observed person by person as a town would be.

Nothing of the emulation that a fit learns from is used: the log names who uses the practice and misses some for good,
people are drawn to answer, their answers have errors and are rounded to the scale, projects have dates and costs.
"""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from experiments.organizations.shared import Organizations
from experiments.posterior.keys import ANSWERS, OBSERVATION, PRIOR, Numbers, normal_table, share_table, shares
from experiments.posterior.observed import ITEMS
from experiments.posterior.prior import unknowns_of
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_scenario
from experiments.store.files import write_json, write_whole
from sim.engine import begin, lucks_of, make_plan, one_week
from sim.errors import ScenarioError
from sim.organization.chart import Organization
from sim.outcomes.dictionary import SERIES_NAMES
from sim.scenario import Scenario
from sim.state import CANCELLED, PLANNED, PROCESS, RUNNING, SILO, TRUST, USE, World

BEGINS, WEEKS, UNTIL = date(2020, 1, 6), 104, 78
GIVEN = (
    "organization.headcount=300",
    "organization.departments=5",
    "organization.team_size=10",
    "intervention=[okr]",
    "rollout=waves",
    "rollout.wave_weeks=[0,13,39,65]",
    "rollout.wave_units=[2,8,16,30]",
    "project.size=12",
    f"horizon.weeks={WEEKS}",
)
LOGGED = tuple(range(8, WEEKS, 8))
ASKED, ANSWERED = (0, 39, 78, WEEKS), 120
COMPLETENESS, RELIABILITY, STEPS = 0.9, 0.8, 6
FIRST_LUCK = 2**29
CASE = """\
title: An invented town
begins: 2020-01-06
until: {until}
scenario:
{scenario}
data:
  adoption: {{file: log.csv, of: using, completeness: [0.7, 1.0]}}
  surveys: [{{file: survey.csv, scale: [1, 7], reliability: [0.7, 0.9], users_answer: [0.67, 1.5]}}]
  projects: {{file: projects.csv, complete: true, until: {end}}}
"""


def write_example(folder: Path, seed: int) -> Path:
    """Write the case of a town with a hidden truth into a new folder, and return its case file."""
    if folder.exists() and any(folder.iterdir()):
        raise ScenarioError(f"{folder} is there already and not empty; name a new folder")
    with hydra_started() as hydra:
        scenario = composed_scenario(hydra, StudyRequest(GIVEN))
    organization = Organizations().of(scenario, 1)[0]
    truth = hidden_truth(scenario, seed)
    folder.mkdir(parents=True, exist_ok=True)
    _observe(folder, scenario.with_values(truth), organization, seed)
    write_json(folder / "truth.json", dict(truth))
    lines = "\n".join(f'  - "{text}"' for text in GIVEN)
    text = CASE.format(until=_day(UNTIL), end=_day(WEEKS), scenario=lines)
    write_whole(folder / "case.yaml", text)
    return folder / "case.yaml"


def hidden_truth(scenario: Scenario, seed: int) -> dict[str, float]:
    """Return values of everything unknown, drawn from the priors that a calibration begins with."""
    unknowns = unknowns_of(scenario, {}, frozenset())
    for attempt in range(20):
        places = {one.name: shares(seed, PRIOR, f"truth of {one.name}", np.arange(1), attempt) for one in unknowns}
        drawn = {one.name: float(one.values(places[one.name])[0]) for one in unknowns}
        values = {one.name: int(drawn[one.name]) if one.whole else drawn[one.name] for one in unknowns}
        try:
            scenario.with_values(values)
        except ScenarioError:
            continue
        return values
    raise ScenarioError("no draw from the priors is without a contradiction")


def _observe(folder: Path, scenario: Scenario, organization: Organization, seed: int) -> None:
    plan = make_plan(scenario, organization)
    world, luck = plan.new_world(), lucks_of(plan.seed, np.array([FIRST_LUCK + seed]))[0]
    begin(world, plan.chart, plan.parameters, plan.projects, plan.portfolio, plan.rollouts, plan.silo, luck)
    row, people = np.zeros(len(SERIES_NAMES)), np.arange(organization.headcount)
    known = shares(seed, OBSERVATION, "who is in the log", people) < COMPLETENESS
    log, answers = [], _answers(world, 0, seed)
    for week in range(WEEKS):
        one_week(week, world, plan.chart, plan.parameters, plan.schedule, plan.silo, luck, row)
        if week + 1 in LOGGED:
            log.append((_day(week + 1), int((known & _uses(world)).sum())))
        if week + 1 in ASKED:
            answers += _answers(world, week + 1, seed)
    _write(folder / "log.csv", ("date", "people"), log)
    _write(folder / "survey.csv", ("date", "uses", *ITEMS), answers)
    _write(folder / "projects.csv", ("start", "end", "planned_end", "planned_cost", "cost", "status"), _projects(world))


def _day(week: int) -> date:
    """Return the day on which so many weeks have been lived."""
    return BEGINS + timedelta(weeks=week)


def _uses(world: World) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    found: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = world.traits[:, USE] > 0.5  # noqa: PLR2004 - 0 or 1
    return found


def _answers(world: World, week: int, seed: int) -> list[Sequence[object]]:
    """Return what people who were drawn answer, item by item, on a scale from 1 to 7."""
    people = np.arange(len(world.seats))
    asked = np.sort(np.argsort(shares(seed, ANSWERS, f"who is asked in week {week}", people))[:ANSWERED])
    columns = [world.traits[:, place].astype(float) for place in (TRUST, SILO, PROCESS)]
    columns.append(world.seats["job_satisfaction"].astype(float))
    shown = np.column_stack([_on_scale(values, at, week, seed) for at, values in enumerate(columns)])
    uses = _uses(world)
    return [(_day(week), "yes" if uses[one] else "no", *shown[one].tolist()) for one in asked.tolist()]


def _on_scale(values: Numbers, item: int, week: int, seed: int) -> Numbers:
    error = values.std() * np.sqrt((1 - RELIABILITY) / RELIABILITY)
    noise = normal_table(seed, ANSWERS, f"errors of item {item} in week {week}", np.arange(len(values)), 1)[:, 0]
    found: Numbers = 1 + np.clip(np.round((values + error * noise) * STEPS), 0, STEPS)
    return found


def _projects(world: World) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    begun = world.projects[world.projects["status"] != PLANNED]
    days = (share_table(0, OBSERVATION, "days of projects", np.arange(len(begun)), 2) * 5).astype(int)
    for one, (first, last) in zip(begun, np.sort(days, axis=1).tolist(), strict=True):
        start = _day(int(one["start"])) + timedelta(days=first)
        planned = start + timedelta(days=round(7 * float(one["planned_weeks_first"])))
        running, cancelled = one["status"] == RUNNING, one["status"] == CANCELLED
        end = "" if running else _day(int(one["finish"])) + timedelta(days=last)
        status = "running" if running else "cancelled" if cancelled else "delivered"
        cost, budget = (round(float(one[name]) * 1500) for name in ("spent", "budget_first"))
        rows.append((start, end, planned, budget, cost, status))
    return rows


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
