"""The statistics that a design makes, in one order for the case and for every run."""

import math
from collections.abc import Sequence

from experiments.posterior.observed import (
    COUNTS,
    EVERYBODY,
    ITEMS,
    RATIOS,
    Cell,
    Design,
    Log,
    ProjectList,
    Statistic,
    Survey,
)

LOG, SURVEYS, PROJECTS = "adoption log", "surveys", "projects"
TAKEN_UP = "using", "adopted"
MEAN, SPREAD, BY_USE = "mean", "spread", "users minus others"


def statistics_of(design: Design, departments: Sequence[str]) -> list[Statistic]:
    """Return what a design observes, source by source; ``departments``: their names."""
    found: list[Statistic] = []
    if design.log is not None:
        found += _of_log(design.log, departments)
    for survey in design.surveys:
        found += _of_survey(survey, departments)
    if design.projects is not None:
        found += _of_projects(design.projects)
    return found


def where_of(cell: Cell, departments: Sequence[str]) -> str:
    """Return a cell in words."""
    who = "" if cell.group == EVERYBODY else f" in {departments[cell.group]}"
    return f"{who} in week {cell.week}" if cell.week >= 0 else f"{who} before it began"


def plain_number(kind: str, value: float) -> float:
    """Return a statistic as people know it: shares and counts are fitted on scales on which their noise is even."""
    if kind in TAKEN_UP:
        return math.sin(value) ** 2
    return value**2 if kind in COUNTS else value


def _of_log(log: Log, departments: Sequence[str]) -> list[Statistic]:
    return [
        Statistic(f"{log.of}{where_of(cell, departments)}", LOG, cell.week, cell.held_out, log.of, cell.group)
        for cell in log.cells
    ]


def survey_kinds(survey: Survey, cell: Cell) -> list[tuple[str, str]]:
    """Return which numbers a wave gives, item by item; groups inside the organization give means alone."""
    kinds = [MEAN]
    if cell.group == EVERYBODY:
        kinds += [SPREAD] * survey.spreads + [BY_USE] * survey.by_use
    return [(item, kind) for kind in kinds for item in ITEMS if item in survey.items]


def _of_survey(survey: Survey, departments: Sequence[str]) -> list[Statistic]:
    return [
        Statistic(
            f"{item} {kind}{where_of(cell, departments)}",
            SURVEYS,
            cell.week,
            cell.held_out,
            f"{item} {kind}",
            cell.group,
        )
        for cell in survey.cells
        for item, kind in survey_kinds(survey, cell)
    ]


def _of_projects(projects: ProjectList) -> list[Statistic]:
    names = [*(COUNTS if projects.complete else ()), *RATIOS]
    until = [Statistic(f"projects: {name}", PROJECTS, projects.until, kind=name) for name in names]
    if projects.later <= projects.until:
        return until
    return until + [
        Statistic(f"projects that end later: {name}", PROJECTS, projects.later, True, name) for name in names
    ]
