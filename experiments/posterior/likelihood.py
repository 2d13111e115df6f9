"""The second route: how likely the learned summaries of a case are, given parameters; then Bayes' rule by weights.

It is unlike the first: that one learns parameters from data, this one data from parameters, and errs on another side.
Half of the draws come from each, where both agree; where the weights leave few draws alive, they do not agree.
A mixture of three normals, for what a limit does that binds now and then is not normal.

Source  Synthetic likelihood: Wood 2010, Price et al. 2018; learned summaries: Fearnhead & Prangle 2012. Sampling
        importance resampling: Rubin 1987.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from experiments.posterior.ensemble import Ensemble
from experiments.posterior.keys import CHOICE, Numbers, share_table
from experiments.posterior.training import Recipe, Workshop, trained

RECIPES = (Recipe(3, (64, 32), passes=60, noise=0.0),) * 3
FIRST_NUMBER = 100
FEWEST_ALIVE = 0.02


@dataclass(frozen=True)
class Likelihood:
    """Densities of summaries given parameters; summaries are the posterior means that the first route gives."""

    networks: Ensemble
    offset: Numbers
    scale: Numbers

    def log_of_many(self, summary: Numbers, z: Numbers) -> Numbers:
        """Return the log likelihood of many parameters for one summary, float64 (points)."""
        standard = (summary - self.offset) / self.scale
        return self.networks.log_density(z, np.broadcast_to(standard, (len(z), len(standard))))


def learned_likelihood(summaries: Numbers, z: Numbers, seed: int, workshop: Workshop) -> Likelihood:
    """Learn how summaries come out, given parameters."""
    offset, scale = summaries.mean(axis=0), np.maximum(summaries.std(axis=0), 1e-6)
    networks = trained(RECIPES, z, (summaries - offset) / scale, seed, first=FIRST_NUMBER, workshop=workshop)
    return Likelihood(Ensemble(networks), offset, scale)


def log_prior(z: Numbers) -> Numbers:
    """Return the log density of the prior, standard normal in every parameter, float64 (n)."""
    found: Numbers = (-0.5 * z**2 - 0.5 * np.log(2 * np.pi)).sum(axis=-1)
    return found


def resampled(
    direct: Ensemble, likelihood: Likelihood, x: Numbers, proposals: Numbers, count: int, key: tuple[int, str]
) -> tuple[Numbers, float]:
    """Return ``count`` draws for one case after the second route, and which share of the proposals is alive."""
    summary = direct.mean(x[None])[0]
    logs = likelihood.log_of_many(summary, proposals) + log_prior(proposals)
    logs -= direct.log_density_of_many(x, proposals)
    weights = np.exp(logs - logs.max())
    alive = float(weights.sum() ** 2 / (weights**2).sum() / len(weights))
    ends = np.cumsum(weights) / weights.sum()
    start = float(share_table(key[0], CHOICE, key[1], np.arange(1), 1)[0, 0])
    places = np.searchsorted(ends, (np.arange(count) + start) / count, side="left")
    return proposals[np.minimum(places, len(proposals) - 1)], alive


def standard(places: Numbers) -> Numbers:
    """Return shares of a prior as standard normal numbers, cut off where a bank has nothing."""
    found: Numbers = ndtri(np.clip(places, 1e-4, 1.0 - 1e-4))
    return found
