"""Plans that break what has to be kept are said and never recommended."""

from pathlib import Path

import numpy as np

from experiments.inference.runs import Runs
from experiments.results.as_json import as_json
from experiments.results.study import Study
from experiments.results.verdict import verdict
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.made import made_manifest, made_point

LUCK = np.array([0.0, 0.03, 0.01, 0.02])
NOISE = np.array([0.0, 0.001, -0.001, 0.0])
MUST = {"require": "trust may not fall; failed <= 0.3"}


def _runs(benefits: float, trust: float = 0.5, failed: float = 0.1) -> Runs:
    metrics = np.zeros((4, len(METRIC_NAMES)))
    for name, level in (("portfolio_benefits", benefits), ("trust", trust), ("failed", failed)):
        metrics[:, METRIC_NAMES.index(name)] = level + LUCK + level * NOISE
    return Runs(np.arange(4), metrics, 0)


def _study(*points: tuple[str, Runs], settings: dict[str, str] | None = None) -> Study:
    manifest = made_manifest(varied=("a",), settings=MUST if settings is None else settings, equivalence=-1.0)
    return Study(Path("x"), manifest, [made_point(name, {"a": name}, runs, _runs(0.1)) for name, runs in points])


def test_a_plan_that_breaks_a_constraint_is_never_first() -> None:
    study = _study(("rude", _runs(0.9, trust=0.4)), ("kind", _runs(0.5)), ("rash", _runs(0.8, failed=0.6)))
    assert [point.label for point in study.ranked] == ["kind", "rude", "rash"]
    text = verdict(study)
    assert text.startswith(
        "Not recommended, as what has to be kept is broken: rude (trust may not fall: broken); "
        "rash (failed <= 0.3: broken). Only kind keeps what has to be kept, with 0.515 portfolio_benefits."
    )
    said = {point["label"]: point["must_keep"] for point in as_json(study)["points"]}
    assert said["rude"] == {"trust may not fall": "broken", "failed <= 0.3": "kept"}
    assert [point.label for point in _study(*[(p.label, p.runs) for p in study.points], settings={}).ranked] == [
        "rude",
        "rash",
        "kind",
    ]


def test_a_fall_that_does_not_matter_breaks_nothing() -> None:
    study = _study(("one", _runs(0.9, trust=0.495)), ("other", _runs(0.5)))
    assert [point.label for point in study.ranked] == ["one", "other"]
    assert "recommended" not in verdict(study)


def test_what_the_interval_leaves_open_is_not_sure() -> None:
    study = _study(("one", _runs(0.9, failed=0.29)))
    assert [kept.words for kept in study.kept(study.points[0])] == ["kept", "broken, not for sure"]


def test_where_all_break_it_none_is_recommended() -> None:
    study = _study(("one", _runs(0.9, trust=0.3)), ("other", _runs(0.5, trust=0.2)))
    assert verdict(study).startswith("None is recommended, as all break what has to be kept: one (")
    assert verdict(_study(("one", _runs(0.9, trust=0.3)))).startswith("None is recommended, as it breaks")
