"""Social influence alone converges to what Friedkin and Johnsen derived."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.organization.chart import NOBODY, Organization
from sim.state import PROCESS, SILO, TRUST
from tests.verification.organizations import NO_PROJECTS, NO_TURNOVER, Stepwise, recipe, scenario_with


def who_listens_to_whom(
    organization: Organization, trust: NDArray[np.float64], authority: float
) -> NDArray[np.float64]:
    """Return the row-stochastic matrix of attention: ties (times trust across departments) and the own manager."""
    n = organization.headcount
    weight = np.zeros((n, n))
    for i in range(n):
        for m in range(organization.tie_start[i], organization.tie_start[i + 1]):
            j = organization.tie_target[m]
            weight[i, j] += organization.tie_weight[m] * (
                1.0 if organization.department[i] == organization.department[j] else trust[i]
            )
        if organization.manager[i] != NOBODY:
            weight[i, organization.manager[i]] += authority
    total: NDArray[np.float64] = weight.sum(axis=1, keepdims=True)
    assert (total > 0).all()
    return weight / total


SINGLE = (
    2.0**-24
)  # rounding of a trait between 0.5 and 1 when it is stored; what pulls back to the fixed point keeps it small


class TestInfluence:
    """Influence alone: x = s x0 + (1 - s) W x (Friedkin & Johnsen 1990)."""

    @pytest.mark.parametrize("stubbornness", [0.2, 0.6, 1.0])
    def test_it_converges_to_the_closed_form(self, stubbornness: float) -> None:
        alone = {
            **NO_PROJECTS,
            **NO_TURNOVER,
            "influence.stubbornness": stubbornness,
            "influence.rate": 0.5,
            "horizon.weeks": 250,
        }
        replay = Stepwise(scenario_with(alone, people__spread=0.4), recipe(60, 6, 10.0))
        start = replay.world.traits[:, : PROCESS + 1].astype(np.float64)
        replay.live(250)
        found = replay.world.traits[:, : PROCESS + 1].astype(np.float64)
        attention = who_listens_to_whom(replay.organization, found[:, TRUST], replay.scenario.influence.authority)
        expected = np.linalg.solve(np.eye(60) - (1 - stubbornness) * attention, stubbornness * start)
        assert found == pytest.approx(expected, abs=SINGLE / (0.5 * stubbornness))
        assert np.abs(found - start).max() > 0.05 or stubbornness == 1.0

    def test_with_equal_trust_attention_never_changes(self) -> None:
        alone = {**NO_PROJECTS, **NO_TURNOVER, "influence.rate": 0.5, "horizon.weeks": 100}
        replay = Stepwise(scenario_with(alone), recipe(60, 6, 10.0))
        replay.world.traits[:, TRUST] = replay.world.stances["trust_anchor"][:] = 0.5
        start = replay.world.traits[:, SILO].astype(np.float64)
        attention = who_listens_to_whom(replay.organization, np.full(60, 0.5), replay.scenario.influence.authority)
        replay.live(100)
        expected = np.linalg.solve(np.eye(60) - 0.4 * attention, 0.6 * start)
        assert replay.world.traits[:, SILO] == pytest.approx(expected, abs=SINGLE / (0.5 * 0.6))
        assert replay.world.traits[:, TRUST] == pytest.approx(0.5, abs=SINGLE / (0.5 * 0.6))

    def test_switched_off_nobody_takes_anything_over(self) -> None:
        alone = {**NO_PROJECTS, **NO_TURNOVER, "influence.active": False, "horizon.weeks": 20}
        replay = Stepwise(scenario_with(alone, people__spread=0.4), recipe(60, 6, 10.0))
        start = replay.world.traits.copy()
        replay.live(20)
        assert (replay.world.traits == start).all()
