"""What a configuration may not contain: nothing in it can run code, read the surroundings or redirect Hydra.

Hydra can instantiate what a ``_target_`` names, call what a logging configuration names, and resolve texts such as
``${oc.env:HOME}``. None of that is needed to describe a study, so all of it is refused, in overrides as in files.
"""

import re
from typing import Any

from hydra.core.override_parser.types import Override
from omegaconf import DictConfig, OmegaConf

from experiments.configuration.called import CALLED, LONG_NUMBER, RESOLVER
from experiments.configuration.hydra_section import refuse_unsafe_hydra, walk
from experiments.configuration.options import option_names
from experiments.configuration.settings import SECTION
from sim.errors import ScenarioError

HYDRA_CHOICES = ("hydra/launcher", "hydra/sweeper", "hydra.mode")
HYDRA_SECTIONS = ("hydra.launcher.", "hydra.sweeper.")
DEEPEST_BRACKETS, DEEPEST_KEY, LONGEST = 20, 20, 100_000
UPWARDS = re.compile(r"(^|[\[,'\"/\s=])\.\.(/|$)")


def refuse_unsafe_override(override: Override) -> None:
    """Raise ScenarioError for an override that could run code, changes too much of Hydra, or chooses nothing."""
    key, line = override.key_or_group, override.input_line or ""
    if any(name in line for name in CALLED[:-1]):
        raise ScenarioError(f"'{line}' is refused: a configuration cannot run code")
    if RESOLVER.search(line):
        raise ScenarioError(f"'{line}' is refused: values are written out, not looked up; write the value itself")
    if _is_group(key) and UPWARDS.search(line):
        raise ScenarioError(f"'{line}' is refused: an option lies in its own folder; name it without ..")
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


def refuse_too_much(text: str) -> None:
    """Raise ScenarioError for an override that is too long, deep or large a number for anything to read it."""
    depth = deepest = 0
    for sign in text:
        depth += (sign in "[{(") - (sign in "]})")
        deepest = max(deepest, depth)
    if len(text) > LONGEST or deepest > DEEPEST_BRACKETS or text.partition("=")[0].count(".") > DEEPEST_KEY:
        raise ScenarioError(f"'{text[:40]}...' is refused: it is too long or too deeply nested for a value")
    if LONG_NUMBER.search(text):
        raise ScenarioError(f"'{text[:40]}...' is refused: no number needs 300 digits; write it shorter, such as 1e9")


def refuse_unsafe_configuration(configuration: DictConfig) -> None:
    """Raise ScenarioError when a composed configuration could run code or look something up."""
    content: Any = OmegaConf.to_container(configuration, resolve=False)
    hydra = content.pop("hydra", {})
    for path, value in walk(content, ""):
        if path.rpartition(".")[2] in CALLED:
            raise ScenarioError(f"'{path}' is refused: a configuration cannot run code")
        if isinstance(value, str) and RESOLVER.search(value):
            raise ScenarioError(
                f"{path}: '{value}' is refused: values are written out, not looked up; write the value itself"
            )
    refuse_unsafe_hydra(hydra)
