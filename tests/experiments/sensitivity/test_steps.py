"""Effects of whole numbers are taken over the step that was really made."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from experiments.sensitivity.luck import steps_of_trajectories
from experiments.sensitivity.steps import made_of_sampled, rescaled, steps_made
from experiments.sweeps.ranges import Range
from experiments.sweeps.sensitivity import MORRIS, shares_of

MORE = [(1, 2), (0, 2), (-1, 1), (-3, -2), (2, 6), (7, 14), (1, 52), (999, 1000), (10, 10_000), (-50, 50)]


def _sample(*ranges: Range) -> tuple[np.ndarray, list[Any], dict[str, Range]]:
    named = {one.name: one for one in ranges}
    shares = shares_of(MORRIS, sorted(named), 30, 1)
    rows = [
        {name: named[name].value(share) for name, share in zip(sorted(named), row, strict=True)}
        for row in shares.tolist()
    ]
    return shares, [SimpleNamespace(choices=row) for row in rows], named


@pytest.mark.parametrize(("low", "high"), [(2, 3), (0, 1), (1, 3), (1, 4), (0, 10), (5, 104), (0, 1000), *MORE])
def test_a_linear_effect_of_a_whole_number_is_its_change_over_the_range(low: int, high: int) -> None:
    shares, points, ranges = _sample(Range("a", low, high, whole=True), Range("b", 0.0, 1.0))
    values = np.array([7.0 * (point.choices["a"] - low) / (high - low) + point.choices["b"] for point in points])
    made = made_of_sampled(shares, cast("Any", points), ranges)
    effects = steps_of_trajectories(shares, values[:, np.newaxis])[:, :, 0]
    plain = {name: np.zeros(2) for name in ("mu", "mu_star", "sigma", "mu_star_conf")}
    plain["mu_star"] = np.abs(effects).mean(axis=1)
    found = rescaled(plain, effects, made)
    assert found["mu_star"][0] == pytest.approx(7.0)
    assert found["mu"][0] == pytest.approx(7.0)
    assert found["sigma"][0] == pytest.approx(0.0, abs=1e-9)
    assert found["mu_star"][1] == plain["mu_star"][1]
    assert steps_made(effects[:, :, np.newaxis], made)[0].mean() == pytest.approx(7.0)


def test_other_numbers_are_left_as_they_are() -> None:
    shares, points, ranges = _sample(Range("a", 0.0, 1.0), Range("b", 1.0, 100.0, log=True))
    assert (made_of_sampled(shares, cast("Any", points), ranges) == 1.0).all()


def test_what_never_moved_tells_nothing() -> None:
    made = np.full((1, 3), np.nan)
    plain = {name: np.ones(1) for name in ("mu", "mu_star", "sigma", "mu_star_conf")}
    found = rescaled(plain, np.zeros((1, 3)), made)
    assert [found[name][0] for name in ("mu", "mu_star", "sigma")] == [0.0, 0.0, 0.0]
