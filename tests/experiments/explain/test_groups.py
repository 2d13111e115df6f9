"""The story of a unit or a department, counted once more from every week of its run."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest

from experiments.explain.events import Event
from experiments.explain.group import GroupThing
from experiments.explain.group_recorder import GroupRecorder
from experiments.explain.group_sentences import onboarding, support_of
from experiments.explain.project import ProjectThing
from experiments.explain.trials import trials_of_week
from sim.replay import Moment, Replay
from sim.state import ADOPTED, NEVER, OUTCOMES, PLANNED, RELAPSED, STAGES, TRUST, TRYING, World
from tests.scenarios import OKR, PRACTICE, small_organization, small_scenario

WEEKS = 90
QUARTERS = [12, 25, 38, 51, 64, 77, 89]
MOVES = {"aware": "hear", "trying": "try", "adopted": "adopt", "relapsed": "give_up"}


@cache
def _weeks() -> tuple[Replay, list[Moment]]:
    scenario = small_scenario(**PRACTICE, turnover__annual_rate=0.4, horizon__weeks=WEEKS)
    replay = Replay(scenario, small_organization(scenario), replicate=1)
    return replay, [moment._replace(after=World(*map(np.copy, moment.after))) for moment in replay.weeks()]


@cache
def _told(kind: str, number: int) -> tuple[GroupThing, GroupRecorder]:
    replay, weeks = _weeks()
    thing = GroupThing(kind, replay, number, (OKR,))
    recorder = thing.recorder()
    for moment in weeks:
        recorder.see(moment)
    return thing, recorder


def _moves(seats: np.ndarray[tuple[int], np.dtype[np.int64]], moment: Moment) -> Counter[str]:
    """Return how many people of some seats entered which stage, and how many left."""
    found: Counter[str] = Counter()
    for seat in seats.tolist():
        before, after = moment.before.ladders[OKR, seat], moment.after.ladders[OKR, seat]
        left = moment.before.seats["people"][seat] != moment.after.seats["people"][seat]
        was = "unaware" if left else STAGES[before["stage"]]
        found["leave"] += int(left)
        if STAGES[after["stage"]] != was and STAGES[after["stage"]] in MOVES:
            found[MOVES[STAGES[after["stage"]]]] += 1
    for place in range(int(moment.after.portfolio[0]["finished"])):
        project = moment.after.projects[moment.after.finished[place]]
        team = moment.after.members[project["team_start"] : project["team_start"] + project["team"]]
        found[OUTCOMES[project["outcome"]]] += not set(team.tolist()).isdisjoint(seats.tolist())
    return found


@pytest.mark.parametrize(("kind", "number"), [("department", 4), ("unit", 2)])
def test_every_quarter_of_a_group_says_what_moved_in_it_and_how_it_stands_then(kind: str, number: int) -> None:
    thing, recorder = _told(kind, number)
    rows, first = recorder.table(), 0
    assert [row["week"] for row in rows] == QUARTERS
    total: Counter[str] = Counter()
    for row, last in zip(rows, QUARTERS, strict=True):
        moments = _weeks()[1][first : last + 1]
        moved = sum((_moves(thing.seats, moment) for moment in moments), Counter[str]())
        names = (*MOVES.values(), "leave", *OUTCOMES[1:])
        assert {name: row[name] for name in names} == {name: moved[name] for name in names}
        seats, traits = moments[-1].after.seats[thing.seats], moments[-1].after.traits[thing.seats]
        stages = moments[-1].after.ladders["stage"][OKR][thing.seats]
        assert [row[name] for name in STAGES] == [(stages == stage).sum() for stage in range(len(STAGES))]
        assert row["trust"] == pytest.approx(traits[:, TRUST].mean())
        assert row["readiness"] == pytest.approx(seats["readiness"].mean())
        assert row["satisfaction"] == pytest.approx(seats["job_satisfaction"].mean())
        assert row["running"] == len({project for project in seats["project"].tolist() if project >= 0})
        first, total = last + 1, total + moved
    assert min(total[name] for name in (*MOVES.values(), "leave")) > 0
    assert total["successful"] + total["challenged"] > 0


def test_support_and_units_on_board_are_those_of_the_units() -> None:
    thing, recorder = _told("department", 4)
    for row in recorder.table():
        units = _weeks()[1][int(row["week"] or 0)].after.units[OKR][thing.units]
        on_board = units["joined"] != NEVER
        assert row["on_board"] == on_board.sum()
        assert row["support"] == pytest.approx(units["support"][on_board].mean() if on_board.any() else 0.0)


def _kind(events: Iterable[Event], kind: str) -> list[Event]:
    return [event for event in events if event.kind == kind]


def test_the_first_of_every_stage_and_more_than_half_are_told_once() -> None:
    thing, recorder = _told("department", 4)
    replay, weeks = _weeks()
    entered: dict[str, tuple[int, str]] = {}
    using = []
    for moment in weeks:
        before, after = moment.before.ladders[OKR][thing.seats], moment.after.ladders[OKR][thing.seats]
        left = moment.before.seats["people"] != moment.after.seats["people"]
        for seat, was, now in zip(thing.seats.tolist(), before, after, strict=True):
            if now["stage"] > 0 and (was["stage"] != now["stage"] or left[seat]):
                entered.setdefault(STAGES[now["stage"]], (moment.week, replay.organization.seat_names[seat]))
        using.append(float(np.isin(after["stage"], (TRYING, ADOPTED)).mean()))
    told = {event.figures["stage"]: (event.week, event.figures["seat"]) for event in _kind(recorder.events(), "first")}
    assert told == entered
    crossed = [week for week in range(1, WEEKS) if (using[week] > 0.5) != (using[week - 1] > 0.5)]
    halves = _kind(recorder.events(), "half")
    assert [(event.week, event.figures["using"]) for event in halves] == [(week, using[week]) for week in crossed]
    assert crossed


def test_units_are_told_in_the_week_in_which_they_are_taken_on() -> None:
    thing, recorder = _told("department", 4)
    joined = _weeks()[1][-1].after.units["joined"][OKR]
    told = {event.week: event.figures for event in _kind(recorder.events(), "taken on")}
    weeks = sorted(set(joined[thing.units][joined[thing.units] != NEVER].tolist()))
    assert list(told) == weeks
    for week, figures in told.items():
        assert figures["units"] == (joined[thing.units] == week).sum()
        assert figures["wave"] == (joined == week).sum()
    assert len(thing.units) > 1


def test_trials_of_a_quarter_end_in_adoption_or_in_giving_up() -> None:
    thing, recorder = _told("department", 4)
    told, first = _kind(recorder.events(), "trials"), 0
    by_week = {event.week: event for event in told}
    for last, row in zip(QUARTERS, recorder.table(), strict=True):
        moments = _weeks()[1][first : last + 1]
        trials = [t for moment in moments for t in trials_of_week(OKR, thing.seats.tolist(), moment, _weeks()[0])]
        failed = sum(not trial.adopted and not trial.complies for trial in trials)
        if trials or row["give_up"]:
            event = by_week.pop(last)
            assert event.figures == {"trials": len(trials), "failed_trials": failed, "relapses": row["give_up"]}
            adopted = sum(trial.adopted for trial in trials)
            assert f"{adopted} in adoption and {failed} in giving up" in event.text
            assert event.text.startswith(f"since week {first}: {len(trials)} trial")
            assert event.brief == f"{adopted} adopt, {row['give_up']} give up"
        first = last + 1
    assert not by_week
    assert any("adopter" in event.text for event in told)
    assert any("adopter" not in event.text for event in told)


def test_reasons_are_the_mean_support_and_who_never_tried() -> None:
    thing, recorder = _told("department", 4)
    reasons = {reason.topic: reason.figures for reason in recorder.reasons()}
    support_weeks = _weeks()[0].scenario.rollout.support_weeks
    supports = [
        float(moment.after.units["support"][OKR, unit])
        for moment in _weeks()[1]
        for unit in thing.units.tolist()
        if 0 <= moment.week - int(moment.after.units["joined"][OKR, unit]) < support_weeks
        and moment.after.units["joined"][OKR, unit] != NEVER
    ]
    assert reasons["support"]["support"] == pytest.approx(np.mean(supports))
    stages = _weeks()[1][-1].after.ladders["stage"][OKR][thing.seats]
    assert reasons["waiting"]["waiting"] == (stages < TRYING).sum() > 0


def test_taking_on_is_told_by_number_and_again_where_it_is_for_catching_up() -> None:
    half = np.array([0.5, 0.25], np.float32)
    units = np.array([3, 5])
    assert onboarding(units, half, (4, 9), 6, again=False)[2] == (
        "2 of its 6 units taken on (3 and 5), in a wave of 4 of 9 units; support 0.38 (1: full)"
    )
    assert onboarding(units[:1], half[:1], (4, 9), 1, again=True)[1:3] == (
        "taken on again, to catch up, support 0.50",
        "taken on again, to catch up, in a wave of 4 of 9 units; support 0.50 (1: full)",
    )


@pytest.mark.parametrize(
    ("before", "after", "over", "why"),
    [
        (0.5, 0.25, False, "coaches are shared with more units"),
        (0.25, 0.5, False, "fewer units share the coaches"),
        (0.5, 0.0, True, "the weeks of support are over"),
    ],
)
def test_support_that_changes_is_told_with_the_cause(before: float, after: float, over: bool, why: str) -> None:
    assert support_of(before, after, over=over)[2] == f"support {before:.2f} -> {after:.2f}: {why}"


def test_what_a_group_came_to_counts_its_stages() -> None:
    thing, _ = _told("unit", 2)
    world = _weeks()[1][-1].after
    stages = world.ladders["stage"][OKR][thing.seats]
    adopted, trying, relapsed = ((stages == stage).sum() for stage in (ADOPTED, TRYING, RELAPSED))
    outcome = thing.outcome(world)
    assert outcome.scale == adopted
    assert outcome.text.startswith(
        f"{adopted} of {len(stages)} have adopted the practice, {trying} try it, {relapsed} gave it up"
    )


def test_a_project_listens_to_its_team_and_to_nobody_before_it_starts() -> None:
    replay, weeks = _weeks()
    world = weeks[-1].after
    running = [k for k, project in enumerate(world.projects) if project["status"] != PLANNED]
    for k in running[:5]:
        start, team = int(world.projects[k]["team_start"]), int(world.projects[k]["team"])
        assert ProjectThing(replay, k).listens_to(world).tolist() == world.members[start : start + team].tolist()
        assert not len(ProjectThing(replay, k).listens_to(weeks[0].before))
