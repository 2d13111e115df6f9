"""Hydra sweepers of the project, one a kind of design: each says which jobs a command line means."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hydra.core.plugins import Plugins
from hydra.core.utils import JobStatus
from hydra.plugins.sweeper import Sweeper
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, OmegaConf

from experiments.configuration.constraints import checked_constraints
from experiments.configuration.points import Point
from experiments.configuration.settings import check_metric
from experiments.running.hydra.context import NAME, PluginContext
from experiments.running.hydra.launcher import StudyLauncher
from experiments.running.searched import means_of, violation_of
from experiments.store.front import write_front
from experiments.sweeps.axes import Axes, Job
from experiments.sweeps.posterior import Drawn, posterior_table
from experiments.sweeps.record import DesignRecord, record_of
from experiments.sweeps.robust import By, Judge, policies_and_worlds
from experiments.sweeps.sampling import LHS, SOBOL, Sampling, sampled_jobs
from experiments.sweeps.search import DIRECTIONS, SEARCH, Score, Searching, checked_objectives, front_of, search
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES, Blocks, Trajectories, sensitivity_jobs
from experiments.sweeps.table import ScenarioTable, Tabled
from sim.errors import ScenarioError
from sim.parameters import Parameters

WHERE, OVER, OBJECTIVES, ENOUGH = "hydra.sweeper", "over", "objectives", "enough"
EXAMPLES = {OVER: "adoption.retry,turnover.annual_rate", OBJECTIVES: "portfolio_benefits,cost_overrun_first"}
OF_HORIZON = -1

Settings = TypeVar("Settings", bound=Parameters)


class DesignSweeper(Sweeper):
    """Hands the jobs of a design to the launcher."""

    option: ClassVar[str]

    def __init__(self, params: Mapping[str, str] | None = None, **given: Any) -> None:  # noqa: ANN401 - settings of any kind
        self._params = params or {}
        self._settings: Any = OmegaConf.to_container(OmegaConf.create(given))
        self._launched = 0

    @classmethod
    def settings(cls) -> dict[str, Any]:
        """Return the settings a user can change, with their defaults."""
        return {}

    @abstractmethod
    def run(self, axes: Axes) -> None:
        """Run the design of some axes."""

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Remember what Hydra hands over, and make the launcher."""
        self._given = PluginContext.of(hydra_context, task_function, config)
        self._launcher = Plugins.instance().instantiate_launcher(hydra_context, task_function, config)

    def sweep(self, arguments: list[str]) -> None:
        """Run the design of ``arguments``; those of the configuration (``hydra.sweeper.params``) count less."""
        texts = [*(f"{key}={value}" for key, value in self._params.items()), *arguments]
        self.run(Axes.read(texts, self._given.context.config_loader))

    def _launch(self, jobs: Sequence[Job], record: DesignRecord) -> list[Point]:
        study = self._given.task.study
        study.design = record
        if isinstance(self._launcher, StudyLauncher):
            return self._launcher.run(jobs)
        points = self._given.checked(jobs)
        study.open()
        for job in self._launcher.launch(jobs, initial_job_idx=self._launched):
            if job.status == JobStatus.FAILED:
                raise job._return_value  # noqa: SLF001 - the public property prints before it raises
        self._launched += len(jobs)
        return points

    def _checked(self, section: type[Settings]) -> Settings:
        """Return the settings that a section declares, checked; a seed that is not given is the one of the horizon."""
        values = {name: value for name, value in self._settings.items() if name in section.declarations()}
        if values.get("seed") == OF_HORIZON:
            values["seed"] = self._given.config.horizon.seed
        return section.checked(values, WHERE)

    def _names(self, setting: str) -> list[str]:
        names = self._settings[setting]
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ScenarioError(
                f"{WHERE}.{setting} must be a list of names such as [{EXAMPLES[setting]}], not {names!r}"
            )
        return names


class GridSweeper(DesignSweeper):
    """Every combination of the values asked for."""

    option = NAME

    def run(self, axes: Axes) -> None:
        """Run every combination of the listed values."""
        axes = axes.without_ranges()
        self._launch(axes.crossed(), record_of("grid", axes.varied(), {}))


class ZipSweeper(DesignSweeper):
    """The values asked for, side by side."""

    option = "zip"

    def run(self, axes: Axes) -> None:
        """Run the first values of all keys, then the second ones, and so on."""
        axes = axes.without_ranges()
        self._launch(axes.zipped(), record_of("zip", axes.varied(), {}))


class SamplingSweeper(DesignSweeper):
    """Sampled points of all keys with a range, each with every combination of the listed values."""

    @classmethod
    def settings(cls) -> dict[str, Any]:
        """Return how many samples are taken, from which seed, and what is sampled over its declared bounds."""
        return {**Sampling().plain(), OVER: []}

    def run(self, axes: Axes) -> None:
        """Run every sampled point with every combination of the listed values."""
        axes = axes.over(self._names(OVER)).with_ranges()
        asked = self._checked(Sampling)
        jobs = sampled_jobs(self.option, axes, asked.samples, asked.seed)
        self._launch(jobs, record_of(self.option, axes.varied(), axes.ranges, samples=asked.samples, seed=asked.seed))


class LatinHypercubeSweeper(SamplingSweeper):
    """Samples in a Latin hypercube."""

    option = LHS


class SobolSweeper(SamplingSweeper):
    """Samples in a scrambled Sobol sequence."""

    option = SOBOL


