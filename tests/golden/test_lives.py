"""Lives do not part when only bits change: replicate by replicate, no metric is off by more than rounding explains."""

import numpy as np
import pytest

from sim.outcomes.dictionary import METRIC_NAMES
from tests.golden.lives import LIVES, lives_kept, lives_now, metrics_kept, parted


def test_lives_are_told_by_the_metrics_there_are() -> None:
    assert metrics_kept() == list(METRIC_NAMES)


@pytest.mark.parametrize("name", LIVES)
def test_no_replicate_lives_another_life(name: str) -> None:
    assert parted(lives_now(name), lives_kept(name)) == []


def test_a_limit_that_single_precision_moves_is_noticed() -> None:
    in_single_precision = 104.9999982 / 300  # 0.35 of 300 people
    moved, kept = lives_now("300 people", project__engaged_limit=in_single_precision), lives_kept("300 people")
    assert len(parted(moved, kept)) > 20
    np.testing.assert_allclose(np.nanmean(moved, axis=0)[:5], np.nanmean(kept, axis=0)[:5], rtol=0.1)  # not by means


def test_what_sums_in_another_order_do_is_not_another_life() -> None:
    kept = lives_kept("300 people")
    assert parted(kept * (1 + 2e-5), kept) == []
    assert parted(np.where(np.arange(len(kept))[:, None] == 7, kept * 1.01, kept), kept) == [7]
