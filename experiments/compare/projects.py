"""What changed: the projects that succeed in one design and not in the other, run by run.

Rule    Two projects are the same where they draw the same luck, by their key, for the same effort. Where the designs
        cut the work differently (another size, microprojects), none or few are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.compare.pairs import Pair, Side
from experiments.compare.replayed import Replayed, RunEnd
from experiments.store.reader import read_projects
from sim.state import OUTCOMES, SUCCESSFUL

COLUMNS = ("replicate", "project", "key", "effort", "outcome")


@dataclass(frozen=True)
class ProjectChange:
    """A project: number in the first design, effort in person-weeks, the share of runs it succeeds only there."""

    number: int
    effort: float
    only_one: float
    only_other: float

    @property
    def net(self) -> float:
        """By how much the share of runs in which it succeeds is larger in the first design."""
        return self.only_one - self.only_other


@dataclass(frozen=True)
class ProjectsChanged:
    """Projects of two designs.

    Attributes:
        runs: pairs of runs that were looked at; ``kept``: whether the studies kept their projects, else runs were
            replayed.
        matched: projects of a run, on average, that are in both; ``unmatched``: those of the first design that are not.
        only_one, only_other: projects of a run, on average, that succeed in one design only.
        projects: those that ever do, the one with the largest net gain or loss first.

    """

    runs: int
    kept: bool
    matched: float
    unmatched: float
    only_one: float
    only_other: float
    projects: Sequence[ProjectChange]


@dataclass(frozen=True)
class Ledgers:
    """Projects of some runs, a row a project and run.

    Columns: replicate, project, key (int64), effort (float64), success (bool).
    """

    replicate: NDArray[np.int64]
    project: NDArray[np.int64]
    key: NDArray[np.int64]
    effort: NDArray[np.float64]
    success: NDArray[np.bool_]


def projects_changed(pair: Pair, found: Replayed | None) -> ProjectsChanged | None:
    """Return what became of the projects, from the tables of the studies if they kept them, else from ``found``."""
    if pair.one.entry.projects and pair.other.entry.projects:
        common = np.intersect1d(pair.one.runs.replicates, pair.other.runs.replicates)
        return _changed(_kept(pair.one, common), _kept(pair.other, common), kept=True)
    if found is None:
        return None
    return _changed(_replayed(found.replicates, found.one), _replayed(found.replicates, found.other), kept=False)


def _changed(one: Ledgers, other: Ledgers, *, kept: bool) -> ProjectsChanged:
    here, there = _same(one, other)
    runs = len(np.unique(one.replicate))
    only_one, only_other = one.success[here] & ~other.success[there], other.success[there] & ~one.success[here]
    projects = []
    for number in np.unique(one.project[here][only_one | only_other]).tolist():
        rows = one.project[here] == number
        shares = (float(only[rows].sum() / runs) for only in (only_one, only_other))
        projects.append(ProjectChange(number, float(one.effort[here][rows].mean()), *shares))
    projects.sort(key=lambda project: (-abs(project.net), project.number))
    matched, unmatched, won, lost = (
        count / max(1, runs) for count in (len(here), len(one.replicate) - len(here), only_one.sum(), only_other.sum())
    )
    return ProjectsChanged(runs, kept, matched, unmatched, float(won), float(lost), projects)


def _same(one: Ledgers, other: Ledgers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows of both that are the same project in the same run."""
    names = {
        row: place
        for place, row in enumerate(
            zip(other.replicate.tolist(), other.key.tolist(), other.effort.tolist(), strict=True)
        )
    }
    rows = enumerate(zip(one.replicate.tolist(), one.key.tolist(), one.effort.tolist(), strict=True))
    found = [(place, names[row]) for place, row in rows if row in names]
    here, there = zip(*found, strict=True) if found else ((), ())
    return np.array(here, np.intp), np.array(there, np.intp)


def _replayed(replicates: Sequence[int], ended: Sequence[RunEnd]) -> Ledgers:
    counts = [len(one.projects) for one in ended]
    flat = np.concatenate([one.projects for one in ended])
    project = np.concatenate([np.arange(count) for count in counts])
    return Ledgers(np.repeat(replicates, counts), project, flat["key"], flat["effort"], flat["outcome"] == SUCCESSFUL)


def _kept(side: Side, replicates: NDArray[np.int64]) -> Ledgers:
    """Read the projects of some replicates from the table of a study."""
    table: Mapping[str, Any] = read_projects(side.folder, side.design, COLUMNS)
    success = table["outcome"] == OUTCOMES[SUCCESSFUL]
    wanted = np.isin(table["replicate"], replicates)
    columns = {name: table[name][wanted] for name in COLUMNS[:-1]}
    return Ledgers(**columns, success=success[wanted])
