"""The inventory of a design: which replicates ended or failed, whether their projects are kept, and their metrics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """The runs of one design by replicate; ``metrics``, float64 (m), only of those in the journal."""

    changes: Mapping[str, Any]
    runs: dict[int, RunStatus] = field(default_factory=dict)
    metrics: dict[int, NDArray[np.float64]] = field(default_factory=dict)

    @classmethod
    def of_entry(cls, entry: DesignEntry) -> "Inventory":
        """Return what an entry of the manifest says."""
        failed = set(entry.failed)
        runs = {number: RunStatus(number in failed, entry.projects) for number in range(entry.replicates)}
        return cls(entry.changes, runs)

    def missing(self, replicates: int, settings: StudySettings) -> list[int]:
        """Return which of the first ``replicates`` replicates are still to be run."""
        known = self.runs
        return [number for number in range(replicates) if number not in known or not known[number].serves(settings)]

    def add(self, record: RunsRecord) -> None:
        """Take in the runs of a record of the journal."""
        for row, number in enumerate(record.replicates.tolist()):
            failed = number in record.errors
            if number in self.runs and failed:
                continue
            self.runs[number] = RunStatus(failed, record.projects is not None)
            self.metrics[number] = record.metrics[row]

    def entry(self) -> DesignEntry:
        """Return what the study remembers of this design."""
        return DesignEntry(
            changes=dict(self.changes),
            replicates=len(self.runs),
            failed=tuple(number for number, run in sorted(self.runs.items()) if run.failed),
            projects=all(run.projects for run in self.runs.values()),
        )
