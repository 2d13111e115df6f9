"""Where the plan works: every department, where fewest have adopted first."""

from experiments.departments.saved import kept_departments
from experiments.provenance.kept import Plain
from experiments.report.blocks import Cell, Heading, Paragraph, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.wording import amount, interval, listed
from experiments.wording.quantities import percent

MOST = 40
HOW = (
    "How a plan ends in every department, from {pairs} pairs of runs that were lived again. The intervals are made so "
    "that all departments together are right that often."
)
LESS = "It surely brings less there than without: {names}."
UNSURE = "Whether it brings anything is undecided in: {names}."


def departments(content: ReportContent) -> Section | None:
    """Return the section; None where nobody asked for it."""
    kept = kept_departments(content.study)
    if kept is None:
        return None
    rows = kept["departments"]
    told = [Paragraph(HOW.format(pairs=len(kept["replicates"]))), *_remarks(rows)]
    heads = [Heading("Department"), Heading("People", number=True), Heading("Adopted", number=True)]
    heads += [Heading("Difference", number=True), Heading(f"{content.confidence} interval", number=True)]
    heads += [Heading("Trust, difference", number=True)]
    more = f" The first {MOST} of {len(rows)}." if len(rows) > MOST else ""
    caption = f"Departments, where fewest have adopted first.{more}"
    table = TableBlock("departments", caption, heads, [_row(row) for row in rows[:MOST]])
    return Section("departments", "Where it works", [*told, table])


def _remarks(rows: list[Plain]) -> list[Paragraph]:
    less = [row["name"] for row in rows if _of(row)["high"] is not None and _of(row)["high"] < 0]
    unsure = [row["name"] for row in rows if _of(row)["low"] is not None and _of(row)["low"] <= 0 <= _of(row)["high"]]
    texts = ((LESS, less), (UNSURE, unsure))
    return [Paragraph(text.format(names=listed(names))) for text, names in texts if names]


def _of(row: Plain) -> Plain:
    found: Plain = row["difference"]["adopted"]
    return found


def _row(row: Plain) -> list[Cell]:
    adopted, trust = _of(row), row["difference"]["trust"]
    return [
        Cell(row["name"]),
        Cell(f"{row['people']:,.0f}"),
        Cell(percent(row["ends"]["adopted"]["mean"])),
        Cell(amount("adopted", adopted["mean"])),
        Cell(interval("adopted", adopted["low"], adopted["high"])),
        Cell(amount("trust", trust["mean"])),
    ]
