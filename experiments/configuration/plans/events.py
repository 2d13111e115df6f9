"""The events of a plan: what comes in which week, for how long, how strongly, for sure or with a chance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from experiments.configuration.plans.measures import shown
from experiments.configuration.plans.named_departments import Names, numbered
from experiments.configuration.plans.problems import refused_values
from sim.errors import nearest_hint
from sim.events.catalogue import Events as EventSections

KEY = "events"
EVENT, CHANCE = "event", "chance"
DEPARTMENTS = ("merged", "split")
KNOWN = {item.name: tuple(getattr(EventSections(), item.name).declarations()) for item in fields(EventSections)}
EXAMPLE = "{event: budget_cut, week: 60, share: 0.2}"


@dataclass(frozen=True)
class Events:
    """Checked events: parameters by dotted name, and words."""

    parameters: Mapping[str, object] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def read_events(values: object, names: Names | None, problems: list[str]) -> Events:
    """Return the events of a plan; they come for sure where no chance is told. What is wrong goes into ``problems``."""
    if values is None:
        return Events()
    if not isinstance(values, list):
        problems.append(f"{KEY} must be a list such as [{EXAMPLE}], not {values!r}")
        return Events()
    parameters: dict[str, object] = {}
    words = []
    for place, item in enumerate(values):
        found = dict(_read(item, f"{KEY}[{place}]", names, problems))
        if found.keys() & parameters.keys():
            problems.append(f"{KEY}: '{item[EVENT]}' is there twice; it comes once")
        parameters |= found
        if found:
            words.append(_words(item))
    return Events(parameters, tuple(words))


def _read(item: object, where: str, names: Names | None, problems: list[str]) -> Iterator[tuple[str, object]]:
    if not isinstance(item, Mapping) or EVENT not in item:
        problems.append(f"{where} must name an event, such as {EXAMPLE}")
        return
    name = str(item[EVENT])
    if name not in KNOWN:
        problems.append(
            f"{where}: there is no event '{name}'{nearest_hint(name, KNOWN) or '; valid: ' + ', '.join(KNOWN)}"
        )
        return
    own = {CHANCE: 1.0, **{key: value for key, value in item.items() if key != EVENT}}
    odd = [key for key in own if key not in KNOWN[name]]
    problems += [
        f"{where}: {name} has no '{key}'{nearest_hint(str(key), KNOWN[name]) or '; valid: ' + ', '.join(KNOWN[name])}"
        for key in odd
    ]
    known = {key: value for key, value in own.items() if key not in odd}
    known |= {key: numbered(known[key], names, f"{where}.{key}", problems) for key in DEPARTMENTS if key in known}
    parameters = {f"{KEY}.{name}.{key}": value for key, value in known.items()}
    problems += refused_values(parameters, where)
    yield from parameters.items()


def _words(item: Mapping[object, object]) -> str:
    rest = (f"{key} {shown(value)}" for key, value in item.items() if key not in {EVENT, "week"})
    week = [f"in week {item['week']}"] if "week" in item else []
    return ", ".join([" ".join([str(item[EVENT]).replace("_", " "), *week]), *rest])
