"""Small simulated organizations, for rules that are no formula of a few numbers."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache

from sim.engine import Outcome, simulate
from sim.interventions.catalogue import Interventions
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.organization.recipe import OrganizationRecipe
from sim.scenario import Scenario

REPLICATES = 24
SMALL = {
    "organization.headcount": 300,
    "organization.departments": 10,
    "horizon.weeks": 156,
    "project.size": 40.0,
    "intervention.okr.strength": 1.0,
}
NOTHING: Mapping[str, object] = {f"intervention.{item.name}.strength": 0.0 for item in fields(Interventions)}
ABOUT = f"{REPLICATES} replicates of {SMALL['organization.headcount']} people"
TRYING = f"{ABOUT} who are offered OKR, with projects of {SMALL['project.size']:g} person-weeks"


@cache
def _organization(recipe: OrganizationRecipe) -> Organization:
    return build_organization(recipe, Scenario().horizon.seed, 0)


def small_scenario(changes: Mapping[str, object]) -> Scenario:
    """Return the small scenario with changes by dotted name."""
    return Scenario().with_values({**SMALL, **changes})


def small_run(changes: Mapping[str, object]) -> Outcome:
    """Run the small scenario with changes and keep every project."""
    scenario = small_scenario(changes)
    return simulate(scenario, [_organization(scenario.organization)], range(REPLICATES), threads=2, keep_projects=True)
