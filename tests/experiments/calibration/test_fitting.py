"""Fitting: the search finds what can be found, keeps to its bounds, and never looks at what is held back."""

import numpy as np
import pytest

from experiments.calibration.fitting import Free, Search, distance, fit, fitted_experiments
from experiments.validation.estimate import UNKNOWN
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Experiment, Measured, Pattern, Target, Use
from sim.scenario import Scenario
from tests.experiments.validation.exact_estimate import exactly
from tests.experiments.validation.targets import BAND, DIRECTION, inside, outside

BIAS, CHANCE = Free("estimation.bias", -0.5, 0.5), Free("miscommunication.base", 0.005, 0.2, by_ratio=True)


def _target(key: str, value: float, use: Use = Use.FIT) -> Target:
    return Target(key, key, value, value - 0.02, value + 0.02, "because", "somebody", "A", use)


def _experiment(*targets: Target) -> Experiment:
    """Return an experiment that reads parameters instead of running anything, one of them in a bent way."""

    def measure(laboratory: Laboratory) -> dict[str, object]:
        base = laboratory.base
        return {
            "bias": exactly(base.estimation.bias),
            "bent": exactly(np.sqrt(base.miscommunication.base) + base.estimation.bias),
        }

    return Experiment("", measure, targets)  # type: ignore[arg-type]


def _search(*targets: Target) -> Search:
    return Search([BIAS, CHANCE], Scenario(), [_experiment(*targets)], Laboratory)


def test_a_search_finds_values_that_meet_the_targets() -> None:
    found = fit(_search(_target("bias", -0.2), _target("bent", 0.1)), np.array([0.5, 0.5]), 80)
    assert found.values["estimation.bias"] == pytest.approx(-0.2, abs=0.01)
    assert found.values["miscommunication.base"] == pytest.approx(0.09, abs=0.01)
    assert found.after < 0.5 < found.before
    assert len(found.trials) <= 80


def test_what_cannot_be_reached_stays_at_the_bound() -> None:
    found = fit(_search(_target("bias", 0.6)), np.array([0.5, 0.5]), 60)
    assert found.values["estimation.bias"] == pytest.approx(0.5, abs=0.02)
    assert all(BIAS.low <= values["estimation.bias"] <= BIAS.high for values, _ in found.trials)


def test_targets_for_checking_are_not_looked_at() -> None:
    found = fit(_search(_target("bias", -0.2), _target("bent", 5.0, Use.CHECK)), np.array([0.5, 0.5]), 60)
    assert found.after < 0.5
    patterns = [Pattern("P0", "", (_experiment(_target("bias", 0.0, Use.CHECK)), _experiment(_target("bias", 0.0))))]
    assert fitted_experiments(patterns) == [patterns[0].experiments[1]]


def test_a_target_out_of_reach_counts_less_than_its_square() -> None:
    assert distance([inside(), inside(DIRECTION)]) == 0.0
    assert distance([Measured(BAND, exactly(0.35))]) == pytest.approx(0.25)
    assert distance([Measured(BAND, exactly(0.6))]) == pytest.approx(9.0)
    assert distance([outside()]) == pytest.approx(3 * (2 * 9 - 3))
    assert distance([Measured(BAND, UNKNOWN)]) == 1000


@pytest.mark.parametrize("free", [BIAS, CHANCE])
def test_positions_and_values_go_both_ways(free: Free) -> None:
    assert (free.value(0.0), free.value(1.0), free.value(-3.0)) == (free.low, free.high, free.low)
    for position in (0.0, 0.3, 0.77, 1.0):
        assert free.position(free.value(position)) == pytest.approx(position, abs=1e-3)
    assert free.position(free.high * 2) == 1.0
    assert CHANCE.value(0.5) == pytest.approx((0.005 * 0.2) ** 0.5, rel=1e-3)
    assert BIAS.now(Scenario()) == Scenario().estimation.bias
