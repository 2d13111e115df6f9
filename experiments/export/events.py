"""The log of a run: who joined, adopted, relapsed, left; which projects started, reported, were re-baselined, ended."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from experiments.explain.events import Event
from experiments.explain.project_events import events_of_week
from experiments.explain.project_names import names_of_projects
from experiments.explain.project_week import ProjectWeek
from experiments.export.persons import DEPARTMENT, PERSON, SEAT, SEAT_NAME, Persons
from experiments.export.run import Run
from experiments.export.sheet import NUMBER, TEXT, WHOLE, Column, Part, Sheet, rows_of
from sim.interventions.catalogue import MEASURES
from sim.replay import Moment
from sim.state import PLANNED, RUNNING, STAGES, UNAWARE

JOINED, ARRIVED, LEFT = "joined", "arrived", "left"
OF_PROJECTS = {
    "approved": "waits",
    "left": "member left",
    "start": "started",
    "requirements": "requirements changed",
    "sponsor": "sponsor changed",
    "complete": "work complete",
    "test": "failed the test",
    "red": "truly red",
    "not red": "no longer truly red",
    "report": "reported",
    "review": "reviewed in red",
    "baseline": "re-baselined",
    "end": "ended",
}
COLUMNS = [
    Column("subject", TEXT, "", "person or project"),
    Column(
        "event",
        TEXT,
        "",
        f"of a person: joined (the team was taken on), arrived, left, or the stage reached "
        f"({', '.join(STAGES)}); of a project: {', '.join(OF_PROJECTS.values())}",
    ),
    SEAT,
    SEAT_NAME,
    PERSON,
    DEPARTMENT,
    Column("practice", TEXT, "", "measure that the event is about; empty: none"),
    Column(
        "before", TEXT, "", "stage before, of a person who moved on; of one who left with every practice that is done"
    ),
    Column("project", WHOLE, "", "number of the project; empty for people"),
    Column("name", TEXT, "", "what the project is called"),
    Column("outcome", TEXT, "", "of a project that ended: what became of it; of one that reported: its traffic light"),
    Column(
        "amount", NUMBER, "person-weeks", "the work that the sentence tells of: budget, work added, rework or effort"
    ),
    Column("what", TEXT, "", "what happened to a project, in a sentence"),
]
AMOUNTS = ("budget", "added", "rework", "effort")


def events(run: Run) -> Sheet:
    """Return what happened in a run."""
    meaning = "a row an event of one run, in the order in which they happened"
    columns = [*run.weekly, *COLUMNS]
    return Sheet("events", meaning, columns, lambda: _parts(run), run.about)


def _parts(run: Run) -> Iterator[Part]:
    persons, names = Persons(run.replay.organization.headcount), names_of_projects(run.replay)
    for moment in run.replay.weeks():
        persons.see(moment)
        rows = [*_of_people(run, moment, persons), *_of_projects(run, moment, names)]
        if rows:
            yield [*run.in_week(moment.week, len(rows)), *rows_of(COLUMNS, rows)]


def _of_people(run: Run, moment: Moment, persons: Persons) -> Iterator[list[Any]]:
    """Yield who left and came, whose team was taken on, and who moved on."""
    for seat in persons.left.tolist():
        stages = [STAGES[moment.before.ladders[m, seat]["stage"]] for m in run.practices]
        yield _row(run, LEFT, seat, int(persons.before[seat]), before=", ".join(stages) or None)
        yield _row(run, ARRIVED, seat, int(persons.present[seat]))
    for m in run.practices:
        yield from _of_practice(run, moment, persons, m)


def _of_practice(run: Run, moment: Moment, persons: Persons, m: int) -> Iterator[list[Any]]:
    taken_on = moment.before.units["joined"][m] != moment.after.units["joined"][m]
    for seat in np.flatnonzero(taken_on[run.replay.organization.unit]).tolist():
        yield _row(run, JOINED, seat, int(persons.present[seat]), MEASURES[m])
    before, after = moment.before.ladders["stage"][m].copy(), moment.after.ladders["stage"][m]
    before[persons.left] = UNAWARE  # a newcomer comes without
    for seat in np.flatnonzero(before != after).tolist():
        stages = STAGES[after[seat]], STAGES[before[seat]]
        yield _row(run, stages[0], seat, int(persons.present[seat]), MEASURES[m], stages[1])


def _row(
    run: Run, event: str, seat: int, person: int, practice: str | None = None, before: str | None = None
) -> list[Any]:
    organization = run.replay.organization
    who = [seat, organization.seat_names[seat], person, organization.department_names[organization.department[seat]]]
    return ["person", event, *who, practice, before, *[None] * 5]


def _of_projects(run: Run, moment: Moment, names: Sequence[str]) -> Iterator[list[Any]]:
    before, after = moment.before.projects, moment.after.projects
    alive = (before["status"] == RUNNING) | (after["status"] != before["status"])
    waits = (after["wanted"] == moment.week) & (after["status"] == PLANNED)
    for number in np.flatnonzero(alive | waits).tolist():
        for event in events_of_week(ProjectWeek(run.replay, number, moment)):
            yield _project_row(number, names[number], event)


def _project_row(number: int, name: str, event: Event) -> list[Any]:
    figures = event.figures
    amount = next((figures[name] for name in AMOUNTS if name in figures), None)
    outcome = figures.get("outcome", figures.get("colour"))
    lead = figures.get("lead")
    about = [number, name, outcome, amount, event.text]
    return ["project", OF_PROJECTS[event.kind], None, None, None, lead, None, None, *about]
