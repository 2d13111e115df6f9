"""Money: what every plan costs and brings, a row a line of its account, with the prices it is told with."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from experiments.configuration.declarations import BETTER
from experiments.export.choices import Chosen
from experiments.export.levels import POINT
from experiments.export.sheet import NUMBER, TEXT, WHOLE, Column, Sheet, Value, rows_of
from experiments.money.account import OF_A_POINT, Account
from experiments.money.kept import accounts_of, kept_period, kept_prices
from experiments.money.long_view import LongView
from experiments.money.period import Period
from experiments.results.study import Study

EUROS, IN_UNIT, LINE = "EUR", "unit of the line", "line"
A_POINT, PRESENT, PAID_BACK, PAYBACK = "cost_of_a_point_{}", "net_present_value", "paid_back", "payback_week"
COLUMNS = [
    Column(LINE, TEXT, "", "line of the account; the dictionary says what it is"),
    Column("line_unit", TEXT, "", "unit of the line"),
    Column("better", TEXT, "", "whether more or less of it is better; empty: neither"),
    Column("mean", NUMBER, IN_UNIT, "mean over runs with the plan"),
    Column("low", NUMBER, IN_UNIT, "low end of its interval"),
    Column("high", NUMBER, IN_UNIT, "high end of its interval"),
    Column("difference", NUMBER, IN_UNIT, "plan minus baseline: mean over pairs of runs"),
    Column("difference_low", NUMBER, IN_UNIT, "low end of its interval"),
    Column("difference_high", NUMBER, IN_UNIT, "high end of its interval"),
    Column("person_week", NUMBER, EUROS, "price of a person-week, as orgchange money was last told it"),
    Column("benefit_week", NUMBER, EUROS, "worth of a person-week of benefits, as orgchange money was last told it"),
]
OF_PERIOD = [
    Column("years", WHOLE, "years", "how far the long view looks, from the first week"),
    Column("discount", NUMBER, "a year", "rate at which the long view discounts a year"),
    Column("replays", WHOLE, "runs", "runs of the plan that were lived again for the long view"),
]
TOTALS = {
    "measures_money": (-1, "money that measures spend outside, until the horizon"),
    "measures_time": (-1, "time that measures take from people and coaches, at the price of a person-week"),
    "projects": (-1, "work on projects, at the price of a person-week"),
    "benefits": (1, "what projects yield until the horizon, at the worth of a person-week of benefits"),
    "net": (1, "benefits minus projects and measures, until the horizon, undiscounted"),
}
Row = list[Any]


def money(study: Study, chosen: Chosen, about: Mapping[str, str]) -> Sheet:
    """Return what ``orgchange money`` tells as a sheet, with the prices and as far as it was last asked.

    Raise ScenarioError where what people or ties a plan takes place among is no longer there.
    """
    prices, period = kept_prices(study), kept_period(study)
    found = accounts_of(study, prices, period)
    columns = [POINT, *chosen.columns, *COLUMNS, *(OF_PERIOD if period else ())]
    values = _values(period)
    terms = [*prices.plain().values(), *(period.plain.values() if period else ())]
    rows = list(_rows(study, chosen, found, values, terms))
    meaning = "a row a plan and line of its account: what it costs and brings, and what that is more than the baseline"
    return Sheet("money", meaning, columns, lambda: [rows_of(columns, rows)], about, values)


def _rows(study: Study, chosen: Chosen, found: Sequence[Account], values: Sequence[Value], terms: Row) -> Iterator[Row]:
    designs = [point.design for point in study.ranked if point.has_runs]
    units = {value.name: [value.unit, value.better] for value in values}
    for design, account in zip(designs, found, strict=True):
        for name, numbers in _lines(account):
            yield [account.label, *chosen.values(design), name, *units[name], *numbers, *terms]


def _lines(account: Account) -> Iterator[tuple[str, Row]]:
    """Yield every line with its mean and interval, and those of the difference."""
    for name, mean in account.lines.items():
        added = account.added.get(name)
        yield name, [*mean, *((added.mean, added.low, added.high) if added else (None,) * 3)]
    for point in account.points:
        yield A_POINT.format(point.metric), [*(point.euros or (None,) * 3), *(None,) * 3]
    if account.long is not None:
        yield from _long(account.long)


def _long(found: LongView) -> Iterator[tuple[str, Row]]:
    added = found.added
    yield PRESENT, [*found.worth, *((added.mean, added.low, added.high) if added else (None,) * 3)]
    yield PAID_BACK, [found.paid_back, *(None,) * 5]
    yield PAYBACK, [found.payback_week, *(None,) * 5]


def _values(period: Period | None) -> list[Value]:
    lines = [Value(LINE, name, EUROS, meaning, BETTER[sign]) for name, (sign, meaning) in TOTALS.items()]
    for metric in OF_A_POINT:
        what = f"costs added to the baseline for one point (0.01) more of {metric}; empty where it may be none more"
        lines.append(Value(LINE, A_POINT.format(metric), f"{EUROS} a point", what, BETTER[-1]))
    if period is not None:
        worth = f"benefits minus costs over {period.years} years, discounted"
        lines.append(Value(LINE, PRESENT, EUROS, worth, BETTER[1]))
        lines.append(Value(LINE, PAID_BACK, "share of runs", "runs in which the plan has paid back", BETTER[1]))
        week = "median week in which the plan has paid back, of the runs in which it has"
        lines.append(Value(LINE, PAYBACK, "weeks", week, BETTER[-1]))
    return lines
