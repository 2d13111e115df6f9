"""What Hydra hands to the plugins of the project."""

from collections.abc import Sequence
from dataclasses import dataclass

from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig

from experiments.configuration.composer import Composer
from experiments.configuration.points import Point
from experiments.running.hydra.task import StudyTask

NAME = "orgchange"


@dataclass(frozen=True)
class PluginContext:
    """What Hydra hands to a plugin."""

    context: HydraContext
    task: StudyTask
    config: DictConfig
    composer: Composer

    @classmethod
    def of(cls, context: HydraContext, task: TaskFunction, config: DictConfig) -> "PluginContext":
        """Return them, with the task known to be the project's own."""
        if not isinstance(task, StudyTask):
            raise TypeError(f"{NAME} runs studies of orgchange only, not {task!r}")
        return cls(context, task, config, Composer(context.config_loader, config))

    def checked(self, jobs: Sequence[Sequence[str]]) -> list[Point]:
        """Return the points of jobs, or raise what is wrong with the first bad one."""
        return self.task.study.checked(self.composer, jobs)
