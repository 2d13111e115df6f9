"""What the plans cost and bring, in EUR."""

from experiments.money.account import Account
from experiments.money.kept import accounts_of, kept_prices
from experiments.money.wording import euros, euros_between
from experiments.report.blocks import Cell, Heading, Paragraph, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.tables import choices, choosing

MOST = 12
HOW = (
    "A person-week costs EUR {cost:,.0f}, one of benefits is worth EUR {worth:,.0f}. Until the horizon, undiscounted; "
    "what projects yield afterwards is not counted. Other prices: orgchange money."
)
HEADS = ("Measures: money", "Measures: people's time", "Projects", "Benefits", "Net benefit")


def money(content: ReportContent) -> Section | None:
    """Return the section; None where nothing is compared but worlds or assumptions."""
    if content.sensitivities or content.worlds is not None or not content.compared:
        return None
    prices = kept_prices(content.study)
    found = accounts_of(content.study, prices)
    heads = [*choosing(content), *(Heading(name, number=True) for name in HEADS)]
    heads += [Heading("Net against the baseline", number=True)]
    more = f" The first {MOST} of {len(found):,}." if len(found) > MOST else ""
    rows = [[*choices(content, point), *_cells(one)] for point, one in zip(content.compared, found, strict=True)]
    table = TableBlock("money", f"What every plan costs and brings: means.{more}", heads, rows[:MOST])
    text = HOW.format(cost=prices.person_week, worth=prices.benefit_week)
    return Section("money", "What it costs and brings", [Paragraph(text), table])


def _cells(account: Account) -> list[Cell]:
    added = account.added.get("net")
    against = f"{euros(added.mean)} ({euros_between(added.low, added.high)})" if added else "–"
    means = [Cell(euros(mean.mean)) for mean in account.lines.values()]
    return [*means, Cell(against)]
