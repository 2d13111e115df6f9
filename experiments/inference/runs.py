"""The runs of one design as arrays: what every comparison starts from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Runs:
    """The runs of one design that ended.

    Their replicates, int64 (r), their metrics, float64 (r, m), and how many failed.
    """

    replicates: NDArray[np.int64]
    metrics: NDArray[np.float64]
    failed: int
