"""The prices that a study's money was last told with: ``prices.json`` in its folder."""

import json
from dataclasses import replace

from experiments.input.plain import MEGA, read_text
from experiments.money.account import Account, account_of
from experiments.money.long_view import Period, flows_of_designs, long_view
from experiments.money.prices import Prices
from experiments.organizations.shared import Organizations
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
    try:
        values = json.loads(read_text(study.folder / FILE, MEGA))
        return Prices.checked(values, PRICES) if isinstance(values, dict) else Prices()
    except (OSError, ValueError, RecursionError):
        return Prices()
