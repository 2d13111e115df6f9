"""How tables are to be read where they are not as this program knows them: columns, scales, and who is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from experiments.input.dates import date_of
from experiments.organizations.problems import refuse_found
from experiments.organizations.table import normal, number_text
from sim.errors import nearest_hint
from sim.organization.roster import TRAITS

PEOPLE, TIES = "people", "ties"
PEOPLE_COLUMNS = ("id", "department", "manager", "team", *TRAITS)
TIES_COLUMNS = ("source", "target", "weight", "type", "date")
AS_WRITTEN, BOTH = "as written", "both"
DIRECTIONS = (AS_WRITTEN, "reversed", BOTH)
KEYS = {
    PEOPLE: ("columns", "scales", "leave_out", "unknown_managers", "managers_by", "top"),
    TIES: ("columns", "from", "until", "at_least", "direction", "domain", "outsiders"),
}


@dataclass(frozen=True)
class Scale:
    """A scale of answers: its two ends, or labels with what each stands for as a share."""

    ends: tuple[float, float] = (0.0, 1.0)
    labels: Mapping[str, float] = field(default_factory=dict)

    def share(self, text: str) -> float | None:
        """Return an answer as a share from 0 to 1; None where it is not on the scale."""
        if self.labels:
            return self.labels.get(normal(text))
        try:
            found = (float(number_text(text)) - self.ends[0]) / (self.ends[1] - self.ends[0])
        except ValueError:
            return None
        return found if 0.0 <= found <= 1.0 else None

    def __str__(self) -> str:
        return ", ".join(self.labels) if self.labels else f"from {self.ends[0]:g} to {self.ends[1]:g}"


@dataclass(frozen=True)
class HowPeople:
    """How the table of people is read.

    Attributes:
        columns: which column of the table is one of ``PEOPLE_COLUMNS``.
        scales: of traits.
        leave_out: values of columns whose rows are left out.
        to_top: whether people whose manager is nobody in the table report to the top.
        managers_by: the column that names managers, where it is not the id; empty: ids.
        top: who is at the top; empty: the first without a manager.

    """

    columns: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    leave_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    to_top: bool = False
    managers_by: str = ""
    top: str = ""


@dataclass(frozen=True)
class HowTies:
    """How the table of ties is read.

    Attributes:
        columns: which column of the table is one of ``TIES_COLUMNS``.
        first, last: days between which messages of a log count; None: all.
        at_least: how many messages make a tie.
        direction: one of ``DIRECTIONS``; as written, the sender turns to the recipient.
        domain: what stands behind the @ of one's own addresses, which are left out of names; empty: addresses are ids.
        drop: whether ties to others than these people are left out; None: of a log only.

    """

    columns: Mapping[str, str] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    at_least: int = 1
    direction: str = AS_WRITTEN
    domain: str = ""
    drop: bool | None = None


@dataclass(frozen=True)
class How:
    """How both tables are read."""

    people: HowPeople = field(default_factory=HowPeople)
    ties: HowTies = field(default_factory=HowTies)


def how_told(given: Mapping[str, Any], where: str) -> How:
    """Return what was said about how tables are read; raise ScenarioError that names all that is wrong with it."""
    found: list[str] = []
    unknown = [key for key in given if key not in KEYS]
    found += [f"there is no '{key}'{nearest_hint(str(key), KEYS) or '; valid: people, ties'}" for key in unknown]
    people, ties = (_section(given.get(name), name, found) for name in KEYS)
    told = How(_people(people, found), _ties(ties, found))
    refuse_found([f"{where}: {text}" for text in found])
    return told


def _section(given: object, name: str, found: list[str]) -> Mapping[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        found.append(f"{name} is a section such as {{columns: {{id: Personnel no.}}}}")
        return {}
    odd = [key for key in given if key not in KEYS[name]]
    valid = KEYS[name]
    found += [f"{name}.{key} is no key{nearest_hint(str(key), valid)}; valid: {', '.join(valid)}" for key in odd]
    return given


def _people(given: Mapping[str, Any], found: list[str]) -> HowPeople:
    managers = _one_of(given, "people.unknown_managers", ("refuse", "top"), found)
    scales = {name: _scale(name, one, found) for name, one in _mapping(given, "people.scales", found).items()}
    left_out = _mapping(given, "people.leave_out", found)
    return HowPeople(
        columns=_columns(given.get("columns"), PEOPLE, PEOPLE_COLUMNS, found),
        scales={str(name): scale for name, scale in scales.items() if scale is not None},
        leave_out={str(column): _texts(values) for column, values in left_out.items()},
        to_top=managers == "top",
        managers_by=_text(given, "people.managers_by", found),
        top=_text(given, "people.top", found),
    )


def _texts(given: object) -> frozenset[str]:
    return frozenset(normal(str(value)) for value in (given if isinstance(given, list) else [given]))


def _ties(given: Mapping[str, Any], found: list[str]) -> HowTies:
    at_least = given.get("at_least", 1)
    if isinstance(at_least, bool) or not isinstance(at_least, int) or at_least < 1:
        found.append(f"ties.at_least is a whole number from 1, not '{at_least}'")
        at_least = 1
    outsiders = _one_of(given, "ties.outsiders", ("drop", "refuse"), found) if "outsiders" in given else ""
    return HowTies(
        columns=_columns(given.get("columns"), TIES, TIES_COLUMNS, found),
        first=_day(given, "from", found),
        last=_day(given, "until", found),
        at_least=at_least,
        direction=_one_of(given, "ties.direction", DIRECTIONS, found),
        domain=_text(given, "ties.domain", found).lstrip("@").lower(),
        drop=outsiders == "drop" if outsiders else None,
    )


def _mapping(given: Mapping[str, Any], option: str, found: list[str]) -> Mapping[str, Any]:
    value = given.get(option.rpartition(".")[2]) or {}
    if isinstance(value, Mapping):
        return value
    found.append(f"{option} takes one line a column, such as {{trust: [1, 7]}}")
    return {}


def _columns(given: object, section: str, known: Sequence[str], found: list[str]) -> dict[str, str]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        found.append(f"{section}.columns says which column is what, such as {{{known[0]}: Personnel no.}}")
        return {}
    odd, valid = [name for name in given if name not in known], ", ".join(known)
    found += [f"{section}.columns.{name} is no column{nearest_hint(str(name), known)}; valid: {valid}" for name in odd]
    return {str(name): str(said) for name, said in given.items() if name in known}


def _scale(name: object, given: object, found: list[str]) -> Scale | None:
    if name not in TRAITS:
        found.append(f"people.scales.{name} is no trait{nearest_hint(str(name), TRAITS)}; valid: {', '.join(TRAITS)}")
        return None
    ends = [value for value in given if _is_number(value)] if isinstance(given, list) else []
    if isinstance(given, list) and len(given) == len(ends) == 2 and ends[0] != ends[1]:  # noqa: PLR2004 - two ends
        return Scale((float(ends[0]), float(ends[1])))
    if isinstance(given, list) and len(given) > 1 and not ends:
        return Scale(labels={normal(str(label)): place / (len(given) - 1) for place, label in enumerate(given)})
    if isinstance(given, Mapping) and given and all(_is_number(share) and 0 <= share <= 1 for share in given.values()):
        return Scale(labels={normal(str(label)): float(share) for label, share in given.items()})
    found.append(f"people.scales.{name} takes two ends such as [1, 7], labels from low to high, or {{label: share}}")
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(given: Mapping[str, Any], option: str, found: list[str]) -> str:
    value = given.get(option.rpartition(".")[2], "")
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    found.append(f"{option} is one text, in quotes where it looks like something else")
    return ""


def _one_of(given: Mapping[str, Any], option: str, valid: Sequence[str], found: list[str]) -> str:
    value = str(given.get(option.rpartition(".")[2], valid[0]))
    if value not in valid:
        found.append(f"{option} is one of {', '.join(valid)}, not '{value}'")
    return value


def _day(given: Mapping[str, Any], key: str, found: list[str]) -> date | None:
    day = None if key not in given else date_of(given[key])
    if key in given and day is None:
        found.append(f"ties.{key}: '{given[key]}' is no date; write 2026-01-05")
    return day
