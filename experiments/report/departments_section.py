"""Where the plan works: every department, where fewest have adopted first."""

from math import nan

from experiments.departments.remarks import remarks
from experiments.departments.saved import kept_departments
from experiments.provenance.kept import Plain
from experiments.report.blocks import Cell, Heading, Paragraph, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.tables import sure
from experiments.report.wording import amount, interval, value
from experiments.wording.language import localized, say

MOST = 40


def departments(content: ReportContent) -> Section | None:
    """Return the section; None where nobody asked for it."""
    kept = kept_departments(content.study)
    if kept is None:
        return None
    rows = kept["departments"]
    how = say("departments.how", pairs=len(kept["replicates"]))
    told = [Paragraph(how), *(Paragraph(text) for text in remarks(kept))]
    numbers = (say("departments.people"), say("departments.adopted"), say("table.difference"), sure(content))
    heads = [Heading(say("departments.department")), *(Heading(text, number=True) for text in numbers)]
    heads += [Heading(say("departments.trust"), number=True)]
    more = f" {say('table.first', most=MOST, count=len(rows))}" if len(rows) > MOST else ""
    table = TableBlock(
        "departments", say("departments.caption") + more, heads, [_row(row) for row in rows[:MOST]], say("table.points")
    )
    return Section("departments", say("departments.title"), [*told, table])


def _of(row: Plain) -> Plain:
    found: Plain = row["difference"]["adopted"]
    return found


def _row(row: Plain) -> list[Cell]:
    adopted, trust = _of(row), row["difference"]["trust"]
    return [
        Cell(row["name"]),
        Cell(localized(f"{row['people']:,.0f}")),
        Cell(value("adopted", row["ends"]["adopted"]["mean"])),
        Cell(amount("adopted", adopted["mean"])),
        Cell(interval("adopted", *_bounds(adopted))),
        Cell(amount("trust", trust["mean"])),
    ]


def _bounds(found: Plain) -> tuple[float, float]:
    low, high = (nan if found[name] is None else found[name] for name in ("low", "high"))
    return low, high
