"""The timeline of a plan: which measure runs from when to when, for whom, how strongly, and by which rollout.

A measure is an intervention of the catalogue. It has a line for each time it is done. Its own parameters go by their
names (``commitment: 0.9``), what its rollout has of its own below ``rollout``: an option by its name, or parameters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeGuard

from experiments.configuration.plans.measure_times import (
    FROM,
    LATER,
    MEASURE,
    TO,
    Line,
    again_otherwise,
    mistimed,
    overlapping,
    timed,
    times_in_words,
)
from experiments.configuration.plans.named_departments import Names, numbered, ordered
from experiments.configuration.plans.problems import Options, no_such, refused_values, unknown_options
from sim.errors import nearest_hint
from sim.interventions.catalogue import MEASURES, Interventions
from sim.scenario import declared_parameters

KEY = "measures"
DEPARTMENTS, ROLLOUT, ORDER = "departments", "rollout", "order"
KEYS = (MEASURE, FROM, TO, LATER, DEPARTMENTS, ROLLOUT)
KNOWN = tuple(item.name for item in fields(Interventions))
PLANNED_ONCE = "microprojects"
EXAMPLE = "{measure: okr, from: 26}"


@dataclass(frozen=True)
class Measures:
    """A checked timeline: names in their order, overrides that choose options, parameters by dotted name, and words."""

    names: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def read_measures(values: object, options: Options | None, names: Names | None, problems: list[str]) -> Measures:
    """Return the timeline of a plan; add to ``problems`` whatever is wrong with it, each with its place.

    ``options`` gives the options of a group, ``names`` those of all departments; None where nobody knows them yet.
    """
    if values is None:
        return Measures()
    if not isinstance(values, list):
        problems.append(f"{KEY} must be a list such as [{EXAMPLE}], not {values!r}")
        return Measures()
    lines = [(f"{KEY}[{place}]", item) for place, item in enumerate(values) if _is_known(item, place, problems)]
    times = {str(item[MEASURE]): [one for _, one in lines if one[MEASURE] == item[MEASURE]] for _, item in lines}
    read = [_read(item, where, times[str(item[MEASURE])], options, names, problems) for where, item in lines]
    return Measures(
        tuple(times),
        tuple(text for one in read for text in one.options),
        {name: value for one in read for name, value in one.parameters.items()},
        tuple(text for one in read for text in one.words),
    )


def _is_known(item: object, place: int, problems: list[str]) -> TypeGuard[Line]:
    where = f"{KEY}[{place}]"
    if not isinstance(item, Mapping) or MEASURE not in item:
        problems.append(f"{where} must name a measure, such as {EXAMPLE}")
        return False
    if item[MEASURE] not in KNOWN:
        name = str(item[MEASURE])
        hint = nearest_hint(name, KNOWN) or f"; valid: {', '.join(KNOWN)}"
        problems.append(f"{where}.{MEASURE}: there is no measure '{name}'{hint}")
        return False
    return True


def _read(
    item: Line, where: str, times: Sequence[Line], options: Options | None, names: Names | None, problems: list[str]
) -> Measures:
    """Return what one line says; ``times`` are all lines of its measure, the first of which says all but times."""
    name = str(item[MEASURE])
    is_first = item is times[0]
    otherwise = _misplaced(name, item, options) if is_first else again_otherwise(item)
    wrong = [f"{where}.{text}" for text in (*mistimed(item), *otherwise)]
    problems += wrong
    words = () if wrong else (_words(name, item),)
    if not is_first:
        return Measures(words=words)
    parameters = dict(_when(name, times, problems))
    parameters |= dict(_parameters(name, item, where, names, problems))
    problems += refused_values(parameters, where)
    rollout = item.get(ROLLOUT)
    chosen = (f"+rollout@rollouts.{name}={rollout}",) if isinstance(rollout, str) else ()
    return Measures((name,), chosen, parameters, words)


def _when(name: str, times: Sequence[Line], problems: list[str]) -> Iterator[tuple[str, object]]:
    right = [line for line in times if not any(mistimed(line))]
    overlaps = [f"{KEY}: {text}" for text in overlapping(right)]
    problems += overlaps
    if right == times and not overlaps:
        yield from ((f"intervention.{name}.{key}", value) for key, value in timed(times))


def _misplaced(name: str, item: Mapping[Any, Any], options: Options | None) -> Iterator[str]:
    if LATER in item and name == PLANNED_ONCE:
        yield f"{LATER}: what '{name}' does is planned once, before the first week; leave it out"
    for key in (ROLLOUT, DEPARTMENTS):
        if key in item and name not in MEASURES:
            yield f"{key}: '{name}' is not brought to departments; leave {key} out"
    rollout = item.get(ROLLOUT)
    if isinstance(rollout, str):
        yield from unknown_options(ROLLOUT, [rollout], options)
    elif rollout is not None and not isinstance(rollout, Mapping):
        yield f"{ROLLOUT} must be an option such as waves, or parameters such as {{speed: 0.5}}"


def _parameters(
    name: str, item: Mapping[Any, Any], where: str, names: Names | None, problems: list[str]
) -> Iterator[tuple[str, object]]:
    own = {key: value for key, value in item.items() if key not in KEYS}
    yield from _named(f"intervention.{name}", own, where, problems)
    if name not in MEASURES:
        return
    if DEPARTMENTS in item:
        yield f"rollouts.{name}.{DEPARTMENTS}", numbered(item[DEPARTMENTS], names, f"{where}.{DEPARTMENTS}", problems)
    if isinstance(rollout := item.get(ROLLOUT), Mapping):
        place = f"{where}.{ROLLOUT}"
        order = ordered(rollout[ORDER], names, f"{place}.{ORDER}", problems) if ORDER in rollout else {}
        yield from _named(f"rollouts.{name}", {**rollout, **order}, place, problems)


def _named(section: str, values: Mapping[Any, Any], where: str, problems: list[str]) -> Iterator[tuple[str, object]]:
    known = [name.removeprefix(f"{section}.") for name in declared_parameters() if name.startswith(f"{section}.")]
    for key, value in values.items():
        if key in known:
            yield f"{section}.{key}", value
        else:
            problems.append(f"{where}: {no_such(key, [*known, *KEYS], '; valid: ' + ', '.join(known))}")


def _words(name: str, item: Mapping[Any, Any]) -> str:
    rest = (f"{key} {shown(item[key])}" for key in item if key not in (MEASURE, FROM, TO, LATER))
    return ", ".join((f"{name} {times_in_words(item)}", *rest))


def shown(value: object) -> str:
    """Return a value in words: lists and parameters without brackets."""
    if isinstance(value, Mapping):
        return " ".join(f"{key} {shown(inner)}" for key, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
