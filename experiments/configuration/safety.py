"""What a configuration may not contain: nothing in it can run code, read the surroundings or redirect Hydra.

Hydra can instantiate what a ``_target_`` names, call what a logging configuration names, and resolve texts such as
``${oc.env:HOME}``. None of that is needed to describe a study, so all of it is refused, in overrides as in files.
"""

import re
from collections.abc import Iterator
from typing import Any

from hydra.core.override_parser.types import Override
from omegaconf import DictConfig, OmegaConf

from experiments.configuration.options import option_names
from experiments.configuration.settings import SECTION
from sim.errors import ScenarioError

HYDRA_CHOICES = ("hydra/launcher", "hydra/sweeper", "hydra.mode")
HYDRA_SECTIONS = ("hydra.launcher.", "hydra.sweeper.")
CALLED = ("_target_", "_partial_", "_args_", "()")
RESOLVER = re.compile(r"\$\{.*:", re.DOTALL)
QUIET_LOG = {"version": 1, "root": None, "disable_existing_loggers": False}


def refuse_unsafe_override(override: Override) -> None:
    """Raise ScenarioError for an override that could run code, changes too much of Hydra, or chooses nothing."""
    key, line = override.key_or_group, override.input_line or ""
    if any(name in line for name in CALLED[:3]):
        raise ScenarioError(f"'{line}' is refused: a configuration cannot run code")
    if RESOLVER.search(line):
        raise ScenarioError(f"'{line}' is refused: values are written out, not looked up; write the value itself")
    if override.is_hydra_override() and key not in HYDRA_CHOICES and not key.startswith(HYDRA_SECTIONS):
        raise ScenarioError(
            f"'{key}' cannot be set: of Hydra's own settings only hydra/launcher, hydra/sweeper and what is below them"
        )
    if override.is_sweep_override() and key.startswith(f"{SECTION}."):
        raise ScenarioError(f"'{line}' is refused: {SECTION} settings hold for a whole study and cannot vary inside it")
    if not key or (
        _is_group(key) and not override.is_delete() and isinstance(override.value(), (bool, int, float, type(None)))
    ):
        raise ScenarioError(
            f"'{line}' is no choice: write {key or 'key'}=OPTION, or {key or 'section'}.PARAMETER=VALUE"
        )


def _is_group(key: str) -> bool:
    return key in option_names() or "/" in key


def refuse_unsafe_configuration(configuration: DictConfig) -> None:
    """Raise ScenarioError when a composed configuration could run code or look something up."""
    content: Any = OmegaConf.to_container(configuration, resolve=False)
    hydra = content.pop("hydra", {})
    for path, value in _walk(content, ""):
        if path.rpartition(".")[2] in CALLED:
            raise ScenarioError(f"'{path}' is refused: a configuration cannot run code")
        if isinstance(value, str) and RESOLVER.search(value):
            raise ScenarioError(
                f"{path}: '{value}' is refused: values are written out, not looked up; write the value itself"
            )
    _refuse_unsafe_hydra(hydra)


def _refuse_unsafe_hydra(hydra: dict[str, Any]) -> None:
    job = hydra.get("job", {})
    if (
        hydra.get("callbacks")
        or job.get("env_set")
        or job.get("env_copy")
        or hydra.get("output_subdir")
        or job.get("chdir")
    ):
        raise ScenarioError(
            "a configuration cannot set Hydra's callbacks, environment or folders; remove its 'hydra' section"
        )
    for name in ("job_logging", "hydra_logging"):
        if hydra.get(name, QUIET_LOG) != QUIET_LOG:
            raise ScenarioError(f"a configuration cannot set hydra.{name}; remove it")


def _walk(content: Any, prefix: str) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - nested plain values
    if isinstance(content, dict):
        for name, value in content.items():
            yield f"{prefix}{name}", value
            yield from _walk(value, f"{prefix}{name}.")
    elif isinstance(content, list):
        for place, value in enumerate(content):
            yield f"{prefix}{place}", value
            yield from _walk(value, f"{prefix}{place}.")
