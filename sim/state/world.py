"""The arrays of one replicate: what each is, how large it is, and a world made of them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.compiler import by_reference
from sim.organization.chart import Organization
from sim.state.codes import FORMED_TIES
from sim.state.departments import DEPARTMENT, DEPARTMENT_FIELDS, UNIT, UNIT_FIELDS
from sim.state.effects import EFFECTS, EFFECTS_FIELDS
from sim.state.field import BEFORE, Array, Field
from sim.state.portfolio import PORTFOLIO, PORTFOLIO_FIELDS
from sim.state.projects import PROJECT, PROJECT_FIELDS
from sim.state.seats import SEAT, SEAT_FIELDS, STANCE, STANCE_FIELDS, TRAITS

NEW, START, FINISH, TOGETHER = "replace_leavers", "start_projects", "finish_projects", "live_together"


def _rows(
    name: str, kind: np.dtype[np.void], fields: tuple[Field, ...], size: str | int, meaning: str, label: str = ""
) -> Field:
    """Return an array of records: only how many there are can be said of it as a whole."""
    return Field(name, kind, "record", meaning, BEFORE, label=label, shape=(size,), fields=fields)


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
        "seats",
        "a record a seat: what the traits return to, and what is heard about the practice",
    ),
    _rows("seats", SEAT, SEAT_FIELDS, "seats", "a record a seat: everything else"),
    Field(
        "formed_target",
        np.int32,
        "number",
        f"to whom each of a seat's {FORMED_TIES} formed ties leads",
        (TOGETHER,),
        shape=("seats", FORMED_TIES),
    ),
    Field(
        "formed_strength",
        np.float32,
        "0 to 1",
        "how strong each of them is",
        (NEW, TOGETHER, "fade_ties"),
        label="ties formed at work",
        parted_by=(TOGETHER,),
        shape=("seats", FORMED_TIES),
    ),
    _rows("units", UNIT, UNIT_FIELDS, "units", "a record a team"),
    _rows("departments", DEPARTMENT, DEPARTMENT_FIELDS, "departments", "a record a department"),
    _rows("projects", PROJECT, PROJECT_FIELDS, "projects", "a record a project", "number of projects"),
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
    _rows("portfolio", PORTFOLIO, PORTFOLIO_FIELDS, 1, "the one record of what concerns all projects and the rollout"),
    _rows("effects", EFFECTS, EFFECTS_FIELDS, 2, "what interventions do this week, and what that is without any"),
)


@by_reference
class World(NamedTuple):
    """The changing state of one replicate; ``WORLD`` says of each array what it is, its type and its shape."""

    traits: Array
    traits_next: Array
    stances: Array
    seats: Array
    formed_target: Array
    formed_strength: Array
    units: Array
    departments: Array
    projects: Array
    members: Array
    running: Array
    finished: Array
    portfolio: Array
    effects: Array


def empty_world(organization: Organization, projects: int, places: int) -> World:
    """Return a zeroed world for an organization with room for ``projects`` projects and ``places`` team places."""
    sizes = {
        "seats": organization.headcount,
        "units": organization.units,
        "departments": organization.departments,
        "projects": projects,
        "places": places,
    }
    shapes = ([size if isinstance(size, int) else sizes[size] for size in array.shape] for array in WORLD)
    return World(*(np.zeros(shape, array.kind) for array, shape in zip(WORLD, shapes, strict=True)))


def state_fields() -> Iterator[tuple[str, Field]]:
    """Yield every array of the world by its name, and after it every field of its rows as ``array.field``."""
    for array in WORLD:
        yield array.name, array
        yield from ((f"{array.name}.{field.name}", field) for field in array.fields)
