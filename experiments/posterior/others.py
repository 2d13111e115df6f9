"""The other unknowns, which no data tell one by one, drawn together with the wanted ones: a joint normal regression.

Left at the prior they would make predictions half as wide again as they need be; no single one is told, but what they
do together is.
"""

from dataclasses import dataclass

import numpy as np

from experiments.posterior.keys import PREDICTION, Numbers, normal_table
from experiments.posterior.ridge import fitted_ridge

HELD = 10


@dataclass(frozen=True)
class Others:
    """Standard normal numbers of other unknowns, given features and the wanted parameters."""

    slopes: Numbers
    offset: Numbers
    root: Numbers

    @classmethod
    def of(cls, x: Numbers, z: Numbers, others: Numbers) -> "Others":
        """Learn from draws of a bank: features, wanted parameters, other unknowns."""
        given, held = np.hstack([x, z]), len(x) // HELD
        ridge = fitted_ridge(given[held:], others[held:], given[:held], others[:held])
        left = others - ridge.mean(given)
        covariance = left.T @ left / len(left) + 1e-6 * np.eye(others.shape[1])
        return cls(ridge.slopes, ridge.offset, np.asarray(np.linalg.cholesky(covariance), np.float64))

    def draws(self, x: Numbers, z: Numbers, seed: int, name: str) -> Numbers:
        """Return one draw of the others for each draw of the wanted, float64 (draws, others)."""
        given = np.hstack([np.broadcast_to(x, (len(z), len(x))), z])
        noise = normal_table(seed, PREDICTION, name, np.arange(len(z)), len(self.root))
        found: Numbers = self.offset + given @ self.slopes + noise @ self.root.T
        return found
