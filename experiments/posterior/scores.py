"""Scores of predictions: CRPS of draws against what came, in the unit of the statistic's spread over the bank."""

import numpy as np
from scipy.stats import norm

from experiments.posterior.keys import Numbers


def crps_of_draws(draws: Numbers, truth: Numbers) -> Numbers:
    """Return the continuous ranked probability score of draws, float64 (draws, statistics), column by column."""
    ranked = np.sort(draws, axis=0)
    count = len(ranked)
    weights = (2 * np.arange(1, count + 1) - count - 1)[:, None]
    found: Numbers = np.abs(draws - truth).mean(axis=0) - (weights * ranked).sum(axis=0) / count**2
    return found


def crps_of_normal(mean: Numbers, deviation: Numbers, truth: Numbers) -> Numbers:
    """Return the same score of normal predictions; of no deviation it is the absolute error."""
    safe = np.maximum(deviation, 1e-9)
    z = (truth - mean) / safe
    found: Numbers = safe * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))
    return found
