"""Every field of the state is declared once and completely, and the arrays are what is declared."""

from typing import Any

import numpy as np
import pytest

from sim.state import (
    BEFORE,
    CHART,
    PROCESS,
    SILO,
    TRUST,
    USE,
    WORLD,
    Chart,
    Field,
    World,
    chart_of,
    empty_world,
    state_fields,
)
from sim.week import order_of_the_week
from tests.scenarios import small_organization

STEPS = [step.name for step in order_of_the_week()]
FIELDS = dict(state_fields())


@pytest.mark.parametrize("left_out", ["unit", "meaning", "written_by"])
def test_a_field_of_which_something_is_not_said_is_refused(left_out: str) -> None:
    said: dict[str, Any] = {"unit": "cm", "meaning": "its height", "written_by": ("listen",)}
    assert Field("lid", np.float32, **said).name == "lid"
    with pytest.raises(ValueError, match="'lid' needs a unit, a meaning and a step"):
        Field("lid", np.float32, **{**said, left_out: said[left_out][:0]})


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_names_steps_of_the_week_in_their_order(name: str) -> None:
    field = FIELDS[name]
    for steps in (field.written_by, field.parted_by):
        assert steps == BEFORE or [step for step in STEPS if step in steps] == list(steps)
    assert set(field.parted_by) <= set(field.written_by)


def test_labels_tell_fields_apart() -> None:
    labels = [field.label for field in FIELDS.values() if field.label]
    assert len(set(labels)) == len(labels)


def test_the_world_has_the_arrays_that_are_declared() -> None:
    organization = small_organization()
    world = empty_world(organization, measures=3, projects=7, places=19)
    assert World._fields == tuple(array.name for array in WORLD)
    for declared, array in zip(WORLD, world, strict=True):
        assert array.dtype == declared.kind
        assert len(array.shape) == len(declared.shape)
        if array.dtype.names:
            assert array.dtype.names == tuple(field.name for field in declared.fields)
    assert (len(world.projects), len(world.members), len(world.seats)) == (7, 19, organization.headcount)
    assert world.ladders.shape == (3, organization.headcount)
    assert [FIELDS["traits"].fields[column].name for column in (SILO, TRUST, PROCESS, USE)] == [
        "silo",
        "trust",
        "process_orientation",
        "use",
    ]


def test_the_chart_has_the_arrays_that_are_declared() -> None:
    chart = chart_of(small_organization())
    assert Chart._fields == tuple(array.name for array in CHART)
    sizes: dict[object, int] = {}
    for declared, array in zip(CHART, chart, strict=True):
        assert array.dtype == declared.kind
        for size, length in zip(declared.shape, array.shape, strict=True):
            assert sizes.setdefault(size, length) == length
    assert sizes["people in blocks"] == 4 * (sizes["blocks + 1"] - 1) >= 2 * sizes["seats"]
    assert sizes["units + 1"] == sizes["units"] + 1
