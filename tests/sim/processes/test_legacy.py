"""Legacy adds work that planners do not see, and nothing else."""

import pytest

from sim.state import RUNNING
from tests.verification.organizations import QUIET, Stepwise, recipe, scenario_with

SILENCE = {"miscommunication.active": False, "steering.active": False}


@pytest.mark.parametrize("debt", [0.2, 0.9])
def test_legacy_alone_adds_what_planners_do_not_see(debt: float) -> None:
    changes = {"legacy.active": True, "legacy.debt": debt, "legacy.drag": 0.8}
    replay = Stepwise(scenario_with(QUIET, SILENCE, changes, project__size=20.0, horizon__weeks=100), recipe(120, 6))
    replay.live(100)
    ended = replay.world.projects[replay.world.projects["status"] > RUNNING]
    assert len(ended) > 10
    assert ended["done"] == pytest.approx(
        ended["effort"] * (1 + 0.8 * replay.world.departments["legacy"][ended["lead"]]), rel=1e-9
    )
    talk = 1 - ended["spent_coordination"] / ended["spent"]
    assert ended["spent"] - ended["budget_first"] == pytest.approx((ended["done"] - ended["effort"]) / talk, rel=1e-9)


def test_switched_off_the_debt_is_there_and_costs_nothing() -> None:
    changes = {"legacy.active": False, "legacy.debt": 0.9, "legacy.drag": 0.8}
    replay = Stepwise(scenario_with(QUIET, SILENCE, changes, project__size=20.0, horizon__weeks=100), recipe(120, 6))
    replay.live(100)
    ended = replay.world.projects[replay.world.projects["status"] > RUNNING]
    assert len(ended) > 10
    assert replay.world.departments["legacy"].any()
    assert ended["done"] == pytest.approx(ended["effort"], rel=1e-9)
