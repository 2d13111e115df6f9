"""Design points: what is simulated, under which address it is kept, and what it is compared with.

A design is addressed by the hash of everything that determines its runs apart from the replicate: the scenario, the
text of the organization's files and the source of the model. Two commands that ask for the same share the result.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property, lru_cache
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, cast

from experiments.input.plain import MEGA, sha256_of
from experiments.organizations.text_file import file_and_sheet
from experiments.wording.choices import Choice
from sim.compiler import source_stamp
from sim.errors import ScenarioError, reason
from sim.interventions.catalogue import INTERVENTIONS, Interventions, Rollouts
from sim.parameters import Parameters, plain_value
from sim.rollout import Rollout
from sim.scenario import Scenario, declared_parameters

Choices = Mapping[str, Choice]
ORGANIZATION_FILES = ("organization.employees", "organization.ties")
SECTIONS_KNOWN = 10_000
NOTHING_TRIED: dict[str, Any] = {"intervention": Interventions(), "rollout": Rollout(), "rollouts": Rollouts()}
LARGEST_FILE = 1000 * MEGA


@dataclass(frozen=True)
class Design:
    """A scenario under its address."""

    scenario: Scenario

    @cached_property
    def changes(self) -> dict[str, Any]:
        """Values that differ from their declared default, by dotted name."""
        return dict(chain.from_iterable(_changes_of(get(self.scenario), name) for name, get in _sections()))

    @cached_property
    def address(self) -> str:
        """16 hexadecimal digits that change with anything that could change a run."""
        return address_of(self.changes, source_stamp())


@dataclass(frozen=True)
class Point:
    """A design somebody asked for, what was chosen to get it, and the design it is compared with (None: nothing)."""

    design: Design
    baseline: Design | None
    choices: dict[str, Choice]

    def record(self) -> "PointRecord":
        """Return the point without its scenario."""
        return PointRecord(self.design.address, self.baseline.address if self.baseline else None, self.choices)


class PointRecord(NamedTuple):
    """A point by the addresses of its designs, as it is written down."""

    design: str
    baseline: str | None
    choices: dict[str, Choice]


def address_of(changes: Mapping[str, Any], source: str) -> str:
    """Return the address of a design by its changes and the stamp of the model's source.

    Raise ScenarioError without its files.
    """
    files = {name: file_digest(name, changes[name]) for name in ORGANIZATION_FILES if name in changes}
    text = json.dumps([dict(changes) | files, source], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def declared_defaults() -> Mapping[str, Any]:
    """Return the declared default of every scenario parameter as a plain value, by dotted name."""
    return {name: plain_value(declared.default) for name, declared in declared_parameters().items()}


def tries_something(scenario: Scenario) -> bool:
    """Return whether any intervention has a strength above 0."""
    return any(getattr(scenario.intervention, name).strength > 0 for name in INTERVENTIONS)


def untouched(scenario: Scenario) -> Scenario:
    """Return the same people, projects and luck with nothing tried.

    At strength 0 neither an intervention nor its rollout changes a bit, so all go back to what is declared: points
    that differ only in how something is tried share one baseline.
    """
    return replace(scenario, **NOTHING_TRIED)


def varied_keys(choices: Sequence[Choices]) -> list[str]:
    """Return the keys that are not chosen alike everywhere, in the order in which they were asked for."""
    keys = dict.fromkeys(key for chosen in choices for key in chosen)
    return [key for key in keys if any(chosen.get(key) != choices[0].get(key) for chosen in choices)]


def label(choices: Choices) -> str:
    """Return choices as one text, as they would be written on a command line."""
    return ", ".join(f"{key}={shown(value)}" for key, value in choices.items()) or "as declared"


def shown(value: object) -> str:
    """Return one value as it is written on a command line, with all its digits, so that it is found again."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, float):
        return str(value)
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


def value_of(key: str, choices: Choices, changes: Mapping[str, Any]) -> Choice | None:
    """Return what a design has for ``key``: its choice, else the value of the parameter of that name, else None."""
    if key in choices:
        return choices[key]
    value = changes.get(key, declared_defaults().get(key))
    return cast("Choice | None", str(value) if isinstance(value, list) else value)


@lru_cache(SECTIONS_KNOWN)
def kept_once(section: Parameters) -> Parameters:
    """Return the section that is known already under this value: most points of a sweep have the same few."""
    return section


@cache
def _sections(owner: type = Scenario, prefix: str = "") -> Sequence[tuple[str, Callable[[Scenario], Parameters]]]:
    """Return the dotted name of every section of a scenario, and what takes it out."""
    found: list[tuple[str, Callable[[Scenario], Parameters]]] = []
    for item in fields(owner):
        name, kind = f"{prefix}{item.name}", cast("Any", type(item.default))
        found += [(name, attrgetter(name))] if issubclass(kind, Parameters) else _sections(kind, f"{name}.")
    return found


@lru_cache(SECTIONS_KNOWN)
def _changes_of(section: Parameters, name: str) -> Sequence[tuple[str, Any]]:
    """Return the changes of one section, which most points of a sweep have in common."""
    defaults = declared_defaults()
    flat = ((f"{name}.{key}", value) for key, value in section.plain().items())
    return [(key, value) for key, value in flat if value != defaults[key]]


def file_digest(name: str, path: str) -> str:
    """Return the SHA-256 of a file that parameter ``name`` names; raise ScenarioError where it cannot be read."""
    file, _ = file_and_sheet(path)
    try:
        return _digest(file, Path(file).stat().st_mtime_ns)
    except OSError as error:
        raise ScenarioError(f"{name}: cannot read '{path}' ({reason(error)})") from None


@cache
def _digest(path: str, _changed_ns: int) -> str:
    return sha256_of(Path(path), LARGEST_FILE)
