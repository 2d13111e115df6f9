"""The table of ties: a CSV or a spreadsheet, a network file, a log of messages, a matrix, or two columns of ids."""

from collections.abc import Set as AbstractSet

from experiments.organizations.graphs import kind_of, read_graph
from experiments.organizations.how import HowTies
from experiments.organizations.messages import as_told, counted
from experiments.organizations.people import two_columns
from experiments.organizations.table import Table, first_line, read_table, separator_of
from experiments.organizations.text_file import text_of
from experiments.organizations.weights import scaled, weight_of
from sim.organization.import_ties import TieRow

OPTION = "organization.ties"
COLUMNS = {
    "source": ("from", "sender", "ego", "van", "von", "afzender", "absender", "from_id", "source_id", "from_address"),
    "target": (
        "to",
        "recipient",
        "receiver",
        "alter",
        "naar",
        "an",
        "ontvanger",
        "empfanger",
        "to_id",
        "target_id",
        "to_address",
    ),
    "weight": ("count", "messages", "emails", "strength", "gewicht", "aantal"),
    "type": (),
    "date": ("timestamp", "time", "sent", "sent_at", "datum", "datetime", "sent_on", "date_sent", "received"),
}
AS_IT_IS = HowTies()
UNDIRECTED = ("undirected", "mutual", "both")
WANTED = "expected two columns of ids, GraphML, or CSV with a header such as source,target"


def read_ties(
    path: str, people: AbstractSet[str] = frozenset(), notes: list[str] | None = None, how: HowTies = AS_IT_IS
) -> list[TieRow]:
    """Read the ties; an undirected one goes both ways; what was guessed or left out goes into ``notes``.

    ``people``: the ids that ties may have, empty where nobody knows them. Raises ScenarioError for files that cannot be
    read or understood.
    """
    notes = [] if notes is None else notes
    text, where = text_of(path, OPTION, notes), f"{OPTION} = {path}"
    ties = as_told(_read(text, where, people, how, notes), where, people, how, notes)
    if not ties:
        notes.append(f"{where}: there is not a single tie, so nobody turns to anybody")
    return scaled(ties, where, notes)


def _read(text: str, where: str, people: AbstractSet[str], how: HowTies, notes: list[str]) -> list[TieRow]:
    if kind := kind_of(text):
        return read_graph(text, kind, where, people, notes)
    if _is_list(text):
        return [TieRow(source, target, row=row) for row, source, target in two_columns(text, where, WANTED, False)]
    if matrix := _matrix(text, where, people, notes):
        return matrix
    table = read_table(text, where, COLUMNS, ("source", "target"), notes, how.columns)
    if "date" in table.columns and "weight" not in table.columns:
        return counted(table, where, people, how, notes)
    return _of_table(table, where, notes)


def _is_list(text: str) -> bool:
    separator = separator_of(text)
    known = {name for own, others in COLUMNS.items() for name in (own, *others)}
    return not separator or (
        separator == "\t" and not known & {field.strip().lower() for field in first_line(text).split("\t")}
    )


def _of_table(table: Table, where: str, notes: list[str]) -> list[TieRow]:
    ties: list[TieRow] = []
    both = 0
    for row, fields in table.rows:
        named = table.named(fields)
        weight = weight_of(named["weight"], f"{where} row {row}") if named.get("weight") else None
        ties.append(TieRow(named["source"], named["target"], weight, row))
        if named.get("type", "").lower() in UNDIRECTED:
            ties.append(TieRow(named["target"], named["source"], weight, row))
            both += 1
    if both:
        notes.append(f"{where}: {both} ties are said to be undirected, so they go both ways")
    return ties


def _matrix(text: str, where: str, people: AbstractSet[str], notes: list[str]) -> list[TieRow]:
    """Return the ties of a matrix whose first row and first column name the same people; none where it is none."""
    separator = separator_of(text)
    rows = [[cell.strip().strip('"') for cell in line.split(separator)] for line in text.splitlines() if line.strip()]
    corner, *names = rows[0]
    if corner in people:  # a pair or a row of people: the corner of a matrix names nobody
        return []
    square = len(rows) == len(names) + 1 and [row[0] for row in rows[1:]] == names
    if not names or not square or (people and not set(names) & people):
        return []
    notes.append(f"{where}: read as a matrix of {len(names)} people, from the row to the column")
    return [
        TieRow(row[0], name, weight_of(cell or "0", f"{where} row {place}"), place)
        for place, row in enumerate(rows[1:], start=2)
        for name, cell in zip(names, row[1:], strict=False)
        if cell not in ("", "0")
    ]
