"""What may be spent in a year, and what stops when it is spent."""

from typing import Any

from tests.verification.reference.plain import Place

YEAR = 52


def cost(place: Place) -> float:
    """Return what everything so far costs at the budget's prices."""
    p, spent = place.scenario.budget, place.portfolio
    return float(
        spent.money
        + (p.time_week * spent.claimed_effort + p.coach_week * spent.coaching_effort)
        + p.project_week * spent.spent
    )


def keep_budget(place: Place) -> None:
    """Book last week, grant a new year's budget, and see whether anything is left."""
    yearly, purse = place.scenario.budget.yearly, place.portfolio
    if not yearly:
        return
    purse.left, purse.booked = purse.left - (cost(place) - purse.booked), cost(place)
    year = budget_year(place.week, place)
    if place.week == 0 or budget_year(place.week - 1, place) != year:
        purse.granted = yearly[min(year, len(yearly) - 1)]
        purse.left = purse.granted + min(0.0, purse.left)
    purse.left -= purse.granted * place.shocks.cut
    purse.stopped = purse.left <= 0.0
    purse.stopped_weeks += int(purse.stopped)


def budget_year(week: int, place: Place) -> int:
    """Return the number of the budget year in which a week lies."""
    first: int = place.scenario.budget.first_year_weeks
    return 0 if week < first else 1 + (week - first) // YEAR


def pauses(own: Any, place: Place) -> bool:  # noqa: ANN401 - a section of the scenario
    """Return whether something that is no practice has to wait for money."""
    return bool(place.portfolio.stopped and (own.fee > 0.0 or place.scenario.budget.time_week > 0.0))
