"""The inventory of a design: which replicates ended or failed, whether their projects are kept, and their metrics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.settings import StudySettings
from experiments.store.manifest import DesignEntry
from experiments.store.runs_record import RunsRecord


class RunStatus(NamedTuple):
    """Whether a run failed, and whether its projects are kept."""

    failed: bool
    projects: bool

    def serves(self, settings: StudySettings) -> bool:
        """Return whether the run needs not be run again for these settings."""
        return not self.failed and self.projects >= settings.keep_projects


@dataclass
class Inventory:
    """The runs of one design by replicate."""

    changes: Mapping[str, Any]
    runs: dict[int, RunStatus] = field(default_factory=dict)
    _journal: list[tuple[list[int], NDArray[np.float64]]] = field(default_factory=list)

    @property
    def metrics(self) -> dict[int, NDArray[np.float64]]:
        """The metrics, float64 (m), of the runs in the journal."""
        return {number: row for numbers, rows in self._journal for number, row in zip(numbers, rows, strict=True)}

    @classmethod
    def of_entry(cls, entry: DesignEntry) -> "Inventory":
        """Return what an entry of the manifest says."""
        failed = set(entry.failed)
        runs = {number: _status(number in failed, entry.projects) for number in range(entry.replicates)}
        return cls(entry.changes, runs)

    def missing(self, replicates: int, settings: StudySettings) -> list[int]:
        """Return which of the first ``replicates`` replicates are still to be run."""
        known = self.runs
        return [number for number in range(replicates) if number not in known or not known[number].serves(settings)]

    def add(self, record: RunsRecord) -> None:
        """Take in the runs of a record of the journal."""
        numbers, projects = record.replicates.tolist(), record.projects is not None
        counts = [number not in self.runs or number not in record.errors for number in numbers]
        taken = [number for number, does in zip(numbers, counts, strict=True) if does]
        self.runs |= {number: _status(number in record.errors, projects) for number in taken}
        self._journal.append((taken, record.metrics if len(taken) == len(numbers) else record.metrics[counts]))

    def entry(self) -> DesignEntry:
        """Return what the study remembers of this design."""
        return DesignEntry(
            changes=dict(self.changes),
            replicates=len(self.runs),
            failed=tuple(number for number, run in sorted(self.runs.items()) if run.failed),
            projects=all(run.projects for run in self.runs.values()),
        )


@cache
def _status(failed: bool, projects: bool) -> RunStatus:
    """Return a status that all runs of its kind share, of which a study may have many thousands."""
    return RunStatus(failed, projects)
