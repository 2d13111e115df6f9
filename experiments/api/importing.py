"""Tables of people and ties, read and told: what is in them, what was guessed, what was left out."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pandas as pd
from rich.console import Console

from experiments.api.answer import Answer
from experiments.configuration.departments import recipe_told
from experiments.organizations.shared import made
from experiments.organizations.summary import in_words, measured
from sim.organization.chart import Organization
from sim.scenario import Scenario


def imported(employees: str = "", ties: str = "", departments: str = "") -> Answer[Organization]:
    """Return the organization of one's tables, with what was guessed and left out; raise ScenarioError without one.

    Without ``ties`` they are drawn from the recipe; without ``employees`` the table of departments tells how many
    there are.
    """
    notes: list[str] = []
    recipe = recipe_told(departments, employees, ties, notes)
    (organization,) = made(replace(Scenario(), organization=recipe), [0], notes)
    network, people = in_words(measured(organization)), _departments(organization)

    def show(console: Console) -> None:
        console.print(network)
        for text in dict.fromkeys(notes):
            console.print(text)
        console.print(f"departments: {', '.join(f'{name} {count}' for name, count in people.items())}")

    def plain() -> dict[str, Any]:
        return {"network": network, "notes": list(dict.fromkeys(notes)), "departments": people}

    return Answer(organization, show=show, plain=plain, frame=lambda: pd.DataFrame(people.items()))


def _departments(organization: Organization) -> dict[str, int]:
    count = Counter(organization.department_names[number] for number in organization.department.tolist())
    return {name: count[name] for name in organization.department_names}
