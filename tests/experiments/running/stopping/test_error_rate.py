"""How often the stop rule is wrong, and what it saves: simulated studies whose truth is known.

A trial looks after 8, 16, 32, ... 256 pairs and stops as the program does. The share of errors itself, without any
tolerance on top, must be at most the stated 5 %; its binomial standard error in 1,000 trials is 0.7 points at 5 %.
Shares are printed with ``pytest -s``; the figures of the documentation are those of the long tests.
"""

import math

import pytest

from experiments.inference.student_t import student_quantile
from experiments.running.stopping.comparison import Ending
from tests.experiments.running.stopping.trials import pairs_used, share, trials, uncovered
from tests.experiments.running.stopping.worlds import BUDGET, SHAPES, Numbers, centred, drawn, nulls, same_scenario

STATED, TRIALS = 0.05, 1000
METRICS = (
    "portfolio_benefits",
    "successful",
    "failed",
    "work_delivered",
    "benefits_realization",
    "cost_overrun_first",
    "adopted",
    "trust",
)
MODEST, EASY = 0.3, (1.0, 2.0)
POOL = 6000


def check(name: str, differences: Numbers) -> None:
    """Check that trials without a difference seldom find one, and that their last interval seldom misses the truth."""
    found = trials(differences)
    wrong, missed = share(found, Ending.DECIDED), uncovered(found)
    print(f"{name:45} decided wrongly {wrong:6.1%}, interval misses {missed:6.1%}, pairs {pairs_used(found):5.0f}")
    assert wrong <= STATED
    assert missed <= STATED


@pytest.mark.parametrize("shape", ["normal", "log-normal", "skewed counts"])
def test_stop_rule_keeps_its_error_rate(shape: str) -> None:
    check(shape, nulls(shape, 200))


def test_stop_rule_keeps_its_error_rate_between_replicates_of_one_scenario() -> None:
    check("model, same scenario", drawn(same_scenario(400, "portfolio_benefits"), 200, 30))


@pytest.mark.long
@pytest.mark.parametrize("shape", SHAPES)
def test_stop_rule_keeps_its_error_rate_in_a_thousand_trials(shape: str) -> None:
    check(shape, nulls(shape, TRIALS))


@pytest.mark.long
@pytest.mark.parametrize("metric", METRICS)
def test_stop_rule_keeps_its_error_rate_on_the_model(metric: str) -> None:
    world = 40 + METRICS.index(metric)
    check(f"model, same scenario: {metric}", drawn(same_scenario(POOL, metric), TRIALS, world))
    check(f"model, OKR less its mean: {metric}", drawn(centred(POOL, metric), TRIALS, world + 20))


def fixed_design() -> int:
    """Return the pairs with which one look at 95 % finds a difference of 0.3 standard deviations nine times in ten."""
    pairs = 2
    while math.sqrt(pairs) * MODEST < student_quantile(pairs - 1, 0.975) + student_quantile(pairs - 1, 0.9):
        pairs += 1
    return pairs


@pytest.mark.parametrize("effect", EASY)
def test_easy_comparisons_take_a_third_of_the_runs_of_a_fixed_design(effect: float) -> None:
    found = trials(nulls("normal", 200) + effect)
    print(f"effect {effect}: pairs {pairs_used(found):.0f} against {fixed_design()}")
    assert share(found, Ending.DECIDED) == 1.0
    assert 3 * pairs_used(found) <= fixed_design()


@pytest.mark.parametrize("effect", [0.2, 0.3, 0.5])
def test_intervals_at_the_end_hold_the_truth_where_there_is_one(effect: float) -> None:
    found = trials(nulls("normal", 200) + effect, effect)
    assert uncovered(found) <= STATED


def test_policy_without_strength_ends_at_the_first_look() -> None:
    (found,) = trials(nulls("normal", 1) * 0.0)
    assert (found.ending, found.pairs) == (Ending.SAME, 8)


def test_rare_differences_are_not_called_none() -> None:
    differences = nulls("normal", 1) * 0.0
    differences[0, 5] = 1.0
    (found,) = trials(differences)
    assert (found.ending, found.pairs) == (Ending.UNDECIDED, BUDGET)
