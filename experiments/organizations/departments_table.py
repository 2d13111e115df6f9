"""Departments by name: a small table of what is known of them, as parameters of the organization's recipe.

All but the names may be left out: what the table does not tell is as the recipe declares it. Head counts may be left
out only where a list of staff tells them. The parameters hold all that the table says, so that a study is replayed
without it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from experiments.organizations.table import number_text, read_table
from experiments.organizations.text_file import text_of
from sim.errors import ScenarioError, nearest_hint
from sim.organization.departments import UNTOLD
from sim.parameters import BETWEEN_NAMES

OPTION = "organization.departments"
NAME, PEOPLE, KIND = "name", "people", "kind"
TOLD = {
    "trust": "department_trust",
    "silo": "department_silo",
    "process_orientation": "department_process",
    "workload": "department_workload",
    "growth": "department_growth",
    "legacy": "department_legacy",
}
BOUNDS = {"workload": (0.0, 2.0), "growth": (-0.2, 0.3)}
SHARE = (0.0, 1.0)
KINDS = {"process": False, "process-oriented": False, "change": True, "change-oriented": True}
COLUMNS: Mapping[str, Sequence[str]] = {
    NAME: ("department", "department_name", "dept", "unit", "naam", "afdeling", "abteilung"),
    PEOPLE: ("headcount", "head_count", "employees", "staff", "size", "medewerkers", "mitarbeiter"),
    KIND: (),
    "trust": ("vertrouwen",),
    "silo": (),
    "process_orientation": ("process",),
    "workload": ("werkdruk",),
    "growth": ("groei",),
    "legacy": (),
}
EXAMPLE = "{name: Permits, people: 250}"
LARGEST = 1_000_000
Fields = Mapping[str, object]
Rows = Sequence[tuple[str, Fields]]


@dataclass(frozen=True)
class Department:
    """A checked row: whether it is change-oriented where that is told, and what else is told by parameter."""

    name: str
    people: int | None
    changing: bool | None
    told: Mapping[str, float]


def recipe_of_departments(given: str | Sequence[object], notes: list[str]) -> dict[str, object]:
    """Return the parameters of the recipe that a table of departments tells, by their name.

    ``given``: the path of a CSV or .xlsx, or rows such as ``{name: Permits, people: 250}``. What was guessed goes into
    ``notes``. Raises ScenarioError that names all problems, one a line.
    """
    rows = _of_file(given, notes) if isinstance(given, str) else _of_list(given)
    problems: list[str] = []
    departments = [_checked(where, fields, problems) for where, fields in rows]
    problems += _repeated([found.name for found in departments])
    problems += _uncounted([(where, found.people) for (where, _), found in zip(rows, departments, strict=True)])
    refuse(problems)
    return dict(_parameters(departments))


def refuse(problems: Sequence[str]) -> None:
    """Raise ScenarioError where there are problems, one a line."""
    if problems:
        head = f"{len(problems)} problems:\n  " if len(problems) > 1 else ""
        raise ScenarioError(head + "\n  ".join(problems))


def _of_file(path: str, notes: list[str]) -> Rows:
    where = f"{OPTION} = {path}"
    table = read_table(text_of(path, OPTION, notes), where, COLUMNS, (NAME,), notes)
    return [(f"{where} row {row}", table.named(fields)) for row, fields in table.rows]


def _of_list(given: Sequence[object]) -> Rows:
    odd = [f"{OPTION}[{place}] must be a row such as {EXAMPLE}" for place, row in enumerate(given) if not _is_row(row)]
    refuse(odd or ([] if given else [f"{OPTION} is empty: it needs at least one row such as {EXAMPLE}"]))
    return [(f"{OPTION}[{place}]", row) for place, row in enumerate(given) if isinstance(row, Mapping)]


def _is_row(row: object) -> bool:
    return isinstance(row, Mapping) and NAME in row


def _checked(where: str, fields: Fields, problems: list[str]) -> Department:
    name = str(fields.get(NAME) or "").strip()
    if not name or BETWEEN_NAMES in name:
        problems.append(f"{where}: a name is needed, without {BETWEEN_NAMES}")
    told = {key: value for key, value in fields.items() if value not in ("", None) and key != NAME}
    problems += [f"{where}: {text}" for text in _unknown(told)]
    numbers = {
        parameter: _bounded(told[key], f"{where}: {key}", BOUNDS.get(key, SHARE), problems)
        for key, parameter in TOLD.items()
        if key in told
    }
    people = _people(told[PEOPLE], where, problems) if PEOPLE in told else None
    return Department(name, people, _changing(told.get(KIND), where, problems), numbers)


def _unknown(told: Fields) -> Iterator[str]:
    for key in told:
        if key not in COLUMNS:
            yield f"there is no '{key}'{nearest_hint(str(key), COLUMNS) or '; valid: ' + ', '.join(COLUMNS)}"


def _people(value: object, where: str, problems: list[str]) -> int:
    number = _number(value)
    if number is None or not 1 <= number <= LARGEST or number != int(number):
        problems.append(f"{where}: people must be a whole number from 1, not '{value}'")
        return 1
    return int(number)


def _bounded(value: object, where: str, bounds: tuple[float, float], problems: list[str]) -> float:
    number = _number(value)
    if number is None or not bounds[0] <= number <= bounds[1]:
        problems.append(f"{where} must be a number from {bounds[0]:g} to {bounds[1]:g}, not '{value}'")
        return UNTOLD
    return number


def _number(value: object) -> float | None:
    try:
        return None if isinstance(value, bool) else float(number_text(str(value).strip()))
    except ValueError:
        return None


def _changing(value: object, where: str, problems: list[str]) -> bool | None:
    if value is None:
        return None
    kind = str(value).strip().lower()
    if kind not in KINDS:
        problems.append(f"{where}: kind must be one of {', '.join(KINDS)}, not '{value}'")
    return KINDS.get(kind)


def _repeated(names: Sequence[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if name and times > 1:
            yield f"{OPTION}: '{name}' is there {times} times; a department has one row"


def _uncounted(people: Sequence[tuple[str, int | None]]) -> Iterator[str]:
    if any(count is not None for _, count in people):
        yield from (
            f"{where}: people is missing, while other departments have it" for where, count in people if count is None
        )


def _parameters(departments: Sequence[Department]) -> Iterator[tuple[str, object]]:
    yield "departments", len(departments)
    yield "department_names", BETWEEN_NAMES.join(found.name for found in departments)
    sizes = [found.people for found in departments if found.people is not None]
    if sizes:
        yield "department_sizes", sizes
        yield "headcount", sum(sizes)
    if any(found.changing is not None for found in departments):
        changing = [number for number, found in enumerate(departments, start=1) if found.changing]
        yield ("change_departments", changing) if changing else ("change_oriented", 0.0)
    for parameter in TOLD.values():
        means = [found.told.get(parameter, UNTOLD) for found in departments]
        if any(mean != UNTOLD for mean in means):
            yield parameter, means