class SensitivitySweeper(DesignSweeper):
    """Samples made for a sensitivity analysis; nothing but the ranges varies."""

    asked: ClassVar[type[Trajectories | Blocks]]

    @classmethod
    def settings(cls) -> dict[str, Any]:
        """Return how many samples are taken, from which seed, and what is sampled over its declared bounds."""
        return {**cls.asked().plain(), OVER: []}

    def run(self, axes: Axes) -> None:
        """Run every point of the sample."""
        axes = axes.over(self._names(OVER)).with_ranges()
        if len(axes.crossed()) > 1:
            raise ScenarioError(
                f"hydra/sweeper={self.option} varies what has a range only: give every other key one value"
            )
        asked = self._checked(self.asked)
        (fixed,) = axes.crossed()
        samples, seed, groups = asked.samples, asked.seed, asked.groups
        found = sensitivity_jobs(self.option, axes.ranges, samples, seed, groups=groups)
        jobs = [[*fixed, *point] for point in found]
        drawn = {"samples": samples, "seed": seed, "groups": groups}
        self._launch(jobs, record_of(self.option, axes.varied(), axes.ranges, **drawn))


class MorrisSweeper(SensitivitySweeper):
    """Trajectories for a Morris screening."""

    option = MORRIS
    asked = Trajectories


class SobolIndicesSweeper(SensitivitySweeper):
    """Blocks for Sobol indices."""

    option = SOBOL_INDICES
    asked = Blocks


class TableSweeper(DesignSweeper):
    """The rows of a table, each with every combination of the listed values."""

    option = "table"

    @classmethod
    def settings(cls) -> dict[str, Any]:
        """Return where the table lies."""
        return Tabled().plain()

    def run(self, axes: Axes) -> None:
        """Run every row with every combination of the listed values."""
        table = ScenarioTable.read(Path(self._checked(Tabled).table), self._given.context.config_loader)
        axes = axes.without_ranges().besides(table.columns)
        varied = [*(key for key in table.varied() if key not in axes.listed), *axes.varied()]
        jobs = [[*crossed, *row] for row in table.jobs for crossed in axes.crossed()]
        self._launch(jobs, record_of(self.option, varied, {}, table=table.path.name))


class PosteriorSweeper(DesignSweeper):
    """Draws of a posterior, each with every combination of the listed values."""

    option = "posterior"

    @classmethod
    def settings(cls) -> dict[str, Any]:
        """Return where the calibration lies, and how many draws are taken."""
        return Drawn().plain()

    def run(self, axes: Axes) -> None:
        """Run every draw with every combination of the listed values."""
        asked = self._checked(Drawn)
        folder = Path(asked.posterior)
        table, rows, known_by = posterior_table(folder, asked.samples, self._given.context.config_loader)
        axes = axes.without_ranges().besides(table.columns)
        varied = [*(key for key in table.varied() if key not in axes.listed), *axes.varied()]
        jobs = [[*crossed, *row] for row in rows for crossed in axes.crossed()]
        named = f"{folder.name}/{table.path.name} {known_by}"
        self._launch(jobs, record_of(self.option, varied, {}, samples=len(rows), table=named))


class SearchSweeper(DesignSweeper):
    """Points of the ranges and listed values that trade several objectives off."""

    option = SEARCH

    @classmethod
    def settings(cls) -> dict[str, Any]:
        """Return how long is searched, from which seed, for what, and what is searched over its declared bounds."""
        return {**Searching().plain(), OBJECTIVES: [], OVER: [], ENOUGH: []}

    def run(self, axes: Axes) -> None:
        """Search, and keep the front in the folder of the study."""
        axes = axes.over(self._names(OVER))
        objectives = checked_objectives(self._names(OBJECTIVES))
        asked = self._checked(Searching)
        policies, worlds = policies_and_worlds(axes, asked.worlds, asked.seed)
        by = asked.by.value if asked.worlds else ""
        record = record_of(
            self.option, axes.varied(), axes.ranges, objectives=objectives, trials=asked.trials, seed=asked.seed, by=by
        )
        directions = [DIRECTIONS[name] for name in objectives]
        judge = Judge(asked.by, directions, self._enough(objectives, asked.by))
        study = self._given.task.study
        constraints = checked_constraints(study.settings.require, "study.require", check_metric)

        def evaluate(jobs: list[Job]) -> list[Score]:
            points = self._launch([[*job, *world] for job in jobs for world in worlds], record)
            here = [points[first : first + len(worlds)] for first in range(0, len(points), len(worlds))]
            means = [means_of(study.store, each, objectives) for each in here]
            broken = [violation_of(study.store, each, constraints) for each in here]
            return list(map(Score, judge.tried(means), broken))

        signs = [asked.by.sign(direction) for direction in directions]
        tried = search(policies, signs, asked, evaluate, constrained=bool(constraints))
        judged = [replace(trial, means=worth) for trial, worth in zip(tried, judge.in_the_end(), strict=True)]
        write_front(study.store.folder, front_of(judged, signs), objectives, policies.varied())

    def _enough(self, objectives: Sequence[str], by: By) -> list[float]:
        """Return what of each objective is well enough; raise ScenarioError where that has to be told and is not."""
        told = self._settings[ENOUGH]
        if by is not By.SATISFICING:
            return [0.0] * len(objectives)
        if not isinstance(told, list) or len(told) != len(objectives) or not all(map(_is_number, told)):
            raise ScenarioError(
                f"{WHERE}.{ENOUGH} must say what is enough of each objective, such as [0.6] for "
                f"{WHERE}.{OBJECTIVES}=[adopted], not {told!r}"
            )
        return [float(value) for value in told]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


SWEEPERS: tuple[type[DesignSweeper], ...] = (
    GridSweeper,
    ZipSweeper,
    LatinHypercubeSweeper,
    SobolSweeper,
    MorrisSweeper,
    SobolIndicesSweeper,
    TableSweeper,
    PosteriorSweeper,
    SearchSweeper,
)
