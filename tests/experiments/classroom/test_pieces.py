"""What a class counts, settles and ranks, in cases whose answer is known."""

import numpy as np
import pytest

from experiments.classroom.bets import class_score, counted, scored
from experiments.classroom.messages import Wager
from experiments.classroom.pages import words_of_classes
from experiments.classroom.ranking import Numbers, standings
from experiments.classroom.room import Member, Refused, Room
from experiments.classroom.serving import Choices, Prepared, hall_of
from experiments.classroom.ways import EFFORT, MONEY
from experiments.inference.paired import Difference
from experiments.lesson.findings import Finding
from experiments.lesson.setting import Bet
from sim.errors import ScenarioError
from sim.model import OrganizationModel

WHICH, RANGE = Bet("trust"), Bet("trust", kind="range")
MORE_IN_B = Finding(0.3, 0.5, 0.2, 0.4, Difference(20, -0.2, -0.3, -0.1, 1.0), 0.02, is_share=True)
UNDECIDED = MORE_IN_B._replace(difference=Difference(20, -0.2, -0.5, 0.1, 1.0))


def member(**bets: Wager) -> Member:
    return Member(1, bets=bets)


def test_a_distribution_counts_answers_and_how_sure_they_are() -> None:
    wagers = [Wager("x", "first", 50), Wager("x", "first", 100), Wager("x", "second", 60)]
    members = [member(x=wager) for wager in wagers]
    assert counted({"x": WHICH}, [*members, Member(9)])["x"] == {
        "bets": 3,
        "counts": {"first": 2, "same": 0, "second": 1},
        "sure": {"first": 75.0, "same": None, "second": 60.0},
    }


def test_ranges_are_told_by_their_medians() -> None:
    members = [member(x=Wager("x", low=low, high=high)) for low, high in ((0, 10), (20, 80), (40, 90))]
    assert counted({"x": RANGE}, members)["x"]["median"] == [20, 80]
    assert counted({"x": RANGE}, [])["x"]["median"] is None


def test_a_bet_is_scored_by_how_sure_it_was() -> None:
    assert scored(Wager("x", "second", 90), MORE_IN_B) == {"right": True, "score": pytest.approx(0.01)}
    assert scored(Wager("x", "first", 90), MORE_IN_B) == {"right": False, "score": pytest.approx(0.81)}
    assert scored(Wager("x", "first", 90), UNDECIDED) == {}
    assert scored(Wager("x", low=20, high=40), MORE_IN_B) == {"right": True}
    assert scored(Wager("x", low=31, high=40), MORE_IN_B) == {"right": False}
    both = [member(x=Wager("x", "second", 90)), member(x=Wager("x", "first", 90))]
    assert class_score("x", both, MORE_IN_B) == {"right": 1, "of": 2, "score": pytest.approx(0.41)}


def worlds(mean: float, noise: int) -> Numbers:
    return (mean + 0.1 * np.sin(np.arange(20) * noise))[:, np.newaxis]


@pytest.mark.parametrize("direction", [1, -1])
def test_teams_that_nothing_tells_apart_share_a_rank(direction: int) -> None:
    values = {"a": worlds(0.5, 1), "b": worlds(0.51, 7), "c": worlds(0.9, 3)}
    found = standings({1: "a", 2: "b", 3: "c", 4: "a"}, values, direction)
    ranks = {one.team: one.rank for one in found}
    assert ranks == ({1: 2, 2: 2, 3: 1, 4: 2} if direction > 0 else {1: 1, 2: 1, 3: 4, 4: 1})
    assert [one.rank for one in found] == sorted(ranks.values())


def test_the_same_luck_tells_apart_what_means_could_not() -> None:
    noise = worlds(0.5, 1)
    assert [one.rank for one in standings({1: "a", 2: "b"}, {"a": noise, "b": noise + 0.001}, 1)] == [1, 2]
    assert [one.rank for one in standings({1: "a", 2: "b"}, {"a": noise, "b": worlds(0.501, 7)}, 1)] == [1, 1]


def test_unknown_worlds_are_left_out() -> None:
    values = worlds(0.5, 1)
    values[3] = np.nan
    (one,) = standings({1: "a"}, {"a": values}, 1)
    assert one.mean == pytest.approx(np.nanmean(values))
    assert standings({}, {}, 1) == []


def test_a_way_is_what_the_model_lives(small: Prepared) -> None:
    ways = hall_of(small.told, Choices()).ways
    model = OrganizationModel(ways.futures.scenarios[1], ways.futures.organization, 3)
    while model.week < 8:
        model.step()
    model.set_levers(**{"rollout.coaches": 40, "rollout.speed": 0.5})
    model.run_model()
    assert ways.price("b2-") == (model.outcome()[EFFORT], model.outcome()[MONEY])
    assert ways.price("b2-") != ways.price("b--")


def test_the_worlds_are_unseen_and_other_ones_in_every_class(small: Prepared) -> None:
    one, other = (hall_of(small.told, Choices()).ways for _ in range(2))
    assert one.worlds != other.worlds
    assert len(one.worlds) == 20
    assert min(one.worlds) > small.told.lesson.setting.worlds
    assert one.metric == "trust"
    assert len(set(one.values("a--").ravel().tolist())) > 1


def test_a_metric_that_ranks_nobody_is_refused(small: Prepared) -> None:
    with pytest.raises(ScenarioError, match=r"--metric joined ranks nobody"):
        hall_of(small.told, Choices(metric="joined"))


def test_a_room_has_an_end() -> None:
    room = Room({"x": WHICH}, 2, most=1)
    room.enter()
    with pytest.raises(Refused, match="full"):
        room.enter()


def test_both_languages_say_the_same_things() -> None:
    words = words_of_classes()
    assert set(words) == {"en", "nl"}
    assert words["en"].keys() == words["nl"].keys()
    assert all(isinstance(line, str) and line for one in words.values() for line in one.values())
