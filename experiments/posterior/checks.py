"""Whether intervals hold what they say: coverage, ranks, and joint coverage, on runs that were never trained on.

Source  Ranks: Talts et al. 2018 (simulation-based calibration). Joint coverage: Lemos et al. 2023 (TARP).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from scipy import stats

from experiments.inference.shares import wilson
from experiments.posterior.keys import CHOICE, Numbers, share_table
from experiments.wording.quantities import percent

LEVELS = (0.5, 0.8, 0.9)
MOST_OFF = {0.5: 0.05, 0.8: 0.04, 0.9: 0.03}
CRITICAL = NormalDist().inv_cdf(0.975)
RANK_LEVEL = 0.01


@dataclass(frozen=True)
class Coverage:
    """How often intervals of one parameter held the truth, by level, with an interval of 95 % of its own.

    ``ranks``: p value of the ranks being even (Kolmogorov and Smirnov), before any correction for several parameters.
    """

    name: str
    held: dict[float, float]
    between: dict[float, tuple[float, float]]
    ranks: float


@dataclass(frozen=True)
class Checked:
    """What fresh truths say about a posterior.

    Attributes:
        truths: how many there were.
        coverage: of every parameter, placebos too.
        joint: largest distance of joint coverage from what it should be; ``joint_luck``: what luck alone gives (95 %).

    """

    truths: int
    coverage: Sequence[Coverage]
    joint: float
    joint_luck: float

    def cautious(self, names: Sequence[str]) -> list[str]:
        """Return the parameters whose intervals hold more than they say, beyond what luck does: wider than need be."""
        chosen = [one for one in self.coverage if one.name in names]
        return [one.name for one in chosen if any(_off(one, level, self.truths, len(chosen)) > 0.0 for level in LEVELS)]

    def failures(self, names: Sequence[str]) -> list[str]:
        """Return what is wrong with some parameters, beyond what luck does; nothing: the posterior may be used.

        Intervals that hold too little, ranks that lean to one side or crowd, and joint coverage that is off.
        """
        found = []
        chosen = [one for one in self.coverage if one.name in names]
        for one in chosen:
            found += [
                f"{one.name}: intervals of {percent(level)} hold {percent(one.held[level])}"
                for level in LEVELS
                if _off(one, level, self.truths, len(chosen)) < 0.0
            ]
            if one.ranks * len(chosen) < RANK_LEVEL:
                found.append(f"{one.name}: ranks are not even (p = {one.ranks:.1g})")
        if self.joint > max(self.joint_luck, MOST_OFF[0.5]):
            found.append(f"joint coverage is off by {self.joint:.2f}")
        return found


def _off(one: Coverage, level: float, truths: int, parameters: int) -> float:
    """Return by how much coverage is off; 0 within what is tolerated, or what luck does in so many parameters."""
    off = one.held[level] - level
    luck = NormalDist().inv_cdf(1 - 0.025 / parameters) * np.sqrt(level * (1 - level) / truths)
    return off if abs(off) > max(MOST_OFF[level], luck) else 0.0


def checked(names: Sequence[str], ranks: Numbers, draws: Numbers, truths: Numbers, seed: int) -> Checked:
    """Return what ranks of truths among their draws, and the draws themselves, say."""
    coverage = [_coverage(name, ranks[:, at]) for at, name in enumerate(names)]
    distance = _joint(draws, truths, seed)
    return Checked(len(truths), coverage, distance, 1.358 / np.sqrt(len(truths)))


def _coverage(name: str, ranks: Numbers) -> Coverage:
    held = {level: float((np.abs(ranks - 0.5) < level / 2).mean()) for level in LEVELS}
    between = {level: wilson(share, len(ranks), CRITICAL) for level, share in held.items()}
    return Coverage(name, held, between, float(stats.kstest(ranks, "uniform").pvalue))


def _joint(draws: Numbers, truths: Numbers, seed: int) -> float:
    """Return the largest distance between how often regions around places hold truths, and how often they should."""
    places = stats.norm.ppf(share_table(seed, CHOICE, "places of TARP", np.arange(len(truths)), truths.shape[1]))
    near = np.linalg.norm(draws - places[:, None], axis=2) < np.linalg.norm(truths - places, axis=1)[:, None]
    return float(stats.kstest(near.mean(axis=1), "uniform").statistic)
