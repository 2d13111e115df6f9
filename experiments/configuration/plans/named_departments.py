"""Departments by name: what a plan calls them, as the numbers by which the model knows them."""

from collections.abc import Callable, Sequence

from sim.errors import nearest_hint

Names = Callable[[], Sequence[str]]
MOST = 12
CHART, ORDER, FIRST = "chart", "order", "first_departments"


def numbered(values: object, names: Names | None, where: str, problems: list[str]) -> object:
    """Return a list of departments by number, names among them looked up; what is none goes into ``problems``.

    ``names`` gives the names of all departments in their order. None where nobody knows them: then there is no number,
    and the plan can be read, but is not one to run.
    """
    if not isinstance(values, list) or not any(isinstance(value, str) for value in values):
        return values
    if names is None:
        return []
    known = list(names())
    found = [known.index(value) if value in known else value for value in values]
    for name in (value for value in found if isinstance(value, str)):
        hint = (
            nearest_hint(name, known) or f"; there are {', '.join(known[:MOST])}{', ...' if len(known) > MOST else ''}"
        )
        problems.append(f"{where}: there is no department '{name}'{hint}")
    return [value for value in found if not isinstance(value, str)]


def ordered(values: object, names: Names | None, where: str, problems: list[str]) -> dict[str, object]:
    """Return the parameters of the order of a rollout; a list names the departments that come first, one by one.

    Then all others follow in the order of the table of departments.
    """
    if not isinstance(values, list):
        return {ORDER: values}
    numbers = numbered(values, names, where, problems)
    in_order = numbers == list(range(len(values)))
    return {ORDER: CHART} if in_order else {ORDER: CHART, FIRST: numbers}
