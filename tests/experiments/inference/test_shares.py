"""Shares of counted things: textbook numbers, limits, and what Student's interval gets wrong."""

import math

import numpy as np
import pytest

from experiments.inference.paired import STUDENT, IntervalRule, Verdict, paired_differences
from experiments.inference.shares import effective_count, share_difference, share_interval, share_intervals, wilson
from experiments.inference.superiority import wilson_interval

Z = 1.959963984540054
NEVER, ONCE = np.zeros(24), np.eye(1, 24)[0]


def test_nothing_of_24_is_known_to_lie_below_fourteen_percent() -> None:
    assert share_interval(NEVER, 0.95) == pytest.approx((0.0, 0.0, 0.138), abs=5e-4)
    assert share_interval(1.0 - NEVER, 0.95) == pytest.approx((1.0, 0.862, 1.0), abs=5e-4)


@pytest.mark.parametrize(("share", "count"), [(0.0, 24), (0.2, 50), (0.5, 7), (1.0, 10), (0.001, 2905)])
def test_the_score_interval_is_that_of_probabilities_of_superiority(share: float, count: int) -> None:
    expected = [float(bound) for bound in wilson_interval(share, count, 0.95)]
    assert wilson(share, count, Z) == pytest.approx(expected, abs=1e-12)


def test_without_a_case_nothing_is_known() -> None:
    assert wilson(0.5, 0, Z) == wilson(0.5, 10, math.inf) == (0.0, 1.0)


def test_runs_that_count_one_project_are_the_cases() -> None:
    values = np.repeat([1.0, 0.0], [6, 18])
    assert share_interval(values, 0.95) == pytest.approx((0.25, *wilson(0.25, 24, Z)))


def test_projects_of_a_run_count_as_far_as_they_differ() -> None:
    alike = np.repeat([0.9, 0.1], 12)  # nearly one fate a run: hardly more cases than runs
    apart = 0.5 + np.tile([0.02, -0.02], 12)
    _, low, high = share_interval(alike, 0.95)
    _, near, far = share_interval(apart, 0.95)
    assert high - low > 10 * (far - near)
    assert effective_count(0.5, 0.1, 24) == pytest.approx(25.0)
    assert effective_count(0.5, 0.2, 24) == effective_count(0.5, 0.0, 24) == 24.0


def test_what_never_varies_has_as_many_cases_as_were_counted() -> None:
    assert share_interval(NEVER, 0.95, cases=240.0)[2] < 0.02
    assert share_interval(NEVER, 0.95, cases=24.0) == share_interval(NEVER, 0.95)
    both = share_difference(NEVER, NEVER, 0.95, cases=(240.0, 240.0))
    assert both.high == -both.low < 0.02


def test_of_many_shares_each_has_the_interval_that_it_has_alone() -> None:
    many = np.stack([NEVER, ONCE, np.linspace(0.1, 0.9, 24), np.full(24, 0.3)])
    cases = [240.0, 0.0, 48.0, 0.0]
    alone = [share_interval(values, 0.95, cases=counted) for values, counted in zip(many, cases, strict=True)]
    assert share_intervals(many, 0.95, STUDENT, cases) == alone


def test_a_study_that_looks_again_and_again_has_wider_shares() -> None:
    wide = IntervalRule("wide", lambda _runs, _confidence: 4.0)
    assert share_interval(NEVER, 0.95, wide)[2] == pytest.approx(16 / (24 + 16))


def test_two_projects_that_never_succeed_are_not_known_to_be_alike() -> None:
    found = share_difference(NEVER, NEVER, 0.95)
    assert (found.mean, found.low, found.high) == pytest.approx((0.0, -0.138, 0.138), abs=5e-4)
    assert found.verdict(1) is Verdict.UNDECIDED


def test_one_success_in_24_is_no_difference_from_none() -> None:
    found = share_difference(ONCE, NEVER, 0.95)
    assert found.low < 0.0 < found.high
    halves = share_difference(np.repeat([1.0, 0.0], 12), NEVER, 0.95)
    assert halves.low == pytest.approx(0.5 - math.hypot(0.5 - wilson(0.5, 24, Z)[0], 0.138), abs=1e-3)
    assert halves.verdict(1) is Verdict.BETTER


def test_pairs_that_share_their_fate_are_told_apart_more_easily() -> None:
    one, other = np.repeat([1.0, 0.0], [16, 8]), np.repeat([1.0, 0.0], [12, 12])
    along, against = share_difference(one, other, 0.95), share_difference(one, other[::-1], 0.95)
    assert along.high - along.low < 0.7 * (against.high - against.low)
    assert share_difference(one, one, 0.95).verdict(1) is Verdict.SAME


def test_many_projects_a_run_are_compared_by_their_pairs() -> None:
    one, other = np.linspace(0.2, 0.6, 24), np.linspace(0.1, 0.4, 24)
    student = paired_differences(one[:, np.newaxis], other[:, np.newaxis], 0.95)[0]
    assert share_difference(one, other, 0.95) == student
