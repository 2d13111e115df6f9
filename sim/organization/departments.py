"""What is known of departments: their names, the traits of their people where a mean is told, and their conditions.

Rule    trait = mean + spread z, cut to [0, 1], for the people who are there at the start; z is keyed by the seat like
        everybody's traits, once for each drawn organization. Where no mean is told every replicate draws the trait, and
        newcomers are drawn like everybody's. Service demand, its growth and legacy debt are as told.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.bounded import cut
from sim.compiler import entry_point
from sim.errors import ScenarioError, nearest_hint
from sim.organization.chart import Organization
from sim.organization.recipe import OrganizationRecipe
from sim.parameters import names_in
from sim.streams import TRAITS, normal, uniforms

UNTOLD = -1.0
TOLD = ("department_silo", "department_trust", "department_process")
CONDITIONS = ("department_workload", "department_growth", "department_legacy")
Seats = NDArray[np.int32]
Numbers = NDArray[np.float64]


def names_told(recipe: OrganizationRecipe) -> tuple[str, ...]:
    """Return the names of departments that a recipe tells; none where it tells none."""
    return names_in(recipe.department_names)


def department_names(recipe: OrganizationRecipe, departments: int) -> tuple[str, ...]:
    """Return the names of ``departments`` departments; raise :class:`ScenarioError` where others are told."""
    told = names_told(recipe)
    if not told:
        return tuple(f"D{number}" for number in range(1, departments + 1))
    if len(told) != departments or len(set(told)) != departments or not all(told):
        raise ScenarioError(
            f"organization.department_names must name each of the {departments} departments once, not "
            f"'{recipe.department_names}'"
        )
    return told


def in_order_of(recipe: OrganizationRecipe, names: Sequence[str]) -> OrganizationRecipe:
    """Return a recipe whose numbers of departments are in the order of ``names``; of those it does not name, none.

    Raises :class:`ScenarioError` for a department that ``names`` does not have.
    """
    told = names_told(recipe)
    for name in told:
        if name not in names:
            raise ScenarioError(f"organization.department_names: nobody is in '{name}'{nearest_hint(name, names)}")
    if not told:
        return recipe
    places = [told.index(name) if name in told else len(told) for name in names]
    changing = [float(number + 1) for number, place in enumerate(places) if place + 1 in recipe.change_departments]
    traits: dict[str, Any] = {
        name: tuple(_means(recipe, name, len(told) + 1)[places].tolist()) for name in (*TOLD, *CONDITIONS)
    }
    return replace(recipe, change_departments=tuple(changing), **traits)


def numbers_of_departments(departments: Sequence[float], where: str, organization: Organization) -> list[int]:
    """Return the departments that ``where`` names, as whole numbers; raise ScenarioError for one that is not there."""
    for number in departments:
        if number != int(number) or number >= organization.departments:
            raise ScenarioError(
                f"{where} names department {number:g}, but departments are numbered from 0 to "
                f"{organization.departments - 1}"
            )
    return [int(number) for number in departments]


def told_traits(recipe: OrganizationRecipe, department: Seats, seed: int, draw: int) -> Numbers:
    """Return silo, trust and process orientation of every seat, float64 (n, 3); NaN where no mean is told."""
    people, departments = len(department), int(department.max()) + 1
    means = np.stack([_means(recipe, name, departments) for name in TOLD], axis=1)
    if (means == UNTOLD).all():
        return np.full((people, len(TOLD)), np.nan)
    luck = uniforms(seed, draw, TRAITS, np.arange(people), np.zeros(people, np.int64))
    return _around(means[department], luck, recipe.department_spread)


def told_conditions(recipe: OrganizationRecipe, departments: int) -> Numbers:
    """Return service demand, its growth and legacy debt, float64 (d, 3), NaN where not told; (0, 3) where none is."""
    told = np.stack([_means(recipe, name, departments) for name in CONDITIONS], axis=1)
    return np.where(told == UNTOLD, np.nan, told) if (told != UNTOLD).any() else np.empty((0, len(CONDITIONS)))


def _means(recipe: OrganizationRecipe, name: str, departments: int) -> Numbers:
    given: tuple[float, ...] = getattr(recipe, name)
    if len(given) > departments:
        raise ScenarioError(f"organization.{name} has {len(given)} numbers for {departments} departments")
    return np.array([*given, *[UNTOLD] * (departments - len(given))])


@entry_point
def _around(means: Numbers, luck: Numbers, spread: float) -> Numbers:
    traits = np.empty((len(means), 3))
    for i in range(len(means)):
        for k in range(3):
            told = means[i, k] >= 0.0
            traits[i, k] = cut(means[i, k] + spread * normal(luck[i, k])) if told else np.nan
    return traits
