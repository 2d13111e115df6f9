"""What pictures show is what their study says: heights, dots, intervals, colours and the numbers beside them."""

import json
import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from experiments.departments.saved import FILE
from experiments.inference.paired import Difference, paired_differences
from experiments.inference.runs import Runs
from experiments.pictures.curves import draw_adoption
from experiments.pictures.departments import draw_departments
from experiments.pictures.differences import draw_differences
from experiments.pictures.fates import FATES, draw_fates
from experiments.pictures.lines import Line, name_peaks
from experiments.pictures.maps import draw_map, draw_maps
from experiments.pictures.page import BLUE, GREY, VERMILLION, plain_style
from experiments.pictures.profile import draw_profile
from experiments.pictures.rows import Row, draw_rows, explain
from experiments.provenance.kept import STUDY, about
from experiments.results.levels import Weekly
from experiments.results.study import Study, read_study
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.made import made_manifest, made_point
from tests.experiments.pictures.looks import boxes_of, cell_of, dots_of, drawn, ends_of, labels_of, lines_of, texts_of
from tests.experiments.pictures.test_pictures import SIZES, SPEEDS, grid

__all__ = ["grid"]

LUCK = np.array([0.0, 0.02, 0.01, 0.03])
NOISE = np.array([0.01, -0.01, 0.0, 0.02])


@pytest.fixture(autouse=True)
def _style() -> Iterator[None]:
    with plain_style():
        yield


def runs(**levels: float) -> Runs:
    """Return four runs whose metrics lie at these levels, with luck in common."""
    metrics = np.zeros((4, len(METRIC_NAMES)))
    for name, level in levels.items():
        metrics[:, METRIC_NAMES.index(name)] = level + LUCK
    return Runs(np.arange(4), metrics, 0)


def noisy(**levels: float) -> Runs:
    """Return such runs with noise that pairs do not share."""
    found = runs(**levels)
    for name in levels:
        found.metrics[:, METRIC_NAMES.index(name)] += NOISE
    return found


PLACES = {"best": (5, 0.2), "close": (5, 1.0), "even": (20, 0.2), "far": (20, 1.0)}
LEVELS = {"best": 0.6, "close": 0.5, "even": 0.6, "far": 0.1}


def _table(metric: str) -> Study:
    points = []
    for name, (size, speed) in PLACES.items():
        found = noisy(**{metric: LEVELS[name]}) if name == "even" else runs(**{metric: LEVELS[name] + 0.01})
        points.append(made_point(name, {"project.size": size, "rollout.speed": speed}, found))
    manifest = made_manifest(metric=metric, varied=("project.size", "rollout.speed"))
    return Study(Path("made"), manifest, points)


@pytest.mark.parametrize(("metric", "bright"), [("successful", "best"), ("failed", "far")])
def test_a_map_writes_the_mean_of_every_cell_frames_the_best_and_hatches_what_may_be_as_good(
    metric: str, bright: str
) -> None:
    study = _table(metric)
    (axes,) = drawn(draw_map(study)).axes
    cells = {name: (SIZES_AT[size], SPEEDS_AT[speed]) for name, (size, speed) in PLACES.items()}
    written = {text.get_position(): text.get_text() for text in axes.texts}
    means = {name: study.mean_of(name, metric) for name in PLACES}
    assert written == {cells[name]: f"{100 * mean:.1f} %" for name, mean in means.items()}
    boxes = boxes_of(axes)
    assert [cell_of(box) for box in boxes if box.get_linewidth() == 3] == [cells[bright]]
    assert [cell_of(box) for box in boxes if box.get_hatch()] == ([cells["even"]] if metric == "successful" else [])
    filled = {cell_of(box): sum(to_rgb(box.get_facecolor())) for box in boxes if box.get_fill()}
    brightness = {name: filled[cell] for name, cell in cells.items()}
    assert max(brightness, key=lambda name: brightness[name]) == bright
    assert [axes.get_xlabel(), axes.get_ylabel()] == [
        "Project size, person-weeks",
        "Rollout speed, %\nof units per\nquarter",
    ]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["5", "20"]
    assert labels_of(axes) == ["20", "100"]


SIZES_AT, SPEEDS_AT = {5: 0, 20: 1}, {0.2: 0, 1.0: 1}


def test_four_maps_have_four_metrics() -> None:
    titles = [axes.get_title(loc="left") for axes in drawn(draw_maps(_table("successful"))).axes]
    assert [title.partition(",")[0] for title in titles] == [
        *("Success of the change", "Successful projects", "People who have adopted", "Portfolio benefits"),
    ]
    axes = drawn(draw_maps(_table("successful"))).axes[1]
    assert sorted(texts_of(axes)) == ["12.5 %", "52.5 %", "62.0 %", "62.5 %"]


