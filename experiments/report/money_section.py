"""What the plans cost and bring, in EUR."""

from collections.abc import Sequence
from math import isfinite

from experiments.money.account import LINES, Account, CostOfAPoint
from experiments.money.kept import accounts_of, kept_prices
from experiments.report.blocks import Block, Cell, Heading, Paragraph, Points, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.tables import choices, choosing
from experiments.report.wording import small_metric
from experiments.wording.language import localized, say, translated
from experiments.wording.quantities import MINUS

MOST = 12
THOUSAND, MILLION = 1e3, 1e6


def money(content: ReportContent) -> Section | None:
    """Return the section; None where nothing is compared but worlds or assumptions."""
    if content.sensitivities or content.worlds is not None or not content.compared:
        return None
    prices = kept_prices(content.study)
    found = accounts_of(content.study, prices)
    heads = [*choosing(content), *(Heading(say(f"money.{name}"), number=True) for name in LINES)]
    heads += [Heading(say("money.against"), number=True)]
    more = f" {say('table.first', most=MOST, count=len(found))}" if len(found) > MOST else ""
    rows = [[*choices(content, point), *_cells(one)] for point, one in zip(content.compared, found, strict=True)]
    table = TableBlock("money", say("money.caption") + more, heads, rows[:MOST])
    text = say("money.how", cost=round(prices.person_week), worth=round(prices.benefit_week))
    blocks: list[Block] = [Paragraph(text), table, *_points(found), Paragraph(say("money.limits"))]
    return Section("money", say("money.title"), blocks)


def _cells(account: Account) -> list[Cell]:
    added = account.added.get("net")
    means = [Cell(euros(mean.mean)) for mean in account.lines.values()]
    against = Cell(euros(added.mean), euros_between(added.low, added.high)) if added else Cell("–")
    return [*means, against]


def _points(found: Sequence[Account]) -> list[Block]:
    """Return what a point more of some metrics costs with the best plan, which may not be told."""
    said = [cost_of_a_point(one) for one in found[0].points] if found else []
    return [Points(said)] if said else []


def cost_of_a_point(found: CostOfAPoint) -> str:
    """Return what a point of a metric costs, as a sentence."""
    metric = small_metric(found.metric)
    if found.euros is None:
        return say("money.point_unknown", metric=metric)
    mean, low, high = found.euros
    return say("money.point", metric=metric, cost=euros(mean), interval=euros_between(low, high))


def euros(value: float) -> str:
    """Return EUR with three digits, in thousands or millions."""
    if not isfinite(value):
        return translated("unknown")
    name, scale, digits = _scale(value)
    amount = localized(f"{abs(value) / scale:,.{digits}f}")
    return say(f"money.{name}", sign=MINUS if value < 0 else "", amount=amount)


def euros_between(low: float, high: float) -> str:
    """Return an interval of EUR, both bounds on the scale of the larger."""
    if not (isfinite(low) and isfinite(high)):
        return translated("unknown")
    name, scale, digits = _scale(max(low, high, key=abs))
    bounds = (localized(f"{bound / scale:,.{digits}f}").replace("-", MINUS) for bound in (low, high))
    return say(f"money.between_{name}", **dict(zip(("low", "high"), bounds, strict=True)))


def _scale(value: float) -> tuple[str, float, int]:
    """Return the name of the scale on which EUR are told, what one of it is, and with how many decimals."""
    size = abs(value)
    if size >= MILLION:
        return "millions", MILLION, 2
    return ("thousands", THOUSAND, 1) if size >= THOUSAND else ("euros", 1.0, 0)
