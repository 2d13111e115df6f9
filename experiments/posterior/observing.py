"""Runs observed person by person, as an organization would be: nothing of the emulation that a fit learns from is used.

A log names who uses a practice and misses some for good, people are drawn to answer, their answers have errors and are
rounded to the scale, projects have dates and costs.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.posterior.keys import ANSWERS, OBSERVATION, Numbers, normal_table, shares
from experiments.posterior.lived import adopted
from experiments.posterior.observed import EVERYBODY, ITEMS
from sim.engine import begin, lucks_of, make_plan, one_week
from sim.organization.chart import Organization
from sim.outcomes.dictionary import SERIES_NAMES
from sim.scenario import Scenario
from sim.state import CANCELLED, PLANNED, PROCESS, RUNNING, SILO, TRUST, USE, World

BEGINS = date(2020, 1, 6)
ANSWERED = 120
STEPS = 6
MOST_LIKELY = 1.0 - 1e-9
FIRST_LUCK = 2**29
SURVEY_HEADER = ("date", "uses", *ITEMS)
PROJECT_HEADER = ("start", "end", "planned_end", "planned_cost", "cost", "status")
Rows = list[Sequence[object]]
Flags = NDArray[np.bool_]


class Wave(NamedTuple):
    """A wave of a survey: after how many weeks, which group (the number of a department, or EVERYBODY), how many."""

    lived: int
    group: int = EVERYBODY
    answers: int = ANSWERED


@dataclass(frozen=True)
class Seen:
    """What was observed of a run: rows of a log (day, group, people), of answers (day, group, ...), of projects."""

    log: Rows
    answers: Rows
    projects: Rows


@dataclass(frozen=True)
class Observing:
    """How a run is observed.

    Attributes:
        of: what the log counts, "using" or "adopted".
        completeness: share of people the log knows of.
        reliability: share of the variance of an answer that is no error.
        users_answer: how much likelier users are to answer than others.

    """

    of: str = "using"
    completeness: float = 0.9
    reliability: float = 0.8
    users_answer: float = 1.0


USUAL = Observing()


def observed_run(
    scenario: Scenario,
    organization: Organization,
    log: Sequence[tuple[int, int]],
    waves: Sequence[Wave],
    seed: int,
    how: Observing = USUAL,
) -> Seen:
    """Live a run, and return what is observed of it; ``log``: after how many weeks and in which group."""
    plan, weeks = make_plan(scenario, organization), scenario.horizon.weeks
    world, luck = plan.new_world(), lucks_of(plan.seed, np.array([FIRST_LUCK + seed]))[0]
    begin(world, plan.chart, plan.parameters, plan.projects, plan.portfolio, plan.rollouts, plan.silo, luck)
    row, people = np.zeros(len(SERIES_NAMES)), np.arange(organization.headcount)
    known = shares(seed, OBSERVATION, "who is in the log", people) < how.completeness
    found, answers = Rows(), Rows()
    for lived in range(weeks + 1):
        for _, group in (entry for entry in log if entry[0] == lived):
            users = (_uses(world) if how.of == "using" else adopted(world)) & known & _in_group(organization, group)
            found.append((day_of(lived), group, int(users.sum())))
        for wave in (wave for wave in waves if wave.lived == lived):
            answers += _answers(world, wave, _in_group(organization, wave.group), how, seed)
        if lived < weeks:
            one_week(lived, world, plan.chart, plan.parameters, plan.schedule, plan.silo, luck, row)
    return Seen(found, answers, _projects(world))


def _in_group(organization: Organization, group: int) -> Flags:
    places = np.arange(organization.headcount)
    if group == EVERYBODY:
        return np.ones(len(places), np.bool_)
    first, end = organization.department_start[group : group + 2].tolist()
    found: Flags = (places >= first) & (places < end)
    return found


def day_of(week: int) -> date:
    """Return the day on which so many weeks have been lived."""
    return BEGINS + timedelta(weeks=week)


def _uses(world: World) -> Flags:
    found: Flags = world.traits[:, USE] > 0.5  # noqa: PLR2004 - 0 or 1
    return found


def _answers(world: World, wave: Wave, group: Flags, how: Observing, seed: int) -> Rows:
    """Return what people of a group who were drawn answer, item by item, on a scale from 1 to 7."""
    people, week, uses = np.arange(len(world.seats)), wave.lived, _uses(world)
    order = np.argsort(_turns(shares(seed, ANSWERS, f"who is asked in week {week}", people), uses, group, wave, how))
    asked = np.sort(order[group[order]][: wave.answers])
    columns = [world.traits[:, place].astype(float) for place in (TRUST, SILO, PROCESS)]
    columns.append(world.seats["job_satisfaction"].astype(float))
    shown = np.column_stack([_on_scale(values, at, how.reliability, week, seed) for at, values in enumerate(columns)])
    return [(day_of(week), wave.group, "yes" if uses[one] else "no", *shown[one].tolist()) for one in asked.tolist()]


def _turns(luck: Numbers, uses: Flags, group: Flags, wave: Wave, how: Observing) -> Numbers:
    """Return in which order people answer: Pareto sampling (Rosén 1997), users ``users_answer`` times as readily."""
    weights = np.where(uses, how.users_answer, 1.0)
    chance = np.minimum(wave.answers * weights / weights[group].sum(), MOST_LIKELY)
    found: Numbers = luck / (1.0 - luck) * (1.0 - chance) / chance
    return found


def _on_scale(values: Numbers, item: int, reliability: float, week: int, seed: int) -> Numbers:
    error = values.std() * np.sqrt((1 - reliability) / reliability)
    noise = normal_table(seed, ANSWERS, f"errors of item {item} in week {week}", np.arange(len(values)), 1)[:, 0]
    found: Numbers = 1 + np.clip(np.round((values + error * noise) * STEPS), 0, STEPS)
    return found


def _projects(world: World) -> Rows:
    rows: Rows = []
    begun = world.projects[world.projects["status"] != PLANNED]
    for one in begun:
        start = day_of(int(one["start"]))
        planned = start + timedelta(days=round(7 * float(one["planned_weeks_first"])))
        running, cancelled = one["status"] == RUNNING, one["status"] == CANCELLED
        used = float(one["elapsed_weeks"]) - float(one["finish"] - one["start"])  # of the week in which it ends
        end = "" if running else day_of(int(one["finish"])) + timedelta(days=min(6, max(0, round(7 * used))))
        status = "running" if running else "cancelled" if cancelled else "delivered"
        cost, budget = (round(float(one[name]) * 1500) for name in ("spent", "budget_first"))
        rows.append((start, end, planned, budget, cost, status))
    return rows


def write_rows(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
