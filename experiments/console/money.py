"""What plans cost and bring, as tables."""

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING

from experiments.money.account import Account, CostOfAPoint
from experiments.money.long_view import LongView
from experiments.money.period import Period
from experiments.money.prices import Prices
from experiments.money.wording import NAMES, euros, euros_between
from experiments.results.study import Study
from experiments.wording.language import say
from experiments.wording.quantities import percent
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table


def print_accounts(
    console: "Console", study: Study, prices: Prices, found: Sequence[Account], period: Period | None = None
) -> None:
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
        if period is not None and account.long is not None:
            console.print(long_text(account.long, period))
    console.print(f"\n{say('money.limits')}")


def long_text(found: LongView, period: Period) -> str:
    """Return what a plan is worth over some years, as sentences."""
    over = f"Over {period.years} years, a year discounted at {100 * period.rate:g} %"
    worth = f"{over}: {euros(found.worth.mean)} ({euros_between(found.worth.low, found.worth.high)})"
    if found.added is None:
        return f"{worth}."
    added = f"{euros(found.added.mean)} ({euros_between(found.added.low, found.added.high)}) against the baseline"
    never = f"it does not pay back in {percent(1.0 - found.paid_back)} of {period.replays} runs"
    if not isfinite(found.payback_week):
        return f"{worth}; {added}. It pays back in none of {period.replays} runs."
    back = f"it pays back in week {found.payback_week:.0f} (median)"
    return f"{worth}; {added}; {back}{'' if found.paid_back >= 1.0 else f'; {never}'}."


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
