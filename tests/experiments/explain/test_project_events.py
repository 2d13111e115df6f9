"""What a week changed in a project, rule by rule: a hand-made week before and after, and what is told of it."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from experiments.explain.project_events import events_of_week
from experiments.explain.project_week import ProjectWeek
from sim.interventions.catalogue import MEASURES
from sim.replay import Moment, Replay
from sim.state import (
    AMBER,
    CANCELLED,
    DELIVERED,
    FAILED,
    GREEN,
    NEVER,
    PLANNED,
    RED,
    RUNNING,
    SUCCESSFUL,
    UNUSED,
    World,
)
from tests.scenarios import small_organization, small_scenario

WEEK = 60
DOING = MEASURES.index("strategic_doing")
ORDINARY = {
    "status": RUNNING,
    "sponsored": True,
    "wanted": 45,
    "start": 48,
    "team": 4,
    "departments": 2,
    "lead": 1,
    "effort": 20.0,
    "scope": 22.0,
    "done": 11.0,
    "hidden": 2.0,
    "budget_first": 25.0,
    "budget_last": 25.0,
    "planned_weeks_first": 12.0,
    "planned_weeks_last": 12.0,
    "true_overrun": 0.2,
    "reported": GREEN,
    "run_by": NEVER,
}
Changes = Mapping[str, object]


@cache
def _replay() -> Replay:
    scenario = small_scenario(
        reporting__amber=0.1,
        reporting__red=0.3,
        turnover__knowledge_lost=0.5,
        exposure__election_cycle=52,
        steering__grace=3,
        delivery__test_finds=0.6,
    )
    return Replay(scenario, small_organization(scenario), replicate=1)


def _world(changes: Changes, portfolio: Changes) -> World:
    world = _replay().beginning()
    for name, value in {**ORDINARY, **changes}.items():
        world.projects[0][name] = value
    for name, value in portfolio.items():
        world.portfolio[name] = value
    return world


def told(before: Changes, after: Changes, **portfolio: object) -> list[tuple[str, str]]:
    """Return kind and text of the events of a week that found a project in one state and left it in another."""
    worlds = _world(before, portfolio), _world({**before, **after}, portfolio)
    week = ProjectWeek(_replay(), 0, Moment(WEEK, *worlds, np.zeros(0)))
    return [(event.kind, event.text) for event in events_of_week(week)]


def test_of_an_ordinary_week_there_is_nothing_to_tell() -> None:
    assert told({}, {"done": 12.0, "hidden": 2.5, "spent": 3.0}) == []


@pytest.mark.parametrize("status", [PLANNED, DELIVERED, UNUSED, CANCELLED])
def test_of_a_project_that_does_not_run_nothing_is_told(status: int) -> None:
    assert told({"status": status}, {"added_scope": 3.0, "reported": RED, "rebaselines": 1}) == []


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        (
            {},
            {"added_scope": 5.0},
            [("requirements", "requirements change: +5.0 person-weeks (+25 % of the estimate)")],
        ),
        (
            {"done": 21.0},
            {"done": 22.0, "rework_known": 3.0, "hidden": 2.0},
            [("complete", "all that was asked for is done; 3.0 person-weeks of known rework are left")],
        ),
        ({"done": 22.0, "rework_known": 3.0}, {"rework_known": 1.0}, []),
        (
            {"done": 22.0, "hidden": 2.0, "rework_known": 0.0},
            {"hidden": 0.8, "rework_known": 1.2},
            [
                (
                    "test",
                    (
                        "does not pass the acceptance test: 1.2 person-weeks of rework known now, 0.8 person-weeks of "
                        "wrong work still unseen"
                    ),
                )
            ],
        ),
        ({}, {"true_overrun": 0.299}, []),
        (
            {},
            {"true_overrun": 0.3},
            [("red", "truly red (+30 %, 2.0 person-weeks of wrong work unseen), but reported green: a watermelon")],
        ),
        (
            {"reported": AMBER},
            {"true_overrun": 0.5},
            [("red", "truly red (+50 %, 2.0 person-weeks of wrong work unseen), but reported amber")],
        ),
        ({"reported": RED}, {"true_overrun": 0.5}, [("red", "truly red (+50 %)")]),
        (
            {"true_overrun": 0.5},
            {"true_overrun": 0.25},
            [("not red", "no longer truly red (+25 %): the watermelon ends")],
        ),
        ({"true_overrun": 0.5, "reported": RED}, {"true_overrun": 0.25}, [("not red", "no longer truly red (+25 %)")]),
        (
            {},
            {"reported": AMBER, "known_overrun": 0.12},
            [("report", "reports amber: the team knows of +12 %, the truth is +20 %")],
        ),
        (
            {"true_overrun": 0.5},
            {"reported": RED, "known_overrun": 0.4},
            [("report", "reports red: the team knows of +40 %, the truth is +50 %; the watermelon ends")],
        ),
        (
            {"true_overrun": 0.5, "reported": AMBER},
            {"reported": GREEN, "known_overrun": 0.05},
            [("report", "reports green: the team knows of +5 %, the truth is +50 %; a watermelon")],
        ),
        (
            {"red_reviews": 1},
            {"red_reviews": 2},
            [("review", "red at the review, 2 in a row (a new baseline comes at 3)")],
        ),
        ({"red_reviews": 2}, {"red_reviews": 0}, []),
        (
            {},
            {"rebaselines": 1, "budget_last": 40.0, "planned_weeks_last": 19.0},
            [("baseline", "steering sets a new baseline: 25 -> 40 person-weeks, 12 -> 19 weeks")],
        ),
        ({}, {"status": DELIVERED, "outcome": SUCCESSFUL}, [("end", "delivered: successful")]),
        ({}, {"status": UNUSED, "outcome": FAILED}, [("end", "delivered, but nobody uses it: failed")]),
        (
            {"sponsored": False},
            {"status": CANCELLED, "outcome": FAILED, "reported_overrun": 0.4},
            [("end", "steering gives it up at a reported overrun of +40 %, without a sponsor: failed")],
        ),
    ],
)
def test_what_a_week_changed_is_told(before: Changes, after: Changes, events: list[tuple[str, str]]) -> None:
    assert told(before, after) == events


@pytest.mark.parametrize(
    ("election", "why"),
    [(8, ": there was an election"), (WEEK, ": there was an election"), (9, ""), (WEEK + 52, "")],
)
def test_a_sponsor_who_goes_in_the_week_of_an_election_went_with_it(election: int, why: str) -> None:
    assert told({}, {"sponsored": False}, election=election) == [("sponsor", f"the sponsor loses interest{why}")]
    follows = told({"sponsored": False}, {"sponsored": True}, election=election)
    assert follows == [("sponsor", "a new sponsor follows")]
    assert told({"sponsored": False}, {"sponsored": False}, election=election) == []


def test_a_start_says_who_and_for_how_much() -> None:
    (start,) = told({"status": PLANNED, "true_overrun": 0.0}, {"status": RUNNING, "start": WEEK, "tracked": True})
    assert start[1] == (
        "starts after waiting 15 weeks for people: 20.0 person-weeks, 4 people from 2 departments, for D2; first "
        "baseline 25.0 person-weeks and 12 weeks; its benefits are tracked"
    )
    soon = {"status": PLANNED, "true_overrun": 0.0, "wanted": WEEK, "is_micro": True}
    ((_, text),) = told(soon, {"status": RUNNING, "start": WEEK})
    assert text.startswith("approved and starts: a microproject of 20.0 person-weeks, 4 people")


@pytest.mark.parametrize(("wanted", "kinds"), [(WEEK, ["approved"]), (WEEK - 1, []), (WEEK + 1, [])])
def test_waiting_is_told_in_the_week_of_approval(wanted: int, kinds: list[str]) -> None:
    found = told({"status": PLANNED, "wanted": wanted}, {}, engaged=18)
    assert [kind for kind, _ in found] == kinds
    assert all(
        text.startswith("approved, but waits: 18 of 60 people are on projects, and at most ") for _, text in found
    )


def test_who_leaves_takes_along_a_part_of_what_was_done() -> None:
    before, after = _world({}, {}), _world({}, {})
    before.seats["project"][:] = [0, 0, 0, 0, 1, *[-1] * 55]
    after.seats["people"][[0, 2, 4, 9]] += 1
    week = ProjectWeek(_replay(), 0, Moment(WEEK, before, after, np.zeros(0)))
    (left,) = events_of_week(week)
    assert left.text == (
        "2 members of the team left (e1 and e3): newcomers take over, and 2.8 person-weeks must be done again"
    )
    assert left.figures == {"members": 2, "rework": 0.5 * 11.0 / 4 * 2}


@pytest.mark.parametrize(("way", "told_of"), [(NEVER, ""), (DOING, "; run by strategic doing")])
def test_a_project_that_starts_says_by_what_it_is_run(way: int, told_of: str) -> None:
    start = {"status": PLANNED, "start": WEEK, "wanted": WEEK}
    ((kind, text),) = told(start, {"status": RUNNING, "run_by": way})
    assert kind == "start"
    assert text.endswith(f" and 12 weeks{told_of}")
