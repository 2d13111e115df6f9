"""The timeline of a plan: which measure runs from when to when, for whom, how strongly, and by which rollout.

A measure is an intervention of the catalogue. Its own parameters go by their names (``commitment: 0.9``), what its
rollout has of its own below ``rollout``: an option by its name, or parameters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from experiments.configuration.plans.named_departments import Names, numbered, ordered
from experiments.configuration.plans.problems import Options, no_such, refused_values, unknown_options
from experiments.wording.calendar import DATE
from sim.errors import nearest_hint
from sim.interventions.catalogue import MEASURES, Interventions
from sim.scenario import declared_parameters

KEY = "measures"
MEASURE, FROM, TO, DEPARTMENTS, ROLLOUT = "measure", "from", "to", "departments", "rollout"
ORDER = "order"
KEYS = (MEASURE, FROM, TO, DEPARTMENTS, ROLLOUT)
KNOWN = tuple(item.name for item in fields(Interventions))
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
    read = [_read(item, f"{KEY}[{place}]", options, names, problems) for place, item in enumerate(values)]
    listed = [name for one in read for name in one.names]
    twice = [name for name in dict.fromkeys(listed) if listed.count(name) > 1]
    problems += [f"{KEY}: '{name}' is there twice; a measure has one time, so give it one line" for name in twice]
    return Measures(
        tuple(listed),
        tuple(text for one in read for text in one.options),
        {name: value for one in read for name, value in one.parameters.items()},
        tuple(text for one in read for text in one.words),
    )


def _read(item: object, where: str, options: Options | None, names: Names | None, problems: list[str]) -> Measures:
    if not isinstance(item, Mapping) or MEASURE not in item:
        problems.append(f"{where} must name a measure, such as {EXAMPLE}")
        return Measures()
    name = str(item[MEASURE])
    if name not in KNOWN:
        hint = nearest_hint(name, KNOWN) or f"; valid: {', '.join(KNOWN)}"
        problems.append(f"{where}.{MEASURE}: there is no measure '{name}'{hint}")
        return Measures()
    problems += [f"{where}.{text}" for text in (*_mistimed(item), *_misplaced(name, item, options))]
    parameters = dict(_parameters(name, item, where, names, problems))
    problems += refused_values(parameters, where)
    rollout = item.get(ROLLOUT)
    chosen = (f"+rollout@rollouts.{name}={rollout}",) if isinstance(rollout, str) else ()
    return Measures((name,), chosen, parameters, (_words(name, item),))


def _mistimed(item: Mapping[Any, Any]) -> Iterator[str]:
    begin, end = item.get(FROM, 0), item.get(TO)
    odd = [key for key, week in ((FROM, begin), (TO, end)) if not (_is_week(week) or (key == TO and week is None))]
    for key in odd:
        dated = "; a date needs study.start" if isinstance(item[key], str) and DATE.fullmatch(item[key]) else ""
        yield f"{key} must be a week of the plan, counted from 0, not {item[key]!r}{dated}"
    if not odd and end is not None and end <= begin:
        yield f"{TO}: it ends in week {end}, before it has begun in week {begin}"


def _is_week(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _misplaced(name: str, item: Mapping[Any, Any], options: Options | None) -> Iterator[str]:
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
    for key, parameter in ((FROM, "start_week"), (TO, "end_week")):
        if _is_week(item.get(key)):
            yield f"intervention.{name}.{parameter}", item[key]
    own = {key: value for key, value in item.items() if key not in KEYS}
    yield from _named(f"intervention.{name}", own, where, problems)
    if name not in MEASURES:
        return
    if DEPARTMENTS in item:
        yield f"rollouts.{name}.{DEPARTMENTS}", numbered(item[DEPARTMENTS], names, f"{where}.{DEPARTMENTS}", problems)
    if isinstance(rollout := item.get(ROLLOUT), Mapping):
        place = f"{where}.{ROLLOUT}"
        order = {ORDER: ordered(rollout[ORDER], names, f"{place}.{ORDER}", problems)} if ORDER in rollout else {}
        yield from _named(f"rollouts.{name}", {**rollout, **order}, place, problems)


def _named(section: str, values: Mapping[Any, Any], where: str, problems: list[str]) -> Iterator[tuple[str, object]]:
    known = [name.removeprefix(f"{section}.") for name in declared_parameters() if name.startswith(f"{section}.")]
    for key, value in values.items():
        if key in known:
            yield f"{section}.{key}", value
        else:
            problems.append(f"{where}: {no_such(key, [*known, *KEYS], '; valid: ' + ', '.join(known))}")


def _words(name: str, item: Mapping[Any, Any]) -> str:
    begin, end = item.get(FROM, 0), item.get(TO)
    when = f"from week {begin}" if end is None else f"weeks {begin} to {end}"
    return ", ".join((f"{name} {when}", *(f"{key} {shown(item[key])}" for key in item if key not in KEYS[:3])))


def shown(value: object) -> str:
    """Return a value in words: lists and parameters without brackets."""
    if isinstance(value, Mapping):
        return " ".join(f"{key} {shown(inner)}" for key, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
