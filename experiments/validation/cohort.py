"""Cohorts: projects old enough to have ended, whatever became of them, with a weight for every class of size.

Rule    A project belongs when ``PATIENCE`` times its first schedule fits between its start and the horizon. Only the
        plan decides, so that those which end early are not counted sooner than those which end late. What still runs
        then is late.
        Service demand does not grow here: samples of projects come from many organizations and years, so no trend
            belongs in.
Sizes   Standish 2015 sorts projects by hours of productive labour: below 10,000, to 30,000, to 60,000, to 100,000, and
        above. The sizes here are geometric means of these limits (from 1,000 hours on), at 36 hours a week. EUR 7.5
        million, about 75 person-years, is the last class: 3,900 person-weeks.
Weights Of CHAOS 2015's successful projects 62 / 21 / 9 / 6 / 2 % were of these sizes; divided by their success rates
        this gives how common they are. The rates are derived, not published: a loose prior (grade M).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from experiments.validation.estimate import Estimate, jackknife, jackknife_share
from experiments.validation.laboratory import Laboratory
from experiments.validation.measures import weighted_mean
from sim.engine import Outcome
from sim.state import CANCELLED, DELIVERED, PLANNED, UNUSED

PATIENCE = 2.5
STEADY = {"workload.growth": 0.0}
SMALL, MODERATE, MEDIUM, LARGE, GRAND = 90.0, 480.0, 1200.0, 2150.0, 3900.0
COMMON = {SMALL: 0.285, MODERATE: 0.265, MEDIUM: 0.22, LARGE: 0.16, GRAND: 0.07}
WEEKS, REPLICATES = 780, 60

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Cohort:
    """Projects of one or more sizes, each an entry of arrays (n).

    ``weight`` adds up to the weight of its class; ``cost`` is spending over the first budget, ``cost_last`` that over
    the last, ``years`` the first schedule, ``weeks`` the time from start to end (of those that have ended),
    ``rebaselines`` how often it got a new baseline; ``outcome`` and ``status`` as in :mod:`sim.state`, ``replicate``
    the run.
    """

    replicate: NDArray[np.int64]
    size: Numbers
    weight: Numbers
    status: NDArray[np.int8]
    outcome: NDArray[np.int8]
    cost: Numbers
    cost_last: Numbers
    years: Numbers
    weeks: Numbers
    rebaselines: Numbers

    def where(self, chosen: NDArray[np.bool_]) -> "Cohort":
        """Return the projects that are chosen."""
        return Cohort(*(getattr(self, item.name)[chosen] for item in fields(self)))

    @property
    def completed(self) -> "Cohort":
        """The projects that were delivered, used or not."""
        return self.where((self.status == DELIVERED) | (self.status == UNUSED))

    @property
    def ended(self) -> "Cohort":
        """The projects that were delivered or cancelled."""
        return self.where((self.status == DELIVERED) | (self.status == UNUSED) | (self.status == CANCELLED))

    def estimate(self, statistic: Callable[["Cohort"], float]) -> Estimate:
        """Return a statistic of these projects with its interval over replicates."""
        return jackknife(lambda keep: statistic(self.where(keep)), self.replicate)

    def share(self, statistic: Callable[["Cohort"], float]) -> Estimate:
        """Return a share of these projects with its interval over replicates."""
        return jackknife_share(lambda keep: statistic(self.where(keep)), self.replicate)


def cohort_of(outcome: Outcome, size: float, weight: float) -> Cohort:
    """Return the cohort of one run of projects of one size."""
    if outcome.projects is None:
        raise ValueError("a cohort needs the projects of its runs")
    projects, weeks = outcome.projects, outcome.series.shape[1]
    belongs = projects["status"] != PLANNED
    belongs &= projects["start"] + PATIENCE * projects["planned_weeks_first"] <= weeks
    chosen = projects[belongs]
    return Cohort(
        replicate=np.broadcast_to(outcome.replicates[:, None], projects.shape)[belongs],
        size=np.full(len(chosen), size),
        weight=np.full(len(chosen), weight / max(1, len(chosen))),
        status=chosen["status"],
        outcome=chosen["outcome"],
        cost=chosen["spent"] / chosen["budget_first"],
        cost_last=chosen["spent"] / chosen["budget_last"],
        weeks=(chosen["finish"] - chosen["start"]).astype(np.float64),
        years=chosen["planned_weeks_first"] / 52.0,
        rebaselines=chosen["rebaselines"].astype(np.float64),
    )


def joined(cohorts: Sequence[Cohort]) -> Cohort:
    """Return several cohorts as one."""
    return Cohort(*(np.concatenate([getattr(cohort, item.name) for cohort in cohorts]) for item in fields(Cohort)))


def replicates_for(size: float) -> int:
    """Return how many replicates projects of a size need: a run has room for few large ones."""
    return REPLICATES if size < LARGE else 3 * REPLICATES


def mixture(laboratory: Laboratory, changes: Mapping[str, object], common: Mapping[float, float] = COMMON) -> Cohort:
    """Return a mixture of sizes, as common as ``common`` says, each run in a portfolio of its own."""
    base = {**STEADY, "horizon.weeks": WEEKS, **changes}
    runs = (
        (laboratory.run({**base, "project.size": size}, replicates_for(size)), size, weight)
        for size, weight in common.items()
    )
    return joined([cohort_of(*run) for run in runs])


def share(cohort: Cohort, *outcomes: int) -> float:
    """Return the share of projects, by weight, that had one of some outcomes."""
    return weighted_mean(np.isin(cohort.outcome, outcomes).astype(np.float64), cohort.weight)
