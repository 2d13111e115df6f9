"""Runs in which people take up several practices: what is told says which practice it is of, and all are told of."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from experiments.explain.account import Account, account_of
from experiments.explain.decision import decision
from experiments.explain.employee import EmployeeThing
from experiments.explain.events import Event
from experiments.explain.group import GroupThing
from experiments.explain.overview import overview_of
from experiments.explain.practices import practices_told
from experiments.explain.source import Source
from experiments.explain.subject import subject_like, subject_of
from experiments.explain.trials import PracticeTrial, trials_of_week
from sim.interventions.catalogue import MEASURES
from sim.outcomes.dictionary import SERIES_NAMES
from sim.replay import Replay
from sim.state import ADOPTED, AWARE, NEVER, RELAPSED, STAGES, TRYING, World
from tests.fast_adoption import lively, of, trying
from tests.scenarios import OKR, small_organization

LEAN, DOING = MEASURES.index("lean"), MEASURES.index("strategic_doing")
BOTH = (OKR, LEAN)
MOVES = {"hears": AWARE, "tries": TRYING, "adopts": ADOPTED, "gives up": RELAPSED}


def _replay(*changes: dict[str, object]) -> Replay:
    scenario = lively(*changes)
    return Replay(scenario, small_organization(), 3)


@cache
def _both() -> Replay:
    """Return a run of OKR, which ends, and Lean, which only some departments meet."""
    okr, lean = of("okr", end_week=30, bar=-0.3), of("lean", start_week=5, bar=0.3, trial=6)
    return _replay(trying("okr", "lean"), okr, lean, {"rollouts.lean.departments": [0, 3], "rollout.speed": 0.5})


@cache
def _end() -> World:
    return _both().end()[0]


def _events(kind: str, number: int) -> list[Event]:
    recorder = subject_of(kind, _both(), number).recorder()
    for moment in _both().weeks():
        recorder.see(moment)
    return recorder.events()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], (0,)),
        ([trying("okr")], (OKR,)),
        ([trying("lean")], (LEAN,)),
        ([trying("training", "microprojects", "lean")], (LEAN,)),
        ([trying("lean", "okr")], (OKR, LEAN)),
        ([trying("lean", "okr"), of("okr", start_week=40)], (LEAN,)),
        ([trying("lean", "okr"), of("okr", start_week=39)], (OKR, LEAN)),
        ([trying("lean", "okr"), of("okr", start_week=9, end_week=9)], (LEAN,)),
        ([trying("lean", "strategic_doing")], (DOING, LEAN)),
        ([trying("lean", "strategic_doing"), of("strategic_doing", way="projects")], (LEAN,)),
    ],
)
def test_all_practices_that_people_meet_in_a_run_are_told_about(
    changes: list[dict[str, object]], told: tuple[int, ...]
) -> None:
    replay = _replay(*changes)
    assert practices_told(replay) == told
    begun = np.flatnonzero(replay.end()[0].rollouts["begun"])
    assert begun.tolist() == ([] if told == (0,) and not changes else list(told))


def test_a_run_and_the_one_it_is_compared_with_are_told_about_the_practices_of_both() -> None:
    assert practices_told(_replay(trying("lean")), _replay(trying("okr"))) == BOTH
    here, nothing = _both(), _replay()
    counterpart = subject_like(subject_of("employee", here, 7), nothing)
    assert counterpart is not None
    assert counterpart.outcome(nothing.end()[0]).word == "OKR unaware, lean unaware"


def test_everybody_is_on_a_stage_of_every_practice() -> None:
    for seat in range(60):
        outcome = EmployeeThing(_both(), seat, BOTH).outcome(_end())
        okr, lean = (_end().ladders[m, seat] for m in BOTH)
        assert outcome.word == f"OKR {STAGES[okr['stage']]}, lean {STAGES[lean['stage']]}"
        assert outcome.text.startswith(f"OKR {STAGES[okr['stage']]} since week {okr['stage_week']}, lean ")
        assert outcome.by_practice == {"OKR": okr["proficiency"], "lean": lean["proficiency"]}
        assert EmployeeThing(_both(), seat, (LEAN,)).outcome(_end()).word == STAGES[lean["stage"]]


def test_events_of_a_seat_say_of_which_practice_they_are() -> None:
    seat = int(np.argmax(_end().ladders["stage_entries"][LEAN] * (_end().seats["people"] == 1)))
    assert _end().seats["people"][seat] == 1
    events = _events("employee", seat)
    for m, name in ((OKR, "OKR"), (LEAN, "lean")):
        own = [event for event in events if event.figures.get("practice") == name]
        assert all(event.text.startswith(f"{name}: ") and event.brief.startswith(f"{name}: ") for event in own)
        moves = [event for event in own if event.kind in (*MOVES, "lays down")]
        assert len(moves) == _end().ladders["stage_entries"][m, seat] - 1
    unnamed = {event.kind for event in events if "practice" not in event.figures}
    assert unnamed <= {"seat", "leaves", "project"}


def test_a_practice_that_ends_is_laid_down_by_those_who_use_it() -> None:
    before = next(moment for moment in _both().weeks() if moment.week == 30).before
    using = np.isin(before.ladders["stage"][OKR], (TRYING, ADOPTED)) & (before.seats["people"] == 1)
    seat = int(np.flatnonzero(using)[0])
    (laid,) = [event for event in _events("employee", seat) if event.kind == "lays down"]
    assert (laid.week, laid.text, laid.brief) == (30, "OKR: lays it down: it has ended", "OKR: lays down")
    thing = GroupThing("department", _both(), 0, BOTH)
    (ended,) = [event for event in _events("department", 0) if event.kind == "ends"]
    assert ended.week == 30
    assert ended.figures["practice"] == "OKR"
    people = int(np.isin(before.ladders["stage"][OKR, thing.seats], (TRYING, ADOPTED)).sum())
    assert people - 1 <= int(ended.figures["people"] or 0) <= people  # somebody may leave in that week


def test_a_group_is_counted_practice_by_practice() -> None:
    for department in range(5):
        thing = GroupThing("department", _both(), department, BOTH)
        outcome = thing.outcome(_end())
        counts = {name: int((_end().ladders["stage"][m, thing.seats] == ADOPTED).sum()) for m, name in _named()}
        assert outcome.by_practice == counts
        assert outcome.word == f"OKR 0, lean {counts['lean']} of {len(thing.seats)} adopted"
        assert f"{counts['lean']} of {len(thing.seats)} have adopted lean, " in outcome.text
        assert ("(never taken on)" in outcome.text) == (department not in (0, 3))
        assert scaled(outcome.by_practice) == outcome.scale


def _named() -> list[tuple[int, str]]:
    return [(OKR, "OKR"), (LEAN, "lean")]


def scaled(by_practice: object) -> float:
    assert isinstance(by_practice, dict)
    return float(sum(by_practice.values()))


def test_a_group_fares_otherwise_where_one_practice_gains_what_another_loses() -> None:
    thing = GroupThing("department", _both(), 0, BOTH)
    outcome = thing.outcome(_end())
    shifted = outcome._replace(by_practice={"OKR": 5.0, "lean": outcome.by_practice["lean"] - 5.0})
    assert shifted.scale == outcome.scale
    assert thing.differs(outcome, shifted)
    assert not thing.differs(outcome, outcome)


def test_tables_have_a_row_a_practice_and_say_once_what_has_to_do_with_none() -> None:
    recorder = GroupThing("department", _both(), 0, BOTH).recorder()
    one = GroupThing("department", _both(), 0, (LEAN,)).recorder()
    for moment in _both().weeks():
        recorder.see(moment)
        one.see(moment)
    rows = recorder.table()
    assert [(row["week"], row["practice"]) for row in rows[:3]] == [(12, "OKR"), (12, "lean"), (25, "OKR")]
    assert all((row["trust"] is None) == (row["practice"] == "lean") for row in rows)
    lean = [row for row in rows if row["practice"] == "lean"]
    for row, alone in zip(lean, one.table(), strict=True):
        same = [name for name, value in row.items() if value is not None and name != "practice"]
        assert {name: row[name] for name in same} == {name: alone[name] for name in same}
        assert "adopted" in same
    assert "practice" not in one.table()[0]


def test_trials_of_every_practice_are_decided_as_their_parts_say() -> None:
    trials: list[PracticeTrial] = []
    for moment in _both().weeks():
        for m in BOTH:
            trials += trials_of_week(m, range(60), moment, _both())
    assert {(trial.practice, trial.adopted) for trial in trials} >= {("OKR", True), ("lean", True), ("lean", False)}
    assert all(trial.adopted == (trial.quality >= trial.bar) for trial in trials)
    assert {(trial.practice, round(trial.bar, 2)) for trial in trials} == {("OKR", -0.3), ("lean", 0.3)}


def _source(replay: Replay, counterpart: Replay | None) -> Source:
    kept = dict(zip(SERIES_NAMES, map(float, replay.end()[1]), strict=True))
    return Source(Path("both"), "both", "both", "both", "", 0, 1, (), kept, replay, counterpart, "", (), ())


def test_what_decided_it_is_told_practice_by_practice() -> None:
    account: Account = account_of(_source(_both(), _replay()), "department", 0)
    overrides = {one.overrides: one for one in account.what_ifs}
    without = overrides["intervention.lean.strength=0"].outcome
    assert without.by_practice["lean"] == 0.0
    assert " lean 0 if lean had not been tried" in decision(account)[0]
    assert account.counterpart is not None
    assert account.counterpart.story.outcome.word.startswith("OKR 0, lean 0 of ")
    first = account.counterpart.comparison.anywhere
    assert first is not None
    assert {field.measure for field in first.fields if field.name == "units.joined"} == {"okr"}


def test_an_overview_has_columns_of_every_practice() -> None:
    overview = overview_of(_source(_both(), None))
    unit, employee = overview["units"][0], overview["employees"][4]
    assert list(unit) == [
        *("unit", "department", "people", "okr_adopted", "okr_relapsed", "lean_adopted", "lean_relapsed"),
        *("okr_taken_on", "lean_taken_on"),
    ]
    taken_on = [None if week == NEVER else week for week in _end().units["joined"][LEAN].tolist()]
    assert [row["lean_taken_on"] for row in overview["units"]] == taken_on
    assert employee["lean_stage"] == STAGES[_end().ladders["stage"][LEAN, 4]]
    adopted = sum(row["lean_adopted"] for row in overview["departments"])
    assert adopted == int((_end().ladders["stage"][LEAN] == ADOPTED).sum()) > 0