def _differences() -> Study:
    gains = {5: 0.1, 20: -0.2, 80: 0.0}
    points = []
    for size, gain in gains.items():
        tried = runs(successful=0.5 + gain) if gain else noisy(successful=0.5)
        points.append(made_point(str(size), {"project.size": size}, tried, runs(successful=0.5), baseline=f"b{size}"))
    return Study(Path("made"), made_manifest(metric="successful", varied=("project.size",)), points[::-1])


def test_differences_stand_in_rising_order_with_interval_colour_and_number() -> None:
    study = _differences()
    (axes,) = drawn(draw_differences(study)).axes
    assert labels_of(axes) == ["5", "20", "80"]
    dots = dots_of(axes)
    assert [ends_of(dot)[0] for dot in dots] == [pytest.approx([x]) for x in (10.0, -20.0, 0.5)]
    assert [to_hex(dot.get_color()) for dot in dots] == [to_hex(colour) for colour in (BLUE, VERMILLION, GREY)]
    assert [dot.get_markerfacecolor() for dot in dots] == [BLUE, VERMILLION, "white"]
    (open_one,) = paired_differences(NOISE[:, None], np.zeros((4, 1)), 0.95)
    ((ends, height),) = [found for found in lines_of(axes, GREY) if len(found[0]) == 2]
    assert ends == pytest.approx([100 * open_one.low, 100 * open_one.high])
    assert height == [2.0, 2.0]
    assert texts_of(axes)[0] == "+10.0  (+10.0 to +10.0)"
    assert texts_of(axes)[2] == f"+0.5  (−{-100 * open_one.low:.1f} to +{100 * open_one.high:.1f})"
    assert "better →" in texts_of(axes)


def test_less_is_better_is_pointed_to_the_left() -> None:
    study = _differences()
    manifest = made_manifest(metric="failed", varied=("project.size",))
    (axes,) = drawn(draw_differences(Study(study.folder, manifest, study.points))).axes
    assert {"worse →", "← better"} <= set(texts_of(axes))


@pytest.mark.parametrize(("pairs", "text"), [(1, "(1 pair)"), (8, "(8 pairs)")])
def test_where_there_is_no_interval_the_number_of_pairs_is_written(pairs: int, text: str) -> None:
    axes = Figure().subplots()
    draw_rows(axes, [Row("a", Difference(pairs, 0.5, -math.inf, math.inf, 1.0), 1)], 1.0)
    assert texts_of(axes) == [f"+0.500  {text}"]
    assert len(axes.lines) == 2, "the dot and the line at zero"


def test_a_profile_has_a_row_a_metric_in_hundredths() -> None:
    plan, nothing = runs(trust=0.6, silo=0.3, failed=0.5), runs(trust=0.5, silo=0.4, failed=0.2)
    study = Study(Path("made"), made_manifest(), [made_point("plan", {}, plan, nothing)])
    (axes,) = drawn(draw_profile(study)).axes
    shown = dict(zip(labels_of(axes), texts_of(axes), strict=False))
    assert (shown["Trust"], shown["Silo ↓"], shown["Failed projects ↓"]) == (
        *("+10.0  (+10.0 to +10.0)", "−10.0  (−10.0 to −10.0)", "+30.0  (+30.0 to +30.0)"),
    )
    place = labels_of(axes).index("Failed projects ↓")
    (dot,) = [dot for dot in dots_of(axes) if ends_of(dot)[1] == [place]]
    assert to_hex(dot.get_color()) == to_hex(VERMILLION)


def test_a_hollow_dot_beside_an_interval_without_0_is_explained() -> None:
    found = Difference(3, -0.06, -0.08, -0.05, 1.0, p=0.004, chance=0.001)
    axes = Figure().subplots()
    draw_rows(axes, [Row("Readiness", found, 1)], 100.0)
    (dot,) = [dot for dot in dots_of(axes) if ends_of(dot)[1] == [0]]
    assert dot.get_markerfacecolor() == "white"
    assert "may lie beside it by luck, as so much is compared" in explain(_differences())


FATE = {"successful": 0.5, "challenged": 0.2, "cancelled": 0.1, "unused": 0.02, "unfinished": 0.18}
OLD = {"successful": 0.25, "challenged": 0.25, "cancelled": 0.25, "unused": 0.0, "unfinished": 0.25}


