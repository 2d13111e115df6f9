"""The course of a study: who is dropped, who goes on, what is claimed about the best, and how often that is wrong."""

from collections.abc import Sequence

import numpy as np
import pytest

from experiments.configuration.case import ARM, checked_case, declared_case
from experiments.configuration.points import PointRecord
from experiments.configuration.settings import StudySettings
from experiments.console.stopping import stopping_text
from experiments.running.stopping.comparison import Ending
from experiments.running.stopping.course import Course
from experiments.running.stopping.looks import looks
from experiments.running.stopping.pairs import Comparisons, comparisons_of
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.running.stopping.worlds import Numbers, luck, nulls

SETTINGS = StudySettings(replicates=128)
COLUMN = METRIC_NAMES.index(SETTINGS.metric)
NO_CASE = checked_case(declared_case())


def _course(runs: dict[str, Numbers], comparisons: Comparisons, settings: StudySettings = SETTINGS) -> Course:
    """Follow a study to its end, whose designs have these values of the metric, float64 (budget) each."""

    def metrics(address: str, count: int) -> Numbers:
        found = np.zeros((count, len(METRIC_NAMES)))
        found[:, COLUMN] = runs[address][:count]
        return found

    course = Course(comparisons, settings.metric, settings, metrics)
    for look in looks(settings.first_look, settings.replicates):
        while few := [address for address in course.needed() if course.pairs.get(address, 0) < look]:
            course.pairs |= dict.fromkeys(few, look)
    return course


def _ranking(names: Sequence[str]) -> Comparisons:
    return Comparisons([], [list(names)], asked=False)


def _points(levels: Sequence[float], world: int) -> dict[str, Numbers]:
    """Return points with common luck, noise of their own and true means ``levels``."""
    noise = np.sqrt(12) * (luck(len(levels), SETTINGS.replicates, world) - 0.5)
    return {f"p{place}": level + row for place, (level, row) in enumerate(zip(levels, noise, strict=True))}


def test_best_of_equals_is_seldom_named() -> None:
    ended = 0
    for world in range(60):
        runs = _points([0.0] * 6, 1000 + world)
        ended += any(found.ending == Ending.DECIDED for found in _course(runs, _ranking(list(runs))).of_ranking())
    assert ended / 60 <= 1 - SETTINGS.confidence


def test_truly_best_point_is_seldom_dropped() -> None:
    dropped = 0
    for world in range(60):
        runs = _points([0.0, 0.1, 0.0, -0.5, -2.0], 2000 + world)
        found = list(_course(runs, _ranking(list(runs))).of_ranking())
        dropped += any(one.other == "p1" and one.ending == Ending.DECIDED for one in found)
    assert dropped / 60 <= 1 - SETTINGS.confidence


def test_points_that_are_told_from_the_best_take_no_more_runs() -> None:
    runs = _points([0.0, 0.05, -3.0, -4.0], 3000)
    course = _course(runs, _ranking(list(runs)))
    assert course.pairs["p2"] == course.pairs["p3"] == 32
    assert course.pairs["p0"] == course.pairs["p1"] == 128
    record = course.record()
    assert (record.runs, record.runs_of_budget) == (320, 512)
    assert record.ranking.endings["undecided"] == 1
    assert stopping_text(record).splitlines() == [
        "Stopped by change_success: 320 runs of at most 512, 1.6 times fewer.",
        (
            "Against the best (all together at 95 %): 2 decided after 32 of 128 pairs; 1 undecided at the end of the "
            "budget."
        ),
    ]


@pytest.mark.parametrize("world", range(6000, 6010))
def test_at_the_end_each_comparison_with_the_best_is_ended_or_has_the_whole_budget(world: int) -> None:
    runs = _points([0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 1.5], world)
    for found in _course(runs, _ranking(list(runs))).of_ranking():
        assert (found.ending != Ending.UNDECIDED) or found.pairs == SETTINGS.replicates


def test_practically_the_same_is_an_answer() -> None:
    runs = {"a": nulls("normal", 1, 128)[0] * 0.01, "b": np.zeros(128)}
    comparisons = Comparisons([("a", "b")], [], asked=False)
    (without,) = _course(runs, comparisons).of_pairs()
    (found,) = _course(runs, comparisons, StudySettings(replicates=128, equivalence=0.1)).of_pairs()
    assert without.ending == Ending.UNDECIDED
    assert (found.ending, found.pairs) == (Ending.EQUIVALENT, 16)


def test_designs_that_do_the_same_end_at_the_first_look_and_failed_runs_are_no_pairs() -> None:
    values = nulls("normal", 1, 128)[0]
    failing = np.where(np.arange(128) % 2, np.nan, values + nulls("exponential", 1, 128)[0] + 3)
    comparisons = Comparisons([("a", "same"), ("failing", "a")], [], asked=False)
    same, other = _course({"a": values, "same": values, "failing": failing}, comparisons).of_pairs()
    assert (same.ending, same.pairs) == (Ending.SAME, 8)
    assert (other.ending, other.pairs) == (Ending.DECIDED, 64)


def test_points_are_ranked_within_their_world_and_compared_with_their_baseline() -> None:
    points = [
        PointRecord(f"{policy}{world}", f"none{world}", {"policy": policy, "world": world})
        for world in "xy"
        for policy in "ab"
    ]
    found = comparisons_of(points, NO_CASE, ["world"])
    assert list(found.pairs) == [("ax", "nonex"), ("bx", "nonex"), ("ay", "noney"), ("by", "noney")]
    assert list(found.groups) == [["ax", "bx"], ["ay", "by"]]


def test_arms_are_compared_as_the_question_pairs_them() -> None:
    compare = [{"arm": "two", "against": "one"}, {"arm": "one", "against": "baseline"}]
    case = checked_case(declared_case() | {"arms": {"one": {}, "two": {}}, "compare": compare})
    points = [PointRecord("d1", "none", {ARM: "one"}), PointRecord("d2", "none", {ARM: "two"})]
    found = comparisons_of(points, case, [])
    assert (list(found.pairs), list(found.groups), found.asked) == ([("d2", "d1"), ("d1", "none")], [], True)
    alike = comparisons_of(points, NO_CASE, [])
    assert (list(alike.groups), alike.asked) == ([["d1", "d2"]], False), "no question pairs them"
    also = [
        PointRecord("d3", "none", {ARM: "two", "policy": "a"}),
        PointRecord("d4", "none", {ARM: "two", "policy": "b"}),
    ]
    varied = comparisons_of(also, case, [])
    assert (list(varied.groups), varied.asked) == ([["d3", "d4"]], False), "it is silent about what else differs"


@pytest.mark.parametrize("first", [2, 8, 500])
def test_study_needs_no_more_than_its_budget(first: int) -> None:
    runs = _points([0.0, 0.0], 5000)
    course = _course(runs, _ranking(list(runs)), StudySettings(replicates=128, first_look=first))
    assert set(course.pairs.values()) == {128}
