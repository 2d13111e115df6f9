"""Kinds of faults that were reported of verdicts: ten variations each, of studies whose answer is known."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.inference.runs import Runs
from experiments.inference.unknown import known
from experiments.results.study import Study
from experiments.results.verdict import verdict
from experiments.wording.choices import Choice
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.made import made_manifest, made_point

LUCK = np.array([0.0, 0.3, 0.1, 0.2])
WEEKS, DELAY = 52, 13.0


def runs_of(metric: str, level: float, replicates: int = 4, **others: float) -> Runs:
    """Return runs with a level of one metric and luck that all share; other metrics are a half."""
    values = np.full((replicates, len(METRIC_NAMES)), 0.5)
    for name, value in {"projects_due": 10, "projects_started": 10, "projects_wanted": 10, **others}.items():
        values[:, METRIC_NAMES.index(name)] = value
    values[:, METRIC_NAMES.index(metric)] = level + LUCK[np.arange(replicates) % len(LUCK)]
    return Runs(np.arange(replicates), known(values, WEEKS, DELAY), 0)


def study_of(metric: str, *given: Runs, baseline: Runs | None = None, key: str = "project.size") -> Study:
    """Return a study of a point for each of these runs."""
    points = []
    for place, runs in enumerate(given):
        choices: Mapping[str, Choice] = {key: place}
        points.append(made_point(f"{key}={place}", choices, runs, baseline, design=f"d{place}"))
    manifest = made_manifest(metric=metric, varied=(key,), replicates=len(given[0].replicates))
    return Study(Path("x"), manifest, points)


@pytest.mark.parametrize(
    ("metric", "points", "replicates", "level"),
    [
        ("adopted", 2, 2, 0.0),
        ("adopted", 3, 4, 0.4),
        ("trust", 2, 4, -0.0),
        ("trust", 5, 3, 1.0),
        ("failed", 2, 4, 0.0),
        ("workload", 4, 7, 1.3),
        ("silo", 2, 30, 0.2),
        ("effort_spent", 3, 4, 1e9),
        ("adoption_t50", 2, 4, 12.0),
        ("intervention_money", 2, 2, 1e-12),
    ],
)
def test_no_difference_has_no_sign(metric: str, points: int, replicates: int, level: float) -> None:
    same = runs_of(metric, level, replicates)
    said = verdict(study_of(metric, *[same] * points))
    assert said.startswith(f"All {points} points are the same on {metric}")
    alone = verdict(study_of(metric, same, baseline=same))
    assert alone.startswith(f"On {metric} no run differs from the baseline.")
    assert not re.search("this sign|Best|Better|Worse", said + alone)


OF_NOTHING: list[tuple[str, dict[str, Any]]] = [
    ("failed", {"projects_due": 0}),
    ("challenged", {"projects_due": 0}),
    ("cancelled", {"projects_due": 0}),
    ("successful", {"projects_due": 0}),
    ("unfinished", {"projects_due": 0}),
    ("change_success", {"projects_due": 0}),
    ("rework_share", {"projects_due": 0, "projects_started": 0}),
    ("waiting_share", {"projects_due": 0, "projects_started": 0}),
    ("watermelon", {"projects_due": 0, "projects_started": 0}),
    ("work_delivered", {"projects_wanted": 0}),
    ("cost_overrun_first", {"unfinished": 0.25, "cancelled": 0.75}),
    ("schedule_overrun_last", {"projects_due": 0}),
]


@pytest.mark.parametrize(("metric", "nothing"), OF_NOTHING, ids=lambda value: value if isinstance(value, str) else "")
def test_a_share_of_nothing_is_never_best(metric: str, nothing: dict[str, Any]) -> None:
    due: dict[str, Any] = {"unfinished": 0.25, "cancelled": 0.25}
    some, none = runs_of(metric, 0.3, **due), runs_of(metric, 0.0, **nothing)
    study = study_of(metric, none, some)
    assert np.isnan(study.means(study.points[0])[metric].mean)
    assert study.best.design == "d1"
    assert verdict(study).startswith(f"Only project.size=1 has a value of {metric}")
    assert verdict(study_of(metric, none, none)).startswith(f"No point can be ranked by {metric}")


OTHERS: list[tuple[str, Any]] = [
    ("horizon.seed", 2),
    ("horizon.weeks", 26),
    ("organization.headcount", 61),
    ("organization.departments", 3),
    ("organization.team_size", 5),
    ("organization.span", 4),
    ("organization.contacts", 9.0),
    ("organization.silo_ratio", 2.0),
    ("organization.draws", 3),
    ("organization.department_trust", [0.2, 0.9]),
    ("organization.reciprocity", 0.1),
]


@pytest.mark.parametrize(("name", "value"), OTHERS, ids=[name for name, _ in OTHERS])
def test_runs_of_other_people_or_luck_are_no_pairs(name: str, value: object) -> None:
    study = study_of("trust", runs_of("trust", 0.5), runs_of("trust", 0.1), key=name)
    points = [study.points[0], replace(study.points[1], changes={name: value})]
    said = verdict(replace(study, points=points))
    assert "4 and 4 runs, unpaired" in said
    assert f"Points differ in {name}, so their runs share no luck or people" in said
    assert "pairs)" not in said.partition("With it")[0]
    alike = [replace(point, changes={"project.size": place}) for place, point in enumerate(study.points)]
    assert "of 4 pairs" in verdict(replace(study, points=alike)), "who differ in a lever share their luck"


@pytest.mark.parametrize(
    ("metric", "levels"),
    [
        ("adopted", (0.1, 0.4)),
        ("adopted", (0.4,)),
        ("trust", (0.2, 0.3, 0.1)),
        ("trust", (0.2,)),
        ("workload", (1.4, 0.9)),
        ("workload", (1.4,)),
        ("adoption_t50", (20.0, 30.0)),
        ("effort_spent", (1e6, 2e6)),
        ("failed", (0.0, 1.0)),
        ("silo", (0.1, 0.2, 0.3, 0.4)),
    ],
)
def test_one_replicate_has_no_interval_no_sign_and_no_luck(metric: str, levels: tuple[float, ...]) -> None:
    given = [runs_of(metric, level, 1) for level in levels]
    study = study_of(metric, *given, baseline=runs_of(metric, 0.05, 1))
    said = verdict(study)
    assert "(no interval; 1 pair)" in said
    assert not re.search("this sign|∞|nan|Best on|Better|Worse", said)
    assert study.undecided_against_best() == [point.design for point in study.ranked[1:]]
