"""How the projects of a plan end: each by its name where a portfolio is listed, those of one size together elsewhere.

Rule    Runs are lived again with their ledgers. A share is that of the projects of a row in a run, then the mean over
        runs with its score interval (``experiments.inference.shares``); weeks are medians over those that started, or
        ended. Overrun and benefits are of delivered projects, over runs in which there are some.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import mean_interval
from experiments.inference.shares import share_interval
from experiments.organizations.shared import Organizations
from experiments.results.levels import Mean
from experiments.results.selection import chosen_point
from experiments.results.study import Study, StudyPoint
from sim.engine import simulate
from sim.errors import ScenarioError
from sim.processes.listed_portfolio import project_names
from sim.scenario import Scenario
from sim.state import CHALLENGED, DELIVERED, FAILED, PLANNED, RUNNING, SUCCESSFUL, UNUSED

ENDINGS = {"successful": SUCCESSFUL, "challenged": CHALLENGED, "failed": FAILED}
Ledger = NDArray[np.void]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Fate:
    """How a project, or the projects of one size, ends.

    Attributes:
        name: of the project, or which they are; ``count``: how many these are.
        effort: estimated effort, person-weeks.
        wanted, started, ended: weeks (medians), nan where none did.
        shares: how many started, were successful, challenged or failed, or still run, of all.
        overrun: spending over the first budget, minus 1; ``benefits``: over those planned; of delivered ones.

    """

    name: str
    count: int
    effort: float
    wanted: float
    started: float
    ended: float
    shares: Mapping[str, Mean]
    overrun: Mean
    benefits: Mean


@dataclass(frozen=True)
class Fates:
    """The projects of a point, in the order in which they are wanted."""

    label: str
    replicates: int
    rows: Sequence[Fate]


def fates_of(study: Study, point: str | None, most: int) -> Fates:
    """Return how the projects of a point end, the best unless named; ``most`` runs are lived again."""
    chosen = study.best if point is None else _named(study, point)
    ledger = _ledger(study, chosen, most)
    if not ledger.shape[1]:
        raise ScenarioError(f"{chosen.label} has no projects")
    scenario = Scenario().with_values(chosen.changes)
    rows = [_fate(name, ledger[:, places], study.confidence) for name, places in _rows(ledger, scenario).items()]
    return Fates(chosen.label, len(ledger), sorted(rows, key=lambda row: (row.wanted, row.name)))


def _named(study: Study, point: str) -> StudyPoint:
    design = chosen_point(study.manifest, point).design
    return next(found for found in study.points if found.design == design)


def _ledger(study: Study, point: StudyPoint, most: int) -> Ledger:
    """Return the projects of runs that ended, PROJECT records (r, p)."""
    scenario = Scenario().with_values(point.changes)
    replicates = [int(number) for number in point.runs.replicates[:most]]
    organizations = Organizations().of(scenario, study.manifest.designs[point.design].replicates)
    ledger = simulate(scenario, organizations, replicates, keep_projects=True).projects
    if ledger is None:
        raise ScenarioError(f"{point.label} has no projects")
    return ledger


def _rows(ledger: Ledger, scenario: Scenario) -> dict[str, list[int]]:
    """Return which projects each row tells of."""
    told = project_names(scenario.portfolio)
    rows: dict[str, list[int]] = {}
    for place, project in enumerate(ledger[0]):
        name = told[int(project["key"])] if told else f"of {project['effort']:,.3g} person-weeks"
        rows.setdefault(name, []).append(place)
    return rows


def _fate(name: str, ledger: Ledger, confidence: float) -> Fate:
    started, delivered = ledger["status"] != PLANNED, np.isin(ledger["status"], (DELIVERED, UNUSED))
    ended = started & (ledger["outcome"] > 0)
    outcomes = {word: ledger["outcome"] == code for word, code in ENDINGS.items()}
    shares = {"started": started, **outcomes, "running": ledger["status"] == RUNNING}
    overrun = ledger["spent"] / np.where(ledger["budget_first"] > 0.0, ledger["budget_first"], 1.0) - 1.0
    return Fate(
        name=name,
        count=ledger.shape[1],
        effort=float(ledger["effort"].mean()),
        wanted=float(np.median(ledger["wanted"])),
        started=_median(ledger["start"][started]),
        ended=_median(ledger["finish"][ended]),
        shares={word: _share(found, confidence) for word, found in shares.items()},
        overrun=_of_some(overrun, delivered, confidence),
        benefits=_of_some(ledger["benefit_rate"], delivered, confidence),
    )


def _median(weeks: NDArray[np.int32]) -> float:
    return float(np.median(weeks)) if len(weeks) else float("nan")


def _share(found: NDArray[np.bool_], confidence: float) -> Mean:
    return Mean(*share_interval(found.mean(axis=1), confidence, cases=float(found.size)))


def _of_some(values: Numbers, some: NDArray[np.bool_], confidence: float) -> Mean:
    runs = some.any(axis=1)
    means = np.where(some, values, 0.0).sum(axis=1)[runs] / some.sum(axis=1)[runs]
    return Mean(*_interval(means, confidence)) if len(means) else Mean(*(float("nan"),) * 3)


def _interval(values: Numbers, confidence: float) -> tuple[float, float, float]:
    mean, low, high = (float(bound[0]) for bound in mean_interval(values[:, np.newaxis], confidence))
    return mean, low, high
