"""What plans cost and bring, as tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.money.account import Account, CostOfAPoint
from experiments.money.prices import Prices
from experiments.money.wording import NAMES, euros, euros_between
from experiments.results.study import Study
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

LIMITS = (
    "Until the horizon, undiscounted; what projects yield afterwards is not counted, and a person-week of benefits is "
    "worth what --benefit-week says (by default what a person-week costs: an assumption)."
)


def print_accounts(console: "Console", study: Study, prices: Prices, found: Sequence[Account]) -> None:
    """Print the accounts for people."""
    console.print(
        f"{study.manifest.name}: means of runs; a person-week costs EUR {prices.person_week:,.0f}, one of benefits is "
        f"worth EUR {prices.benefit_week:,.0f}"
    )
    for account in found:
        console.print(f"\n{account.label}")
        console.print(_lines(study, account))
        for point in account.points:
            console.print(cost_text(point))
    console.print(f"\n{LIMITS}")


def cost_text(point: CostOfAPoint) -> str:
    """Return what a point of a metric costs, as a sentence."""
    if point.euros is None:
        return f"One more point of {point.metric}: not told, since it may be none more than in the baseline."
    _, low, high = point.euros
    return f"One more point of {point.metric} costs {euros(point.euros.mean)} ({euros_between(low, high)})."


def _lines(study: Study, account: Account) -> "Table":
    table = new_table()
    table.add_column("what")
    headings = ["mean", f"{study.confidence_text} interval"]
    for heading in (*headings, *(("against the baseline", headings[1]) if account.added else ())):
        table.add_column(heading, number=True)
    for name, mean in account.lines.items():
        cells = [NAMES[name], euros(mean.mean), euros_between(mean.low, mean.high)]
        if account.added:
            added = account.added[name]
            cells += [euros(added.mean), euros_between(added.low, added.high)]
        table.add_row(*cells)
    return table
