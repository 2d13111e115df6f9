"""Read an organization's own files: people from CSV or label files, ties from CSV, GraphML or edge lists.

Files are read as text and never evaluated. Everything that does not fit is said in one line that names the option,
the file and the row, so that a person can put it right.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path

from sim.errors import ScenarioError, nearest_hint
from sim.organization.chart import Organization
from sim.organization.import_ties import TieRow
from sim.organization.imported import organization_from_tables
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow

EMPLOYEES, TIES = "organization.employees", "organization.ties"
EMPLOYEE_COLUMNS = EmployeeRow._fields[:-1]
TIE_COLUMNS = TieRow._fields[:-1]
DELIMITERS = ",;"
TWO = 2


def read_organization(employees_path: str, ties_path: str, recipe: OrganizationRecipe) -> Organization:
    """Read people and ties and build the organization; ``recipe`` gives team size and span where the files do not.

    People: CSV with a header (id and department; optional manager, team, silo, trust, process_orientation; any order,
    separated by , or ;), or two columns of whole numbers "id department" without a header. Ties: CSV with a header
    (source, target, optional weight), GraphML, or two columns "source target"; lines that begin with # are comments.
    Raises :class:`~sim.errors.ScenarioError` for files that cannot be read or understood.
    """
    return organization_from_tables(read_employees(employees_path), read_ties(ties_path), recipe)


def read_employees(path: str) -> list[EmployeeRow]:
    """Read the table of people."""
    text = _text(path, EMPLOYEES)
    if not _is_csv(text):
        wanted = "expected a CSV header such as id,department,manager or two columns of whole numbers"
        return [
            EmployeeRow(name, department, row=row)
            for row, name, department in _columns(text, f"{EMPLOYEES} = {path}", wanted, numbers=True)
        ]
    header, rows = _table(text, f"{EMPLOYEES} = {path}", EMPLOYEE_COLUMNS, ("id", "department"))
    return [EmployeeRow(**_named(header, EMPLOYEE_COLUMNS, fields), row=row) for row, fields in rows]


def read_ties(path: str) -> list[TieRow]:
    """Read the ties; an undirected GraphML tie goes both ways."""
    text = _text(path, TIES)
    where = f"{TIES} = {path}"
    if text.lstrip().startswith("<"):
        return _graphml_ties(text, where)
    if not _is_csv(text):
        wanted = "expected two columns of ids, GraphML, or CSV with a header such as source,target"
        return [TieRow(source, target, row=row) for row, source, target in _columns(text, where, wanted, numbers=False)]
    header, rows = _table(text, where, TIE_COLUMNS, ("source", "target"))
    return [_tie(_named(header, TIE_COLUMNS, fields), row, where) for row, fields in rows]


def _text(path: str, option: str) -> str:
    """Return a file's text, without a byte order mark, its lines ended as everywhere (old Macs and Windows differ)."""
    if not path:
        raise ScenarioError(f"{option} is empty: give the path of a file, or set organization.source to recipe")
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{option} = {path} is not UTF-8 text (byte {error.start}): save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ScenarioError(f"{option} = {path} cannot be read: {reason}; give the path of an existing file") from None
    if not text.strip():
        raise ScenarioError(f"{option} = {path} is empty: it needs at least one line of data")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_csv(text: str) -> bool:
    first = next(line for line in text.splitlines() if line.strip())
    return any(delimiter in first for delimiter in DELIMITERS)


def _columns(text: str, where: str, wanted: str, *, numbers: bool) -> Iterator[tuple[int, str, str]]:
    """Yield row number and both ids of the lines of two columns, comments and blank lines left out."""
    for row, line in enumerate(text.splitlines(), start=1):
        fields = line.split()
        if not fields or fields[0].startswith("#"):
            continue
        if len(fields) != TWO or (numbers and not all(field.isdecimal() for field in fields)):
            raise ScenarioError(f"{where} row {row}: {wanted}, not '{line.strip()[:60]}'")
        yield row, fields[0], fields[1]


def _table(
    text: str, where: str, known: Sequence[str], needed: Sequence[str]
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header, in lower case, and the numbered rows of a CSV table that has the ``needed`` columns."""
    first = next(line for line in text.splitlines() if line.strip())
    reader = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=first.count), strict=True)
    try:
        rows = [(reader.line_num, [field.strip() for field in fields]) for fields in reader]
    except csv.Error as error:
        raise ScenarioError(f"{where} row {reader.line_num} is not valid CSV: {error}") from None
    (_, names), *rows = [(row, fields) for row, fields in rows if any(fields)]
    header = [name.lower() for name in names]
    _check_header(header, where, known, needed)
    for row, fields in rows:
        if len(fields) != len(header):
            raise ScenarioError(
                f"{where} row {row} has {len(fields)} fields, but the header names {len(header)} columns"
            )
    return header, rows


def _check_header(header: Sequence[str], where: str, known: Sequence[str], needed: Sequence[str]) -> None:
    """Refuse missing and repeated columns, and those that look like a slip of the pen; leave others alone."""
    for name in needed:
        if name not in header:
            hint = (
                nearest_hint(name, header).replace("did you mean", "rename") or f"; the header has {', '.join(header)}"
            )
            raise ScenarioError(f"{where} has no column '{name}'{hint}")
    for name in header:
        hint = nearest_hint(name, known)
        if name not in known and hint:
            raise ScenarioError(f"{where} has an unknown column '{name}'{hint}")
        if name in known and header.count(name) > 1:
            raise ScenarioError(f"{where} has the column '{name}' more than once: keep one")


def _named(header: Sequence[str], known: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    return {name: field for name, field in zip(header, fields, strict=True) if name in known}


def _tie(named: dict[str, str], row: int, where: str) -> TieRow:
    weight = _weight(named["weight"], f"{where} row {row}") if "weight" in named else None
    return TieRow(named["source"], named["target"], weight, row)


def _weight(given: object, where: str) -> float:
    try:
        weight = float(str(given))
    except ValueError:
        weight = float("nan")
    if not isfinite(weight):
        raise ScenarioError(f"{where}: the weight '{given}' is not a number; write 0.5, for example")
    return weight


def _graphml_ties(text: str, where: str) -> list[TieRow]:
    from xml.etree.ElementTree import ParseError

    import networkx as nx

    try:
        graph = nx.parse_graphml(text)
    except (nx.NetworkXError, ParseError, KeyError, ValueError, AttributeError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ScenarioError(f"{where} is not valid GraphML: {reason}") from None
    ties: list[TieRow] = []
    for number, (source, target, data) in enumerate(graph.edges(data=True), start=1):
        weight = _weight(data["weight"], f"{where} edge {number}") if "weight" in data else None
        ties.append(TieRow(str(source), str(target), weight, number))
        if not graph.is_directed():
            ties.append(TieRow(str(target), str(source), weight, number))
    return ties
