"""A run replayed is the run of the batch, bit for bit, whether its weeks are copied, followed or passed over."""

import numpy as np

from sim.outcomes.dictionary import SERIES_NAMES
from sim.replay import Replay
from sim.state import World
from tests.scenarios import PRACTICE, run_small, small_organization, small_scenario

CHANGES = {**PRACTICE, "horizon__weeks": 60, "turnover__annual_rate": 0.4, "miscommunication__base": 0.2}


def replay_of(replicate: int = 1) -> Replay:
    scenario = small_scenario(**CHANGES)
    return Replay(scenario, small_organization(scenario), replicate)


def copy_of(world: World) -> World:
    return World(*(array.copy() for array in world))


def same(one: World, other: World) -> bool:
    return all(np.array_equal(mine, theirs) for mine, theirs in zip(one, other, strict=True))


def test_a_run_replayed_has_the_bits_of_the_batch() -> None:
    replay = replay_of()
    outcome = run_small(replay.scenario, 2)
    records = np.array([moment.record for moment in replay.weeks()])
    assert records.shape == (60, len(SERIES_NAMES))
    assert np.array_equal(records.astype(np.float32), outcome.series[1])
    world, record = replay.end()
    assert np.array_equal(record, records[-1])
    assert outcome.projects is not None
    assert np.array_equal(world.projects, outcome.projects[1])


def test_every_week_begins_where_the_one_before_ended() -> None:
    replay = replay_of()
    ended = replay.beginning()
    for number, moment in enumerate(replay.weeks()):
        assert moment.week == number
        assert same(moment.before, ended)
        assert not same(moment.before, moment.after)
        ended = copy_of(moment.after)
    assert same(ended, replay.end()[0])


def test_a_world_that_is_followed_is_moved_on_and_nothing_is_copied() -> None:
    replay = replay_of()
    world = replay.beginning()
    arrays = [array.ctypes.data for array in world]
    for (week, record), moment in zip(replay.follow(world), replay.weeks(), strict=True):
        assert week == moment.week
        assert np.array_equal(record, moment.record)
        assert same(world, moment.after)
    assert [array.ctypes.data for array in world] == arrays


def test_replays_share_their_plan_and_differ_by_their_luck() -> None:
    one, other = replay_of(1), replay_of(2)
    assert one.luck != other.luck
    assert np.array_equal(one.plan.projects, other.plan.projects)
    assert same(one.beginning(), one.beginning())
    assert not same(one.beginning(), other.beginning())
