"""The budget of a plan: what may be spent in each year, and what is paid from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from experiments.configuration.plans.amounts import CURRENCY, amount
from experiments.configuration.plans.problems import no_such, refused_values
from sim.processes.budget import Budget as BudgetSection

KEY = "budget"
YEARLY, FIRST_YEAR_WEEKS, NEW_YEAR = "yearly", "first_year_weeks", "new_year"
KEYS = (*BudgetSection.declarations(), NEW_YEAR)
EXAMPLE = "{yearly: [400000, 300000]}"


@dataclass(frozen=True)
class Budget:
    """A checked budget: parameters by dotted name, and words."""

    parameters: Mapping[str, object] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def read_budget(values: object, problems: list[str]) -> Budget:
    """Return the budget of a plan, an amount a year or the same every year; add to ``problems`` what is wrong."""
    if values is None:
        return Budget()
    said = values if isinstance(values, Mapping) else {YEARLY: values}
    known = {key: value for key, value in said.items() if key in KEYS}
    problems += (f"{KEY}: {no_such(key, KEYS, f'; give {EXAMPLE}')}" for key in said if key not in KEYS)
    parameters = dict(_parameters(known, problems))
    first = {name: value for name, value in parameters.items() if name.endswith(FIRST_YEAR_WEEKS)}
    problems += refused_values(first, KEY)
    return Budget(parameters, tuple(_words(parameters)))


def _parameters(said: Mapping[str, object], problems: list[str]) -> Iterator[tuple[str, object]]:
    for key, value in said.items():
        if key in (FIRST_YEAR_WEEKS, NEW_YEAR):
            yield f"{KEY}.{FIRST_YEAR_WEEKS}", value
        elif key != YEARLY:
            yield f"{KEY}.{key}", amount(value, f"{KEY}.{key}", problems)
        else:
            years = value if isinstance(value, list) else [value]
            amounts = [amount(year, f"{KEY}.{YEARLY}[{place}]", problems) for place, year in enumerate(years)]
            yield f"{KEY}.{YEARLY}", amounts


def _words(parameters: Mapping[str, object]) -> Iterator[str]:
    yearly = parameters.get(f"{KEY}.{YEARLY}")
    if isinstance(yearly, list):
        yield f"budget {CURRENCY} {', '.join(f'{year:,.0f}' for year in yearly)} a year"
    if f"{KEY}.{FIRST_YEAR_WEEKS}" in parameters:
        yield f"budget years begin in week {parameters[f'{KEY}.{FIRST_YEAR_WEEKS}']}"
    yield from (
        f"{name.replace('_', ' ')} {CURRENCY} {value:,.0f}"
        for name, value in parameters.items()
        if isinstance(value, float)
    )
