"""Hydra plugins of the project, made known to Hydra: its sweepers (designs) and its launcher."""

import sys
from importlib import import_module
from types import ModuleType, SimpleNamespace

from hydra._internal.sources_registry import SourcesRegistry
from hydra.core.config_store import ConfigStore
from hydra.core.plugins import Plugins
from hydra.plugins.plugin import Plugin

from experiments.configuration.called import OURS
from experiments.configuration.settings import declared_values
from experiments.running.hydra.context import NAME
from experiments.running.hydra.folder import CheckedFolder
from experiments.running.hydra.launcher import StudyLauncher
from experiments.running.hydra.sweepers import SWEEPERS

HOME = "hydra_plugins"  # Hydra takes plugins from below this package only


def is_ours(target: str) -> bool:
    """Return whether a plugin that Hydra was told to use belongs to the project."""
    return target.startswith(OURS)


def register_plugins() -> None:
    """Make the plugins and the declared configuration known to Hydra."""
    store = ConfigStore.instance()
    store.store(name="declared", node=declared_values())
    store.store(group="hydra/launcher", name=NAME, node={"_target_": f"{HOME}.{NAME}.{StudyLauncher.__name__}"})
    for sweeper in SWEEPERS:
        node = {"_target_": f"{HOME}.{NAME}.{sweeper.__name__}", "params": None, **sweeper.settings()}
        store.store(group="hydra/sweeper", name=sweeper.option, node=node)
    SourcesRegistry.instance().register(CheckedFolder)
    plugins: tuple[type[Plugin], ...] = (StudyLauncher, *SWEEPERS)
    for plugin in plugins:
        plugin.__module__ = f"{HOME}.{NAME}"
        Plugins.instance().register(plugin)
    setattr(_home(), NAME, SimpleNamespace(**{plugin.__name__: plugin for plugin in plugins}))


def _home() -> ModuleType:
    """Return the package in which Hydra looks plugins up by name; it exists only where some plugin is installed."""
    try:
        return import_module(HOME)
    except ImportError:
        return sys.modules.setdefault(HOME, ModuleType(HOME))
