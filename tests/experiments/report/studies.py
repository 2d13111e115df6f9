"""Small studies of every kind, made once for all tests of reports."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from experiments.command import main
from experiments.configuration.points import Design, PointRecord
from experiments.configuration.settings import StudySettings
from experiments.running.execution import run_designs
from experiments.store.opening import opened
from sim.scenario import Scenario
from tests.experiments.shell import TINY
from tests.experiments.store.test_store import OneWithoutTeams
from tests.scenarios import small_scenario

OKR, PEOPLE = "intervention=[okr]", "study.metric=people_index"
RANGES = ("project.size=interval(5,80)", "people.trust=interval(0.2,0.8)")
COMMANDS = {
    "grid": ("-m", OKR, "project.size=5,20,80", "rollout.speed=0.1,1"),
    "one": (OKR, "project.size=5"),
    "alone": ("project.size=5",),
    "line": ("-m", OKR, "rollout.speed=0.1,0.3,1", "study.metric=adopted"),
    "once": ("-m", OKR, "project.size=5,20", "study.replicates=1"),
    "many": (
        "-m",
        OKR,
        "project.size=5,20",
        "rollout.speed=range(0.1,1,0.1)",
        "learning.rate=0.02,0.05",
        "study.replicates=2",
    ),
    "screened": ("-m", OKR, PEOPLE, "hydra/sweeper=morris", "hydra.sweeper.samples=4", *RANGES),
    "indices": ("-m", PEOPLE, "hydra/sweeper=sobol_indices", "hydra.sweeper.samples=8", *RANGES),
    "arms": (
        OKR,
        "case.question='Slowly, or at once?'",
        "+case.arms.slow={rollout.speed: 0.1}",
        "+case.arms.fast={rollout.speed: 1}",
        "case.compare=[{arm: fast, against: slow},{arm: fast, against: baseline}]",
        "case.metrics=[adopted, trust]",
        "case.observed=[{what: people took it up, direction: up, measure: adopted, source: told, grade: B}]",
    ),
}


def make_study(kind: str, folder: Path) -> Path:
    """Make a study of a kind below a folder and return where it lies."""
    if kind in MADE:
        return MADE[kind](folder / kind)
    with contextlib.chdir(folder):
        assert main(["run", *TINY, *COMMANDS[kind], f"study.name={kind}"]) == 0
    return folder / "results" / kind


def _with_failures(folder: Path) -> Path:
    good, bad = (Design(small_scenario(project__size=size)) for size in (5, 10))
    settings = StudySettings(folder=str(folder), replicates=3)
    with opened(settings, [], Scenario().to_mapping()) as store:
        for result in run_designs([good, bad], settings, OneWithoutTeams(bad.scenario)):
            store.write(result)
        store.complete(
            [PointRecord(design.address, None, {"project.size": size}) for design, size in ((good, 5), (bad, 10))]
        )
    return folder


def _all_failed(folder: Path) -> Path:
    bad = Design(small_scenario(project__size=10))
    settings = StudySettings(folder=str(folder), replicates=2)
    with opened(settings, [], Scenario().to_mapping()) as store:
        for result in run_designs([bad], settings, OneWithoutTeams(bad.scenario)):
            store.write(result)
        store.complete([PointRecord(bad.address, None, {"project.size": 10})])
    return folder


MADE: dict[str, Callable[[Path], Path]] = {"failures": _with_failures, "nothing": _all_failed}
QUICK = ("grid", "failures")
LONG = tuple(kind for kind in (*COMMANDS, *MADE) if kind not in QUICK)
