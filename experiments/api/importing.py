"""Tables of people and ties, read and told: what is in them, what was guessed, what was left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

from experiments.api.answer import Answer
from experiments.configuration.departments import recipe_told
from experiments.configuration.yaml_text import plain_yaml
from experiments.organizations.how import How, how_told
from experiments.organizations.reader import organizations_of, read_tables
from experiments.organizations.shared import made
from experiments.organizations.summary import in_words, measured
from experiments.organizations.written import write_tables
from sim.errors import ScenarioError
from sim.organization.chart import Organization
from sim.scenario import Scenario


def imported(
    employees: str = "",
    ties: str = "",
    departments: str = "",
    *,
    how: str | Mapping[str, Any] = "",
    out: str = "",
    key: str = "",
) -> Answer[Organization]:
    """Return the organization of one's tables, with what was guessed and left out; raise ScenarioError without one.

    Without ``ties`` they are drawn from the recipe; without ``employees`` the table of departments tells how many
    there are. ``how``: a YAML file, or its content, that says how the tables are read. ``out``: a new folder, into
    which they are written as they were read; ``key``: another one, for who is who; then people there are pseudonyms.
    """
    notes: list[str] = []
    recipe = recipe_told(departments, employees, ties, notes)
    if employees:
        tables = read_tables(recipe, notes, _how(how))
        (organization,) = organizations_of(tables, recipe, Scenario().horizon.seed, [0], notes)
        written = write_tables(tables, Path(out), Path(key) if key else None) if out else []
        notes += [f"written: {path}" for path in written]
    elif how or out or key:
        raise ScenarioError("how, out and key are of tables of people and ties; name them")
    else:
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


def _how(given: str | Mapping[str, Any]) -> How:
    if not given:
        return How()
    if not isinstance(given, str):
        return how_told(given, "how")
    return how_told(plain_yaml(Path(given), "such as people: {columns: {id: Personnel no.}}"), given)


def _departments(organization: Organization) -> dict[str, int]:
    count = Counter(organization.department_names[number] for number in organization.department.tolist())
    return {name: count[name] for name in organization.department_names}
