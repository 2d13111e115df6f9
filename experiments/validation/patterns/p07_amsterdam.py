"""P7, Amsterdam: a hard first year, a slow process-oriented department, and a brake: those who do not take part."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.validation.estimate import Estimate, jackknife, mean
from experiments.validation.laboratory import Laboratory, weekly
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, Target, Use, direction
from experiments.validation.smallest import ADOPTION, MONTH
from sim.interventions.catalogue import MEASURES
from sim.organization.chart import Organization
from sim.outcomes.dictionary import METRIC
from sim.state import ADOPTED, NEVER, RELAPSED, TRYING, World

AMSTERDAM = option("organization", "amsterdam_it") | option("rollout", "waves") | option("intervention", "okr")
AMSTERDAM |= {"horizon.weeks": 104, "intervention.okr.partners_week": 52}
PROCESS, CHANGE, DEPARTMENTS = 0, 1, 6
OKR = MEASURES.index("okr")
YEARS, YEAR, REPLICATES = 2, 52, 40
ON_BOARD, LOOKED_AT = {12: 50.0, 51: 250.0, 103: 500.0}, (51, 103)
SOURCE = "Amsterdam, interview with the programme manager (seed 001)"


class Observer:
    """Follows one replicate.

    How trials end, by year of their start and department, and how long everybody takes to adopt.

    ``trials`` is float64 (years, departments, failed and successful), ``wait`` the weeks from when somebody's team is
    taken on to the first adoption in that seat, float64 (people), infinite where there is none.
    """

    def __init__(self, people: int) -> None:
        self.trials = np.zeros((YEARS, DEPARTMENTS, 2))
        self.wait = np.full(people, np.inf)
        self._stage = np.zeros(people, np.int8)
        self._since = np.zeros(people, np.int32)

    def __call__(self, week: int, world: World, organization: Organization) -> None:
        """Look at one week."""
        ladder = world.ladders[OKR]
        stage = ladder["stage"]
        ended = (self._stage == TRYING) & ((stage == ADOPTED) | (stage == RELAPSED))
        years = np.minimum(self._since[ended] // YEAR, YEARS - 1)
        np.add.at(self.trials, (years, organization.department[ended], (stage[ended] == ADOPTED).astype(int)), 1)
        self._stage, self._since = stage.copy(), ladder["stage_week"].copy()
        joined = world.units["joined"][OKR][organization.unit]
        first = (stage == ADOPTED) & (joined != NEVER) & np.isinf(self.wait)
        self.wait[first] = week - joined[first]


def weeks_to_half(observer: Observer, organization: Organization, department: int) -> float:
    """Return the weeks from being taken on within which half of a department's people have adopted.

    Infinite if they have not.
    """
    start = organization.department_start
    return float(np.median(observer.wait[start[department] : start[department + 1]]))


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure trials by year and department, how long two departments take, and what the border to non-users costs."""
    observers: dict[int, Observer] = {}
    organization = laboratory.organizations(AMSTERDAM, REPLICATES)[0]
    laboratory.watch(
        AMSTERDAM, REPLICATES, lambda replicate: observers.setdefault(replicate, Observer(organization.headcount))
    )
    seen = [observers[replicate] for replicate in sorted(observers)]
    trials, replicates = np.array([one.trials for one in seen]), np.arange(len(seen))
    no_border = {"intervention.okr.border": 0.0}
    real, open_border = (laboratory.run(AMSTERDAM | changes, REPLICATES) for changes in ({}, no_border))
    on_board = weekly(real, "adopted") / weekly(real, "joined")
    waits = [[weeks_to_half(one, organization, department) for one in seen] for department in (PROCESS, CHANGE)]
    return {
        "trials": jackknife(lambda keep: second_minus_first(trials[keep].sum(axis=(0, 2))), replicates),
        "using": mean(on_board[:, -1] - on_board[:, YEAR - 1]),
        "easier": jackknife(
            lambda keep: second_minus_first(trials[keep].sum(axis=(0, 1))[[PROCESS, CHANGE]]), replicates
        ),
        "slower": mean(np.subtract(waits[0], waits[1])),
        "border": mean(open_border.metrics[:, METRIC.adopted] - real.metrics[:, METRIC.adopted]),
    }


def measure_levels(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how many people are on board, which is put in, and what share of them uses OKR."""
    real = laboratory.run(AMSTERDAM, REPLICATES)
    joined, using = weekly(real, "joined"), weekly(real, "using")
    people = float(laboratory.organizations(AMSTERDAM, REPLICATES)[0].headcount)
    board = {f"board_{week}": mean(people * joined[:, week]) for week in ON_BOARD}
    return board | {f"use_{week}": mean(using[:, week] / joined[:, week]) for week in LOOKED_AT}


def second_minus_first(trials: NDArray[np.float64]) -> float:
    """Return the share of trials (two groups; failed, successful) that succeed, second minus first; NaN without any."""
    ended = trials.sum(axis=1)
    return float(np.diff(trials[:, 1] / ended)[0]) if ended.all() else np.nan


def _target(
    key: str, name: str, said: str, use: Use, smallest: tuple[float, str] = ADOPTION, unit: str = "points"
) -> Target:
    return direction(key, name, f"told as a direction: {said}", smallest, SOURCE, "A", use, unit)


HARD, EASY = "the first year was hard, the second better", "much easier for the new, change-oriented department"
TARGETS = (
    _target("trials", "trials that end in adoption, year 2 minus year 1", HARD, Use.SHAPED),
    _target("using", "adopted of those on board, end of year 2 minus year 1", HARD, Use.SHAPED),
    _target("easier", "trials that end in adoption, change- minus process-oriented", EASY, Use.CHECK),
    _target("slower", "weeks until half have adopted, process- minus change-oriented", EASY, Use.FIT, MONTH, "weeks"),
    _target(
        "border",
        "adopted, without minus with the border to non-users",
        "who does not take part remains a brake",
        Use.CHECK,
    ),
)
LEVEL_TARGETS = (
    *(
        Target(
            f"board_{week}", f"people on board, week {week}", told, 0.9 * told, 1.1 * told,
            "within a tenth: the waves are put in", SOURCE, "A", Use.CODE, "people",
        )
        for week, told in ON_BOARD.items()
    ),
    *(
        Target(
            f"use_{week}", f"use of those on board, week {week}", None, 0.5, 1.0,
            "convention: who is told to work with it does so in more than half of all cases", SOURCE, "A", Use.CHECK,
        )
        for week in LOOKED_AT
    ),
)  # fmt: skip
LEVELS_HOW = (
    "The same. The interview counts teams that work with OKR, which is being on board; the model also knows who "
    "of them uses it, of which the interview says nothing."
)
HOW = (
    "Amsterdam's IT departments and waves with OKR, the business partners from year 2 on, up to the last wave. Weeks "
    "count for each person "
    "from when the own team is taken on; how many are on board is given by the waves and not predicted."
)
PATTERN = Pattern(
    "P7", "Amsterdam", (Experiment(HOW, measure, TARGETS, 3), Experiment(LEVELS_HOW, measure_levels, LEVEL_TARGETS))
)
