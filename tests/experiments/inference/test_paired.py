"""Paired differences against values worked out by hand."""

import math

import numpy as np
import pytest

from experiments.inference.paired import (
    Difference,
    Differences,
    Verdict,
    common_rows,
    mean_interval,
    paired_differences,
)
from sim.streams import uniforms

A = np.array([[3.0], [5.0], [4.0], [8.0]])
B = np.array([[1.0], [4.0], [4.0], [5.0]])  # differences 2, 1, 0, 3: mean 1.5, sd sqrt(5/3)


def test_interval_of_four_pairs_is_the_one_worked_out_by_hand() -> None:
    (found,) = paired_differences(A, B, 0.95)
    half = 3.182446305284263 * math.sqrt(5 / 3) / 2  # t(0.975; 3) from tables: 3.182
    assert (found.pairs, found.mean, found.share) == (4, 1.5, 0.75)
    assert found.low == pytest.approx(1.5 - half, rel=1e-12)
    assert found.high == pytest.approx(1.5 + half, rel=1e-12)


def test_interval_covers_the_truth_as_often_as_it_says() -> None:
    subjects = np.arange(2000 * 8 * 3)
    draws = (
        uniforms(1, 0, 1, subjects, subjects).reshape(2000, 8, 12).sum(axis=2) - 6.0
    )  # twelve uniforms: nearly normal
    covered = [low[0] <= 0.0 <= high[0] for _, low, high in (mean_interval(sample[:, None], 0.9) for sample in draws)]
    assert 0.88 < np.mean(covered) < 0.92


def test_two_columns_are_compared_on_their_own() -> None:
    first, second = paired_differences(np.column_stack([A, -A]), np.column_stack([B, -B]), 0.9)
    assert (first.mean, first.low, first.high) == (-second.mean, -second.high, -second.low)


def test_one_pair_has_no_interval_and_no_pair_no_mean() -> None:
    (one,) = paired_differences(A[:1], B[:1], 0.95)
    (none,) = paired_differences(A[:0], B[:0], 0.95)
    assert (one.mean, one.low, one.high) == (2.0, -math.inf, math.inf)
    assert math.isnan(none.mean)
    assert (one.verdict(1), none.verdict(1)) == (Verdict.UNDECIDED, Verdict.UNKNOWN)


def test_noise_free_difference_is_decided() -> None:
    (found,) = paired_differences(A, A - 2.0, 0.95)
    assert (found.low, found.mean, found.high) == (2.0, 2.0, 2.0)
    assert found.verdict(1) == Verdict.BETTER


@pytest.mark.parametrize(
    ("mean", "low", "high", "direction", "verdict"),
    [
        (1.0, 0.5, 1.5, 1, Verdict.BETTER),
        (1.0, 0.5, 1.5, -1, Verdict.WORSE),
        (-1.0, -1.5, -0.5, -1, Verdict.BETTER),
        (1.0, 0.5, 1.5, 0, Verdict.HIGHER),
        (-1.0, -1.5, -0.5, 0, Verdict.LOWER),
        (1.0, 0.0, 2.0, 1, Verdict.UNDECIDED),
        (-1.0, -2.0, 0.1, 1, Verdict.UNDECIDED),
        (0.0, 0.0, 0.0, 1, Verdict.SAME),
    ],
)
def test_verdict_follows_from_interval_and_direction(
    mean: float, low: float, high: float, direction: int, verdict: Verdict
) -> None:
    assert Difference(9, mean, low, high, 1.0).verdict(direction) == verdict


def test_verdicts_of_many_are_those_of_each() -> None:
    ends = np.array([-math.inf, -0.02, -0.005, 0.0, 0.005, 0.02, math.inf, math.nan])
    low, high, pairs = (axis.ravel()[:, np.newaxis] for axis in np.meshgrid(ends, ends, [0, 9]))
    mean = np.where(np.isfinite(low), low, 0.0) + np.where(np.isfinite(high), high, 0.0)
    directions, matter = [1, -1, 0, 1, -1, 0], [0.0, 0.0, 0.0, 0.01, 0.01, 0.01]
    p = np.tile([0.001, 0.2], (len(low), 3))
    column = {"mean": mean, "low": low, "high": high, "error": low, "share": low, "above": low}
    wide = {name: np.tile(values, (1, 6)) for name, values in column.items()}
    found = Differences(np.tile(pairs, (1, 6)), **wide)
    each = [
        [
            one._replace(equivalence=limit, p=chance, chance=0.05).verdict(direction).value
            for one, limit, chance, direction in zip(found.of(place), matter, p[place], directions, strict=True)
        ]
        for place in range(len(low))
    ]
    assert found.verdicts(directions, matter, p, 0.05).tolist() == each
    assert {verdict for row in each for verdict in row} == {verdict.value for verdict in Verdict}


def test_only_replicates_that_both_have_make_pairs() -> None:
    rows_a, rows_b = common_rows(np.array([4, 0, 2]), np.array([2, 3, 4]))
    assert (rows_a.tolist(), rows_b.tolist()) == ([2, 0], [0, 2])
