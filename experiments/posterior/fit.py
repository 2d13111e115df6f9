"""The fit: from a bank and a design to a posterior for whatever that design may show; it needs no case yet.

Two routes of the same bank, half of the draws from each: networks from data to parameters, and from parameters to what
these make of the data. Draws that are never trained on recalibrate the marginals, and others report.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from experiments.posterior.ensemble import Ensemble
from experiments.posterior.features import Features
from experiments.posterior.keys import DRAWS, PLACEBO, Numbers, share_table
from experiments.posterior.likelihood import FEWEST_ALIVE, Likelihood, learned_likelihood, resampled, standard
from experiments.posterior.recalibration import Recalibration
from experiments.posterior.training import Recipe, Workshop, trained

RECIPES = (Recipe(1),) * 3 + (Recipe(3),) * 3
PLACEBOS = ("placebo 1", "placebo 2", "placebo 3")
PROPOSALS = 600
AT_ONCE, TUNED_AT_ONCE = 100, 500  # cases, of which all proposals, and all draws, lie in memory


@dataclass(frozen=True)
class Target:
    """What is inferred, for every draw of a bank: standard normal numbers, the placebos last; and its names."""

    names: tuple[str, ...]
    z: Numbers

    @classmethod
    def of(cls, names: Sequence[str], places: Numbers, draws: Numbers, seed: int) -> "Target":
        """Return the target of shares of priors, float64 (draws, names), with placebos that nothing can tell."""
        nothing = share_table(seed, PLACEBO, "placebos", draws.astype(np.int64), len(PLACEBOS))
        return cls((*names, *PLACEBOS), standard(np.hstack([places, nothing])))


@dataclass(frozen=True)
class Cases:
    """Posterior draws of several cases.

    Attributes:
        direct, other: float64 (cases, draws, d), of the first route and of the second.
        mixed: half of each, recalibrated where that was learned; the first route alone where they do not agree.
        alive: which share of the proposals the second route leaves alive, float64 (cases).

    """

    direct: Numbers
    other: Numbers
    mixed: Numbers
    alive: Numbers


@dataclass(frozen=True)
class Fit:
    """A fitted posterior for any case of one design."""

    features: Features
    direct: Ensemble
    likelihood: Likelihood
    recalibration: Recalibration | None
    seed: int

    def cases(self, values: Numbers, count: int, name: str, first: int = 0) -> Cases:
        """Return ``count`` posterior draws of every case, float64 (cases, statistics) in ``values``.

        ``first``: the number of the first case, of those of this name.
        """
        x = self.features(values)
        parts = [self._some(x[at : at + AT_ONCE], first + at, count, name) for at in range(0, len(x), AT_ONCE)]
        own, other, alive = (np.concatenate(column) for column in zip(*parts, strict=True))
        agree = (alive >= FEWEST_ALIVE)[:, None, None]
        mixed = np.where(agree, np.concatenate([own[:, 0::2], other[:, 1::2]], axis=1), own)
        if self.recalibration is not None:
            mixed = self.recalibration(mixed)
        return Cases(own, other, mixed, alive)

    def _some(self, some: Numbers, first: int, count: int, name: str) -> tuple[Numbers, Numbers, Numbers]:
        """Return draws of either route, and how many are alive, of some cases from number ``first`` on."""
        direct = self.direct.draws(some, max(count, PROPOSALS), self.seed, name, first)
        second, alive = [], []
        for row in range(len(some)):
            key = self.seed, f"{name}, case {first + row}"
            found, share = resampled(self.direct, self.likelihood, some[row], direct[row], count, key)
            second.append(found)
            alive.append(share)
        spread = np.linspace(0, direct.shape[1] - 1, count).round().astype(int)
        return direct[:, spread], np.array(second), np.array(alive)


def fitted(
    values: Numbers, z: Numbers, tuning: tuple[Numbers, Numbers], seed: int, workshop: Workshop, count: int
) -> Fit:
    """Fit both routes to statistics and parameters of draws, and recalibrate on those of ``tuning``."""
    features = Features.of(values)
    x = features(values)
    direct = Ensemble(trained(RECIPES, x, z, seed, first=0, workshop=workshop))
    likelihood = learned_likelihood(direct.mean(x), z, seed, workshop)
    raw = Fit(features, direct, likelihood, None, seed)
    ranks = [_ranks_of_some(raw, tuning, first, count) for first in range(0, len(tuning[1]), TUNED_AT_ONCE)]
    return Fit(features, direct, likelihood, Recalibration.of(np.concatenate(ranks)), seed)


def _ranks_of_some(raw: Fit, tuning: tuple[Numbers, Numbers], first: int, count: int) -> Numbers:
    values, truths = (part[first : first + TUNED_AT_ONCE] for part in tuning)
    return ranks_of(raw.cases(values, count, "tuning", first).mixed, truths, raw.seed, "tuning", first)


def ranks_of(draws: Numbers, truths: Numbers, seed: int, name: str, first: int = 0) -> Numbers:
    """Return the share of draws below each truth, evenly spread where draws are few, float64 (cases, d).

    ``first``: the number of the first case, of those of this name.
    """
    below = (draws < truths[:, None]).sum(axis=1)
    luck = share_table(seed, DRAWS, f"{name}, ranks", np.arange(first, first + len(truths)), truths.shape[1])
    found: Numbers = (below + luck) / (draws.shape[1] + 1)
    return found


def shares_of(z: Numbers) -> Numbers:
    """Return standard normal numbers as shares of priors."""
    found: Numbers = ndtr(z)
    return found
