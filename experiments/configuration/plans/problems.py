"""What can be wrong with the names and the values of a plan, so that all of it can be said at once."""

from collections.abc import Callable, Collection, Mapping, Sequence

from sim.errors import ScenarioError, nearest_hint
from sim.parameters import check
from sim.scenario import declared_parameters

Options = Callable[[str], Sequence[str]]


def refused_values(parameters: Mapping[str, object], where: str = "") -> list[str]:
    """Return what is refused of values by the dotted names of their parameters."""
    prefix = f"{where}: " if where else ""
    return [f"{prefix}{said}" for name, value in parameters.items() if (said := _refused(name, value))]


def unknown_options(group: str, names: Sequence[str], options: Options | None) -> list[str]:
    """Return which names are no options of a group; nothing where nobody knows them yet."""
    known = options(group) if options else names
    return [
        f"{group}: it has no option '{name}'{nearest_hint(name, known)}; valid: {', '.join(known)}"
        for name in names
        if name not in known
    ]


def no_such(key: object, valid: Collection[str], otherwise: str = "") -> str:
    """Return that there is no such key, and what may be meant: the nearest, else ``otherwise``, else all valid ones."""
    return f"there is no '{key}'{nearest_hint(str(key), valid) or otherwise or '; valid: ' + ', '.join(valid)}"


def _refused(name: str, value: object) -> str:
    try:
        check(value, declared_parameters()[name], name)
    except ScenarioError as error:
        return str(error)
    return ""
