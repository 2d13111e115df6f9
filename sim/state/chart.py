"""The fixed arrays of an organization, as the engine reads them."""

from typing import NamedTuple

import numpy as np

from sim.compiler import by_reference
from sim.organization.chart import NOBODY, Organization
from sim.state.field import BEFORE, Array, Field

CHART = (
    Field("department", np.int32, "number", "department of each seat", BEFORE, shape=("seats",)),
    Field("unit", np.int32, "number", "team of each seat", BEFORE, shape=("seats",)),
    Field("manager", np.int32, "number", "seat each seat reports to; -1 at the top", BEFORE, shape=("seats",)),
    Field("leads", np.bool_, "yes or no", "whether anybody reports to a seat", BEFORE, shape=("seats",)),
    Field("level", np.int32, "steps", "distance from the top", BEFORE, shape=("seats",)),
    Field("department_start", np.int32, "number", "first seat of each department", BEFORE, shape=("departments + 1",)),
    Field("unit_start", np.int32, "number", "first seat of each team", BEFORE, shape=("units + 1",)),
    Field("unit_department", np.int32, "number", "department of each team", BEFORE, shape=("units",)),
    Field(
        "change_oriented",
        np.bool_,
        "yes or no",
        "whether a department is change-oriented",
        BEFORE,
        shape=("departments",),
    ),
    Field(
        "tie_list",
        np.int32,
        "number",
        "of the ties of each seat, inside the own department and across: first target, how many, first weight",
        BEFORE,
        shape=("seats", 2, 3),
    ),
    Field("tie_target", np.int32, "number", "whom a seat turns to", BEFORE, shape=("ties",)),
    Field(
        "tie_weight",
        np.float32,
        "0 to 1",
        "and how much; the weights of a seat lie four places apart",
        BEFORE,
        shape=("ties",),
    ),
    Field(
        "block_start",
        np.int32,
        "four ties",
        "first tie of each block of four people who are heard side by side",
        BEFORE,
        shape=("blocks + 1",),
    ),
    Field(
        "block_seat",
        np.uint8,
        "number",
        "the people of each block, counted from the first of their stretch of 256",
        BEFORE,
        shape=("people in blocks",),
    ),
    Field(
        "traits",
        np.float64,
        "0 to 1",
        "silo, trust and process orientation where data tell; else drawn for every replicate",
        BEFORE,
        shape=("seats", 3),
    ),
    Field(
        "conditions",
        np.float64,
        "as told",
        "service demand, its growth and legacy debt where the table of departments tells; no row where it tells none",
        BEFORE,
        shape=("departments told of", 3),
    ),
)


@by_reference()
class Chart(NamedTuple):
    """The fixed arrays of an :class:`Organization`; ``CHART`` says what each is."""

    department: Array
    unit: Array
    manager: Array
    leads: Array
    level: Array
    department_start: Array
    unit_start: Array
    unit_department: Array
    change_oriented: Array
    tie_list: Array
    tie_target: Array
    tie_weight: Array
    block_start: Array
    block_seat: Array
    traits: Array
    conditions: Array


def chart_of(organization: Organization) -> Chart:
    """Return the arrays of an organization in the order the engine reads them."""
    leads = np.zeros(organization.headcount, np.bool_)
    leads[organization.manager[organization.manager != NOBODY]] = True
    made = {"leads": leads, **organization.ties._asdict()}
    arrays = {name: made[name] if name in made else getattr(organization, name) for name in Chart._fields}
    return Chart(**{name: np.ascontiguousarray(array) for name, array in arrays.items()})
