"""Leavers take their ties along and are missed; without a word nothing of it happens."""

import numpy as np
import pytest

from sim.engine import simulate
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario
from tests.scenarios import small_organization, small_scenario
from tests.verification.organizations import Stepwise

RESTLESS = {"turnover.annual_rate": 0.9, "horizon.weeks": 60}


def _scenario(**values: float) -> Scenario:
    return small_scenario().with_values(RESTLESS | {f"leave_taking.{name}": value for name, value in values.items()})


def _mean(scenario: Scenario, name: str) -> float:
    found = simulate(scenario, [small_organization()], range(12))
    return float(found.metrics[:, METRIC_NAMES.index(name)].mean())


def test_successors_have_what_remains_of_the_ties() -> None:
    replay = Stepwise(_scenario(ties_taken=0.6), small_organization())
    while replay.week < replay.plan.weeks:
        replay.live()
    seats = replay.world.seats
    assert (seats["people"] > 1).any()
    assert seats["known"] == pytest.approx(np.where(seats["people"] > 1, 0.4, 1.0))


def test_ties_that_others_formed_to_a_leaver_are_weaker() -> None:
    def strength(taken: float) -> float:
        across = {"project.departments_factor": 3.0, "project.share": 0.5, "ties.growth": 0.5, "ties.half_life": 200.0}
        replay = Stepwise(_scenario(ties_taken=taken).with_values(across), small_organization())
        replay.live(40)
        return float(replay.world.formed_strength.sum())

    assert strength(1.0) < strength(0.0)


@pytest.mark.parametrize("metric", ["trust", "job_satisfaction"])
def test_those_who_stay_feel_that_others_go(metric: str) -> None:
    assert _mean(_scenario(missed=0.8), metric) < _mean(_scenario(), metric)


def test_nobody_is_missed_where_nobody_leaves() -> None:
    stay = {"turnover.active": False}
    one, other = (
        simulate(scenario.with_values(stay), [small_organization()], range(3))
        for scenario in (_scenario(missed=1.0, ties_taken=1.0), _scenario())
    )
    assert one.metrics.tobytes() == other.metrics.tobytes()
    assert one.series.tobytes() == other.series.tobytes()
