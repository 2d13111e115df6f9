"""A search tries points all over its ranges, ever nearer to what is good; what it found is kept, a row a point."""

import csv
import math
from pathlib import Path

import pytest

from experiments.configuration.overrides import choices_of
from experiments.store.front import FRONT, write_front
from experiments.sweeps.axes import Axes, Job
from experiments.sweeps.ranges import Range
from experiments.sweeps.search import Score, Searching, Trial, front_of, search

SIZE, WEEKS = Range("project.size", 2.0, 200.0, log=True), Range("steering.every", 4.0, 26.0, whole=True)
AXES = Axes({"intervention": ["intervention=[okr]", "intervention=[lean]"]}, {SIZE.name: SIZE, WEEKS.name: WEEKS})
OBJECTIVES = ["portfolio_benefits", "cost_overrun_first"]
SIGNS = [1, -1]


def _means(job: Job) -> list[float]:
    """Benefits are greatest with lean and projects of 20; cost overruns smallest where steering is rare."""
    choices = choices_of(job)
    near = abs(math.log(float(str(choices["project.size"])) / 20.0))
    return [(choices["intervention"] == "[lean]") - near, 26.0 - float(str(choices["steering.every"]))]


def _tried(trials: int) -> list[Trial]:
    pytest.importorskip("optuna", reason="comes with the extra [search]")
    asked: list[int] = []

    def evaluate(jobs: list[Job]) -> list[Score]:
        asked.append(len(jobs))
        return [Score(_means(job)) for job in jobs]

    settings = Searching.checked({"trials": trials, "batch": 8, "seed": 3}, "search")
    found = search(AXES, SIGNS, settings, evaluate)
    assert asked == [8] * (trials // 8) + ([trials % 8] if trials % 8 else [])
    return found


def test_a_search_tries_points_all_over_and_finds_what_is_good() -> None:
    found = _tried(60)
    assert len(found) == 60
    assert [trial.means for trial in found] == [_means(trial.job) for trial in found]
    choices = [choices_of(trial.job) for trial in found]
    sizes, weeks = ([float(str(one[name])) for one in choices] for name in (SIZE.name, WEEKS.name))
    assert min(sizes) < 5.0
    assert max(sizes) > 80.0
    assert max(weeks) - min(weeks) > 15
    front = front_of(found, SIGNS)
    assert max(mean for mean, _ in (trial.means for trial in front)) > 0.8
    assert min(overrun for _, overrun in (trial.means for trial in front)) <= 2.0


def test_the_same_seed_tries_the_same_points() -> None:
    assert [trial.job for trial in _tried(20)] == [trial.job for trial in _tried(20)]


def test_a_front_is_written_with_its_choices_and_its_means(tmp_path: Path) -> None:
    front = [Trial(["intervention=[lean]", "project.size=20.5"], [0.123456789, 4.0])]
    write_front(tmp_path, front, OBJECTIVES, ["intervention", "project.size"])
    (row,) = csv.DictReader((tmp_path / FRONT).read_text(encoding="utf-8").splitlines())
    assert row == {
        "intervention": "[lean]",
        "project.size": "20.5",
        "portfolio_benefits": "0.123457",
        "cost_overrun_first": "4",
    }
