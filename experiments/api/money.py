"""What the plans of a study cost and bring."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.console.money import print_accounts
from experiments.money.account import Account
from experiments.money.kept import PRICES, accounts_of, keep_terms
from experiments.money.long_view import LongView
from experiments.money.period import Period
from experiments.money.prices import Prices
from experiments.results.as_json import finite
from experiments.results.study import Study
from experiments.running.precompile import note_compiling

Plain = dict[str, Any]


def money(
    study: Study, person_week: float | None, benefit_week: float | None, period: Period | None = None
) -> Answer[Sequence[Account]]:
    """Return the account of every plan with prices in EUR (None: as declared); report and export use the prices, too.

    Without a worth of its own a person-week of benefits is worth what a person-week costs. ``period``: how far to look
    beyond the horizon, for which some runs are lived again; None: not at all.
    """
    given = {} if person_week is None else {"person_week": person_week, "benefit_week": person_week}
    given |= {} if benefit_week is None else {"benefit_week": benefit_week}
    prices = Prices.checked(given, PRICES)
    if period is not None:
        note_compiling(stepwise=True)
    found = accounts_of(study, prices, period)
    keep_terms(study, prices, period)
    return Answer(
        found,
        show=lambda console: print_accounts(console, study, prices, found, period),
        plain=lambda: {"prices": prices.plain(), "plans": [_plain(one) for one in found]},
        frame=partial(_frame, found),
    )


def _plain(account: Account) -> Plain:
    return {
        "label": account.label,
        "lines": {name: _numbers(mean._asdict()) for name, mean in account.lines.items()},
        "against_baseline": {name: _numbers(one._asdict()) for name, one in account.added.items()},
        "cost_of_a_point": {one.metric: one.euros and one.euros._asdict() for one in account.points},
        **({} if account.long is None else {"long_view": _long(account.long)}),
    }


def _long(found: LongView) -> Plain:
    return {
        "net_present_value": _numbers(found.worth._asdict()),
        "against_baseline": None if found.added is None else _numbers(found.added._asdict()),
        "paid_back": finite(found.paid_back),
        "payback_week": finite(found.payback_week),
    }


def _numbers(values: Plain) -> Plain:
    return {name: finite(values[name]) for name in ("mean", "low", "high")}


def _frame(found: Sequence[Account]) -> pd.DataFrame:
    rows = [
        {"plan": account.label, "line": name, **mean._asdict(), "added": added.mean if added else None}
        for account in found
        for name, mean in account.lines.items()
        for added in (account.added.get(name),)
    ]
    return pd.DataFrame(rows)
