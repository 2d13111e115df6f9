"""The arrays of one replicate: what each is, how large it is, and a world made of them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.compiler import Columns, by_reference
from sim.organization.chart import Organization
from sim.state.codes import FORMED_TIES
from sim.state.departments import DEPARTMENT, DEPARTMENT_FIELDS, UNIT, UNIT_FIELDS
from sim.state.effects import EFFECTS, EFFECTS_FIELDS
from sim.state.field import BEFORE, Array, Field
from sim.state.ladders import LADDER, LADDER_FIELDS
from sim.state.measures import MEASURE, MEASURE_FIELDS, ROLLOUT_FIELDS, ROLLOUT_OF_MEASURE
from sim.state.portfolio import PORTFOLIO, PORTFOLIO_FIELDS
from sim.state.projects import PROJECT, PROJECT_FIELDS
from sim.state.seats import SEAT, SEAT_FIELDS, STANCE, STANCE_FIELDS, TRAITS
from sim.state.shocks import SHOCK_FIELDS, SHOCKS

NEW, START, FINISH, TOGETHER = "replace_leavers", "start_projects", "finish_projects", "live_together"


def _rows(
    name: str,
    kind: np.dtype[np.void],
    fields: tuple[Field, ...],
    shape: tuple[str | int, ...],
    meaning: str,
    label: str = "",
) -> Field:
    """Return an array of records: only how many there are can be said of it as a whole."""
    return Field(name, kind, "record", meaning, BEFORE, label=label, shape=shape, fields=fields)


WORLD = (
    Field(
        "traits",
        np.float32,
        "see above",
        "the traits of everybody, those that are read together in one row",
        BEFORE,
        shape=("seats", len(TRAITS)),
        fields=TRAITS,
    ),
    Field(
        "traits_next",
        np.float32,
        "see above",
        "the traits after this week's influence, before everybody changes at once",
        ("listen",),
        shape=("seats", len(TRAITS)),
    ),
    _rows(
        "stances",
        STANCE,
        STANCE_FIELDS,
        ("seats",),
        "a record a seat: what the traits return to, and what it takes to be convinced",
    ),
    _rows("seats", SEAT, SEAT_FIELDS, ("seats",), "a record a seat: everything else"),
    _rows(
        "ladders",
        LADDER,
        LADDER_FIELDS,
        ("measures", "seats"),
        "a record a measure and seat: where the person stands on the ladder of a practice",
    ),
    Field(
        "formed_target",
        np.int32,
        "number",
        f"to whom each of a seat's {FORMED_TIES} formed ties leads",
        ("intervene", TOGETHER),
        shape=("seats", FORMED_TIES),
    ),
    Field(
        "formed_strength",
        np.float32,
        "0 to 1",
        "how strong each of them is",
        ("meet_events", NEW, "intervene", TOGETHER, "fade_ties"),
        label="ties formed at work",
        parted_by=(TOGETHER,),
        shape=("seats", FORMED_TIES),
    ),
    _rows("units", UNIT, UNIT_FIELDS, ("measures", "units"), "a record a measure and team, as the measure takes it on"),
    _rows("departments", DEPARTMENT, DEPARTMENT_FIELDS, ("departments",), "a record a department"),
    _rows("projects", PROJECT, PROJECT_FIELDS, ("projects",), "a record a project", "number of projects"),
    Field(
        "members",
        np.int32,
        "number",
        "seats in project teams, team after team",
        (START,),
        label="seats of the team",
        shape=("places",),
    ),
    Field(
        "tied_to",
        np.int64,
        "bits",
        "places of the own team, modulo 64, to which a standing tie may lead, beside each member",
        (START,),
        shape=("places",),
    ),
    Field(
        "running",
        np.int32,
        "number",
        "projects that run, the first ``portfolio.running`` of the list",
        (START, FINISH),
        shape=("projects",),
    ),
    Field(
        "finished",
        np.int32,
        "number",
        "projects that ended this week, the first ``portfolio.finished`` of the list",
        (FINISH,),
        shape=("projects",),
    ),
    _rows("portfolio", PORTFOLIO, PORTFOLIO_FIELDS, (1,), "the one record of what concerns all projects"),
    _rows("shocks", SHOCKS, SHOCK_FIELDS, (1,), "what comes from outside this week"),
    _rows("effects", EFFECTS, EFFECTS_FIELDS, (2,), "what interventions do this week, and what that is without any"),
    _rows(
        "measures",
        MEASURE,
        MEASURE_FIELDS,
        (2, "measures"),
        "what each measure does this week where it is practised, and what that is without any",
    ),
    Field(
        "practised",
        np.int32,
        "number",
        "measures that are done as a practice this week, the first ``portfolio.practices`` of the list",
        ("open_agenda",),
        shape=("measures",),
    ),
    _rows("rollouts", ROLLOUT_OF_MEASURE, ROLLOUT_FIELDS, ("measures",), "a record a measure: how far its rollout is"),
)


@by_reference(traits=len(TRAITS), traits_next=len(TRAITS), formed_target=FORMED_TIES, formed_strength=FORMED_TIES)
class World(NamedTuple):
    """The changing state of one replicate; ``WORLD`` says of each array what it is, its type and its shape."""

    traits: Array
    traits_next: Array
    stances: Array
    seats: Array
    ladders: Array
    formed_target: Array
    formed_strength: Array
    units: Array
    departments: Array
    projects: Array
    members: Array
    tied_to: Array
    running: Array
    finished: Array
    portfolio: Array
    shocks: Array
    effects: Array
    measures: Array
    practised: Array
    rollouts: Array


class SeatColumns(Columns):
    """What is known of seats, column by column."""

    kind = SEAT


class LadderColumns(Columns):
    """Where people stand on ladders, column by column."""

    kind = LADDER


IN_COLUMNS: dict[str, type[Columns]] = {"seats": SeatColumns, "ladders": LadderColumns}


def empty_world(
    organization: Organization, measures: int, projects: int, places: int, *, in_columns: bool = False
) -> World:
    """Return a zeroed world for an organization.

    There is room for ``measures`` measures, ``projects`` projects and ``places`` team places. ``in_columns``: what
    is known of people lies in columns, for compiled code alone, which is faster on them.
    """
    sizes = {
        "measures": measures,
        "seats": organization.headcount,
        "units": organization.units,
        "departments": organization.departments,
        "projects": projects,
        "places": places,
    }
    shapes = ([size if isinstance(size, int) else sizes[size] for size in array.shape] for array in WORLD)
    return World(
        *(
            IN_COLUMNS[array.name].zeros(tuple(shape))
            if in_columns and array.name in IN_COLUMNS
            else np.zeros(shape, array.kind)
            for array, shape in zip(WORLD, shapes, strict=True)
        )
    )


def state_fields() -> Iterator[tuple[str, Field]]:
    """Yield every array of the world by its name, and after it every field of its rows as ``array.field``."""
    for array in WORLD:
        yield array.name, array
        yield from ((f"{array.name}.{field.name}", field) for field in array.fields)
