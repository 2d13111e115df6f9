"""Checks that pass what is right and refuse what is too narrow, and a recalibration that mends it."""

import numpy as np
import pytest

from experiments.posterior.checks import Checked, checked
from experiments.posterior.fit import ranks_of
from experiments.posterior.keys import Numbers, normal_table, share_table
from experiments.posterior.observed import Statistic
from experiments.posterior.prior_check import placed
from experiments.posterior.recalibration import Recalibration
from experiments.posterior.scores import crps_of_draws, crps_of_normal

NAMES = ("one", "other")


def cases(width: float, count: int = 400, shift: float = 0.0) -> tuple[Numbers, Numbers]:
    """Return posterior draws and truths; ``width``: of the posterior over what it should be."""
    numbers = np.arange(count)
    truth, seen = normal_table(1, 1, "truth", numbers, 2), normal_table(1, 1, "noise", numbers, 2)
    middle, spread = (truth + seen) / 2.0, width * np.sqrt(0.5)
    draws = middle[:, None] + shift + spread * normal_table(1, 1, "draws", numbers, 800).reshape(count, 400, 2)
    return draws, truth


def judged(draws: Numbers, truths: Numbers) -> Checked:
    return checked(NAMES, ranks_of(draws, truths, 1, "test"), draws, truths, 1)


def test_a_right_posterior_passes() -> None:
    found = judged(*cases(1.0))
    assert not found.failures(NAMES)
    for one in found.coverage:
        for level, (low, high) in one.between.items():
            assert low < one.held[level] < high
            assert one.held[level] == pytest.approx(level, abs=0.07)


def test_intervals_that_are_too_wide_are_called_so() -> None:
    found = judged(*cases(1.35))
    assert found.cautious(NAMES) == list(NAMES)
    assert not any("intervals" in text for text in found.failures(NAMES))
    assert not judged(*cases(1.0)).cautious(NAMES)


@pytest.mark.parametrize(("width", "shift"), [(0.6, 0.0), (1.6, 0.0), (1.0, 0.35)])
def test_a_wrong_posterior_must_not_be_used(width: float, shift: float) -> None:
    assert judged(*cases(width, shift=shift)).failures(NAMES)


@pytest.mark.parametrize(("width", "shift"), [(0.5, 0.0), (1.8, 0.0), (1.0, 0.3)])
def test_recalibration_mends_marginals(width: float, shift: float) -> None:
    draws, truths = cases(width, 1200, shift)
    learned = Recalibration.of(ranks_of(draws[:800], truths[:800], 1, "tuning"))
    before, after = (judged(found, truths[800:]) for found in (draws[800:], learned(draws[800:])))
    for one, mended in zip(before.coverage, after.coverage, strict=True):
        assert abs(mended.held[0.8] - 0.8) < 0.06
        assert mended.ranks > 0.001 > one.ranks


def test_recalibration_mends_a_middle_that_is_too_narrow_and_ends_that_are_not() -> None:
    """Draws are normal, what they are drawn of is flat with edges, as where a limit shows itself only if it binds."""
    numbers = np.arange(4_000)
    truths = np.sqrt(3.0) * (2.0 * share_table(1, 1, "flat", numbers, 2) - 1.0)
    draws = normal_table(1, 1, "draws", numbers, 200).reshape(-1, 100, 2)
    ranks = ranks_of(draws, truths, 1, "test")
    before, after = ((np.abs(found - 0.5) < 0.25).mean(axis=0) for found in (ranks[2_000:], _mended(draws, truths)))
    assert before.max() < 0.42
    assert after == pytest.approx(0.5, abs=0.04)


def _mended(draws: Numbers, truths: Numbers) -> Numbers:
    half = len(truths) // 2
    learned = Recalibration.of(ranks_of(draws[:half], truths[:half], 1, "tuning"))
    return ranks_of(learned(draws[half:]), truths[half:], 1, "test")


def test_recalibration_leaves_what_is_right_alone() -> None:
    draws, truths = cases(1.0, 400)
    learned = Recalibration.of(ranks_of(draws, truths, 1, "tuning"))
    assert np.abs(learned(draws) - draws).mean() < 0.05


def test_what_the_model_cannot_do_is_suspect() -> None:
    values = normal_table(1, 1, "prior", np.arange(500), 3)
    statistics = [Statistic(name, "source", 1) for name in ("inside", "outside", "missing")]
    inside, outside, missing = placed(statistics, np.array([1.0, 9.0, np.nan]), values)
    assert (inside.suspect, outside.suspect, missing.suspect) == (False, True, False)
    assert inside.low < 1.0 < inside.high


def test_scores_are_those_of_normal_predictions() -> None:
    draws = normal_table(1, 1, "draws", np.arange(4000), 1) * 2.0 + 1.0
    truth = np.array([2.5])
    expected = crps_of_normal(np.array([1.0]), np.array([2.0]), truth)
    assert crps_of_draws(draws, truth)[0] == pytest.approx(expected[0], rel=0.05)
    assert crps_of_normal(np.array([1.0]), np.array([0.0]), truth)[0] == pytest.approx(1.5)


def test_ranks_of_some_cases_are_those_among_all() -> None:
    drawn, truths = (
        normal_table(1, 1, "drawn", np.arange(8), 30).reshape(8, 10, 3),
        normal_table(1, 1, "z", np.arange(8), 3),
    )
    whole, some = ranks_of(drawn, truths, 1, "a name"), ranks_of(drawn[3:], truths[3:], 1, "a name", first=3)
    assert np.array_equal(whole[3:], some)
    assert not np.array_equal(whole[3:], ranks_of(drawn[3:], truths[3:], 1, "a name"))
