"""Whether the model is wrong for these data, and which source says so.

Rule    Each statistic is regressed on what the fit makes of a case (the posterior means) and on their squares; what is
        left over, source by source, is compared with what is left over of runs that were never trained on, by its
        Mahalanobis distance. p is the rank among those. What looks like another value of a parameter is no misfit and
        cannot be found; a log that misses people is, the more so where its completeness is left open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.posterior.features import CUT
from experiments.posterior.fit import Fit
from experiments.posterior.keys import Numbers

ALL = "all together"
RIDGE = 1.0
FLOOR = 0.02  # of the variance of a statistic, so that what never varies is no division by nothing
WRONG = 0.01


@dataclass(frozen=True)
class Residuals:
    """What the learned summaries leave over of statistics, and how much of that is usual, by source."""

    slopes: Numbers
    inverses: Mapping[str, Numbers]
    places: Mapping[str, NDArray[np.intp]]

    def distances(self, fit: Fit, values: Numbers) -> dict[str, Numbers]:
        """Return how far each case lies from what is usual, by source."""
        left = self._left(fit, values)
        return {
            source: np.einsum("ni,ij,nj->n", left[:, places], self.inverses[source], left[:, places])
            for source, places in self.places.items()
        }

    def _left(self, fit: Fit, values: Numbers) -> Numbers:
        return _scaled(fit, values) - _design(fit, values) @ self.slopes


def learned_residuals(fit: Fit, values: Numbers, sources: Sequence[str]) -> Residuals:
    """Learn what is left over from draws of a bank; ``sources``: of every statistic."""
    design, scaled = _design(fit, values), _scaled(fit, values)
    square = design.T @ design + RIDGE * np.eye(design.shape[1])
    slopes = np.asarray(np.linalg.solve(square, design.T @ scaled), np.float64)
    left = scaled - design @ slopes
    kept = [sources[at] for at in fit.features.kept]
    places = {source: np.flatnonzero([one == source for one in kept]) for source in dict.fromkeys(kept)}
    if len(places) > 1:
        places[ALL] = np.arange(len(kept))
    inverses = {source: _inverse(left[:, columns]) for source, columns in places.items()}
    return Residuals(slopes, inverses, places)


def p_values(found: Mapping[str, Numbers], usual: Mapping[str, Numbers]) -> dict[str, float]:
    """Return by source which share of usual cases lies as far away as the one case, itself counted."""
    return {
        source: float((1 + (usual[source] >= distance[0]).sum()) / (1 + len(usual[source])))
        for source, distance in found.items()
    }


def _scaled(fit: Fit, values: Numbers) -> Numbers:
    features = fit.features
    table = (values[:, features.kept] - features.mean) / features.deviation
    return np.clip(np.where(np.isfinite(table), table, 0.0), -2 * CUT, 2 * CUT)


def _design(fit: Fit, values: Numbers) -> Numbers:
    means = fit.direct.mean(fit.features(values))
    return np.hstack([np.ones((len(means), 1)), means, means**2])


def _inverse(left: Numbers) -> Numbers:
    covariance = left.T @ left / len(left)
    return np.asarray(np.linalg.inv(covariance + FLOOR * np.eye(len(covariance))), np.float64)
