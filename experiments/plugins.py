"""Hydra plugins of the project: a grid sweeper, and a launcher that runs a whole sweep in one process on all cores.

Hydra's own grid sweeper composes every job once to check it and its launcher composes it again, 0.1 s each, and runs
one after the other. Here the sweeper hands over the list, and the launcher checks all of it and runs it as one study.
Other launchers (``hydra/launcher=basic``, joblib, submitit) run a job a design point, and write into the same study.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

from hydra._internal.core_plugins.basic_sweeper import BasicSweeper
from hydra.core.config_store import ConfigStore
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.plugins import Plugins
from hydra.core.utils import JobReturn, JobStatus
from hydra.plugins.launcher import Launcher
from hydra.plugins.sweeper import Sweeper
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig

from experiments.compose import Composer
from experiments.job import StudyTask
from experiments.points import Point
from experiments.safety import refuse_unsafe_override
from experiments.settings import declared_values

HOME, NAME = "hydra_plugins", "orgchange"  # Hydra takes plugins from below this package only
LAUNCHER, SWEEPER = f"{HOME}.{NAME}.StudyLauncher", f"{HOME}.{NAME}.GridSweeper"


@dataclass(frozen=True)
class Surroundings:
    """What Hydra hands to a plugin."""

    context: HydraContext
    task: StudyTask
    config: DictConfig

    @classmethod
    def of(cls, context: HydraContext, task: TaskFunction, config: DictConfig) -> "Surroundings":
        """Return them, with the task known to be the project's own."""
        if not isinstance(task, StudyTask):
            raise TypeError(f"{NAME} runs studies of orgchange only, not {task!r}")
        return cls(context, task, config)

    def composer(self) -> Composer:
        """Return what composes the jobs of this command."""
        return Composer(self.context.config_loader, self.config)


class StudyLauncher(Launcher):
    """Runs all jobs it is given as design points of one study."""

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Remember what Hydra hands over."""
        self._given = Surroundings.of(hydra_context, task_function, config)

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:  # noqa: ARG002 - Hydra's signature
        """Check all jobs, run them, and return the mean of the study's metric for each."""
        points = self.run(job_overrides)
        means = (self._given.task.study.store.mean(point.design.address) for point in points)
        return [_returned(overrides, mean) for overrides, mean in zip(job_overrides, means, strict=True)]

    def run(self, jobs: Sequence[Sequence[str]]) -> list[Point]:
        """Check all jobs, run them, and return their points."""
        points = self._given.task.study.checked(self._given.composer(), jobs)
        self._given.task.study.run(points)
        return points


class GridSweeper(Sweeper):
    """Hands every combination of the values asked for to the launcher, in one go."""

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        self._params = params or {}

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Remember what Hydra hands over, and make the launcher."""
        self._given = Surroundings.of(hydra_context, task_function, config)
        self._launcher = Plugins.instance().instantiate_launcher(hydra_context, task_function, config)

    def sweep(self, arguments: list[str]) -> None:
        """Launch the grid of ``arguments``; those of the configuration (``hydra.sweeper.params``) count less."""
        texts = [*(f"{key}={value}" for key, value in self._params.items()), *arguments]
        overrides = OverridesParser.create(config_loader=self._given.context.config_loader).parse_overrides(texts)
        for override in overrides:
            refuse_unsafe_override(override)
        (jobs,) = BasicSweeper.split_arguments(overrides, None)
        if isinstance(self._launcher, StudyLauncher):
            self._launcher.run(jobs)
            return
        self._given.task.study.checked(self._given.composer(), jobs)
        self._given.task.study.open()
        for job in self._launcher.launch(jobs, initial_job_idx=0):
            if job.status == JobStatus.FAILED:
                raise job._return_value  # noqa: SLF001 - the public property prints before it raises


def register_plugins() -> None:
    """Make the plugins and the declared configuration known to Hydra."""
    store = ConfigStore.instance()
    store.store(name="declared", node=declared_values())
    store.store(group="hydra/launcher", name=NAME, node={"_target_": LAUNCHER})
    store.store(group="hydra/sweeper", name=NAME, node={"_target_": SWEEPER, "params": None})
    for plugin in (StudyLauncher, GridSweeper):
        plugin.__module__ = f"{HOME}.{NAME}"
        Plugins.instance().register(plugin)
    setattr(_home(), NAME, SimpleNamespace(StudyLauncher=StudyLauncher, GridSweeper=GridSweeper))


def _home() -> ModuleType:
    """Return the package in which Hydra looks plugins up by name; it exists only where some plugin is installed."""
    try:
        return import_module(HOME)
    except ImportError:
        return sys.modules.setdefault(HOME, ModuleType(HOME))


def _returned(overrides: Sequence[str], value: Any) -> JobReturn:  # noqa: ANN401 - Hydra's type
    job = JobReturn(overrides=overrides, status=JobStatus.COMPLETED)
    job.return_value = value
    return job
