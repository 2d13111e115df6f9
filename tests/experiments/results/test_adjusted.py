"""Differences count only where they survive that others are looked at, too."""

import numpy as np
import pytest

from experiments.inference.paired import STUDENT, Differences, Verdict, differences_of
from experiments.inference.runs import Runs
from experiments.inference.superiority import holm
from experiments.results.adjusted import adjusted, judged

ASKED, CONFIDENCE = 1, 0.95


def _differences(t: list[list[float]]) -> Differences:
    """Return differences of 20 pairs with these t values: deviations of spread 1 around a mean."""
    noise = np.tile([-1.0, 1.0], 10) / np.std(np.tile([-1.0, 1.0], 10), ddof=1)
    zero = Runs(np.arange(20), np.zeros((20, len(t[0]))), 0)
    shifted = [Runs(np.arange(20), noise[:, np.newaxis] + np.array(row) / np.sqrt(20), 0) for row in t]
    return differences_of([(runs, zero) for runs in shifted], CONFIDENCE)


def test_the_asked_metric_is_one_family_and_all_others_another() -> None:
    found = _differences([[2.5, 2.4, 0.1], [3.0, 2.2, -2.3]])
    p, together = adjusted(found, STUDENT, ASKED)
    assert together[:, ASKED] == pytest.approx(holm(p[:, ASKED]))
    assert together[:, ASKED] == pytest.approx([2 * p[0, ASKED], max(2 * p[0, ASKED], p[1, ASKED])])
    others = p[:, [0, 2]].ravel()
    assert together[:, [0, 2]].ravel() == pytest.approx(holm(others))
    assert together[1, 0] == pytest.approx(4 * p[1, 0])


def test_what_its_own_interval_decides_is_undecided_where_two_are_looked_at() -> None:
    found = _differences([[0.0, 2.2, 0.0], [0.0, 0.1, 0.0]])
    together = adjusted(found, STUDENT, ASKED)[1]
    alone = found.of(0)[ASKED]
    assert alone.verdict(1) is Verdict.BETTER
    assert judged([alone], [float(together[0, ASKED])], CONFIDENCE)[0].verdict(1) is Verdict.UNDECIDED
