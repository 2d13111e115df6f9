"""Recipes and small organizations that the tests of this folder share."""

from dataclasses import fields

import numpy as np
from hypothesis import strategies as st

from sim.organization.chart import NOBODY, Organization
from sim.organization.recipe import OrganizationRecipe

# Head counts of the 42 departments of email-Eu-core (SNAP; Yin et al. 2017), in the order of their labels.
EU_CORE_SIZES = (
    *(49.0, 65, 10, 12, 109, 18, 28, 51, 19, 32, 39, 29, 3, 26, 92, 55, 25, 35, 1, 29, 14),
    *(61.0, 25, 27, 6, 6, 9, 10, 8, 5, 4, 8, 9, 1, 13, 13, 22, 15, 13, 3, 4, 2),
)
EU_CORE = OrganizationRecipe(headcount=1005, department_sizes=EU_CORE_SIZES, contacts=32.0)


@st.composite
def recipes(draw: st.DrawFn) -> OrganizationRecipe:
    """Any recipe of up to 300 people, the impossible wishes among them."""
    headcount = draw(st.integers(10, 300))
    return OrganizationRecipe(
        headcount=headcount,
        departments=draw(st.integers(1, headcount)),
        size_spread=draw(st.floats(0.0, 2.0)),
        team_size=draw(st.integers(2, 100)),
        span=draw(st.integers(2, 50)),
        contacts=draw(st.floats(0.0, 200.0)),
        activity_spread=draw(st.floats(0.0, 2.0)),
        silo_ratio=draw(st.floats(1.0, 100.0)),
        reciprocity=draw(st.floats(0.0, 1.0)),
        clustering=draw(st.floats(0.0, 0.8)),
        change_oriented=draw(st.floats(0.0, 1.0)),
    )


def sources(organization: Organization) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return the seat that each tie starts from."""
    return np.repeat(np.arange(organization.headcount), np.diff(organization.tie_start))


def check_arrays(organization: Organization) -> None:
    """Assert everything that the docstring of an organization promises."""
    n, department, unit = organization.headcount, organization.department, organization.unit
    assert len(set(organization.seat_names)) == n
    _check_blocks(department, organization.department_start, organization.departments)
    _check_blocks(unit, organization.unit_start, organization.units)
    np.testing.assert_array_equal(organization.unit_department[unit], department)
    _check_line(organization)
    _check_ties(organization)


def _check_blocks(
    label: "np.ndarray[tuple[int], np.dtype[np.int32]]", start: "np.ndarray[tuple[int], np.dtype[np.int32]]", count: int
) -> None:
    assert start[0] == 0
    assert start[-1] == len(label)
    assert (np.diff(start) > 0).all()
    np.testing.assert_array_equal(label, np.repeat(np.arange(count), np.diff(start)))


def _check_line(organization: Organization) -> None:
    manager, level = organization.manager, organization.level
    top = np.flatnonzero(manager == NOBODY)
    assert len(top) == 1
    assert level[top[0]] == 0
    others = manager != NOBODY
    np.testing.assert_array_equal(level[others], level[manager[others]] + 1)


def _check_ties(organization: Organization) -> None:
    start, split, target = organization.tie_start, organization.tie_split, organization.tie_target
    source = sources(organization)
    assert start[-1] == len(target) == len(organization.tie_weight)
    assert ((start[:-1] <= split) & (split <= start[1:])).all()
    assert (source != target).all()
    across = organization.department[source] != organization.department[target]
    np.testing.assert_array_equal(across, np.arange(len(target)) >= split[source])
    order = (source.astype(np.int64) * 2 + across) * organization.headcount + target
    assert (np.diff(order) > 0).all()
    assert ((organization.tie_weight > 0) & (organization.tie_weight <= 1)).all()
    dtypes = [start.dtype, split.dtype, target.dtype, organization.tie_weight.dtype, organization.manager.dtype]
    assert dtypes == [np.int64, np.int64, np.int32, np.float32, np.int32]


def same_organization(one: Organization, other: Organization) -> bool:
    """Return whether two organizations are the same in every field."""
    names = [field.name for field in fields(Organization) if field.name != "ties"]
    pairs = [(getattr(one, name), getattr(other, name)) for name in names]
    pairs += zip(one.ties, other.ties, strict=True)
    return all(np.array_equal(a, b, equal_nan=isinstance(a, np.ndarray) and a.dtype.kind == "f") for a, b in pairs)
