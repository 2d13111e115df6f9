"""Departments, teams and the reporting line of an organization from a recipe.

Rule    Departments have lognormal shares of the head count, at least one person each. A department is cut into teams
        of nearly equal size. The first seat of a team leads it; team leads report up a tree inside the department,
        ``span`` to a manager; the first lead heads the department and reports to the top, which is seat 0.
Source  Spread of department sizes: email-Eu-core (SNAP; Yin et al. 2017), median 14.5 and maximum 109 of mean 23.9.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiler import entry_point
from sim.errors import ScenarioError
from sim.organization.chart import NOBODY
from sim.organization.lognormal import lognormal
from sim.organization.recipe import OrganizationRecipe
from sim.streams import CHART, uniforms

Counts = NDArray[np.int64]
Seats = NDArray[np.int32]


class Teams(NamedTuple):
    """Teams in the order of departments: int64 (u) department, int64 (u + 1) first seats."""

    department: Counts
    start: Counts


def department_sizes(recipe: OrganizationRecipe, seed: int, draw: int) -> Counts:
    """Return the head count of each department, int64 (d); raise :class:`ScenarioError` when they cannot add up."""
    if recipe.department_sizes:
        return _given_sizes(recipe.department_sizes, recipe.headcount)
    if recipe.departments > recipe.headcount:
        raise ScenarioError(
            f"organization.departments = {recipe.departments} is more than organization.headcount = "
            f"{recipe.headcount}: "
            "every department needs at least one person"
        )
    luck = _department_luck(recipe.departments, seed, draw)[:, 0]
    return 1 + _apportion(recipe.headcount - recipe.departments, lognormal(luck, recipe.size_spread))


def change_oriented(recipe: OrganizationRecipe, departments: int, seed: int, draw: int) -> NDArray[np.bool_]:
    """Return which departments are change-oriented, bool (d).

    Those that are named, else the share with the smallest keys.
    """
    chosen = np.zeros(departments, np.bool_)
    if recipe.change_departments:
        chosen[_named_departments(recipe, departments)] = True
    else:
        keys = _department_luck(departments, seed, draw)[:, 1]
        chosen[np.argsort(keys, kind="stable")[: round(recipe.change_oriented * departments)]] = True
    return chosen


def _named_departments(recipe: OrganizationRecipe, departments: int) -> list[int]:
    for number in recipe.change_departments:
        if number != int(number) or number > departments:
            raise ScenarioError(
                f"organization.change_departments names {number:g}, but departments are numbered 1 to {departments}"
            )
    return [int(number) - 1 for number in recipe.change_departments]


def cut_into_teams(sizes: Counts, team_size: int) -> Teams:
    """Cut groups of these head counts, int64 (d), into nearly equal teams of about ``team_size``."""
    teams = np.maximum(1, (sizes / team_size + 0.5).astype(np.int64))
    department = np.repeat(np.arange(len(sizes)), teams)
    rank = np.arange(len(department)) - (np.cumsum(teams) - teams)[department]
    people, left = np.divmod(sizes, teams)
    start = np.concatenate([[0], np.cumsum(people[department] + (rank < left[department]))])
    return Teams(department, start)


def reporting_line(teams: Teams, span: int) -> Seats:
    """Return the manager of every seat, int32 (n), for an organization whose teams all have a lead."""
    leads = teams.start[:-1]
    first = np.searchsorted(teams.department, teams.department)
    rank = np.arange(len(leads)) - first
    boss = np.where(rank > 0, leads[first + (rank - 1) // span], 0)
    manager = np.repeat(leads, np.diff(teams.start))
    manager[leads] = boss
    manager[0] = NOBODY
    return manager.astype(np.int32)


@entry_point
def levels(manager: Seats) -> Seats:
    """Return the distance of every seat from the top, int32 (n), for a reporting line without cycles."""
    level = np.full(len(manager), -1, np.int32)
    for seat in range(len(manager)):
        steps, above = 0, seat
        while above != NOBODY and level[above] < 0:
            steps += 1
            above = manager[above]
        depth = steps + (level[above] if above != NOBODY else -1)
        above = seat
        while above != NOBODY and level[above] < 0:
            level[above] = depth
            depth -= 1
            above = manager[above]
    return level


def _department_luck(departments: int, seed: int, draw: int) -> NDArray[np.float64]:
    return uniforms(seed, draw, CHART, np.arange(departments), np.zeros(departments, np.int64))


def _given_sizes(given: tuple[float, ...], headcount: int) -> Counts:
    for number, size in enumerate(given):
        if size != int(size) or size < 1:
            raise ScenarioError(f"organization.department_sizes[{number}] = {size:g} must be a whole number from 1")
    if sum(given) != headcount:
        raise ScenarioError(
            f"organization.department_sizes add up to {sum(given):g}, but organization.headcount is {headcount}: "
            "change one of the two"
        )
    return np.array(given, np.int64)


def _apportion(people: int, shares: NDArray[np.float64]) -> Counts:
    """Share out whole people by largest remainder."""
    exact = people * shares / math.fsum(shares)
    whole: Counts = np.floor(exact).astype(np.int64)
    most_left = np.argsort(whole - exact, kind="stable")[: people - int(whole.sum())]
    whole[most_left] += 1
    return whole
