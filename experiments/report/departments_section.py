"""Where the plan works: every department, where fewest have adopted first."""

from math import nan

from experiments.departments.saved import kept_departments
from experiments.provenance.kept import Plain
from experiments.report.blocks import Cell, Heading, Paragraph, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.tables import sure
from experiments.report.wording import amount, interval, listed, value
from experiments.wording.language import localized, say

MOST, MOST_NAMED = 40, 6


def departments(content: ReportContent) -> Section | None:
    """Return the section; None where nobody asked for it."""
    kept = kept_departments(content.study)
    if kept is None:
        return None
    rows = kept["departments"]
    how = say("departments.how", pairs=len(kept["replicates"]))
    told = [Paragraph(how), *(Paragraph(text) for text in remarks(rows))]
    numbers = (say("departments.people"), say("departments.adopted"), say("table.difference"), sure(content))
    heads = [Heading(say("departments.department")), *(Heading(text, number=True) for text in numbers)]
    heads += [Heading(say("departments.trust"), number=True)]
    more = f" {say('table.first', most=MOST, count=len(rows))}" if len(rows) > MOST else ""
    table = TableBlock(
        "departments", say("departments.caption") + more, heads, [_row(row) for row in rows[:MOST]], say("table.points")
    )
    return Section("departments", say("departments.title"), [*told, table])


def remarks(rows: list[Plain]) -> list[str]:
    """Return in which departments the plan surely brings less, and in which it is undecided, as sentences."""
    less = [row["name"] for row in rows if _of(row)["high"] is not None and _of(row)["high"] < 0]
    unsure = [row["name"] for row in rows if _of(row)["low"] is not None and _of(row)["low"] <= 0 <= _of(row)["high"]]
    told = (("departments.less", less), ("departments.unsure", unsure))
    return [say(key, names=some(names)) for key, names in told if names]


def some(names: list[str]) -> str:
    """Return the first few names and how many more there are."""
    if len(names) <= MOST_NAMED:
        return listed(names)
    return say("departments.and_more", names=", ".join(names[:MOST_NAMED]), count=len(names) - MOST_NAMED)


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
