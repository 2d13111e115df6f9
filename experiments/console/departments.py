"""Departments as a table: where fewest have adopted first."""

from typing import TYPE_CHECKING

from experiments.departments.levels import Departments
from experiments.departments.remarks import remarks
from experiments.departments.saved import DIRECTION
from experiments.provenance.kept import Plain
from experiments.wording.quantities import number, signed, span
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console


def print_departments(console: "Console", found: Departments, plain: Plain, confidence: str) -> None:
    """Print the departments for people; ``plain``: as they are kept."""
    pairs = len(found.replicates)
    console.print(f"{found.label}: departments as they end, where fewest have adopted first; {pairs} pairs of runs")
    table = new_table()
    table.add_column("department")
    for heading in ("people", "adopted", "difference", f"{confidence} interval"):
        table.add_column(heading, number=True)
    table.add_column("verdict")
    for heading in ("trust, difference", "workload, difference"):
        table.add_column(heading, number=True)
    for row in found.rows:
        adopted = row.differences["adopted"]
        table.add_row(
            row.name,
            f"{row.people:,.0f}",
            number(row.levels["adopted"].mean),
            signed(adopted.mean),
            span(adopted.low, adopted.high),
            adopted.verdict(DIRECTION["adopted"]).value,
            signed(row.differences["trust"].mean),
            signed(row.differences["workload"].mean),
        )
    console.print(table)
    for text in remarks(plain):
        console.print(text)
