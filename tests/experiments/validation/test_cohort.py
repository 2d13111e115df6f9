"""Cohorts: which projects count, with which weight."""

import numpy as np
import pytest

from experiments.validation.cohort import COMMON, cohort_of, joined, share
from experiments.validation.patterns.p02_small_work import PROJECTS
from sim.engine import Outcome
from sim.state import CANCELLED, CHALLENGED, DELIVERED, FAILED, PLANNED, PROJECT, RUNNING, SUCCESSFUL, UNDECIDED, UNUSED

WEEKS = 100
LEDGER = (
    (DELIVERED, SUCCESSFUL, 0, 40.0, 8.0),
    (DELIVERED, CHALLENGED, 0, 40.0, 15.0),
    (CANCELLED, FAILED, 0, 40.0, 30.0),
    (UNUSED, FAILED, 0, 40.0, 10.0),
    (RUNNING, UNDECIDED, 0, 40.0, 20.0),
    (DELIVERED, SUCCESSFUL, 1, 40.0, 10.0),
    (PLANNED, UNDECIDED, 0, 1.0, 0.0),
)


def _outcome(replicates: int = 2) -> Outcome:
    projects = np.zeros((replicates, len(LEDGER)), PROJECT)
    for place, (status, outcome, start, planned, spent) in enumerate(LEDGER):
        projects[:, place]["status"], projects[:, place]["outcome"] = status, outcome
        projects[:, place]["start"], projects[:, place]["planned_weeks_first"] = start, planned
        projects[:, place]["spent"], projects[:, place]["budget_first"] = spent, 10.0
        projects[:, place]["budget_last"], projects[:, place]["finish"] = 2 * spent or 1.0, start + 2 * planned
    return Outcome(
        np.arange(replicates) + 7, np.zeros((replicates, 1)), np.zeros((replicates, WEEKS, 1), np.float32), projects
    )


def test_a_project_counts_when_its_plan_fits_two_and_a_half_times() -> None:
    cohort = cohort_of(_outcome(), 20.0, 0.5)
    assert cohort.status.tolist() == [DELIVERED, DELIVERED, CANCELLED, UNUSED, RUNNING] * 2
    assert cohort.replicate.tolist() == [7] * 5 + [8] * 5
    assert cohort.cost[:5].tolist() == [0.8, 1.5, 3.0, 1.0, 2.0]
    assert cohort.cost_last[:5].tolist() == [0.5] * 5
    assert cohort.weeks[0] == 80
    assert cohort.years[0] == pytest.approx(40 / 52)
    assert cohort.weight.sum() == pytest.approx(0.5)


def test_completed_and_ended_leave_out_what_they_should() -> None:
    cohort = cohort_of(_outcome(1), 20.0, 1.0)
    assert cohort.completed.status.tolist() == [DELIVERED, DELIVERED, UNUSED]
    assert cohort.ended.status.tolist() == [DELIVERED, DELIVERED, CANCELLED, UNUSED]


def test_shares_follow_the_weights_of_the_sizes() -> None:
    one, other = cohort_of(_outcome(), 20.0, 0.75), cohort_of(_outcome(), 80.0, 0.25)
    mixed = joined([one, other.where(other.outcome == FAILED)])
    assert share(one, SUCCESSFUL) == pytest.approx(0.2)
    assert share(one, CHALLENGED, UNDECIDED) == pytest.approx(0.4)
    assert share(mixed, FAILED) == pytest.approx((0.75 * 0.4 + 0.1) / 0.85)
    assert mixed.estimate(lambda cohort: share(cohort, FAILED)).value == pytest.approx(share(mixed, FAILED))


def test_sizes_are_as_common_as_the_shares_of_successes_say() -> None:
    successes, rates = np.array([0.62, 0.21, 0.09, 0.06, 0.02]), np.array([0.63, 0.23, 0.12, 0.11, 0.08])
    common = successes / rates
    assert list(COMMON.values()) == pytest.approx(common / common.sum(), abs=0.006)
    assert sum(COMMON.values()) == pytest.approx(1.0)
    limits = np.array([1_000.0, 10_000, 30_000, 60_000, 100_000])
    assert list(COMMON)[:4] == pytest.approx(np.sqrt(limits[:-1] * limits[1:]) / 36, rel=0.03)
    assert list(PROJECTS) == pytest.approx(np.array([540.0, 1299, 2274, 5170]) / 36, rel=0.01)


def test_a_cohort_needs_projects() -> None:
    nothing = Outcome(np.arange(1), np.zeros((1, 1)), np.zeros((1, 1, 1), np.float32), None)
    with pytest.raises(ValueError, match="needs the projects"):
        cohort_of(nothing, 1.0, 1.0)
