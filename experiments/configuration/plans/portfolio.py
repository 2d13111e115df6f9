"""The portfolio of a plan: projects one by one, from a list or a table, or a mixture of sizes in one line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from experiments.configuration.plans.listed_projects import COLUMNS, Listed, Rules, read_project
from experiments.configuration.plans.named_departments import Names
from experiments.configuration.plans.problems import no_such
from experiments.organizations.table import normal, read_table
from experiments.organizations.text_file import text_of
from sim.errors import ScenarioError, nearest_hint
from sim.parameters import BETWEEN_NAMES

KEY = "portfolio"
FILE, MAP, PROJECTS = "file", "columns", "projects"
OF_A_TABLE = (FILE, MAP, PROJECTS, "cost_in", "person_week", "leave_out_incomplete")
MIXTURE = re.compile(r"(\d+)\s*[x×]\s*(\d+(?:\.\d+)?)")
WINDOW = re.compile(r",?\s*(?:in )?weeks (\d+) to (\d+)\s*$", re.IGNORECASE)
WORDS_AFTER = re.compile(r"\s*person-?\s?weeks?\s*$", re.IGNORECASE)
MOST, EXAMPLE = 20_000, "'60 x 10, 6 x 240 person-weeks', a list of projects, or {file: projects.csv}"


@dataclass(frozen=True)
class Portfolio:
    """A checked portfolio: parameters by dotted name, and words."""

    parameters: Mapping[str, object] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def is_parameters(values: object) -> bool:
    """Return whether a portfolio is told by its parameters (``efforts: [...]``), as any other section is."""
    return isinstance(values, Mapping) and not any(key in OF_A_TABLE for key in values)


def read_portfolio(values: object, begin: date | None, names: Names | None, problems: list[str]) -> Portfolio:
    """Return the portfolio of a plan, which may begin on a date; add to ``problems`` what is wrong with it."""
    if values is None or is_parameters(values):
        return Portfolio()
    if isinstance(values, str):
        mixture = _mixture(values)
        return _mixed(*mixture, problems) if mixture else _of_file(values, {}, Rules(begin), names, problems)
    if isinstance(values, list):
        return _of_rows([(f"{KEY}[{place}]", row) for place, row in enumerate(values)], Rules(begin), names, problems)
    if not isinstance(values, Mapping):
        problems.append(f"{KEY} must be {EXAMPLE}, not {values!r}")
        return Portfolio()
    return _of_table(values, begin, names, problems)


def _mixture(text: str) -> tuple[Sequence[tuple[int, float]], tuple[int, int] | None] | None:
    """Return (how many, effort) of each size, and in which weeks, where that is told; None for another text."""
    window = WINDOW.search(text)
    sizes = WORDS_AFTER.sub("", WINDOW.sub("", text))
    found = [MIXTURE.fullmatch(part.strip()) for part in sizes.split(",")]
    counts = [(int(part[1]), float(part[2])) for part in found if part]
    return (counts, (int(window[1]), int(window[2])) if window else None) if len(counts) == len(found) else None


def _mixed(counts: Sequence[tuple[int, float]], weeks: tuple[int, int] | None, problems: list[str]) -> Portfolio:
    total = sum(count for count, _ in counts)
    if not 0 < total <= MOST:
        problems.append(f"{KEY}: {total} projects; give 1 to {MOST:,}")
        return Portfolio()
    parameters: dict[str, object] = {f"{KEY}.efforts": [effort for count, effort in counts for _ in range(count)]}
    words = f"portfolio: {', '.join(f'{count} of {effort:g}' for count, effort in counts)} person-weeks"
    if weeks is None:
        return Portfolio(parameters, (words,))
    begin, end = weeks
    if end <= begin:
        problems.append(f"{KEY}: weeks {begin} to {end}: they end before they begin")
    parameters[f"{KEY}.starts"] = [
        begin + place * (end - begin) // count for count, _ in counts for place in range(count)
    ]
    return Portfolio(parameters, (f"{words}, weeks {begin} to {end}",))


def _of_table(
    values: Mapping[object, object], begin: date | None, names: Names | None, problems: list[str]
) -> Portfolio:
    odd = [key for key in values if key not in OF_A_TABLE]
    problems += [f"{KEY}: {no_such(key, OF_A_TABLE, f'; give {EXAMPLE}')}" for key in odd]
    rules = Rules.checked(values, begin, KEY, problems)
    rows = values.get(PROJECTS)
    if isinstance(rows, list):
        return _of_rows([(f"{KEY}.{PROJECTS}[{place}]", row) for place, row in enumerate(rows)], rules, names, problems)
    columns = values.get(MAP) or {}
    if not isinstance(columns, Mapping) or FILE not in values:
        problems.append(f"{KEY} needs a file, and columns such as {{name: Project, cost: Budget}} where they differ")
        return Portfolio()
    return _of_file(str(values[FILE]), columns, rules, names, problems)


def _of_file(
    path: str, columns: Mapping[object, object], rules: Rules, names: Names | None, problems: list[str]
) -> Portfolio:
    odd = [str(key) for key in columns if key not in COLUMNS]
    if names is None:  # the plan is read, not run: its table may be elsewhere
        return Portfolio({}, (f"portfolio: {path}",))
    problems += [
        f"{KEY}.{MAP}: there is no '{key}'{nearest_hint(key, COLUMNS)}; valid: {', '.join(COLUMNS)}" for key in odd
    ]
    called = {name: (normal(str(columns[name])),) if name in columns else others for name, others in COLUMNS.items()}
    try:
        table = read_table(text_of(path, KEY, []), f"{KEY} = {path}", called, ("name",), [])
    except ScenarioError as error:
        problems.append(str(error))
        return Portfolio()
    rows = [(f"{KEY} = {path} row {row}", table.named(fields)) for row, fields in table.rows]
    return _of_rows(rows, rules, names, problems)


def _of_rows(rows: Sequence[tuple[str, object]], rules: Rules, names: Names | None, problems: list[str]) -> Portfolio:
    found: list[Listed] = []
    left_out = 0
    for where, row in rows:
        wrong: list[str] = []
        project = read_project(row, where, rules, names, wrong)
        incomplete = project is None or not project.effort
        if incomplete and rules.leave_out_incomplete:
            left_out += 1
            continue
        problems += wrong
        if project is not None:
            found.append(project)
    problems += [f"{KEY}: '{name}' is there twice; projects need names that differ" for name in _twice(found)]
    if not found and not problems:
        problems.append(f"{KEY} has no projects; give {EXAMPLE}")
    if len(found) > MOST:
        problems.append(f"{KEY}: {len(found)} projects; give 1 to {MOST:,}")
    return Portfolio(dict(_parameters(found)), tuple(_words(found, left_out)))


def _twice(found: Sequence[Listed]) -> Iterator[str]:
    seen: set[str] = set()
    for project in found:
        if project.name in seen:
            yield project.name
        seen.add(project.name)


def _parameters(found: Sequence[Listed]) -> Iterator[tuple[str, object]]:
    yield f"{KEY}.names", BETWEEN_NAMES.join(project.name for project in found)
    yield f"{KEY}.efforts", [project.effort for project in found]
    if any(project.start is not None for project in found):
        yield f"{KEY}.starts", [project.start or 0 for project in found]
    for name, nothing in (("deadline", 0), ("owner", -1), ("rank", 0), ("mandatory", 0), ("benefits", 1.0)):
        values = [getattr(project, name) for project in found]
        if any(value != nothing for value in values):
            plural = {"deadline": "deadlines", "owner": "owners", "rank": "ranks"}.get(name, name)
            yield f"{KEY}.{plural}", values
    pairs = [(number, department) for number, project in enumerate(found) for department in project.departments]
    if pairs:
        yield f"{KEY}.participants", [number for pair in pairs for number in pair]


def _words(found: Sequence[Listed], left_out: int) -> Iterator[str]:
    if found:
        total = sum(project.effort for project in found)
        yield f"portfolio: {len(found)} projects by name, {total:,.0f} person-weeks"
        undated = sum(project.start is None for project in found)
        if 0 < undated < len(found):
            yield f"{undated} of these have no start and can begin in week 0"
    if left_out:
        yield f"{left_out} projects without an effort or a cost are left out"
