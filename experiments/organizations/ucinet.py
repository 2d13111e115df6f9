"""Networks of UCINET in its text format dl: a full matrix, a list of edges, or a list of nodes.

Source  The format as UCINET's own help describes it: ``dl n=4 format=edgelist1``, then ``labels:`` (or ``labels
        embedded``, where names stand in the data), then ``data:``. Nodes without labels go by their numbers, from 1.
"""

import re
from collections.abc import Iterator, Sequence

from experiments.organizations.weights import weight_of
from sim.errors import ScenarioError
from sim.organization.import_ties import TieRow

FORMATS = ("fullmatrix", "edgelist1", "nodelist1")
SECTION = re.compile(r"\b(labels\s+embedded|row\s+labels|col(?:umn)?\s+labels|labels|data)\s*:?", re.IGNORECASE)
COUNT, FORMAT = re.compile(r"\bn\s*=\s*(\d+)", re.IGNORECASE), re.compile(r"\bformat\s*=\s*(\w+)", re.IGNORECASE)
EMBEDDED = "labels embedded"


def read_ucinet(text: str, where: str) -> list[TieRow]:
    """Return the ties of a dl file; raise ScenarioError where it is none that can be read."""
    head, parts = _parts(text)
    kind = (FORMAT.search(head) or ["", "fullmatrix"])[1].lower()
    count = COUNT.search(head)
    if kind not in FORMATS:
        raise ScenarioError(f"{where}: dl files with format={kind} are not read; save it as {', '.join(FORMATS)}")
    if count is None or "data" not in parts:
        raise ScenarioError(f"{where} is not a whole dl file: it needs n=... and data:")
    labels = re.split(r"[,\s]+", parts.get("labels", "").strip()) if parts.get("labels", "").strip() else []
    names = labels or [str(number) for number in range(1, int(count[1]) + 1)]
    rows = [line.replace(",", " ").split() for line in parts["data"].splitlines() if line.strip()]
    read = _matrix if kind == "fullmatrix" else _edges if kind == "edgelist1" else _nodes
    return list(read(rows, names, EMBEDDED in parts, where))


def _parts(text: str) -> tuple[str, dict[str, str]]:
    """Return what stands before the first section, and the sections by name."""
    found = list(SECTION.finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    parts = {
        " ".join(match[1].lower().split()): text[match.end() : end] for match, end in zip(found, ends, strict=True)
    }
    return text[: found[0].start()] if found else text, parts


def _matrix(rows: Sequence[Sequence[str]], names: Sequence[str], embedded: bool, where: str) -> Iterator[TieRow]:
    if embedded and rows:
        names, rows = rows[0], [row[1:] for row in rows[1:]]
    cells = [cell for row in rows for cell in row]
    if len(cells) != len(names) ** 2:
        raise ScenarioError(f"{where}: a matrix of {len(names)} people has {len(names) ** 2} numbers, not {len(cells)}")
    for place, cell in enumerate(cells):
        weight = weight_of(cell, f"{where} number {place + 1} of the data")
        if weight:
            yield TieRow(names[place // len(names)], names[place % len(names)], weight, place // len(names) + 1)


def _edges(rows: Sequence[Sequence[str]], names: Sequence[str], embedded: bool, where: str) -> Iterator[TieRow]:
    for number, row in enumerate(rows, start=1):
        if len(row) not in (2, 3):
            raise ScenarioError(f"{where}: row {number} of the data must be two people, and perhaps a number")
        source, target = (_name(text, names, embedded, f"{where}: row {number} of the data") for text in row[:2])
        weight = weight_of(row[2], f"{where}: row {number} of the data") if row[2:] else None
        yield TieRow(source, target, weight, number)


def _nodes(rows: Sequence[Sequence[str]], names: Sequence[str], embedded: bool, where: str) -> Iterator[TieRow]:
    for number, row in enumerate(rows, start=1):
        source, *targets = (_name(text, names, embedded, f"{where}: row {number} of the data") for text in row)
        yield from (TieRow(source, target, None, number) for target in targets)


def _name(text: str, names: Sequence[str], embedded: bool, where: str) -> str:
    if embedded:
        return text
    if not text.isdecimal() or not 1 <= int(text) <= len(names):
        raise ScenarioError(f"{where}: '{text}' is no number from 1 to {len(names)}")
    return names[int(text) - 1]
