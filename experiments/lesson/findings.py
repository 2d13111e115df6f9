"""What the model of today says: many pairs of worlds of the same people, each pair with a luck of its own."""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import Difference, mean_interval, paired_differences
from experiments.lesson.content import SETTING, Lesson
from experiments.lesson.futures import Futures, people_of, scenarios_of
from experiments.lesson.setting import FIRST, SAME, SECOND, SIZES, UNDECIDED, Bet, Claim, Setting
from experiments.wording.names import is_part
from sim.engine import Outcome, simulate
from sim.organization.chart import Organization
from sim.outcomes.dictionary import METRIC_NAMES, METRICS, SERIES, SERIES_NAMES
from sim.scenario import Scenario, declared_parameters

CONFIDENCE, YEAR = 0.95, 52
SHARES = ("share", "0 to 1", "ratio")  # units of what is told in percent

Numbers = NDArray[np.float64]


class Finding(NamedTuple):
    """What many worlds say of two futures: both means, the interval of the first, and the paired difference."""

    first: float
    second: float
    low: float
    high: float
    difference: Difference
    least: float
    is_share: bool

    @property
    def answer(self) -> str:
        """Which future has more, or that the difference is not worth the name, or that it is undecided."""
        return answer_of(self.difference.low, self.difference.high, self.least)


def answer_of(low: float, high: float, least: float) -> str:
    """Return what an interval of a difference says where only more than ``least`` is worth the name."""
    if low > least:
        return FIRST
    if high < -least:
        return SECOND
    return SAME if -least <= low and high <= least else UNDECIDED


def bet_findings(lesson: Lesson, futures: Futures) -> dict[str, Finding]:
    """Return what many worlds say about every bet of a lesson."""
    if not lesson.setting.bets:
        return {}
    lived = _lived(futures.scenarios, futures.organization, lesson.setting.worlds)
    return {name: _finding(bet, lived) for name, bet in lesson.setting.bets.items()}


def claim_findings(lesson: Lesson) -> dict[str, Finding]:
    """Return what many worlds say about every claim of the texts of a lesson; futures that are the same live once."""
    lived: dict[tuple[object, int], Sequence[Outcome]] = {}
    found = {}
    for name, claim in lesson.setting.claims.items():
        worlds = claim.worlds or lesson.setting.worlds
        key = (claim.futures, worlds)
        if key not in lived:
            where = f"{lesson.name}/{SETTING}: claims: {name}: futures"
            scenarios = scenarios_of(claim.futures, where, lesson.options)
            lived[key] = [_outcome(one, people_of(one, lesson.setting.replicate), worlds) for one in scenarios]
        found[name] = _finding(claim, lived[key])
    return found


def is_share(measure: str, week: int | None) -> bool:
    """Return whether a measure is told in percent."""
    known = {one.name: one.unit for one in (SERIES if week else METRICS)}
    return known[measure].startswith(SHARES)


def levers_in_percent(setting: Setting) -> list[str]:
    """Return the names of the levers whose values are told in percent."""
    known = declared_parameters()
    found = {name: known.get(lever.parameter) for name, lever in setting.levers.items()}
    return [name for name, declared in found.items() if declared is not None and is_part(declared)]


def _lived(scenarios: Sequence[Scenario], organization: Organization, worlds: int) -> list[Outcome]:
    return [_outcome(scenario, organization, worlds) for scenario in scenarios]


def _outcome(scenario: Scenario, organization: Organization, worlds: int) -> Outcome:
    return simulate(scenario, [organization], range(worlds), threads=os.cpu_count() or 1)


def _finding(asked: Bet | Claim, lived: Sequence[Outcome]) -> Finding:
    one, other = (_values(asked, outcome) for outcome in lived)
    _, low, high = (float(bound[0]) for bound in mean_interval(one[~np.isnan(one)][:, np.newaxis], CONFIDENCE))
    return Finding(
        first=float(np.nanmean(one)),
        second=float(np.nanmean(other)),
        low=low,
        high=high,
        difference=paired_differences(one, other, CONFIDENCE)[0],
        least=asked.least,
        is_share=is_share(asked.measure, asked.week),
    )


def _values(asked: Bet | Claim, outcome: Outcome) -> Numbers:
    """Return the values of a measure in every world, float64 (worlds, 1)."""
    if asked.week:
        return outcome.series[:, asked.week - 1, SERIES_NAMES.index(asked.measure), np.newaxis].astype(np.float64)
    return outcome.metrics[:, METRIC_NAMES.index(asked.measure), np.newaxis]


def facts_of(findings: Mapping[str, Finding], organization: Organization, weeks: int) -> dict[str, Finding | float]:
    """Return whatever a text can name: what was found, and how large everything is."""
    counted = (organization.headcount, organization.departments, organization.units, weeks, weeks / YEAR)
    return {**findings, **dict(zip(SIZES, counted, strict=True))}
