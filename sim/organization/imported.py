"""An organization from an organization's own tables: its people, who reports to whom, and who turns to whom.

Where nobody knows who turns to whom, the ties are those of a recipe between these people.

Rule    Departments and people keep the order of the table; seats are numbered department by department and team by
        team. Teams are those of the table, else a lead with the direct reports in the same department, else pieces of
        the department, cut to about ``team_size``. The first person without a manager is the top, to whom others
        without one report; when nobody has a manager, the reporting line is built as in a recipe. Which departments
        are change-oriented the recipe says by name, else it is its share of them, chosen by a draw that is the same for
        all replicates where ties are told, too. A trait that is told of a person counts before one of the department.
"""

import logging
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.organization.builder import ties_of_recipe
from sim.organization.chart import NOBODY, Organization
from sim.organization.chart_builder import Counts, Seats, Teams, change_oriented, cut_into_teams, levels, reporting_line
from sim.organization.departments import in_order_of, told_conditions, told_traits
from sim.organization.import_ties import TieRow, cleaned_ties
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow, Roster, checked_roster, teammates
from sim.organization.tie_blocks import in_blocks
from sim.organization.tie_layout import TieLayout, lay_out

LOG = logging.getLogger("orgchange.organization")


def organization_from_tables(
    employees: Sequence[EmployeeRow],
    ties: Sequence[TieRow] | None,
    recipe: OrganizationRecipe,
    seed: int = 0,
    draw: int = 0,
) -> Organization:
    """Build an organization from a table of people and one of directed ties; ``recipe`` gives team size and span.

    Where ``ties`` is None the recipe gives them, too: then, (seed, draw) always give the same.
    Raises :class:`~sim.errors.ScenarioError` for unknown or repeated ids, people without a department, circles in the
    reporting line, and traits or weights that are not numbers in [0, 1]. Ties to oneself are dropped and repeated ties
    merged (the larger weight stays); how many is logged.
    """
    roster = checked_roster(employees)
    recipe = in_order_of(recipe, roster.department_names)
    order, teams = _teams(roster, recipe.team_size)
    seat_of = np.argsort(order)
    department = roster.department[order]
    manager = reporting_line(teams, recipe.span) if roster.manager is None else _moved(roster.manager, order, seat_of)
    sizes = np.bincount(department)
    known = roster.traits[order]
    if ties is None:
        layout = ties_of_recipe(recipe, sizes, department, seed, draw)
    else:
        layout = _told_ties(ties, {roster.names[person]: int(seat) for person, seat in enumerate(seat_of)}, department)
    return Organization(
        seat_names=tuple(roster.names[person] for person in order),
        department_names=roster.department_names,
        department=department,
        unit=np.repeat(np.arange(len(teams.department), dtype=np.int32), np.diff(teams.start)),
        manager=manager,
        level=levels(manager),
        department_start=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        unit_start=teams.start.astype(np.int32),
        unit_department=teams.department.astype(np.int32),
        change_oriented=change_oriented(recipe, len(sizes), seed, draw),
        conditions=told_conditions(recipe, len(sizes)),
        traits=np.where(np.isnan(known), told_traits(recipe, department, seed, draw), known),
        imported=ties is not None,
        ties=in_blocks(layout),
    )


def _told_ties(ties: Sequence[TieRow], seats: Mapping[str, int], department: Seats) -> TieLayout:
    cleaned = cleaned_ties(ties, seats)
    LOG.info("organization.ties: %d ties, %d to oneself dropped, %d repeated ones merged", *cleaned.counts())
    return lay_out(cleaned.ties, department)


def _teams(roster: Roster, team_size: int) -> tuple[Counts, Teams]:
    """Return the people in the order of seats, int64 (n), and the teams that they make."""
    groups = teammates(roster)
    order = np.lexsort((groups, roster.department))
    _, first, sizes = np.unique(groups[order], return_index=True, return_counts=True)
    by_seat = np.argsort(first)
    department = roster.department[order][first[by_seat]].astype(np.int64)
    if roster.has_teams:
        return order, Teams(department, np.concatenate([[0], np.cumsum(sizes[by_seat])]))
    pieces = cut_into_teams(sizes[by_seat], team_size)
    return order, Teams(department[pieces.department], pieces.start)


def _moved(manager: Seats, order: Counts, seat_of: NDArray[np.int64]) -> Seats:
    """Turn managers by person into managers by seat."""
    above = manager[order]
    return np.where(above == NOBODY, NOBODY, seat_of[above]).astype(np.int32)
