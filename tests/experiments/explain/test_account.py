"""What ``explain`` rests on: recorders, divergence and variants, against the engine's own results."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from experiments.explain.divergence import Divergence
from experiments.explain.events import Recorder, Subject
from experiments.explain.project import unusual_failures
from experiments.explain.project_reasons import PARTS
from experiments.explain.subject import subject_like, subject_of
from experiments.explain.trials import PracticeTrial, trials_of_week
from experiments.explain.what_if import decided_by, variants, what_ifs
from experiments.wording.state_fields import FIELDS, in_words, is_told, place_of, step_of
from sim.outcomes.dictionary import SERIES_NAMES
from sim.replay import Replay
from sim.state import ADOPTED, DELIVERED, OUTCOMES, PLANNED, RELAPSED, RUNNING, STATUSES, TRYING, World
from sim.week import order_of_the_week
from tests.scenarios import OKR, PRACTICE, run_small, small_organization, small_scenario

TROUBLED = {
    "miscommunication.base": 0.2,
    "exposure.change_chance": 0.1,
    "turnover.annual_rate": 0.4,
    "steering.every": 4,
    "steering.completion": 0.0,
}


def _replay(**changes: object) -> Replay:
    scenario = small_scenario(**changes)
    return Replay(scenario, small_organization(scenario), replicate=1)


@cache
def _busy() -> Replay:
    return _replay(**PRACTICE, **TROUBLED, horizon__weeks=90)


def _watched(replay: Replay, subjects: Sequence[Subject]) -> list[Recorder]:
    recorders = [subject.recorder() for subject in subjects]
    for moment in replay.weeks():
        for recorder in recorders:
            recorder.see(moment)
    return recorders


def _series(replay: Replay, name: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    column: np.ndarray[tuple[int], np.dtype[np.float32]] = run_small(replay.scenario, 2).series[1][
        :, SERIES_NAMES.index(name)
    ]
    return column


def test_events_of_every_project_agree_with_the_ledger() -> None:
    replay = _busy()
    ledger = replay.end()[0].projects
    recorders = _watched(replay, [subject_of("project", replay, k) for k in range(len(ledger))])
    for project, recorder in zip(ledger, recorders, strict=True):
        kinds = ("start", "end", "requirements", "baseline")
        events = {kind: [event for event in recorder.events() if event.kind == kind] for kind in kinds}
        assert [event.week for event in events["start"]] == ([] if project["status"] == PLANNED else [project["start"]])
        ended = [(event.week, event.figures["outcome"], event.figures["status"]) for event in events["end"]]
        over = project["status"] not in (PLANNED, RUNNING)
        assert ended == (
            [(project["finish"], OUTCOMES[project["outcome"]], STATUSES[project["status"]])] if over else []
        )
        assert sum(float(event.figures["added"] or 0) for event in events["requirements"]) == pytest.approx(
            project["added_scope"]
        )
        assert len(events["baseline"]) == project["rebaselines"]
    found = {event.kind for recorder in recorders for event in recorder.events()}
    assert {"start", "left", "requirements", "failures", "red", "report", "complete", "test", "review", "end"} <= found


def test_reasons_add_up_to_cost_and_benefits() -> None:
    replay = _busy()
    ledger = replay.end()[0].projects
    recorders = _watched(replay, [subject_of("project", replay, k) for k in range(len(ledger))])
    for project, recorder in zip(ledger, recorders, strict=True):
        reasons = {reason.topic: reason.figures for reason in recorder.reasons()}
        if project["status"] == PLANNED:
            assert reasons == {}
            continue
        parts = [float(reasons["cost"][name] or 0) for name in PARTS]
        assert sum(parts) == pytest.approx(project["spent"] - project["budget_first"])
        if project["status"] == DELIVERED:  # the rest is what practice and dips do to the pace, not a fudge
            assert abs(parts[-1]) < 0.35 * project["spent"]
        if "benefits" in reasons:
            kept = [
                1.0 - float(reasons["benefits"][name] or 0) for name in ("defects", "plan_focus", "reach", "sponsor")
            ]
            luck = 1.0 + float(reasons["benefits"]["luck"] or 0)
            assert luck != 1.0
            assert luck * np.prod(kept) == pytest.approx(project["benefit_rate"])
            assert all(0.0 < share <= 1.0 for share in kept)


def test_waiting_for_people_is_told() -> None:
    replay = _replay(project__engaged_limit=0.05, project__share=0.3)
    ledger = replay.end()[0].projects
    waiting = [
        k for k, project in enumerate(ledger) if project["status"] != PLANNED and project["start"] > project["wanted"]
    ]
    (started, never) = _watched(replay, [subject_of("project", replay, k) for k in (waiting[0], 3)])
    approved, start, *_ = started.events()
    assert (approved.week, approved.kind) == (ledger[waiting[0]]["wanted"], "approved")
    assert approved.text == "approved, but waits: 2 of 60 people are on projects, and at most 5 % may be"
    weeks = ledger[waiting[0]]["start"] - ledger[waiting[0]]["wanted"]
    assert start.text.startswith(
        f"starts after waiting {weeks} weeks for people: 12.0 person-weeks, 2 people from 1 dep"
    )
    assert [event.kind for event in never.events()] == ["approved"]
    assert subject_of("project", replay, 3).outcome(replay.end()[0]).text == "never started: too few people free"


def test_trials_are_decided_as_their_parts_say() -> None:
    replay = _busy()
    trials: list[PracticeTrial] = []
    ended = 0
    for moment in replay.weeks():
        trials += trials_of_week(OKR, range(60), moment, replay)
        before, after = moment.before.ladders[OKR], moment.after.ladders[OKR]
        stayed = moment.before.seats["people"] == moment.after.seats["people"]
        ended += int((stayed & (before["stage"] == TRYING) & np.isin(after["stage"], (ADOPTED, RELAPSED))).sum())
    assert sum(not trial.complies for trial in trials) == ended
    assert {trial.adopted for trial in trials} == {False, True}
    assert all(trial.adopted == (trial.quality >= trial.bar) for trial in trials)
    assert {trial.passes_without("luck") for trial in trials if not trial.adopted} == {False, True}
    assert all(min(trial.proficiency, -trial.border, -trial.strain) >= 0.0 for trial in trials)


def test_trials_that_couplings_move_are_decided_as_their_parts_say() -> None:
    couplings = {"adoption.wins": 0.4, "adoption.compliance": 0.8, "learning.peers": 0.6}
    replay = _replay(**{**PRACTICE, **TROUBLED, **couplings}, horizon__weeks=90)
    trials: list[PracticeTrial] = []
    for moment in replay.weeks():
        trials += trials_of_week(OKR, range(60), moment, replay)
    assert all(trial.adopted == (trial.quality >= trial.bar) for trial in trials)
    assert {(trial.adopted, trial.complies) for trial in trials} == {(True, False), (False, True), (False, False)}
    assert any(" results " in trial.in_words() for trial in trials)
    seat = next(trial.seat for trial in trials if trial.complies)
    (recorder,) = _watched(replay, [subject_of("employee", replay, seat)])
    assert any(event.kind == "goes on" for event in recorder.events())
    (unit,) = _watched(replay, [subject_of("unit", replay, int(replay.organization.unit[seat]))])
    assert any("on all the same" in event.text for event in unit.events())


def test_a_trial_passes_without_a_part_that_cost_it_more_than_it_was_short_of() -> None:
    trial = PracticeTrial(
        3, 1, "OKR", proficiency=0.5, border=-0.25, strain=-0.125, luck=-0.0625, bar=0.25, adopted=False
    )
    assert trial.quality == 0.0625
    assert [trial.passes_without(part) for part in ("border", "strain", "luck")] == [True, False, False]
    assert trial._replace(bar=0.1875).passes_without("strain")
    assert trial.in_words() == "0.50 proficiency − 0.25 border − 0.12 strain − 0.06 luck = 0.06, needed 0.25"


def test_relapses_of_all_units_are_those_of_the_series() -> None:
    replay = _replay(**PRACTICE, horizon__weeks=78, adoption__retry=0.0, turnover__active=False)
    units = replay.organization.units
    recorders = _watched(replay, [subject_of("unit", replay, unit) for unit in range(units)])
    events = [event for recorder in recorders for event in recorder.events() if event.kind == "trials"]
    relapses = sum(int(event.figures["relapses"] or 0) for event in events)
    assert relapses == round(float(_series(replay, "relapsed")[-1]) * replay.organization.headcount)
    assert relapses > 0


def test_quarters_of_all_departments_add_up_to_the_series() -> None:
    replay = _busy()
    departments = range(replay.organization.departments)
    tables = [
        recorder.table() for recorder in _watched(replay, [subject_of("department", replay, d) for d in departments])
    ]
    for rows in zip(*tables, strict=True):
        week = int(rows[0]["week"] or 0)
        for stage in ("unaware", "aware", "trying", "adopted", "relapsed"):
            people = sum(int(row[stage] or 0) for row in rows)
            assert people == round(float(_series(replay, stage)[week]) * replay.organization.headcount)


def test_story_of_a_seat_is_that_of_its_stages() -> None:
    replay = _busy()
    world = replay.end()[0]
    seat = int(np.argmax(world.seats["people"] * (world.ladders[OKR]["stage_entries"] > 2)))
    (recorder,) = _watched(replay, [subject_of("employee", replay, seat)])
    kinds = [event.kind for event in recorder.events()]
    assert kinds.count("leaves") == world.seats[seat]["people"] - 1
    since = max((place for place, kind in enumerate(kinds) if kind in ("seat", "leaves")), default=0)
    moves = [kind for kind in kinds[since:] if kind in ("hears", "tries", "adopts", "gives up")]
    assert len(moves) == world.ladders[OKR, seat]["stage_entries"] - 1


def _compared(here: Replay, there: Replay, kind: str, number: int) -> Divergence:
    subject = subject_of(kind, here, number)
    counterpart = subject_like(subject, there)
    assert counterpart is not None
    comparison: Divergence | None = None
    for mine, theirs in zip(here.weeks(), there.weeks(), strict=True):
        worlds: tuple[World, World] = mine.after, theirs.after
        comparison = comparison or Divergence(
            mine.before, theirs.before, (subject.parts(mine.before), counterpart.parts(theirs.before))
        )
        comparison.see(mine.week, worlds, (subject.parts(worlds[0]), counterpart.parts(worlds[1])))
    assert comparison is not None
    return comparison


def _first_apart(here: Replay, there: Replay) -> list[int]:
    """Return since when every seat differs in anything, seat by seat; -1 where it never does."""
    found = [-1] * here.organization.headcount
    for mine, theirs in zip(here.weeks(), there.weeks(), strict=True):
        sides = [
            (world.traits, world.stances, world.seats, *world.ladders["stage"], *world.ladders["proficiency"])
            for world in (mine.after, theirs.after)
        ]
        for seat, since in enumerate(found):
            one, other = (b"".join(part[seat].tobytes() for part in side) for side in sides)
            if since < 0 and one != other:
                found[seat] = mine.week
    return found


def test_runs_part_first_where_the_choice_acts_first() -> None:
    changes = {**PRACTICE, "intervention.okr.start_week": 7}
    here, there = _replay(**changes), _replay()
    joined = here.end()[0].units["joined"][OKR]
    first = int(np.argmin(joined))
    assert joined[first] == 7
    comparison = _compared(here, there, "unit", first)
    assert [field.name for field in comparison.beginning] == ["rollouts.start"]
    assert comparison.anywhere is not None
    assert comparison.here is not None
    assert (comparison.anywhere.week, comparison.here.week) == (7, 7)
    assert comparison.anywhere.fields[0].name == comparison.here.fields[0].name == "units.joined"
    assert (comparison.here.fields[0].here, comparison.here.fields[0].counterpart) == (7.0, -1.0)
    later = int(np.argmax(joined))
    reached = _compared(here, there, "unit", later).here
    assert reached is not None
    assert 7 <= reached.week <= joined[later]
    assert comparison.seats_apart.tolist() == _first_apart(here, there)
    assert comparison.seats_apart.min() == 7 < comparison.seats_apart.max()


def test_one_project_parts_in_the_week_of_its_first_change() -> None:
    here, there = (
        _replay(exposure__change_chance=0.05),
        _replay(exposure__change_chance=0.05, exposure__change_size=0.08),
    )
    projects = range(len(here.plan.projects))
    recorders = _watched(here, [subject_of("project", here, k) for k in projects])
    weeks = [event.week for recorder in recorders for event in recorder.events() if event.kind == "requirements"]
    comparison = _compared(here, there, "project", 0)
    assert comparison.anywhere is not None
    assert comparison.anywhere.week == min(weeks)
    assert "projects.added_scope" in [field.name for field in comparison.anywhere.fields]
    assert {field.name.split(".")[0] for field in comparison.anywhere.fields} <= {"projects", "portfolio"}


def test_projects_are_the_same_by_their_luck_not_by_their_number() -> None:
    plain = _replay()
    mixed = replace(plain, scenario=plain.scenario.with_values({"intervention.microprojects.strength": 0.4}))
    micro = np.flatnonzero(mixed.plan.projects["is_micro"])
    regular = np.flatnonzero(~mixed.plan.projects["is_micro"])
    assert subject_like(subject_of("project", mixed, int(micro[0])), plain) is None
    counterpart = subject_like(subject_of("project", mixed, int(regular[1])), plain)
    assert counterpart is not None
    assert plain.plan.projects[counterpart.number]["key"] == mixed.plan.projects[regular[1]]["key"]
    assert counterpart.number != regular[1]


def test_a_cancelled_project_was_decided_by_steering() -> None:
    replay = _busy()
    world = replay.end()[0]
    cancelled = [k for k, status in enumerate(world.projects["status"]) if STATUSES[status] == "cancelled"]
    subject = subject_of("project", replay, cancelled[0])
    found = what_ifs(subject)
    decisive = decided_by(subject, subject.outcome(world), found)
    assert "steering.active=false" in [one.overrides for one in decisive]
    assert all("cancelled" in one.outcome.word for one in found if one not in decisive)


def test_variants_of_a_group_are_ranked_by_how_many_people_they_move() -> None:
    replay = _busy()
    subject = subject_of("department", replay, 0)
    outcome = subject.outcome(replay.end()[0])
    found = what_ifs(subject)
    moved = [abs(one.outcome.scale - outcome.scale) for one in decided_by(subject, outcome, found)]
    assert moved
    assert min(moved) >= 1
    assert moved == sorted(moved, reverse=True)
    assert "adoption.active=false" not in [one.overrides for one in found]
    assert "rollout.scarce=false" in [one.overrides for one in found]


def test_unusual_weeks_stand_out_of_the_projects_own_mean() -> None:
    counts = [(week, 1) for week in range(20)] + [(20, 5)]
    (event,) = unusual_failures(counts)
    assert (event.week, event.figures["failed"]) == (20, 5)
    assert unusual_failures([(week, 4) for week in range(10)]) == []
    assert unusual_failures([]) == []


@pytest.mark.long
def test_a_parting_is_told_in_the_order_of_the_week_and_what_is_booked_last() -> None:
    named = [name for name in sorted(FIELDS, key=place_of) if is_told(name)]
    steps = ["", *(step.name for step in order_of_the_week())]
    first = [steps.index(step_of(name).split(" or ")[0]) for name in named]
    booked = [name.startswith("portfolio.") and step_of(name) != "" for name in named]
    assert booked == sorted(booked)
    assert first[: booked.index(True)] == sorted(first[: booked.index(True)])
    assert named.index("units.joined") < named.index("ladders.stage") < named.index("ladders.proficiency")
    assert named.index("projects.failed_exchanges") < named.index("projects.done")
    assert named.index("stances.trust_anchor") < named.index("traits.trust")
    assert all(in_words(name) for name in FIELDS)


def test_every_variant_of_a_run_says_what_would_have_been() -> None:
    found = variants("project", small_scenario(**PRACTICE))
    assert found["turnover.active=false"][0] == "nobody had left"
    assert all(words for words, _ in found.values())


def test_only_practices_that_are_tried_lose_their_border() -> None:
    found = [
        variants("unit", small_scenario(**{**PRACTICE, **lean})) for lean in ({}, {"intervention.lean.strength": 1})
    ]
    assert [[one for one in each if "border" in one] for each in found] == [
        ["intervention.okr.border=0"],
        ["intervention.okr.border=0 intervention.lean.border=0"],
    ]
