"""Before any fit: is what was observed inside what the model can do at all, whatever its parameters?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.posterior.keys import Numbers
from experiments.posterior.observed import Statistic

SUSPECT = 0.05


@dataclass(frozen=True)
class Placed:
    """Where an observed statistic lies among those of the prior's runs; ``suspect``: too far out to be luck."""

    statistic: Statistic
    observed: float
    low: float
    middle: float
    high: float
    p: float
    suspect: bool


def placed(statistics: Sequence[Statistic], observed: Numbers, values: Numbers) -> list[Placed]:
    """Return where each statistic lies among the prior's runs, float64 (draws, statistics); Holm over all of them."""
    p = np.array([_p(values[:, at], observed[at]) for at in range(len(statistics))])
    order = np.argsort(np.where(np.isfinite(p), p, 2.0), kind="stable")
    tests, suspect, still = int(np.isfinite(p).sum()), np.zeros(len(p), bool), True
    for rank, at in enumerate(order[:tests].tolist()):
        least = 2.0 / (len(values) + 1)  # nothing can be rarer among so many runs
        still = still and bool(p[at] <= max(SUSPECT / (tests - rank), least))
        suspect[at] = still
    found = []
    for at, statistic in enumerate(statistics):
        known = values[np.isfinite(values[:, at]), at]
        low, middle, high = np.percentile(known, (2.5, 50, 97.5)) if len(known) else (np.nan,) * 3
        found.append(
            Placed(
                statistic, float(observed[at]), float(low), float(middle), float(high), float(p[at]), bool(suspect[at])
            )
        )
    return found


def _p(drawn: Numbers, value: float) -> float:
    known = drawn[np.isfinite(drawn)]
    if not np.isfinite(value) or not len(known):
        return float("nan")
    lower, upper = int((known <= value).sum()), int((known >= value).sum())
    return float(min(1.0, 2 * (min(lower, upper) + 1) / (len(known) + 1)))
