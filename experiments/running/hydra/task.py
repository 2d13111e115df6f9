"""What Hydra runs: the task of a command, and one design point where a launcher takes them one by one."""

from contextlib import chdir
from pathlib import Path
from platform import node
from typing import Any

from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from omegaconf import DictConfig, OmegaConf

from experiments.configuration.composer import Composer, checked_composition
from experiments.organizations.shared import Organizations
from experiments.running.execution import run_blocks
from experiments.running.study import RunningStudy, distinct_designs
from experiments.store.journal import write_point
from experiments.store.manifest import Manifest, load_manifest
from experiments.store.store import Store
from sim.errors import ScenarioError


class StudyTask:
    """Runs one design point into the folder of a study; the study itself stays in the process of the command."""

    def __init__(self, study: RunningStudy) -> None:
        self.study = study
        self._home = Path.cwd()

    def __getstate__(self) -> dict[str, Any]:
        """Leave the open study behind when a launcher sends the task to another process, maybe on another machine."""
        return {"_home": self._home}

    def __call__(self, configuration: DictConfig) -> float:
        """Run the point of the current Hydra job where it is not finished.

        Return the mean of the study's metric.
        """
        if not self._home.is_dir():
            raise ScenarioError(
                f"{node()} has no folder {self._home}: whatever runs jobs must share the folder in which the study "
                "was started"
            )
        with chdir(self._home):
            return self._run_point(configuration)

    def _run_point(self, configuration: DictConfig) -> float:
        hydra = HydraConfig.get()
        overrides = list(hydra.overrides.task)
        composer = Composer(GlobalHydra.instance().config_loader(), OmegaConf.create({"hydra": hydra}))
        composer.start_with(overrides, checked_composition(configuration))
        point, settings = composer.point(overrides)
        store = Store(settings.path, self._manifest(settings.path), settings)
        blocks = [store.block(design, settings.replicates) for design in distinct_designs([point])]
        for result in run_blocks([block for block in blocks if block is not None], settings, Organizations()):
            store.write(result)
        write_point(settings.path, hydra.job.num, point.record())
        return store.mean(point.design.address)

    def _manifest(self, folder: Path) -> Manifest:
        manifest = load_manifest(folder)
        if manifest is None:
            raise ScenarioError(f"{node()} finds no study in {folder}: it must share the folder of the study")
        return manifest
