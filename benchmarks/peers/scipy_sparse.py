"""SciPy: one sparse matrix that averages over contacts, times the four columns of traits and use, in 32-bit floats."""

import numpy as np
from scipy.sparse import csr_array

from benchmarks.common_work import RATE, STUBBORNNESS, Case, State


class SparseAverages:
    """A matrix product a week."""

    def __init__(self, case: Case) -> None:
        n, degree = case.contacts.shape
        start = np.arange(0, n * degree + 1, degree, dtype=np.int32)
        share = np.full(n * degree, 1 / degree, np.float32)
        self.average = csr_array((share, case.contacts.ravel(), start), shape=(n, n))
        self.now = np.column_stack([case.traits, case.user]).astype(np.float32)
        self.pull = np.float32(RATE * STUBBORNNESS) * case.traits
        self.threshold = case.threshold

    def live(self, weeks: int) -> None:
        """Live some weeks."""
        listen, keep = np.float32(RATE * (1 - STUBBORNNESS)), np.float32(1 - RATE)
        for _ in range(weeks):
            heard = self.average @ self.now
            convinced = heard[:, 3] > self.threshold
            self.now[:, :3] *= keep
            self.now[:, :3] += self.pull
            heard *= listen
            self.now[:, :3] += heard[:, :3]
            self.now[convinced, 3] = 1

    def state(self) -> State:
        """Return where people are now."""
        return State(self.now[:, :3].copy(), self.now[:, 3] > 0)


def build(case: Case) -> SparseAverages:
    """Build the model."""
    return SparseAverages(case)
