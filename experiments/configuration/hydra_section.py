"""Hydra's own section of a composed configuration: which plugins it may name, and with which of their settings.

Hydra instantiates whatever the launcher and the sweeper hold, nested values included, and so un-pickles a file for whom
a ``joblib.load`` stands there. Only supported classes are left, with the settings that they declare, as plain values.
Settings that end in a shell or in the runtime of a cluster are a matter of whoever types the command, of no file.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from hydra.core.config_store import ConfigStore
from omegaconf import OmegaConf

from experiments.configuration.called import CALLED, RESOLVER, TARGET, is_supported
from sim.errors import ScenarioError

QUIET_LOG = {"version": 1, "root": None, "disable_existing_loggers": False}
KINDS, FOLDERS = ("launcher", "sweeper"), {"run": {"dir": "."}, "sweep": {"dir": ".", "subdir": "."}}
FROM_COMMAND = ("setup", "additional_parameters", "ray", "submitit_folder", "temp_folder")
ANY_BELOW = ("params", "ray", "additional_parameters")
OWN_FOLDER = "hydra.sweep.dir="

Plain = dict[str, Any]


def refuse_unsafe_hydra(hydra: Plain) -> None:
    """Raise ScenarioError where Hydra's section could run code or redirect Hydra."""
    job, asked = hydra.get("job", {}), hydra.get("overrides", {}).get("hydra", [])
    redirected = not any(text.startswith(OWN_FOLDER) for text in asked) and any(
        hydra.get(name, usual) != usual for name, usual in FOLDERS.items()
    )
    if (
        any(hydra.get(name) for name in ("callbacks", "output_subdir", "verbose", "env"))
        or any(job.get(name) for name in ("env_set", "env_copy", "chdir"))
        or redirected
    ):
        raise ScenarioError(
            "a configuration cannot set Hydra's callbacks, environment or folders; remove its 'hydra' section"
        )
    for name in ("job_logging", "hydra_logging"):
        if hydra.get(name, QUIET_LOG) != QUIET_LOG:
            raise ScenarioError(f"a configuration cannot set hydra.{name}; remove it")
    for kind in KINDS:
        if kind in hydra:
            _refuse_unsafe_plugin(kind, hydra[kind], asked)
    rest = {name: value for name, value in hydra.items() if name not in (*KINDS, "overrides", "help", "hydra_help")}
    _refuse_called("hydra", rest)


def _refuse_unsafe_plugin(kind: str, settings: object, asked: list[str]) -> None:
    where = f"hydra.{kind}"
    if not isinstance(settings, Mapping) or not is_supported(settings.get(TARGET)):
        raise ScenarioError(f"'{where}' is refused: it names no supported {kind}; choose one with hydra/{kind}=...")
    declared = _declared(kind).get(settings[TARGET])
    if declared is None:
        raise ScenarioError(f"{where}.{TARGET} is refused: it names no {kind} that is installed here")
    unknown = [name for name in settings if name not in declared]
    if unknown:
        raise ScenarioError(f"'{where}.{unknown[0]}' is refused: it is no setting of the {kind} that is chosen")
    rest = {name: value for name, value in settings.items() if name != TARGET}
    _refuse_called(where, rest)
    if not isinstance(rest.get("params", {}), Mapping | None):
        raise ScenarioError(f"'{where}.params' is refused: it is a section of keys and values")
    for name, value in rest.items():
        if isinstance(value, Mapping) and name not in ANY_BELOW:
            raise ScenarioError(f"'{where}.{name}' is refused: it is a plain value, not a section")
        if name in FROM_COMMAND:
            _refuse_from_file(f"{where}.{name}", value, declared[name], asked)


def _refuse_from_file(where: str, value: object, usual: object, asked: list[str]) -> None:
    """Raise ScenarioError for a value that is neither the usual one nor given on the command line."""
    if isinstance(value, Mapping):
        known = usual if isinstance(usual, Mapping) else {}
        for name, inner in value.items():
            _refuse_from_file(f"{where}.{name}", inner, known.get(name), asked)
    elif value != usual and not any(
        text.lstrip("+").startswith((f"{where}=", f"{where.rpartition('.')[0]}={{")) for text in asked
    ):
        raise ScenarioError(
            f"'{where}' is refused in a file: what a cluster is told to do is given on the command line"
        )


def _refuse_called(where: str, content: object) -> None:
    for path, value in walk(content, f"{where}."):
        if path.rpartition(".")[2] in CALLED:
            raise ScenarioError(f"'{path}' is refused: a configuration cannot run code")
        if isinstance(value, str) and RESOLVER.search(value):
            raise ScenarioError(f"{path}: '{value}' is refused: values are written out, not looked up")


@cache
def _declared(kind: str) -> dict[str, Plain]:
    """Return the settings of every plugin that is installed here, with their defaults, by its class."""
    options = ConfigStore.instance().repo["hydra"].get(kind, {})
    nodes: list[Any] = [
        OmegaConf.to_container(OmegaConf.create(entry.node), resolve=False) for entry in options.values()
    ]
    return {node[TARGET]: node for node in nodes if isinstance(node, dict) and TARGET in node}


def walk(content: Any, prefix: str) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - nested plain values
    """Yield every value of nested plain ones with its dotted path."""
    inside = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for name, value in inside:
        yield f"{prefix}{name}", value
        yield from walk(value, f"{prefix}{name}.")
