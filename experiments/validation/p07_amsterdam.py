"""P7, Amsterdam: the first year is hard, the process-oriented department slow, and those who do not take part a brake."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.validation.estimate import Estimate, jackknife, mean
from experiments.validation.laboratory import Laboratory, weekly
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from sim.organization.chart import Organization
from sim.outcomes.dictionary import METRIC
from sim.state import ADOPTED, NEVER, RELAPSED, TRYING, World

AMSTERDAM = option("organization", "amsterdam_it") | option("rollout", "waves") | option("intervention", "okr") | {"horizon.weeks": 104}
PROCESS, CHANGE = 0, 1
YEARS, YEAR, REPLICATES = 2, 52, 40
SOURCE = "Amsterdam, interview with the programme manager (seed 001)"


class Observer:
    """Counts how trials end, by year of their start, and when departments join and adopt."""

    def __init__(self, people: int) -> None:
        self.trials = np.zeros((YEARS, 2))
        self.joined: list[list[float]] = []
        self.adopted: list[list[float]] = []
        self._stage = np.zeros(people, np.int8)
        self._since = np.zeros(people, np.int32)

    def __call__(self, _week: int, world: World, organization: Organization) -> None:
        """Look at one week."""
        stage = world.seats["stage"]
        ended = (self._stage == TRYING) & ((stage == ADOPTED) | (stage == RELAPSED))
        years = np.minimum(self._since[ended] // YEAR, YEARS - 1)
        np.add.at(self.trials, (years, (stage[ended] == ADOPTED).astype(int)), 1)
        self._stage, self._since = stage.copy(), world.seats["stage_week"].copy()
        on_board = world.units["joined"][organization.unit] != NEVER
        self.joined.append(_by_department(on_board, organization))
        self.adopted.append(_by_department(stage == ADOPTED, organization))

    def weeks_to_half(self, department: int) -> float:
        """Return the weeks from half of a department being on board to half of it having adopted; infinite if never."""
        joined, adopted = (np.array(shares)[:, department] >= 1 / 2 for shares in (self.joined, self.adopted))
        return float(np.argmax(adopted) - np.argmax(joined)) if adopted.any() else math.inf


def _by_department(chosen: NDArray[np.bool_], organization: Organization) -> list[float]:
    start = organization.department_start
    return [float(chosen[start[d] : start[d + 1]].mean()) for d in (PROCESS, CHANGE)]


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure trials by year, how long two departments take, and what the border to non-users costs."""
    observers: dict[int, Observer] = {}
    people = laboratory.base.with_values(AMSTERDAM).organization.headcount
    laboratory.watch(AMSTERDAM, REPLICATES, lambda replicate: observers.setdefault(replicate, Observer(people)))
    seen = [observers[replicate] for replicate in sorted(observers)]
    trials = np.array([one.trials for one in seen])
    real, open_border = (laboratory.run(AMSTERDAM | changes, REPLICATES) for changes in ({}, {"adoption.border": 0.0}))
    on_board = weekly(real, "adopted") / weekly(real, "joined")
    return {
        "trials": jackknife(lambda keep: later_minus_earlier(trials[keep].sum(axis=0)), np.arange(len(trials))),
        "using": mean(on_board[:, -1] - on_board[:, YEAR - 1]),
        "process": mean([one.weeks_to_half(PROCESS) - one.weeks_to_half(CHANGE) for one in seen]),
        "border": mean(open_border.metrics[:, METRIC.adopted] - real.metrics[:, METRIC.adopted]),
    }


def later_minus_earlier(trials: NDArray[np.float64]) -> float:
    """Return the share of trials (years, failed and successful) that succeed, second year minus first; NaN without trials."""
    ended = trials.sum(axis=1)
    return float(np.diff(trials[:, 1] / ended)[0]) if ended.all() else np.nan


def _target(key: str, name: str, said: str, unit: str = "points") -> Target:
    return Target(key, name, None, 0.0, math.inf, f"told as a direction: {said}", SOURCE, "A", Use.CHECK, unit)


TARGETS = (
    _target("trials", "trials that end in adoption, year 2 minus year 1", "the first year was hard, the second better"),
    _target("using", "adopted of those on board, end of year 2 minus year 1", "the first year was hard, the second better"),
    _target("process", "weeks to half adopted, process- minus change-oriented", "much easier for the new department", "weeks"),
    _target("border", "adopted, without minus with the border to non-users", "departments that do not take part remain a brake"),
)
HOW = (
    "Amsterdam's IT departments and waves with OKR, up to the last wave. Weeks to half adopted count from the week in which half of the "
    "department is on board; how many are on board is given by the waves and not predicted."
)
PATTERN = Pattern("P7", "Amsterdam", (Experiment(HOW, measure, TARGETS),))
