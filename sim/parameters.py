"""One declaration a parameter: type, default, bounds, unit, meaning, source, evidence grade and role.

The same declaration drives the check of a configuration, the tables of the documentation, the samplers of a sweep
and the typed record that the compiled engine reads. Nothing about a parameter is said a second time elsewhere.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any, Self, cast, dataclass_transform

from sim.errors import ScenarioError, nearest_hint

FITTED = "fitted by hand and by the calibration script; see the scoreboard for the targets"

BETWEEN_NAMES = ";"

Value = bool | int | float | str | Enum | tuple[float, ...]


class Role(Enum):
    """What somebody may do with a parameter: pull it, doubt it, or leave it alone."""

    LEVER = "lever"
    UNCERTAINTY = "uncertainty"
    CONSTANT = "constant"


class Grade(Enum):
    """How well a default is supported, from the cases' own documents down to an assumption."""

    SEED = "seed"
    LITERATURE = "literature"
    DATA = "data"
    ASSUMPTION = "assumption"


@dataclass(frozen=True)
class Declaration:
    """Everything that is said about one parameter.

    ``without`` says what would have been with a mechanism switched off. Where ``default`` is None the parameter is as
    the one that ``as_in`` names, whose default is ``kind``.
    """

    default: Value | None
    meaning: str
    unit: str
    bounds: tuple[float, float] | None
    role: Role
    grade: Grade
    source: str
    without: str = ""
    as_in: str = ""
    kind: Value | None = None
    off: Value | None = None

    @property
    def example(self) -> Value:
        """A value of the parameter's type: its default, or that of the parameter it is as."""
        return cast("Value", self.kind if self.default is None else self.default)


def declare(
    meaning: str,
    *,
    default: Value,
    unit: str = "1",
    bounds: tuple[float, float] | None = None,
    role: Role = Role.UNCERTAINTY,
    grade: Grade = Grade.ASSUMPTION,
    source: str = "",
    without: str = "",
    off: Value | None = None,
) -> Any:  # noqa: ANN401 - a field specifier takes the type of the attribute it is assigned to
    """Declare one parameter of a :class:`Parameters` section; numbers need ``bounds`` (both ends allowed).

    A mechanism's switch says in ``without`` what would have been had it been off, as in "if nobody had left". The
    strength of a coupling says in ``off`` at which value it changes nothing.
    """
    declaration = Declaration(default, meaning, unit, bounds, role, grade, source, without, off=off)
    return field(default=default, metadata={"declaration": declaration})


def as_in(path: str, section: "type[Parameters]", *, default: None) -> Any:  # noqa: ANN401 - the same
    """Declare a parameter that is as another one, such as ``rollout.speed``, until it is set; None is "not set"."""
    origin = section.declarations()[path.rpartition(".")[2]]
    declaration = dataclasses.replace(origin, default=default, as_in=path, kind=origin.default)
    return field(default=default, metadata={"declaration": declaration})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(declare, as_in))
class Parameters:
    """A named section of declared parameters; a subclass is an immutable dataclass."""

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)

    @classmethod
    @cache
    def declarations(cls) -> dict[str, Declaration]:
        """Return the declarations of this section by parameter name, in the order they were written."""
        fields = dataclasses.fields(cast("Any", cls))
        return {item.name: item.metadata["declaration"] for item in fields}

    @classmethod
    @cache
    def numbers(cls) -> tuple[str, ...]:
        """Return the names of the parameters that compiled code reads: all but texts, lists and what may be unset."""
        return tuple(
            name
            for name, declared in cls.declarations().items()
            if not isinstance(declared.default, (str, tuple, type(None)))
        )

    @classmethod
    def checked(cls, values: Mapping[str, object], where: str) -> Self:
        """Build the section from plain values.

        Raise :class:`ScenarioError` naming the parameter and what is allowed.
        """
        declared = cls.declarations()
        for name in values:
            if name not in declared:
                hint = nearest_hint(name, declared) or f"; valid here: {', '.join(declared)}"
                raise ScenarioError(f"unknown parameter '{where}.{name}'{hint}")
        checked = {name: check(value, declared[name], f"{where}.{name}") for name, value in values.items()}
        return cls(**checked)

    def plain(self) -> dict[str, object]:
        """Return the section as plain values (enum members as their text, tuples as lists)."""
        return {name: plain_value(getattr(self, name)) for name in self.declarations()}


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that a text lists, with ``BETWEEN_NAMES`` between them; none where it lists none."""
    return tuple(name.strip() for name in text.split(BETWEEN_NAMES)) if text.strip() else ()


def plain_value(value: Value | None) -> object:
    """Return a value as it is written in a configuration file; None where it is not set."""
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def check(value: object, declaration: Declaration, where: str) -> Value | None:
    """Return ``value`` in the declared type, or raise :class:`ScenarioError` with the allowed type, choice or range."""
    if value is None and declaration.as_in:
        return None
    default = declaration.example
    if isinstance(default, bool):
        return _checked_switch(value, where)
    if isinstance(default, Enum):
        return _checked_choice(value, type(default), where)
    if isinstance(default, str):
        return _checked_text(value, where)
    if isinstance(default, tuple):
        return _checked_numbers(value, declaration, where)
    return _checked_number(value, declaration, where)


def _checked_switch(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise ScenarioError(f"{where} must be true or false, not {value!r}")
    return value


def _checked_choice(value: object, choices: type[Enum], where: str) -> Enum:
    if isinstance(value, choices):
        return value
    names = [str(member.value) for member in choices]
    if value not in names:
        raise ScenarioError(
            f"{where} must be one of {', '.join(names)}, not {value!r}{nearest_hint(str(value), names)}"
        )
    return choices(value)


def _checked_text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ScenarioError(f"{where} must be a text, not {value!r}")
    return value


def _checked_numbers(value: object, declaration: Declaration, where: str) -> tuple[float, ...]:
    if not isinstance(value, (list, tuple)):
        raise ScenarioError(f"{where} must be a list of numbers such as [0, 13], not {value!r}")
    return tuple(float(_in_bounds(item, declaration, f"{where}[{index}]")) for index, item in enumerate(value))


def _checked_number(value: object, declaration: Declaration, where: str) -> int | float:
    number = _in_bounds(value, declaration, where)
    if not isinstance(declaration.example, int):
        return float(number)
    if number != int(number):
        raise ScenarioError(f"{where} must be a whole number, not {number!r}")
    return int(number)


def _in_bounds(value: object, declaration: Declaration, where: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ScenarioError(f"{where} must be a number ({_allowed(declaration)}), not {value!r}")
    if not isfinite(value):
        raise ScenarioError(f"{where} must be a finite number ({_allowed(declaration)}), not {value!r}")
    if declaration.bounds is not None and not declaration.bounds[0] <= value <= declaration.bounds[1]:
        raise ScenarioError(f"{where} = {value:g} is out of bounds: allowed is {_allowed(declaration)}")
    return value


def _allowed(declaration: Declaration) -> str:
    unit = "" if declaration.unit == "1" else f" {declaration.unit}"
    if declaration.bounds is None:
        return f"any number{unit}"
    return f"{declaration.bounds[0]:g} to {declaration.bounds[1]:g}{unit}"
