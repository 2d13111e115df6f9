"""What data tell of each parameter: told, partly told, or not told; and which can only be told together.

Rule    told: the data at hand narrow it by half or more (contraction of the share of its prior at least .5), both
        routes agree (means within half a deviation), and its intervals hold what they say. partly told: narrowed more
        than 99 % of placebos are, and the 95 % interval of what fresh truths gain in log score lies above 0. not told:
        the rest. Two parameters whose posterior correlation is .5 or more trade off.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from experiments.posterior.ensemble import Ensemble
from experiments.posterior.fit import PLACEBOS, Cases, shares_of
from experiments.posterior.keys import Numbers

TOLD, PARTLY, NOT_TOLD = "told", "partly told", "not told"
IDENTIFIED, AGREEING, TRADING = 0.5, 0.5, 0.5
OF_PLACEBOS = 0.99
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
        trades_with: parameters it trades off against, with their correlation.

    """

    name: str
    verdict: str
    contraction: float
    usual: float
    gain: float
    gain_error: float
    agree: bool
    trades_with: dict[str, float]


@dataclass(frozen=True)
class Luck:
    """What placebos reach: the 99 % level of contraction, and how many of their verdicts would be wrong."""

    level: float


def contraction(draws: Numbers) -> Numbers:
    """Return how far draws, float64 (..., draws, d), narrow the prior."""
    found: Numbers = 1.0 - shares_of(draws).std(axis=-2) / EVEN_SPREAD
    return found


def luck_of(fresh: Cases) -> Luck:
    """Return the level that placebos reach over fresh truths."""
    return Luck(float(np.quantile(contraction(fresh.mixed)[:, -len(PLACEBOS) :], OF_PLACEBOS)))


def gains(direct: Ensemble, x: Numbers, z: Numbers) -> Numbers:
    """Return ln q_j(z_j | x) - ln prior(z_j) of every truth and parameter, float64 (n, d)."""
    weights, means, deviations = direct.marginals(x)
    logs = -0.5 * ((z[:, None, :] - means) / deviations) ** 2 - np.log(deviations)
    found: Numbers = logsumexp(logs, axis=1, b=weights[:, :, None]) + 0.5 * z**2
    return found


def verdicts(
    names: Sequence[str], case: Cases, fresh: Cases, gained: Numbers, luck: Luck, wrong: Sequence[str]
) -> list[Verdict]:
    """Return the verdicts on a case; ``wrong``: parameters whose intervals do not hold what they say."""
    narrowed, usual = contraction(case.mixed)[0], np.median(contraction(fresh.mixed), axis=0)
    apart = np.abs(case.direct[0].mean(axis=0) - case.other[0].mean(axis=0)) / case.mixed[0].std(axis=0)
    together = np.corrcoef(case.mixed[0].T)
    mean, error = gained.mean(axis=0), gained.std(axis=0) / np.sqrt(len(gained))
    found = []
    for at, name in enumerate(names):
        agree = bool(apart[at] <= AGREEING)
        trades = {
            other: float(together[at, place])
            for place, other in enumerate(names)
            if place != at and abs(together[at, place]) >= TRADING
        }
        told = narrowed[at] >= IDENTIFIED and agree and name not in wrong
        partly = narrowed[at] > luck.level and mean[at] - 1.96 * error[at] > 0.0
        verdict = TOLD if told and partly else PARTLY if partly else NOT_TOLD
        found.append(
            Verdict(
                name, verdict, float(narrowed[at]), float(usual[at]), float(mean[at]), float(error[at]), agree, trades
            )
        )
    return found
