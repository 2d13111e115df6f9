"""Everybody, week by week: where they stand on the ladder of each practice, and how they are."""

from collections.abc import Iterator

import numpy as np

from experiments.export.persons import DEPARTMENT, NEVER_ARRIVED, PERSON, SEAT, SEAT_NAME, UNIT, Persons
from experiments.export.run import Run
from experiments.export.sheet import SMALL, TEXT, WHOLE, Column, Part, Sheet, Values, missing, worded
from sim.interventions.catalogue import MEASURES
from sim.replay import Moment
from sim.state import NO_PROJECT, STAGES, state_fields

FIELDS = dict(state_fields())
TRAITS = tuple(field.name for field in FIELDS["traits"].fields)
LADDER = ("stage", "proficiency", "exposure", "use")
WORK = ("readiness", "workload", "job_satisfaction", "sense_of_influence", "collaboration_skill", "claimed")
ARRIVED = Column("arrived", WHOLE, "week", "week in which the person came; empty: there from the start")
PROJECT = Column("project", WHOLE, "", "number of the running project the person works on; empty: none")


def people(run: Run) -> Sheet:
    """Return the people of a run, week by week."""
    columns = [
        *run.weekly,
        *(SEAT, SEAT_NAME, PERSON, ARRIVED, DEPARTMENT, UNIT, PROJECT),
        *(_column(f"ladders.{name}", f"{MEASURES[m]}_{name}") for m in run.practices for name in LADDER),
        *(_column(f"traits.{name}", name) for name in TRAITS),
        *(_column(f"seats.{name}", name) for name in WORK),
    ]
    meaning = "a row a seat and week of one run, with the person who sits there at the end of the week"
    return Sheet("people", meaning, columns, lambda: _parts(run), run.about)


def _column(field: str, name: str) -> Column:
    declared = FIELDS[field]
    kind, unit = (TEXT, "") if declared.choices else (SMALL, declared.unit)
    return Column(name, kind, unit, declared.meaning)


def _parts(run: Run) -> Iterator[Part]:
    organization = run.replay.organization
    seats, persons = organization.headcount, Persons(organization.headcount)
    fixed = worded(organization.department_names, organization.department), organization.unit.copy()
    number, names = np.arange(seats), list(organization.seat_names)
    for moment in run.replay.weeks():
        persons.see(moment)
        arrived = missing(persons.arrived, persons.arrived == NEVER_ARRIVED)
        who: list[Values] = [number, names, persons.present.copy(), arrived, *fixed]
        yield [*run.in_week(moment.week, seats), *who, *_state(run, moment)]


def _state(run: Run, moment: Moment) -> list[Values]:
    world = moment.after
    project = world.seats["project"].copy()
    values: list[Values] = [missing(project, project == NO_PROJECT)]
    for m in run.practices:
        stage, *numbers = LADDER
        values.append(worded(STAGES, world.ladders[stage][m]))
        values += [world.ladders[name][m].copy() for name in numbers]
    values += [world.traits[:, place].copy() for place in range(len(TRAITS))]
    return values + [world.seats[name].copy() for name in WORK]
