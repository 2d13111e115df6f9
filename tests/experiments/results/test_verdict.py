"""The order of points and the verdict about them, on runs whose answer is known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.inference.runs import Runs
from experiments.results.as_json import as_json
from experiments.results.study import Study, read_study
from experiments.results.verdict import verdict
from experiments.wording.progress import Progress
from experiments.wording.quantities import number, percent, signed, span
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.made import made_manifest, made_point

LUCK = np.array([0.0, 0.3, 0.1, 0.2])
NOISE = np.array([0.0, 0.01, -0.01, 0.0])


def _runs(level: float, noise: float = 0.0, metric: str = "portfolio_benefits", failed: int = 0) -> Runs:
    metrics = np.zeros((4, len(METRIC_NAMES)))
    metrics[:, METRIC_NAMES.index(metric)] = level + LUCK + noise * NOISE
    return Runs(np.arange(4), metrics, failed)


def _study(*points_given: tuple[str, Runs], metric: str = "portfolio_benefits", baseline: Runs | None = None) -> Study:
    manifest = made_manifest(name="x", metric=metric, varied=("a",))
    points = [made_point(f"a={name}", {"a": name}, runs, baseline, design=name) for name, runs in points_given]
    return Study(Path("x"), manifest, points)


def test_best_is_named_with_its_lead_and_how_sure_that_is() -> None:
    text = verdict(_study(("low", _runs(0.1)), ("high", _runs(0.5, 1.0)), ("middle", _runs(0.4))))
    assert text.startswith(
        "Best on portfolio_benefits: a=high with 0.650; its lead on the second, a=middle, is +0.100 (95 % interval "
    )
    assert "this sign in 100 % of 4 pairs" in text
    assert "Its lead on the last, a=low, is +0.400" in text


def test_lead_within_the_noise_is_undecided() -> None:
    study = _study(("first", _runs(0.5, 1.0)), ("second", _runs(0.499)), ("third", _runs(0.1)))
    assert verdict(study).startswith(
        "Undecided which is best on portfolio_benefits: a=first leads with 0.650, but 1 of 2 other points"
    )
    assert study.undecided_against_best() == ["second"]


def test_less_is_better_where_the_metric_says_so() -> None:
    study = _study(
        ("slow", _runs(30, metric="adoption_t50")), ("fast", _runs(20, metric="adoption_t50")), metric="adoption_t50"
    )
    assert study.best.label == "a=fast"
    assert verdict(study).startswith("Best on adoption_t50: a=fast")


@pytest.mark.parametrize(
    ("level", "noise", "expected"),
    [
        (0.5, 0.0, "Better than the baseline on portfolio_benefits: +0.400"),
        (0.0, 0.0, "Worse than the baseline on portfolio_benefits: −0.100"),
        (0.1, 1.0, "Undecided whether it beats the baseline on portfolio_benefits"),
        (0.1, 0.0, "On portfolio_benefits no run differs from the baseline."),
    ],
)
def test_single_point_is_judged_against_its_baseline(level: float, noise: float, expected: str) -> None:
    assert verdict(_study(("one", _runs(level, noise)), baseline=_runs(0.1))).startswith(expected)


def test_what_else_differs_comes_with_the_clearest_first() -> None:
    one, other = _runs(0.5), _runs(0.1)
    for name, level, noise in (("trust", 0.3, 1.0), ("silo", -0.2, 0.1), ("workload", 0.25, 0.5)):
        one.metrics[:, METRIC_NAMES.index(name)] = level + noise * NOISE
    text = verdict(_study(("one", one), baseline=other))
    assert text.endswith("With it: silo −0.200, workload +0.250, trust +0.300.")


def _in_practice(level: float, noise: float, equivalence: float) -> Study:
    points = [
        made_point(f"a={name}", {"a": name}, runs, _runs(0.1), design=name)
        for name, runs in (("one", _runs(level, noise)), ("other", _runs(0.1)))
    ]
    return Study(Path("x"), made_manifest(name="x", varied=("a",), equivalence=equivalence), points)


def test_a_tenth_of_a_point_makes_no_difference_that_matters_and_what_matters_can_be_told() -> None:
    declared, any_does = _in_practice(0.101, 0.01, -1.0), _in_practice(0.101, 0.01, 0.0)
    assert verdict(declared).startswith(
        "Best on portfolio_benefits, with others: a=one with 0.251; "
        "1 other is practically the same, within 0.010; its lead on"
    )
    assert verdict(any_does).startswith("Best on portfolio_benefits: a=one with 0.251; its lead")
    said = as_json(declared)["points"][0]["minus_baseline"]["portfolio_benefits"]
    assert (said["verdict"], said["smallest_that_matters"]) == ("practically the same", 0.01)
    assert verdict(_in_practice(0.15, 0.01, -1.0)).startswith("Best on portfolio_benefits: a=one")
    assert verdict(_in_practice(0.15, 0.01, 0.1)).startswith("Best on portfolio_benefits, with others")


def test_what_matters_in_other_metrics_is_as_declared_for_them() -> None:
    study = _in_practice(0.15, 0.01, 0.0)
    study.points[0].runs.metrics[:, METRIC_NAMES.index("trust")] += 0.004
    study.points[0].runs.metrics[:, METRIC_NAMES.index("silo")] += 0.04
    said = as_json(study)["points"][0]["minus_baseline"]
    assert (said["trust"]["verdict"], said["silo"]["verdict"]) == ("practically the same", "worse")


def test_failed_runs_are_counted_and_points_without_runs_come_last() -> None:
    nothing = Runs(np.arange(0), np.zeros((0, len(METRIC_NAMES))), 4)
    study = _study(("none", nothing), ("some", _runs(0.1)), ("more", _runs(0.2)))
    assert [point.design for point in study.ranked] == ["more", "some", "none"]
    assert "4 runs failed and are left out" in verdict(study)
    result = as_json(study)
    assert result["points"][-1]["means"]["trust"] is None
    assert result["points"][-1]["best_minus_this"] == {
        "mean": None, "low": None, "high": None, "pairs": 0, "share_with_sign": None, "smallest_that_matters": 0.0,
            "verdict": "unknown"
    }  # fmt: skip
    assert "No run of any point ended" in verdict(_study(("none", nothing), ("none too", nothing)))


def test_folder_without_a_finished_study_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="is no study"):
        read_study(tmp_path)


def test_numbers_have_the_digits_that_matter() -> None:
    written = ["0.000", "0.0012", "0.456", "12.3", "34,568", "−0.500"]
    assert [number(value) for value in (0.0, 0.0012, 0.456, 12.34, 34567.8, -0.5)] == written
    assert (signed(0.5), span(-1.0, 2.0), percent(0.456)) == ("+0.500", "−1.000 to +2.000", "46 %")
    assert (number(float("nan")), number(float("-inf"))) == ("unknown", "−∞")


def test_progress_counts_no_more_than_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(10) as progress:
        progress.advance(4)
        assert progress.line().startswith("4 of 10 runs")
        progress.advance(9)
    assert progress.line().startswith("10 of 10 runs")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("changes", "alike"), [({"project.size": 9.0}, True), ({"horizon.seed": 2}, False)])
def test_two_designs_are_compared_pair_by_pair_where_they_share_their_luck(
    changes: dict[str, object], alike: bool
) -> None:
    points = [made_point(name, {"a": name}, _runs(level)) for name, level in (("one", 0.5), ("other", 0.2))]
    points[1] = replace(points[1], changes=changes)
    study = Study(Path("x"), made_manifest(varied=("a",)), points)
    difference = study.difference_of("one", "other", "portfolio_benefits")
    assert difference.mean == pytest.approx(0.3)
    assert (difference.others is None) == alike
    if alike:
        assert difference.high - difference.low < 1e-9, "their luck falls out"
    else:
        assert difference.high - difference.low > 0.1
