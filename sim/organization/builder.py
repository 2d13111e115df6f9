"""An organization built from its recipe: departments and teams first, then the ties between their people."""

import numpy as np

from sim.organization.chart import Organization
from sim.organization.chart_builder import (
    Counts,
    Seats,
    change_oriented,
    cut_into_teams,
    department_sizes,
    levels,
    reporting_line,
)
from sim.organization.departments import department_names, told_conditions, told_traits
from sim.organization.direction import direct_ties
from sim.organization.growing_network import empty_wiring
from sim.organization.recipe import OrganizationRecipe
from sim.organization.target_degrees import tie_quota, tie_wishes
from sim.organization.tie_blocks import in_blocks
from sim.organization.tie_layout import TieLayout, lay_out
from sim.organization.ties import grow_ties, jump
from sim.streams import make_luck


def build_organization(recipe: OrganizationRecipe, seed: int, draw: int) -> Organization:
    """Build one organization of a study; the same (recipe, seed, draw) always gives the same arrays.

    Seats are named e1, e2, ..., departments as the recipe says or D1, D2, ...; traits are NaN where the recipe tells no
    mean of the department, so that each replicate draws them.
    Raises :class:`~sim.errors.ScenarioError` when head count and departments contradict each other.
    """
    sizes = department_sizes(recipe, seed, draw)
    teams = cut_into_teams(sizes, recipe.team_size)
    department = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    manager = reporting_line(teams, recipe.span)
    return Organization(
        seat_names=tuple(f"e{number}" for number in range(1, len(department) + 1)),
        department_names=department_names(recipe, len(sizes)),
        department=department,
        unit=np.repeat(np.arange(len(teams.department), dtype=np.int32), np.diff(teams.start)),
        manager=manager,
        level=levels(manager),
        department_start=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        unit_start=teams.start.astype(np.int32),
        unit_department=teams.department.astype(np.int32),
        change_oriented=change_oriented(recipe, len(sizes), seed, draw),
        conditions=told_conditions(recipe, len(sizes)),
        traits=told_traits(recipe, department, seed, draw),
        ties=in_blocks(ties_of_recipe(recipe, sizes, department, seed, draw)),
    )


def ties_of_recipe(recipe: OrganizationRecipe, sizes: Counts, department: Seats, seed: int, draw: int) -> TieLayout:
    """Return the ties of a recipe between people in departments of these head counts, int64 (d)."""
    quota = tie_quota(sizes, recipe.contacts, recipe.silo_ratio)
    wishes = tie_wishes(sizes, quota, recipe.activity_spread, seed, draw)
    wiring = empty_wiring(np.concatenate([[0], np.cumsum(sizes)]), quota, wishes)
    luck = make_luck(seed, draw)
    grow_ties(wiring, recipe.clustering, jump(len(department)), luck)
    return lay_out(direct_ties(wiring, recipe.reciprocity, luck), department)
