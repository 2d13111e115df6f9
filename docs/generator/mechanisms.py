"""The mechanisms of the model: which modules they are, what their docstrings say, and which parameters are theirs."""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from docs.generator.errors import DocumentationError
from sim.parameters import Parameters
from sim.scenario import Scenario

PACKAGES = ("sim.interventions", "sim.processes", "sim.events")
SINGLE_MODULES = ("sim.rollout", "sim.organization.recipe", "sim.outcomes.benefits", "sim.outcomes.change_success")
PLUMBING = {
    "sim.interventions.agenda",
    "sim.interventions.catalogue",
    "sim.events.catalogue",
}  # how they are put together, not one of them
ROLLOUTS = ("sim.rollout", "sim.interventions.own_rollout")  # who starts when, wherever it is written
NEEDED = ("Rule", "Source")
PART = re.compile(r"([A-Z][a-z]+) {2,}(?=\S)")
SWITCHES = ("strength", "active")


@dataclass(frozen=True)
class Mechanism:
    """One module of the model, as its docstring describes it.

    ``parts`` holds Rule, Source and whatever else it names.
    """

    module: str
    title: str
    summary: str
    parts: Mapping[str, str]
    sections: Mapping[str, type[Parameters]]

    @property
    def address(self) -> str:
        """Place of its page and its picture in the site, without the ending."""
        return f"mechanisms/{self.module.removeprefix('sim.').replace('.', '/')}"

    @property
    def is_intervention(self) -> bool:
        """Whether it is tried, rather than something that happens anyway."""
        return self.module.startswith("sim.interventions.") and self.module not in ROLLOUTS

    @property
    def switch(self) -> str | None:
        """Dotted name of the parameter that takes the mechanism out; None where it cannot be taken out."""
        for section, declared in self.sections.items():
            name = SWITCHES[0] if self.is_intervention else SWITCHES[1]
            if name in declared.declarations():
                return f"{section}.{name}"
        return None


@cache
def mechanisms() -> dict[str, Mechanism]:
    """Return every mechanism by module.

    Raise DocumentationError for one whose docstring lacks its rule or its source.
    """
    return {name: read_mechanism(name, inspect.getdoc(import_module(name)) or "") for name in mechanism_modules()}


def mechanism_modules() -> list[str]:
    """Return the modules that need a page, those of a package in the order of their names."""
    named = [
        f"{package}.{module.name}" for package in PACKAGES for module in iter_modules(import_module(package).__path__)
    ]
    return [*(name for name in named if name not in PLUMBING), *SINGLE_MODULES]


def read_mechanism(module: str, text: str) -> Mechanism:
    """Return what the docstring of a module says; raise DocumentationError where it has no rule or no source."""
    head, _, body = text.partition("\n\n")
    title, summary = _title_and_idea(" ".join(head.split()))
    parts = read_parts(body)
    for name in NEEDED:
        if not parts.get(name):
            raise DocumentationError(
                f"{module}: the docstring has no '{name}'; add a line '{name:<8}...' that begins at the margin"
            )
    own = {name: section for name, section in parameter_sections() if section.__module__ == module}
    return Mechanism(module, title, summary, parts, own)


def _title_and_idea(head: str) -> tuple[str, str]:
    """Split ``Name: idea``; without a colon what comes before the first comma is the name."""
    if ": " in head:
        name, idea = head.split(": ", 1)
        return name, idea
    return head.rstrip(".").partition(", ")[0], head


def read_parts(body: str) -> dict[str, str]:
    """Return the parts of a docstring by name.

    A part begins with its name at the margin and goes on while lines are indented.
    """
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    indent = 0
    for line in body.splitlines():
        start = PART.match(line)
        if start:
            indent = start.end()
            lines = found.setdefault(start[1], [])
            lines.append(line[indent:])
        elif lines is not None and line.startswith(" "):
            lines.append(line[min(indent, len(line) - len(line.lstrip())) :])
        else:
            lines = None
    return {name: "\n".join(lines) for name, lines in found.items()}


def parameter_sections(owner: type = Scenario, prefix: str = "") -> Iterator[tuple[str, type[Parameters]]]:
    """Yield every section of a scenario by its dotted name, in the order of the scenario."""
    for item in fields(owner):
        section: Any = type(item.default)
        if issubclass(section, Parameters):
            yield f"{prefix}{item.name}", section
        else:
            yield from parameter_sections(section, f"{prefix}{item.name}.")
