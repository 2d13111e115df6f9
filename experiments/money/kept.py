"""The prices that a study's money was last told with, and how far it was looked at: ``prices.json`` in its folder."""

import json
from dataclasses import replace
from typing import Any

from experiments.input.plain import MEGA, read_text
from experiments.money.account import Account, account_of
from experiments.money.long_view import flows_of_designs, long_view
from experiments.money.period import Period, period_in
from experiments.money.prices import Prices
from experiments.organizations.shared import Organizations
from experiments.provenance.kept import keep
from experiments.results.study import Study
from sim.scenario import Scenario

FILE, PRICES = "prices.json", "prices"


def accounts_of(study: Study, prices: Prices, period: Period | None = None) -> list[Account]:
    """Return the account of every point of which a run ended, the best by the study's metric first.

    With a ``period`` each has a long view, for which some runs are lived again.
    """
    organizations, found = Organizations(), []
    flows = None if period is None else flows_of_designs(study, prices, period, organizations)
    for point in study.ranked:
        if point.has_runs:
            scenario = Scenario().with_values(point.changes)
            organization = organizations.of(scenario, 1)[0]
            account = account_of(study, point, organization, prices)
            long = None if period is None or flows is None else long_view(study, point, period, flows)
            found.append(replace(account, long=long))
    return found


def kept_prices(study: Study) -> Prices:
    """Return the prices of a study, the declared ones where none are kept or they cannot be read."""
    values = _kept(study)
    try:
        return Prices.checked({name: values[name] for name in Prices().plain() if name in values}, PRICES)
    except ValueError:
        return Prices()


def kept_period(study: Study) -> Period | None:
    """Return how far somebody last looked; None where nobody looked beyond the horizon."""
    return period_in(_kept(study))


def keep_terms(study: Study, prices: Prices, period: Period | None) -> None:
    """Keep the prices, and how far one looks, for the report and for an export."""
    keep(study.folder / FILE, prices.plain() | ({} if period is None else period.plain))


def _kept(study: Study) -> dict[str, Any]:
    try:
        values = json.loads(read_text(study.folder / FILE, MEGA))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
