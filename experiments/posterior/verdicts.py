"""What data tell of each parameter: told, partly told, or not told; and which can only be told together.

Rule    told: the data at hand narrow it by half or more (contraction of the share of its prior at least .5), both
        routes agree (means within half a deviation), and its intervals hold what they say. partly told: it is narrowed
        beyond its level. not told: the rest. Two parameters whose posterior correlation is .5 or more trade off.
        The level of a parameter is what 99 % of placebos do not reach, or as much more as it takes until at most one
        in twenty of the fresh truths that are narrowed beyond it would be so by luck. Those truths must gain in log
        score by it (at 2.5 %, one side, for all parameters together); else there is no level: such data do not tell it.

Why     A parameter of which data say nothing, or next to it, is narrowed now and then, by luck of what was learned, and
        then its interval is too narrow. What counts is hence how many of the truths that would be called told are
        so by luck (a false discovery rate: the share of placebos beyond a level over that of truths), and whether what
        is narrowed holds the truth (placebos are no measure of how noisily parameters that do something are learned).

Source  Storey 2002 (q values); Efron 2007 (an empirical null, here of placebos); Holm 1979 (several parameters).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.special import logsumexp

from experiments.inference.superiority import holm
from experiments.posterior.ensemble import Ensemble
from experiments.posterior.fit import PLACEBOS, Cases, shares_of
from experiments.posterior.keys import Numbers

TOLD, PARTLY, NOT_TOLD = "told", "partly told", "not told"
IDENTIFIED, AGREEING, TRADING = 0.5, 0.5, 0.5
OF_PLACEBOS, MOST_LUCK, BY_CHANCE = 0.99, 0.05, 0.025
EVEN_SPREAD = np.sqrt(1.0 / 12.0)


@dataclass(frozen=True)
class Verdict:
    """What the data tell of one parameter.

    Attributes:
        name, verdict: which, and how far it is told.
        contraction: 1 - deviation of its posterior over that of its prior, both as shares of the prior.
        usual: the median contraction over fresh truths.
        gain, gain_error: mean log score gained over the prior on fresh truths, in nats, and its standard error.
        agree: whether both routes put it in the same place.
        level: contraction that it must exceed to be told at all; infinite: such data do not tell it, however narrow.
        by_luck: whether it is narrowed more than 99 % of placebos are and yet not told: that it looks so is luck.
        trades_with: parameters it trades off against, with their correlation.

    """

    name: str
    verdict: str
    contraction: float
    usual: float
    gain: float
    gain_error: float
    agree: bool
    level: float
    by_luck: bool
    trades_with: dict[str, float]


@dataclass(frozen=True)
class Luck:
    """What luck alone does, by fresh truths and their placebos.

    Attributes:
        level: contraction that 99 % of placebos do not reach.
        levels: contraction beyond which each parameter is told, float64 (d); infinite where such data do not tell it.
        usual: median contraction of each parameter, float64 (d).

    """

    level: float
    levels: Numbers
    usual: Numbers


def contraction(draws: Numbers) -> Numbers:
    """Return how far draws, float64 (..., draws, d), narrow the prior."""
    found: Numbers = 1.0 - shares_of(draws).std(axis=-2) / EVEN_SPREAD
    return found


def luck_of(fresh: Cases, gained: Numbers) -> Luck:
    """Return what luck does, by fresh truths, the placebos last, and their gains in log score, float64 (n, d)."""
    narrowed = contraction(fresh.mixed)
    own, nothing = narrowed[:, : -len(PLACEBOS)], narrowed[:, -len(PLACEBOS) :].reshape(-1)
    least = float(np.quantile(nothing, OF_PLACEBOS))
    levels = np.array([_level_beyond_luck(column, nothing, least) for column in own.T])
    chances = [
        _chance(gained[column > level, at]) for at, (column, level) in enumerate(zip(own.T, levels, strict=True))
    ]
    return Luck(least, np.where(holm(np.array(chances)) <= BY_CHANCE, levels, np.inf), np.median(own, axis=0))


def _level_beyond_luck(narrowed: Numbers, nothing: Numbers, least: float) -> float:
    """Return the lowest contraction, ``least`` or more, beyond which luck is seldom; infinite where there is none."""
    both = np.concatenate([narrowed, nothing])
    levels = np.unique([least, *both[both > least]])
    by_luck = (1 + _beyond(nothing, levels)) / (1 + len(nothing))
    rare = np.flatnonzero(by_luck <= MOST_LUCK * _beyond(narrowed, levels) / len(narrowed))
    return float(levels[rare[0]]) if len(rare) else np.inf


def _chance(gain: Numbers) -> float:
    """Return the p value of a mean that is not above 0 (Student's t, one side)."""
    if len(gain) < 2:  # noqa: PLR2004 - one number has no spread
        return 1.0
    return float(stats.ttest_1samp(gain, 0.0, alternative="greater").pvalue)


def _beyond(values: Numbers, levels: Numbers) -> NDArray[np.int64]:
    """Return how many values lie above each level."""
    return len(values) - np.searchsorted(np.sort(values), levels, side="right")


def gains(direct: Ensemble, x: Numbers, z: Numbers) -> Numbers:
    """Return ln q_j(z_j | x) - ln prior(z_j) of every truth and parameter, float64 (n, d)."""
    weights, means, deviations = direct.marginals(x)
    logs = -0.5 * ((z[:, None, :] - means) / deviations) ** 2 - np.log(deviations)
    found: Numbers = logsumexp(logs, axis=1, b=weights[:, :, None]) + 0.5 * z**2
    return found


def verdicts(names: Sequence[str], case: Cases, gained: Numbers, luck: Luck, wrong: Sequence[str]) -> list[Verdict]:
    """Return the verdicts on a case; ``wrong``: parameters whose intervals do not hold what they say."""
    narrowed = contraction(case.mixed)[0]
    apart = np.abs(case.direct[0].mean(axis=0) - case.other[0].mean(axis=0)) / case.mixed[0].std(axis=0)
    together = np.corrcoef(case.mixed[0].T)
    mean, error = gained.mean(axis=0), gained.std(axis=0) / np.sqrt(len(gained))
    found = []
    for at, name in enumerate(names):
        agree, partly = bool(apart[at] <= AGREEING), bool(narrowed[at] > luck.levels[at])
        told = narrowed[at] >= IDENTIFIED and agree and name not in wrong
        found.append(
            Verdict(
                name,
                TOLD if told and partly else PARTLY if partly else NOT_TOLD,
                float(narrowed[at]),
                float(luck.usual[at]),
                float(mean[at]),
                float(error[at]),
                agree,
                float(luck.levels[at]),
                bool(narrowed[at] > luck.level) and not partly,
                _traded(names, together, at),
            )
        )
    return found


def _traded(names: Sequence[str], together: Numbers, at: int) -> dict[str, float]:
    return {
        other: float(together[at, place])
        for place, other in enumerate(names)
        if place != at and abs(together[at, place]) >= TRADING
    }
