"""Pictures of studies that were really run, small as they are."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.configuration.points import Design, Point, untouched
from experiments.configuration.settings import StudySettings
from experiments.inference.runs import Runs
from experiments.organizations.shared import Organizations
from experiments.pictures.draw import draw_study
from experiments.pictures.grid import best_of, grid_of, undecided_cells
from experiments.pictures.lines import spread
from experiments.pictures.maps import draw_map
from experiments.pictures.page import plain_style, save
from experiments.pictures.slices import along, weekly_over
from experiments.results.study import Study, read_study
from experiments.running.execution import run_designs
from experiments.running.study import distinct_designs
from experiments.store.opening import opened
from experiments.wording.names import METRIC
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario
from tests.experiments.made import made_manifest, made_point
from tests.scenarios import PRACTICE, SMALL

SIZES, SPEEDS = (6.0, 20.0), (0.2, 1.0)
Choices = Mapping[str, float]


def run_study(folder: Path, points: Sequence[Choices], shared: Mapping[str, object], replicates: int = 4) -> Path:
    """Run the small scenario at some points, with the practice, and keep it as a study."""
    settings = StudySettings(folder=str(folder), replicates=replicates)
    asked = []
    for choices in points:
        design = Design(Scenario().with_values({**SMALL, **PRACTICE, **shared, **choices}))
        asked.append(Point(design, Design(untouched(design.scenario)), dict(choices)))
    with opened(settings, [], Scenario().to_mapping()) as store:
        for result in run_designs(distinct_designs(asked), settings, Organizations()):
            store.write(result)
        store.complete([point.record() for point in asked])
    return folder


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    points = [{"project.size": size, "rollout.speed": speed} for size in SIZES for speed in SPEEDS]
    return run_study(tmp_path_factory.mktemp("studies") / "grid", points, {})


@pytest.fixture(scope="module")
def drawn(grid: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in draw_study(read_study(grid))}


def names(files: Sequence[Path]) -> set[str]:
    assert all(file.stat().st_size > 0 for file in files)
    assert {file.suffix for file in files} == {".png", ".svg"}
    return {file.stem for file in files}


def test_a_table_of_two_parameters_gets_maps_curves_fates_and_differences(
    grid: Path, drawn: Mapping[Path, bytes]
) -> None:
    assert names(list(drawn)) == {"map", "maps", "adoption", "fates", "differences"}
    assert {file.parent for file in drawn} == {grid / "pictures"}


@pytest.mark.long
def test_a_second_drawing_is_the_same_byte_for_byte(grid: Path, drawn: Mapping[Path, bytes]) -> None:
    assert {file: file.read_bytes() for file in draw_study(read_study(grid))} == drawn


@pytest.mark.long
def test_a_single_point_gets_its_difference_metric_by_metric(tmp_path: Path) -> None:
    assert names(draw_study(read_study(run_study(tmp_path / "single", [{"project.size": 8.0}], {})))) == {
        "adoption",
        "fates",
        "profile",
    }


@pytest.mark.long
def test_one_replicate_is_drawn_and_decides_nothing(tmp_path: Path) -> None:
    points = [{"project.size": size, "rollout.speed": speed} for size in SIZES for speed in SPEEDS]
    folder = run_study(tmp_path / "once", points, {}, replicates=1)
    assert names(draw_study(read_study(folder))) == {"map", "maps", "adoption", "fates", "differences"}
    study = read_study(folder)
    table = grid_of(study)
    assert table is not None
    assert len(undecided_cells(study, table, METRIC[study.metric])) == 3


@pytest.mark.long
def test_points_that_fill_no_table_get_no_map(tmp_path: Path) -> None:
    points = [{"project.size": 6.0, "rollout.speed": 0.2}, {"project.size": 20.0, "rollout.speed": 1.0}]
    assert names(draw_study(read_study(run_study(tmp_path / "scattered", points, {})))) == {
        "adoption",
        "fates",
        "differences",
    }


@pytest.mark.long
def test_where_too_much_varies_to_name_a_row_the_other_pictures_are_drawn(tmp_path: Path) -> None:
    sampled = (0.123456, 0.234567)
    parts = ("delivery", "benefits", "adoption", "people")
    keys = ["rollout.gate", "rollout.coaches", *(f"change_success.{part}" for part in parts)]
    points = [{"project.size": size, **dict.fromkeys(keys, value)} for size in SIZES for value in sampled]
    assert names(draw_study(read_study(run_study(tmp_path / "worlds", points, {})))) == {"adoption", "fates"}


def test_worlds_are_no_rows_of_their_own(tmp_path: Path) -> None:
    sampled = ((0.1, 0.02), (0.3, 0.05))
    points = [
        {"project.size": size, "delivery.cross": cross, "learning.rate": rate}
        for size in SIZES
        for cross, rate in sampled
    ]
    study = read_study(run_study(tmp_path / "worlds", points, {}))
    key, plans = along(study, "project.size", 9)
    assert key == "project.size"
    assert [(plan.value, len(plan.points)) for plan in plans] == [(size, len(sampled)) for size in sorted(SIZES)]
    medians = [study.weekly(design, "adopted").median for design in plans[0].designs]
    band = weekly_over(study, plans[0].designs, "adopted")
    assert np.allclose(band.median, np.median(medians, axis=0))
    assert (band.low <= band.median).all()
    assert (band.high >= band.median).all()


@pytest.mark.long
def test_names_of_rows_leave_room_for_the_numbers(tmp_path: Path) -> None:
    keys = ["project.size", "people.trust", "delivery.cross", "learning.rate", "tracking.kept"]
    points = [dict(zip(keys, (size, *[0.123456] * 4), strict=True)) for size in SIZES]
    points[0]["people.trust"], points[0]["delivery.cross"] = 0.234567, 0.234567
    points[0]["learning.rate"], points[0]["tracking.kept"] = 0.234567, 0.234567
    assert "differences" in names(draw_study(read_study(run_study(tmp_path / "long", points, {}))))


def test_weekly_values_are_those_of_the_store(grid: Path) -> None:
    study = read_study(grid)
    weekly = study.weekly(study.points[0].design, "adopted")
    assert weekly.median.shape == (SMALL["horizon.weeks"],)
    assert np.all((weekly.low <= weekly.median) & (weekly.median <= weekly.high))
    last = study.runs[study.points[0].design].metrics[:, METRIC_NAMES.index("adopted")]
    assert weekly.median[-1] == pytest.approx(np.median(last), abs=1e-6)


# Four replicates with much luck in common: "close" is 1 below "best" in all of them, "even" wins as often as it loses.
LUCK = np.array([10.0, 40.0, 20.0, 30.0])
BEHIND = {
    "best": [0.0, 0.0, 0.0, 0.0],
    "close": [0.9, 1.1, 0.9, 1.1],
    "even": [3.0, -2.0, -2.0, 3.0],
    "far": [20.0, 21.0, 19.0, 20.0],
}
KNOWN = {name: LUCK - np.array(behind) for name, behind in BEHIND.items()}


def known_study(folder: Path) -> Study:
    places = {"best": (1, 1), "close": (1, 2), "even": (2, 1), "far": (2, 2)}
    points = [
        made_point(name, {"project.size": x, "rollout.speed": y}, known_runs(name)) for name, (x, y) in places.items()
    ]
    return Study(folder, made_manifest(metric="successful", varied=("project.size", "rollout.speed")), points)


def known_runs(name: str) -> Runs:
    metrics = np.zeros((len(LUCK), len(METRIC_NAMES)))
    metrics[:, METRIC_NAMES.index("successful")] = KNOWN[name]
    return Runs(np.arange(len(LUCK)), metrics, 0)


def test_the_paired_interval_decides_what_is_hatched(tmp_path: Path) -> None:
    study = known_study(tmp_path)
    table = grid_of(study)
    assert table is not None
    assert best_of(study, study.points, METRIC[study.metric]).design == "best"
    assert {table.cells[place].design for place in undecided_cells(study, table, METRIC[study.metric])} == {"even"}
    with plain_style():
        figure = draw_map(study)
        assert figure is not None
        _, svg = save(figure, tmp_path / "map")
    assert svg.read_text(encoding="utf-8").count("fill: url(#h") == 1


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(0.1, 20))
def test_names_are_pushed_apart_and_keep_their_order(heights: list[float], gap: float) -> None:
    moved = spread(heights, gap)
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    steps = np.diff([moved[place] for place in order])
    assert np.all(steps >= gap * (1 - 1e-9) - 1e-9)
    assert sum(moved) == pytest.approx(sum(heights), abs=1e-6)
