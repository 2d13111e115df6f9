"""Worked cases with a hidden truth, whose files a run of the model made, observed person by person.

town: an adoption log, waves of a survey and a list of projects, as a town like Amsterdam might keep them. network: the
same for an organization of the size and the departments of email-Eu-core, whose chart and outgoing mail come as a
personnel system and a mail server write them. portfolio: a list of projects alone, in the shape of the UK's GMPP.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from experiments.organizations.shared import Organizations
from experiments.posterior.example_network import imported_network, write_network
from experiments.posterior.keys import PRIOR, shares
from experiments.posterior.observed import EVERYBODY, ITEMS
from experiments.posterior.observing import PROJECT_HEADER, Rows, Seen, Wave, day_of, observed_run, write_rows
from experiments.posterior.prior import Unknown, unknowns_of
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_scenario
from experiments.store.files import write_json, write_whole
from sim.errors import ScenarioError
from sim.scenario import Scenario

OKR = ("intervention=[okr]", "rollout=waves", "rollout.wave_weeks=[0,13,39,65]")
TOWN = ("organization.headcount=300", "organization.departments=5", "organization.team_size=10", *OKR,
        "rollout.wave_units=[2,8,16,30]", "project.size=12", "horizon.weeks=104")  # fmt: skip
NETWORK = ("organization=from_data", "organization.employees=mine/people.csv", "organization.ties=mine/ties.csv", *OKR,
           "rollout.wave_units=[4,16,40,90]", "project.size=20", "horizon.weeks=104")  # fmt: skip
PORTFOLIO = ("organization.headcount=200", "organization.departments=6", "project.size=40",
             "horizon.weeks=208")  # fmt: skip
SURVEYED = """\
  adoption: {{file: log.csv, of: using, completeness: [0.7, 1.0]}}
  surveys: [{{file: survey.csv, scale: [1, 7], reliability: [0.7, 0.9], users_answer: [0.67, 1.5]}}]
  projects: {{file: projects.csv, complete: true, until: {end}}}
"""
LISTED = """\
  projects:
    file: portfolio.csv
    complete: false
    until: {end}
    columns:
      start: Project - Start Date
      planned_end: Baseline End Date
      end: Latest Approved End Date
      planned_cost: Baseline Whole Life Cost (£m)
      cost: Whole Life Cost (£m)
      status: Status
rivals:
  size does not matter: [prior=absent]
  optimists: {{estimation.bias: "normal(0.3, 0.1)"}}
"""
GMPP = ("GMPP ID Number", "Project Name", "Department", "Delivery Confidence Assessment", "Project - Start Date",
        "Latest Approved End Date", "Baseline End Date", "Baseline Whole Life Cost (£m)", "Whole Life Cost (£m)",
        "Status")  # fmt: skip
POUNDS = 1_000.0  # of cost in the list, in a million pounds: only ratios are used


@dataclass(frozen=True)
class Kind:
    """A worked case: what is given, what is held out, and what is written of a run."""

    title: str
    given: tuple[str, ...]
    until: int
    data: str
    write: Callable[[Path, Seen], None]

    def text(self, weeks: int) -> str:
        """Return the case file."""
        given = "\n".join(f'  - "{text}"' for text in self.given)
        data = self.data.format(end=day_of(weeks))
        begins = f"title: {self.title}\nbegins: {day_of(0)}\nuntil: {day_of(self.until)}\n"
        return f"{begins}scenario:\n{given}\ndata:\n{data}"


def _write_surveyed(folder: Path, seen: Seen) -> None:
    write_rows(folder / "log.csv", ("date", "people"), [(day, people) for day, _, people in seen.log])
    answers: Rows = [(day, *rest) for day, _, *rest in seen.answers]
    write_rows(folder / "survey.csv", ("date", "uses", *ITEMS), answers)
    write_rows(folder / "projects.csv", PROJECT_HEADER, seen.projects)


def _write_portfolio(folder: Path, seen: Seen) -> None:
    rows: Rows = [
        (
            f"GMPP-{number:03d}",
            f"Project {number}",
            "Invented",
            "",
            start,
            end,
            planned,
            *_millions(budget, cost),
            status,
        )
        for number, (start, end, planned, budget, cost, status) in enumerate(seen.projects, start=1)
    ]
    write_rows(folder / "portfolio.csv", GMPP, rows)


def _millions(*amounts: object) -> list[float]:
    return [round(float(str(amount)) / POUNDS, 3) for amount in amounts]


KINDS: Mapping[str, Kind] = {
    "town": Kind("An invented town", TOWN, 78, SURVEYED, _write_surveyed),
    "network": Kind("An invented organization with a mail server", NETWORK, 78, SURVEYED, _write_surveyed),
    "portfolio": Kind("An invented portfolio of major projects", PORTFOLIO, 156, LISTED, _write_portfolio),
}
WEEKS = {"town": 104, "network": 104, "portfolio": 208}
LOGGED = tuple((lived, EVERYBODY) for lived in range(8, 104, 8))
WAVES = tuple(Wave(lived) for lived in (0, 39, 78, 104))


def write_example(folder: Path, seed: int, kind: str = "town") -> Path:
    """Write a worked case with a hidden truth into a new folder, and return its case file."""
    if kind not in KINDS:
        raise ScenarioError(f"there is no worked case '{kind}'; there are {', '.join(KINDS)}")
    if folder.exists() and any(folder.iterdir()):
        raise ScenarioError(f"{folder} is there already and not empty; name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    case = KINDS[kind]
    if kind == "network":
        write_network(folder, seed)
        with imported_network(folder) as files:
            truth, seen = _lived((*case.given, *files), seed)
    else:
        truth, seen = _lived(case.given, seed)
    case.write(folder, seen)
    write_json(folder / "truth.json", dict(truth))
    write_whole(folder / "case.yaml", case.text(WEEKS[kind]))
    return folder / "case.yaml"


def _lived(given: Sequence[str], seed: int) -> tuple[dict[str, float], Seen]:
    """Return a hidden truth, and what was observed of the run that it made."""
    with hydra_started() as hydra:
        scenario = composed_scenario(hydra, StudyRequest(tuple(given)))
    (organization, *_) = Organizations().of(scenario, 1)
    truth = hidden_truth(scenario, seed)
    return truth, observed_run(scenario.with_values(truth), organization, LOGGED, WAVES, seed)


def hidden_truth(scenario: Scenario, seed: int) -> dict[str, float]:
    """Return values of everything unknown, drawn from the priors that a calibration begins with."""
    return drawn_truth(scenario, unknowns_of(scenario, {}, frozenset()), seed)[1]


def drawn_truth(
    scenario: Scenario, unknowns: Sequence[Unknown], seed: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Return where in its prior the truth of each unknown lies, as a share, and its value."""
    for attempt in range(20):
        places = {
            one.name: float(shares(seed, PRIOR, f"truth of {one.name}", np.arange(1), attempt)[0]) for one in unknowns
        }
        drawn = {one.name: float(one.values(np.array([places[one.name]]))[0]) for one in unknowns}
        values = {one.name: int(drawn[one.name]) if one.whole else drawn[one.name] for one in unknowns}
        try:
            scenario.with_values(values)
        except ScenarioError:
            continue
        return places, values
    raise ScenarioError("no draw from the priors is without a contradiction")
