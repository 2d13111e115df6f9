"""A portfolio that is written down project by project, instead of work that is cut into projects of one size.

Rule    Each project has an effort; each may have a week in which it can start, a week by which it is to end, a
        department it is for (the first one asked for people), departments that take part (asked next), a rank, planned
        benefits for its effort, and a law or an order behind it, which keeps it from being given up. A portfolio in
        which no start is told is spread over the run: projects of the same effort evenly, each wanted when the middle
        of its part of the time has come, after the time that its approval takes. A deadline is the first schedule, and
        the team is as large as the work needs to be done by then, if that is more than usual.
Source  What stands in lists of projects: UK Government Major Projects Portfolio, Dutch ICT dashboard (columns only).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.parameters import BETWEEN_NAMES, Parameters, Role, declare, names_in
from sim.processes.portfolio import ProjectPlan, approval_lead, departments_involved, team_size, usual_team
from sim.state import PROJECT

BY_LUCK = -1
PAIR = 2
CENTURY = 5200


class ListedProjects(Parameters):
    """A portfolio by its projects; every list that is given has an entry for each of them."""

    efforts: tuple[float, ...] = declare(
        "effort of every project; empty: work is cut into projects of project.size",
        default=(),
        unit="person-weeks",
        bounds=(1, 20_000),
        role=Role.LEVER,
    )
    names: str = declare(
        "names of the projects, with ; between them; empty: P1, P2, ... in the order in which they are wanted",
        default="",
        role=Role.CONSTANT,
    )
    starts: tuple[float, ...] = declare(
        "week from which each may start; empty: spread over the run",
        default=(),
        unit="weeks",
        bounds=(0, 2600),
        role=Role.LEVER,
    )
    deadlines: tuple[float, ...] = declare(
        "week by which each is to end; 0: as long as it takes",
        default=(),
        unit="weeks",
        bounds=(0, 5200),
        role=Role.LEVER,
    )
    owners: tuple[float, ...] = declare(
        "number of the department each is for; -1: as it falls", default=(), bounds=(-1, 1_000_000), role=Role.LEVER
    )
    participants: tuple[float, ...] = declare(
        "departments that take part, in pairs: number of the project, number of the department",
        default=(),
        bounds=(0, 1_000_000),
        role=Role.LEVER,
    )
    ranks: tuple[float, ...] = declare(
        "rank of each when people are scarce; higher ones start first",
        default=(),
        bounds=(-1000, 1000),
        role=Role.LEVER,
    )
    mandatory: tuple[float, ...] = declare(
        "1 where a law or an order stands behind it: it is not given up, 0 elsewhere",
        default=(),
        bounds=(0, 1),
        role=Role.LEVER,
    )
    benefits: tuple[float, ...] = declare(
        "planned benefits of each over its effort; empty: 1", default=(), bounds=(0, 100), role=Role.LEVER
    )


class PlannedProjects(NamedTuple):
    """A portfolio made ready for one organization.

    Attributes:
        projects: PROJECT records in the order in which they are wanted.
        asked: int32 (places), which department is asked for the n-th part of a team, at its n-th place; -1: by luck.

    """

    projects: NDArray[np.void]
    asked: NDArray[np.int32]


def project_names(p: ListedProjects) -> tuple[str, ...]:
    """Return the names of the projects by their keys; none where none are told."""
    return names_in(p.names)


def check_listed(p: ListedProjects) -> None:
    """Raise ScenarioError where lists do not fit each other."""
    count, named = len(p.efforts), project_names(p)
    if named and (len(named) != count or len(set(named)) != count or not all(named)):
        raise ScenarioError(
            f"portfolio.names must have a name of its own for each of {count} projects, with {BETWEEN_NAMES} between "
            "them"
        )
    for name in ("starts", "deadlines", "owners", "ranks", "mandatory", "benefits"):
        found = len(getattr(p, name))
        if found not in (0, count):
            raise ScenarioError(f"portfolio.{name} has {found} entries, but portfolio.efforts {count}; give each one")
    if len(p.participants) % PAIR or any(number >= count for number in p.participants[::PAIR]):
        raise ScenarioError(
            f"portfolio.participants must be pairs of a project, numbered from 0 to {count - 1}, and a department"
        )
    for number, (start, end) in enumerate(zip(p.starts, p.deadlines, strict=False)):
        if 0 < end <= start:
            raise ScenarioError(f"portfolio.deadlines[{number}] = {end:g} is not after its start in week {start:g}")


def plan_listed(listed: ListedProjects, p: ProjectPlan, people: int, departments: int, weeks: int) -> PlannedProjects:
    """Return the projects of a list, whose keys are their places in it; raise ScenarioError for unknown departments."""
    _check_departments(listed, departments)
    _check_amount(listed, people)
    count = len(listed.efforts)
    projects = np.zeros(count, PROJECT)
    projects["key"], projects["effort"] = np.arange(count), listed.efforts
    projects["wanted"] = np.floor(listed.starts or _spread(np.array(listed.efforts), p, weeks)).astype(np.int32)
    for name, values in (("deadline", listed.deadlines), ("rank", listed.ranks), ("mandatory", listed.mandatory)):
        projects[name] = values or np.zeros(count)
    projects["worth"] = listed.benefits or np.ones(count)
    asked = [_asked(number, listed) for number in range(count)]
    for project, named in zip(projects, asked, strict=True):
        together = len(named) if project["key"] in listed.participants[::PAIR] else 0
        _size_up(project, together, p, people, departments)
    order = np.argsort(projects["wanted"], kind="stable")
    projects = projects[order]
    projects["team_start"] = np.cumsum(projects["team"]) - projects["team"]
    return PlannedProjects(projects, _laid_out(projects, [asked[number] for number in order]))


def _check_departments(listed: ListedProjects, departments: int) -> None:
    for name, numbers in (("owners", listed.owners), ("participants", listed.participants[1::PAIR])):
        for number in numbers:
            if number >= departments or number != int(number):
                raise ScenarioError(
                    f"portfolio.{name} names department {number:g}, but departments are numbered from 0 to "
                    f"{departments - 1}"
                )


def _check_amount(listed: ListedProjects, people: int) -> None:
    total = math.fsum(listed.efforts)
    if total > people * CENTURY:
        raise ScenarioError(
            f"portfolio.efforts adds up to {total:,.0f} person-weeks, more than {people} people work in a hundred years"
        )


def _spread(efforts: NDArray[np.float64], p: ProjectPlan, weeks: int) -> NDArray[np.float64]:
    """Return the week in which each project is wanted where none is told, those of one effort evenly over the run."""
    wanted = np.empty(len(efforts))
    for effort in np.unique(efforts):
        same = np.flatnonzero(efforts == effort)
        wanted[same] = (np.arange(len(same)) + 0.5) * weeks / len(same) + approval_lead(p, float(effort))
    return wanted


def _asked(number: int, listed: ListedProjects) -> list[int]:
    """Return the departments that are asked for people, the one it is for before those that take part."""
    owner = [int(listed.owners[number])] if listed.owners and listed.owners[number] != BY_LUCK else []
    pairs = zip(listed.participants[::PAIR], listed.participants[1::PAIR], strict=True)
    return list(dict.fromkeys([*owner, *(int(department) for project, department in pairs if project == number)]))


def _size_up(project: np.void, together: int, p: ProjectPlan, people: int, departments: int) -> None:
    """Write how many people and departments a project needs; ``together``: those that are named, 0 where none is."""
    effort, weeks = float(project["effort"]), int(project["deadline"]) - int(project["wanted"])
    in_time = math.ceil(effort / (p.allocation * weeks)) if project["deadline"] > 0 and weeks > 0 else 0
    team = min(people, max(team_size(p, effort, people), in_time, together))
    project["team"], project["usual_team"] = team, usual_team(effort, people)
    project["departments"] = min(team, together or departments_involved(p, effort, departments, people))


def asked_by_luck(projects: NDArray[np.void]) -> NDArray[np.int32]:
    """Return which department is asked for each place of all teams where nobody says so, int32 (places)."""
    return np.full(int(projects["team"].sum()), BY_LUCK, np.int32)


def _laid_out(projects: NDArray[np.void], asked: Sequence[Sequence[int]]) -> NDArray[np.int32]:
    """Return the departments that are asked, at the first places of each team."""
    places = asked_by_luck(projects)
    for project, named in zip(projects, asked, strict=True):
        first = int(project["team_start"])
        kept = named[: int(project["team"])]
        places[first : first + len(kept)] = kept
    return places
