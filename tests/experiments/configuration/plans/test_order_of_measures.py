"""Measures keep their own clocks: training first harms nothing that comes after it merely because a clock ran out."""

import numpy as np
import pytest

from experiments.api.scenarios import scenario, simulate
from experiments.configuration.plans.plan import checked_plan
from experiments.inference.paired import paired_differences

OKR = {"measure": "okr", "from": 26, "rollout": {"speed": 1}}
TRAINING = {"measure": "training", "from": 0, "rollout": {"speed": 1}}
SIZE = ("organization.headcount=200", "organization.departments=8", "horizon.weeks=104")


def _adopted(measures: list[dict[str, object]], coaches: int) -> np.ndarray:
    plan = checked_plan({"rollout.coaches": coaches, "measures": measures}, "plan")
    runs = simulate(scenario(*plan.overrides, *SIZE), 24).runs
    return np.asarray(runs["adopted"], np.float64)[:, np.newaxis]


@pytest.mark.long
@pytest.mark.parametrize("coaches", [5, 20])
@pytest.mark.parametrize("until", [None, 26])
def test_training_first_then_okr_is_no_worse_than_okr_at_the_same_time(coaches: int, until: int | None) -> None:
    first = TRAINING if until is None else TRAINING | {"to": until}
    with_training, alone = _adopted([first, OKR], coaches), _adopted([OKR], coaches)
    found = paired_differences(with_training, alone, 0.95)[0]
    assert found.high > 0.0, "training first is surely worse"
    assert found.mean > -0.01
