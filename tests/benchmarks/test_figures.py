"""The published figures fill every table, and what is derived from them is derived right."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.engine import full_model, measure, shared_organization
from benchmarks.extrapolation import extrapolated
from benchmarks.figures import keep_figures, load_figures
from benchmarks.quantities import duration, times
from benchmarks.scaling import exponent, over_people
from benchmarks.tables import TABLES, possible_tables
from benchmarks.targets import targets
from docs.generator.errors import DocumentationError
from docs.generator.speed import speed


def test_the_published_figures_fill_every_table() -> None:
    assert [name for name, _ in possible_tables(load_figures())] == list(TABLES)


def test_every_target_of_the_design_is_judged() -> None:
    judged = " ".join(target.what for target in targets(load_figures()))
    for what in (
        "full model, 1,200",
        "19,000 people",
        "growth",
        "memory",
        "Mesa",
        "NumPy",
        "gather bound",
        "overhead",
        "start",
    ):
        assert what in judged


def test_more_cores_never_cost_more_time_on_the_clock() -> None:
    for cost in extrapolated(load_figures()):
        times_of = list(cost.seconds.values())
        assert times_of == sorted(times_of, reverse=True)


def test_an_unknown_table_stops_the_build() -> None:
    with pytest.raises(DocumentationError, match="no table of speed named 'rice'"):
        speed("rice")


def test_the_exponent_of_a_power_law_is_found() -> None:
    sizes = np.array([10.0, 100.0, 1000.0])
    assert exponent(sizes, 3 * sizes**1.5) == pytest.approx(1.5)


def test_a_person_with_ties_and_part_in_projects_stays_below_500_bytes() -> None:
    (point,) = over_people([300])
    total = sum(point[f"{kind}_bytes_a_person"] for kind in ("tie", "chart", "name", "world"))
    assert point["tie_bytes_a_person"] > 8 * point["ties_a_person"]
    assert total < 500


def test_a_speed_counts_people_and_weeks() -> None:
    scenario = full_model(100, horizon__weeks=10)
    speed_found = measure(scenario, shared_organization(scenario), 3, repeats=1)
    assert speed_found.employee_weeks_a_second * speed_found.run_seconds == pytest.approx(100 * 10)


def test_figures_survive_their_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "figures.json"
    keep_figures({"a": [{"b": 1 / 3, "c": 2, "d": None}]}, path)
    assert load_figures(path) == {"a": [{"b": 0.33333, "c": 2, "d": None}]}
    assert load_figures(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (2e-6, "2 µs"),
        (0.0123, "12.3 ms"),
        (3.04, "3.0 s"),
        (600, "10.0 min"),
        (36_000, "10.0 h"),
        (864_000, "10.0 days"),
    ],
)
def test_durations_are_in_the_unit_that_suits_them(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_factors_have_as_many_digits_as_can_be_trusted() -> None:
    assert [times(1.234), times(1234.5)] == ["1.2 x", "1,234 x"]
