"""The launcher of the project: a whole sweep in one process on all cores.

Hydra's own grid sweeper composes every job once to check it and its launcher composes it again, 0.1 s each, and runs
one after the other. Here a sweeper hands over the list, and the launcher checks all of it and runs it as one study.
Other launchers (``hydra/launcher=basic``, joblib, submitit) run a job a design point, and write into the same study.
"""

from collections.abc import Sequence
from typing import Any

from hydra.core.utils import JobReturn, JobStatus
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig

from experiments.configuration.points import Point
from experiments.running.hydra.context import PluginContext


class StudyLauncher(Launcher):
    """Runs all jobs it is given as design points of one study."""

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Remember what Hydra hands over."""
        self._given = PluginContext.of(hydra_context, task_function, config)

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:  # noqa: ARG002 - Hydra's signature
        """Check all jobs, run them, and return the mean of the study's metric for each."""
        points = self.run(job_overrides)
        means = (self._given.task.study.store.mean(point.design.address) for point in points)
        return [_returned(overrides, mean) for overrides, mean in zip(job_overrides, means, strict=True)]

    def run(self, jobs: Sequence[Sequence[str]]) -> list[Point]:
        """Check all jobs, run them, and return their points."""
        points = self._given.checked(jobs)
        self._given.task.study.run(points)
        return points


def _returned(overrides: Sequence[str], value: Any) -> JobReturn:  # noqa: ANN401 - Hydra's type
    job = JobReturn(overrides=overrides, status=JobStatus.COMPLETED)
    job.return_value = value
    return job
