"""From the rows of a case to its design and to the values of its statistics."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from experiments.posterior.emulate import share_scale
from experiments.posterior.keys import Numbers
from experiments.posterior.observed import EVERYBODY, ITEMS, Cell, Log, ProjectList, Survey
from experiments.posterior.project_numbers import overruns
from experiments.posterior.statistics import BY_USE, MEAN, SPREAD, survey_kinds
from experiments.posterior.tables import LogRow, ProjectRow, SurveyRow
from experiments.posterior.wave import FEWEST


@dataclass(frozen=True)
class HeldOut:
    """What is only predicted: all after week ``until``, and some departments."""

    until: int
    departments: frozenset[int] = frozenset()

    def holds(self, week: int, group: int) -> bool:
        """Return whether an observation is held out."""
        return week > self.until or group in self.departments


def log_of(rows: Sequence[LogRow], like: Log, held: HeldOut, sizes: Numbers) -> tuple[Log, Numbers]:
    """Return the design of a log and its values; of two rows of one week and group the later one counts."""
    latest = {(row.week, row.group): row.people for row in rows}
    keys = sorted(latest, key=lambda key: (key[0], key[1]))
    cells = tuple(Cell(week, group, held_out=held.holds(week, group)) for week, group in keys)
    values = [latest[key] / sizes[key[1]] for key in keys]
    return replace(like, cells=cells), share_scale(np.array(values))


def survey_of(
    rows: Sequence[SurveyRow], like: Survey, held: HeldOut, sizes: Numbers, *, by_department: bool
) -> tuple[Survey, Numbers]:
    """Return the design of a survey and its values; departments with fewer than ``FEWEST`` answers are left out."""
    waves = _grouped(rows, by_department=by_department)
    items = tuple(item for item in ITEMS if any(item in row.items for row in rows))
    of_persons = all(row.answers == 1 for row in rows)
    spreads = of_persons or any(row.spreads for row in rows)
    by_use = of_persons and any(row.uses is not None for row in rows)
    cells, values = [], []
    survey = replace(like, items=items, spreads=spreads, by_use=by_use)
    for (week, group), answers in sorted(waves.items()):
        count = sum(row.answers for row in answers)
        if count < FEWEST and group != EVERYBODY:
            continue
        cell = Cell(week, group, int(min(count, sizes[group])), held.holds(week, group))
        numbers = {item: _numbers(item, answers) for item in items}
        cells.append(cell)
        values += [numbers[item][kind] for item, kind in survey_kinds(survey, cell)]
    return replace(survey, cells=tuple(cells)), np.array(values, np.float64)


def _grouped(rows: Iterable[SurveyRow], *, by_department: bool) -> Mapping[tuple[int, int], list[SurveyRow]]:
    found: dict[tuple[int, int], list[SurveyRow]] = defaultdict(list)
    for row in rows:
        if row.answers == 1 or row.group == EVERYBODY:
            found[row.week, EVERYBODY].append(row)
        if row.group != EVERYBODY and by_department:
            found[row.week, row.group].append(row)
    return found


def _numbers(item: str, answers: Sequence[SurveyRow]) -> dict[str, float]:
    """Return mean, spread, and difference of users and others of one item in one wave."""
    asked = [row for row in answers if item in row.items]
    if not asked:
        return {MEAN: np.nan, SPREAD: np.nan, BY_USE: np.nan}
    values, counts = np.array([row.items[item] for row in asked]), np.array([row.answers for row in asked])
    of_means = [row.spreads[item] for row in asked if item in row.spreads]
    spread = float(np.mean(of_means)) if of_means else float(values.std()) if len(values) > 1 else np.nan
    users = values[np.array([row.uses is True for row in asked])]
    others = values[np.array([row.uses is False for row in asked])]
    few = min(len(users), len(others)) < FEWEST
    return {
        MEAN: float((values * counts).sum() / counts.sum()),
        SPREAD: spread,
        BY_USE: np.nan if few else float(users.mean() - others.mean()),
    }


def projects_of(rows: Sequence[ProjectRow], *, complete: bool, until: int, later: int) -> tuple[ProjectList, Numbers]:
    """Return the design of a list of projects and its values: those until week ``until``, and those that end later."""
    projects = ProjectList(until, later, complete)
    values = _project_values(rows, until, None, complete=complete)
    if projects.later > until:
        values += _project_values(rows, projects.later, until, complete=complete)
    return projects, np.array(values, np.float64)


def _project_values(rows: Sequence[ProjectRow], until: int, after: int | None, *, complete: bool) -> list[float]:
    begun = [row for row in rows if 0 <= row.start <= until]
    ended = [row for row in begun if row.end is not None and (-1 if after is None else after) < row.end <= until]
    done = [row for row in ended if row.status == "delivered"]
    cost = np.log([row.cost / row.planned_cost for row in done])
    weeks = np.log([max(row.actual_weeks, 1.0) / max(row.planned_weeks, 1.0) for row in done])
    started = len(begun) if after is None else sum(row.start > after for row in begun)
    counts = [started, len(done), sum(row.status == "cancelled" for row in ended)]
    known = [values[np.isfinite(values)] for values in (cost, weeks)]
    return [*(np.sqrt(counts).tolist() if complete else ()), *overruns(*known)]
