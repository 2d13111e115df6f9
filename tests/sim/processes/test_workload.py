"""Who is there carries the service of those who are away."""

from inspect import unwrap

import pytest

from sim.processes.workload import carried_by_each
from tests.scenarios import small_organization, small_scenario
from tests.verification.organizations import Stepwise
from tests.verification.views import shown

WEEK, BACK = 5, 8


@pytest.mark.parametrize(("there", "each"), [(-1, 1.0), (4, None), (2, None), (1, None), (0, None)])
def test_those_who_are_there_share_the_service_of_all(there: int, each: float | None) -> None:
    lived = Stepwise(small_scenario(), small_organization())
    first, last = small_organization().department_start[1:3].tolist()
    size = last - first
    ill = 0 if there < 0 else size - there
    lived.world.shocks["away_until"] = BACK if ill else 0
    lived.world.seats["away_until"][first : first + ill] = BACK
    world, chart = shown(lived.world), shown(lived.plan.chart)
    expected = each or size / max(1, there)
    assert unwrap(carried_by_each)(1, WEEK, world, chart) == expected
    assert unwrap(carried_by_each)(1, BACK - 1, world, chart) == expected
    assert unwrap(carried_by_each)(1, BACK, world, chart) == 1.0
    assert unwrap(carried_by_each)(2, WEEK, world, chart) == 1.0, "another department"
