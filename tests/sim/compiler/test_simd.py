"""Four numbers at once: the same bits as number by number, and rows that keep what was written."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.compiler import compiled
from sim.compiler.simd import four_of, numbers_of, row_of, write_row


@compiled
def _at_once(rows: NDArray[np.floating], weights: NDArray[np.float64]) -> tuple[float, float, float, float]:
    total = four_of(0.0, 0.0, 0.0, 0.0)
    for i in range(len(rows)):
        total += weights[i] * row_of(rows, i)
    mean = total / (0.5 + weights[0])
    write_row(rows, len(rows) - 1, mean - four_of(0.0, 0.1, 0.2, 0.3))
    numbers: tuple[float, float, float, float] = numbers_of(mean)
    return numbers


def _one_by_one(rows: NDArray[np.floating], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    total = np.zeros(4)
    for row, weight in zip(rows.astype(np.float64), weights, strict=True):
        total += weight * row
    mean: NDArray[np.float64] = total / (0.5 + weights[0])
    rows[-1] = mean - np.array([0.0, 0.1, 0.2, 0.3])
    return mean


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_four_at_once_give_the_bits_of_one_by_one(kind: type[np.floating]) -> None:
    generator = np.random.default_rng(5)
    rows, weights = generator.random((37, 4)).astype(kind), generator.random(37)
    others = rows.copy()
    assert list(_at_once(rows, weights)) == _one_by_one(others, weights).tolist()
    assert rows.tobytes() == others.tobytes()
