"""Who and what changed between two designs, as far as it can be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.compare.departments import DepartmentChange, departments_changed
from experiments.compare.pairs import Pair
from experiments.compare.projects import ProjectsChanged, projects_changed
from experiments.compare.replayed import replayed
from sim.compiler import source_stamp

OTHER_CODE = "made by another version of the model, so no run can be replayed: departments and projects are left out"


@dataclass(frozen=True)
class Changed:
    """Departments, the most different first; projects (None: not known); runs replayed; what to know first."""

    departments: Sequence[DepartmentChange]
    projects: ProjectsChanged | None
    replicates: Sequence[int]
    notes: Sequence[str]


def changed(pair: Pair, replays: int, confidence: float) -> Changed:
    """Return who and what changed; ``replays`` pairs of runs are replayed for it, from their seeds."""
    if pair.one.source != source_stamp():
        return Changed([], projects_changed(pair, None), [], [OTHER_CODE])
    found = replayed(pair, replays) if replays else None
    projects = projects_changed(pair, found)
    if found is None:
        return Changed([], projects, [], [])
    return Changed(departments_changed(found, confidence), projects, found.replicates, found.notes)
