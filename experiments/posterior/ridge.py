"""Ridge regression: where every network begins, and the honest posterior of a second that all else is held against."""

from dataclasses import dataclass

import numpy as np

from experiments.posterior.keys import Numbers

PENALTIES = (1.0, 10.0, 100.0, 1000.0, 10000.0)


@dataclass(frozen=True)
class Ridge:
    """A regression: z = offset + x slopes, with the covariance of what is left over."""

    slopes: Numbers
    offset: Numbers
    covariance: Numbers

    def mean(self, x: Numbers) -> Numbers:
        """Return the expected parameters at features, float64 (n, parameters)."""
        found: Numbers = self.offset + x @ self.slopes
        return found


def fitted_ridge(x: Numbers, z: Numbers, x_held: Numbers, z_held: Numbers) -> Ridge:
    """Return the regression whose penalty predicts the held-out rows best."""
    mean, offset = x.mean(axis=0), z.mean(axis=0)
    square, product = (x - mean).T @ (x - mean), (x - mean).T @ (z - offset)
    best: tuple[float, Numbers] | None = None
    for penalty in PENALTIES:
        slopes = np.linalg.solve(square + penalty * np.eye(len(square)), product)
        error = float(((z_held - offset - (x_held - mean) @ slopes) ** 2).mean())
        if best is None or error < best[0]:
            best = (error, slopes)
    if best is None:
        raise ValueError("there is no penalty to try")
    slopes = best[1]
    left = z_held - offset - (x_held - mean) @ slopes
    covariance = left.T @ left / len(left) + 1e-6 * np.eye(z.shape[1])
    return Ridge(slopes, offset - mean @ slopes, covariance)
