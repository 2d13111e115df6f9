"""Organizations of a study: each is built, or read, once and shared by all design points that live in it."""

from collections import OrderedDict
from collections.abc import Sequence

from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.organization.departments import department_names as names_of_recipe
from sim.organization.recipe import OrganizationRecipe, OrganizationSource
from sim.scenario import Scenario

SEATS_KEPT = 4_000_000


class Organizations:
    """Builds organizations and keeps the latest ones, up to ``SEATS_KEPT`` seats.

    ``notes``: what was guessed or left out where tables were read.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[OrganizationRecipe, int, int], Sequence[Organization]] = OrderedDict()
        self.notes: list[str] = []

    def of(self, scenario: Scenario, replicates: int) -> Sequence[Organization]:
        """Return the organizations that the replicates of a scenario share.

        Raise ScenarioError where they cannot be.
        """
        recipe = scenario.organization
        draws = min(recipe.draws, replicates)
        key = (recipe, scenario.horizon.seed, draws)
        if key not in self._kept:
            self._kept[key] = made(scenario, range(draws), self.notes)
            while (
                len(self._kept) > 1
                and sum(group[0].headcount * len(group) for group in self._kept.values()) > SEATS_KEPT
            ):
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def department_names(scenario: Scenario) -> Sequence[str]:
    """Return the names of the departments in which a scenario takes place, in the order of their numbers."""
    recipe = scenario.organization
    if recipe.source == OrganizationSource.FROM_DATA:
        from experiments.organizations.reader import read_employees

        return list(dict.fromkeys(row.department for row in read_employees(recipe.employees)))
    return names_of_recipe(recipe, len(recipe.department_sizes) or recipe.departments)


def organization_of(scenario: Scenario, replicates: int, replicate: int) -> Organization:
    """Return the organization in which one of ``replicates`` replicates lives."""
    return made(scenario, [replicate % min(scenario.organization.draws, replicates)])[0]


def made(scenario: Scenario, draws: Sequence[int], notes: list[str] | None = None) -> Sequence[Organization]:
    """Return organizations of a scenario by their draws; a single one where people and ties are those of tables.

    What was guessed or left out goes into ``notes``. Raises ScenarioError where tables cannot be read.
    """
    recipe, seed = scenario.organization, scenario.horizon.seed
    if recipe.source == OrganizationSource.FROM_DATA:
        from experiments.organizations.reader import read_organizations

        return read_organizations(recipe, seed, draws, notes)
    return [build_organization(recipe, seed, draw) for draw in draws]
