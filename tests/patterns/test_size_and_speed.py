"""Size and speed act only through mechanisms.

Larger does worse through coordination and exposure, faster through scarce coaches.
"""

from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from experiments.validation.options import option
from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario

REPLICATES = 40
SMALL, MIDDLE, LARGE = 20.0, 80.0, 320.0
SLOW, MEDIUM, FAST = 0.05, 0.2, 1.0
PRACTICE = {"intervention.okr.strength": 1.0}


@cache
def _organizations() -> list[Organization]:
    recipe = Scenario().organization
    return [build_organization(recipe, 1, draw) for draw in range(recipe.draws)]


def metric(name: str, **changes: Any) -> NDArray[np.float64]:  # noqa: ANN401 - a value of any declared type
    dotted = {path.replace("__", "."): value for path, value in changes.items()}
    outcome = simulate(Scenario().with_values(dotted), _organizations(), range(REPLICATES), threads=2)
    return outcome.metrics[:, METRIC_NAMES.index(name)]


def paired_interval(one: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[float, float]:
    """Return the 99.9 % interval of the mean of one - other, pair by pair."""
    difference = one - other
    half = stats.t.ppf(0.9995, len(difference) - 1) * stats.sem(difference)
    return float(difference.mean() - half), float(difference.mean() + half)


def clearly_higher(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    return paired_interval(one, other)[0] > 0


@pytest.mark.long
def test_larger_projects_succeed_less() -> None:
    small, middle, large = (metric("successful", project__size=size) for size in (SMALL, MIDDLE, LARGE))
    assert clearly_higher(small, middle)
    assert clearly_higher(middle, large)


@pytest.mark.long
def test_coordination_and_exposure_carry_the_size_effect_together() -> None:
    def loss(**changes: Any) -> float:  # noqa: ANN401 - a value of any declared type
        return float(
            (
                metric("successful", project__size=SMALL, **changes)
                - metric("successful", project__size=LARGE, **changes)
            ).mean()
        )

    with_coordination = loss()
    assert loss(coordination__active=False) < 0.8 * with_coordination
    assert loss(exposure__active=False) < 0.8 * with_coordination
    assert loss(coordination__active=False, exposure__active=False) < 0.15 * with_coordination


@pytest.mark.long
def test_very_small_projects_waste_effort_on_fixed_costs() -> None:
    def gain(**changes: Any) -> NDArray[np.float64]:  # noqa: ANN401 - a value of any declared type
        return metric("benefits_per_effort", project__size=MIDDLE, **changes) - metric(
            "benefits_per_effort", project__size=2.0, **changes
        )

    assert clearly_higher(gain(coordination__active=False), gain(coordination__active=False, fixed_costs__active=False))


@pytest.mark.long
def test_very_fast_and_very_slow_rollouts_both_do_worse_than_between() -> None:
    slow, medium, fast = (metric("adopted", rollout__speed=speed, **_practice()) for speed in (SLOW, MEDIUM, FAST))
    assert clearly_higher(medium, slow)
    assert clearly_higher(medium, fast)


@pytest.mark.long
def test_speed_decides_the_success_of_the_change_too() -> None:
    slow, medium, fast = (
        metric("change_success", rollout__speed=speed, **_practice()) for speed in (SLOW, MEDIUM, FAST)
    )
    assert clearly_higher(medium, slow)
    assert clearly_higher(medium, fast)


@pytest.mark.long
def test_without_scarce_coaches_faster_is_never_worse() -> None:
    slow, medium, fast = (
        metric("adopted", rollout__speed=speed, rollout__scarce=False, **_practice()) for speed in (SLOW, MEDIUM, FAST)
    )
    assert clearly_higher(medium, slow)
    assert not clearly_higher(medium, fast)


@pytest.mark.long
@pytest.mark.parametrize(("couplings", "acts"), [("none", False), ("full", True)])
def test_size_of_projects_acts_on_adoption_only_where_projects_and_people_are_coupled(
    couplings: str, acts: bool
) -> None:
    changes = {**option("couplings", couplings), **PRACTICE, "rollout.speed": 0.25}
    small, large = (metric("adopted", **changes, project__size=size) for size in (5.0, LARGE))
    low, high = paired_interval(small, large)
    assert low > 0.02 if acts else max(-low, high) < 0.02


@pytest.mark.long
def test_speed_of_a_rollout_acts_on_large_projects_where_projects_and_people_are_coupled() -> None:
    gained = {}
    for couplings in ("none", "full"):
        changes = {**option("couplings", couplings), **PRACTICE, "project.size": LARGE}
        slow, medium = (metric("successful", **changes, rollout__speed=speed) for speed in (SLOW, MEDIUM))
        gained[couplings] = medium - slow
    assert paired_interval(gained["full"], np.zeros(REPLICATES))[0] > 0.0
    assert gained["full"].mean() > gained["none"].mean()


def _practice() -> dict[str, float]:
    return {path.replace(".", "__"): value for path, value in PRACTICE.items()}
