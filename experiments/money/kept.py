"""The prices that a study's money was last told with: ``prices.json`` in its folder."""

import json

from experiments.input.plain import MEGA, read_text
from experiments.money.account import Account, account_of
from experiments.money.prices import Prices
from experiments.organizations.shared import Organizations
from experiments.results.study import Study
from sim.scenario import Scenario

FILE, PRICES = "prices.json", "prices"


def accounts_of(study: Study, prices: Prices) -> list[Account]:
    """Return the account of every point of which a run ended, the best by the study's metric first."""
    organizations, found = Organizations(), []
    for point in study.ranked:
        if point.has_runs:
            scenario = Scenario().with_values(point.changes)
            organization = organizations.of(scenario, 1)[0]
            found.append(account_of(study, point, organization, prices))
    return found


def kept_prices(study: Study) -> Prices:
    """Return the prices of a study, the declared ones where none are kept or they cannot be read."""
    try:
        values = json.loads(read_text(study.folder / FILE, MEGA))
        return Prices.checked(values, PRICES) if isinstance(values, dict) else Prices()
    except (OSError, ValueError, RecursionError):
        return Prices()
