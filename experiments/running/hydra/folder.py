"""The folders of ``--config-dir`` as Hydra reads them: a file is looked at as text before anything is made of it."""

from pathlib import Path

from hydra._internal.core_plugins.file_config_source import FileConfigSource
from hydra.core.object_type import ObjectType
from hydra.plugins.config_source import ConfigResult
from omegaconf import DictConfig

from experiments.configuration.safety import UPWARDS
from experiments.configuration.yaml_text import refuse_unsafe_yaml
from experiments.input.plain import is_inside
from experiments.running.hydra.written_numbers import refuse_other_numbers
from sim.errors import ScenarioError

SCHEME = "folder"


class CheckedFolder(FileConfigSource):
    """A folder of options that somebody else may have written."""

    @staticmethod
    def scheme() -> str:
        """Return how such a folder is named on a search path."""
        return SCHEME

    def load_config(self, config_path: str) -> ConfigResult:
        """Return a configuration; raise ScenarioError where it lies outside the folder or is no plain text."""
        path = Path(self.path, self._normalize_file_name(config_path))
        if not is_inside(Path(self.path), path):
            raise ScenarioError(f"{path} lies outside the folder {self.path}; put the file itself there")
        refuse_unsafe_yaml(path)
        refuse_other_numbers(path)
        found = super().load_config(config_path)
        defaults = found.config.get("defaults") if isinstance(found.config, DictConfig) else None
        if UPWARDS.search(str(defaults)):
            raise ScenarioError(f"{path}: its defaults lead out of the folder; name options by their group, without ..")
        return found

    def is_group(self, config_path: str) -> bool:
        """Return whether there is such a folder inside this one."""
        return super().is_group(config_path) and is_inside(Path(self.path), Path(self.path, config_path))

    def list(self, config_path: str, results_filter: ObjectType | None) -> list[str]:
        """Return what lies in a folder, nothing where it is not inside this one."""
        return super().list(config_path, results_filter) if self.is_group(config_path) else []