def _exactly(**levels: float) -> Runs:
    metrics = np.zeros((4, len(METRIC_NAMES)))
    for name, level in levels.items():
        metrics[:, METRIC_NAMES.index(name)] = level
    return Runs(np.arange(4), metrics, 0)


def test_fates_are_laid_end_to_end_for_the_plan_and_its_baseline() -> None:
    points = [
        made_point(
            str(size),
            {"project.size": size},
            _exactly(projects_due=due, **FATE),
            _exactly(projects_due=due, **OLD),
            baseline=f"b{size}",
        )
        for size, due in ((5, 40), (80, 7))
    ]
    study = Study(Path("made"), made_manifest(metric="successful", varied=("project.size",)), points)
    (axes,) = drawn(draw_fates(study)).axes
    assert labels_of(axes) == ["5   plan", "baseline", "80   plan", "baseline"]
    heights = [0.0, 1.0, 2.5, 3.5]
    bars = boxes_of(axes)
    for height, shares in zip(heights, (FATE, OLD, FATE, OLD), strict=True):
        row = [bar for bar in bars if bar.get_y() == pytest.approx(height - 0.45)]
        assert [bar.get_width() for bar in row] == pytest.approx(list(shares.values()))
        assert [bar.get_x() for bar in row] == pytest.approx(np.cumsum([0.0, *shares.values()])[:-1])
        assert [to_hex(bar.get_facecolor()) for bar in row] == [to_hex(colour) for colour in FATES.values()]
    assert texts_of(axes)[:5] == ["50 %", "20 %", "10 %", "18 %", "40 due"], "what is narrow has no number"


def test_curves_are_the_medians_and_bands_of_the_store(grid: Path) -> None:
    study = read_study(grid)
    adopted, trying = drawn(draw_adoption(study)).axes
    best = study.best.value("project.size")
    points = [point for point in study.points if point.value("project.size") == best]
    assert [point.value("rollout.speed") for point in points] == list(SPEEDS)
    for axes, name in ((adopted, "adopted"), (trying, "trying")):
        medians = [study.weekly(point.design, name) for point in points]
        shown = lines_of(axes)[-len(points) :]
        assert [y for _, y in shown] == [weekly.median.tolist() for weekly in medians]
        assert shown[0][0] == list(range(40))
        low = axes.collections[-1].get_paths()[0].vertices
        assert np.asarray(low)[:, 1].max() == pytest.approx(medians[-1].high.max())
    assert [text for text in texts_of(adopted) if text.endswith("%")] == ["20 %", "100 %"]
    assert len(SIZES) == 2


def test_a_name_stands_above_a_peak_unless_it_would_stand_on_another_line() -> None:
    axes = Figure().subplots()
    early, late = np.array([0.0, 0.5, 0.1, 0.0, 0.0]), np.array([0.0, 0.0, 0.0, 0.1, 0.9])
    lines = [Line(name, Weekly(top, top, top), BLUE) for name, top in (("early", early), ("late", late))]
    axes.set(xlim=(0, 4), ylim=(0, 1))
    name_peaks(axes, lines)
    assert {text.get_text(): text.xy for text in axes.texts} == {"early": (1, 0.5), "late": (4, 0.9)}  # type: ignore[attr-defined]
    crowded = Figure().subplots()
    crowded.set(xlim=(0, 4), ylim=(0, 1))
    name_peaks(crowded, [*lines, Line("beside", Weekly(early, early, early), BLUE)])
    assert texts_of(crowded) == []
    blocked = Figure().subplots()
    blocked.set(xlim=(0, 4), ylim=(0, 1))
    above = np.full(5, 0.52)
    name_peaks(blocked, [lines[0], Line("above", Weekly(above, above, above), GREY)])
    assert "early" not in texts_of(blocked)


def test_long_names_of_departments_lie_apart(tmp_path: Path) -> None:
    study = Study(tmp_path, made_manifest(), [made_point("p", {}, runs(successful=0.5), None)])
    name = "Directorate for Spatial Planning, Environmental Permits and Municipal Monuments"
    difference = {"mean": 0.3, "low": 0.1, "high": 0.5, "verdict": "better"}
    told = {"people": 20.0, "ends": {"adopted": {"mean": 0.4}}, "difference": {"adopted": difference}}
    rows = [{"name": f"{name} {place}", **told} for place in range(5)]
    kept = {STUDY: about(study.manifest), "label": "p", "replicates": [0, 1], "departments": rows}
    (tmp_path / FILE).write_text(json.dumps(kept), encoding="utf-8")
    figure = draw_departments(study)
    assert figure is not None
    figure.canvas.draw()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_yticklabels()]
    assert all(upper.y0 >= lower.y1 for upper, lower in pairwise(boxes))
