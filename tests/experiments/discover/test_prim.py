"""PRIM on boxes that are known: it finds them, says how well, and finds nothing where there is nothing."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.discover.box import Box, Dimension, Limit, found_in
from experiments.discover.prim import scenario_of
from sim.streams import uniforms

Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def _uniform(rows: int, columns: int, seed: int = 1) -> Table:
    subjects = np.arange(rows * columns)
    values: Table = uniforms(seed, 0, 1, subjects, subjects)[:, 0].reshape(rows, columns)
    return values


def _columns(table: Table) -> list[Dimension]:
    return [Dimension(f"x{place}", values) for place, values in enumerate(table.T)]


def test_shares_of_a_box_are_counted() -> None:
    table = np.array([[0.1, 0.2, 0.3, 0.4], [0.0, 0.0, 1.0, 1.0]]).T
    cases = np.array([True, False, True, True])
    found = found_in(Box({"x0": Limit(0.2, 0.3)}), _columns(table), cases)
    assert (found.rows, found.cases) == (2, 1)
    assert (found.coverage, found.density, found.mass) == (1 / 3, 1 / 2, 1 / 2)
    assert found.correlation == pytest.approx((1 * 4 - 2 * 3) / np.sqrt(2 * 2 * 3 * 1))


def test_a_known_box_is_found() -> None:
    table = _uniform(1000, 6)
    cases = (table[:, 0] > 0.6) & (table[:, 2] < 0.5)
    found = scenario_of(_columns(table), cases)
    assert found is not None
    assert set(found.found.box.limits) == {"x0", "x2"}
    assert found.found.box.limits["x0"].low == pytest.approx(0.6, abs=0.03)
    assert found.found.box.limits["x2"].high == pytest.approx(0.5, abs=0.03)
    assert found.found.coverage > 0.95
    assert found.found.density > 0.95
    assert all(p < 1e-6 for p in found.quasi_p.values())


def test_a_known_box_is_found_through_noise() -> None:
    table = _uniform(1000, 6)
    inside = (table[:, 0] > 0.6) & (table[:, 2] < 0.5)
    noise = _uniform(1000, 1, seed=2)[:, 0] < 0.1
    found = scenario_of(_columns(table), inside ^ noise)
    assert found is not None
    assert set(found.found.box.limits) == {"x0", "x2"}
    known = found_in(Box({"x0": Limit(low=0.6), "x2": Limit(high=0.5)}), _columns(table), inside ^ noise)
    assert found.found.coverage == pytest.approx(known.coverage, abs=0.08)
    assert found.found.density == pytest.approx(known.density, abs=0.08)


def test_levels_and_words_are_cut_off_whole() -> None:
    table = _uniform(600, 3)
    level, word = np.floor(4 * table[:, 0]), np.floor(3 * table[:, 1])
    columns = [Dimension("level", level), Dimension("word", word, ("a", "b", "c")), Dimension("x", table[:, 2])]
    found = scenario_of(columns, (level >= 2) & (word == 1))
    assert found is not None
    assert found.found.box == Box({"word": Limit(words=frozenset({1})), "level": Limit(low=2.0)})
    assert (found.found.coverage, found.found.density) == (1.0, 1.0)


@pytest.mark.long
def test_nothing_is_found_in_noise() -> None:
    for seed in range(20):
        found = scenario_of(_columns(_uniform(200, 8, seed)), _uniform(200, 1, 100 + seed)[:, 0] < 0.4)
        assert found is not None
        assert not found.found.box.limits


def test_a_world_counts_once_however_many_rows_it_has() -> None:
    worlds = _uniform(12, 2, seed=5)
    failing = worlds[:, 0] > np.median(worlds[:, 0])
    failing[0] ^= True
    alone = scenario_of(_columns(np.repeat(worlds, 40, axis=0)), np.repeat(failing, 40))
    numbers = np.repeat(np.arange(12), 40)
    grouped = [Dimension(column.name, column.values, (), numbers) for column in _columns(np.repeat(worlds, 40, axis=0))]
    together = scenario_of(grouped, np.repeat(failing, 40))
    assert alone is not None
    assert together is not None
    assert alone.found.box.limits
    assert not together.found.box.limits


def test_where_it_is_always_or_never_so_there_is_no_scenario() -> None:
    columns = _columns(_uniform(50, 2))
    assert scenario_of(columns, np.zeros(50, np.bool_)) is None
    assert scenario_of(columns, np.ones(50, np.bool_)) is None


@pytest.mark.parametrize(("rows", "least"), [(60, 5), (400, 20)])
def test_peeling_ends_before_a_box_holds_too_few_rows(rows: int, least: int) -> None:
    table = _uniform(rows, 2)
    cases = (table[:, 0] > 0.97) | (_uniform(rows, 1, seed=3)[:, 0] < 0.03)
    found = scenario_of(_columns(table), cases)
    assert found is not None
    held = [each.rows for each in found.trajectory]
    assert least <= min(held) < 2 * least


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.2, 0.8), st.floats(0.2, 0.8), st.floats(0.0, 0.2))
def test_peeling_nests_and_shares_are_shares(seed: int, first: float, second: float, error: float) -> None:
    table = _uniform(120, 4, seed)
    cases = ((table[:, 0] > first) & (table[:, 1] < second)) ^ (table[:, 3] < error)
    columns = _columns(table[:, :3])
    found = scenario_of(columns, cases)
    if found is None:
        return
    inside = [each.box.inside(columns) for each in found.trajectory]
    assert all((later <= earlier).all() for earlier, later in pairwise(inside))
    assert found.trajectory[0].coverage == found.trajectory[0].mass == 1.0
    for each in (*found.trajectory, found.found):
        assert 0 <= each.coverage <= 1
        assert each.density * each.rows == pytest.approx(each.cases)
        assert each.coverage * cases.sum() == pytest.approx(each.cases)
    assert found.found.density >= found.base - 1e-12


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_order_of_rows_and_scale_of_columns_do_not_matter(seed: int) -> None:
    table = _uniform(150, 3, seed)
    cases = (table[:, 0] > 0.5) & (table[:, 1] < 0.7)
    order = np.argsort(table[:, 2])
    one, other = scenario_of(_columns(table), cases), scenario_of(_columns(np.exp(3 * table[order])), cases[order])
    assert one is not None
    assert other is not None
    assert (one.found.rows, one.found.cases) == (other.found.rows, other.found.cases)
    assert set(one.found.box.limits) == set(other.found.box.limits)
