"""The fates of projects as a table, in the order in which they are wanted."""

from math import isfinite
from typing import TYPE_CHECKING

from experiments.fates.fates import Fates
from experiments.results.levels import Mean
from experiments.wording.quantities import percent
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

NONE = "–"
SAID = "Weeks are medians; overrun of the first budget and benefits over those planned are of delivered projects."


def print_fates(console: "Console", found: Fates, confidence: str) -> None:
    """Print the projects for people."""
    console.print(f"{found.label}: projects in the order in which they are wanted; {found.replicates} runs")
    table = new_table()
    table.add_column("project")
    for heading in ("projects", "person-weeks", "wanted, week", "starts, week", "ends, week"):
        table.add_column(heading, number=True)
    for heading in ("started", "successful", f"{confidence} interval", "challenged", "failed", "still runs"):
        table.add_column(heading, number=True)
    for heading in ("cost overrun", "benefits"):
        table.add_column(heading, number=True)
    for row in found.rows:
        success = row.shares["successful"]
        table.add_row(
            row.name,
            str(row.count),
            f"{row.effort:,.0f}",
            *(_week(week) for week in (row.wanted, row.started, row.ended)),
            percent(row.shares["started"].mean),
            percent(success.mean),
            f"{percent(success.low)} to {percent(success.high)}",
            percent(row.shares["challenged"].mean),
            percent(row.shares["failed"].mean),
            percent(row.shares["running"].mean),
            _known(row.overrun),
            _known(row.benefits),
        )
    console.print(table)
    console.print(SAID)


def _week(week: float) -> str:
    return f"{week:.0f}" if isfinite(week) else NONE


def _known(mean: Mean) -> str:
    return percent(mean.mean) if isfinite(mean.mean) else NONE
