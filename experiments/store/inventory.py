"""What a study holds of a design: which replicates ended or failed, what is kept of each, and their metrics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.settings import StudySettings
from experiments.store.journal import Entry, Piece


class Held(NamedTuple):
    """What is held of one run.

    Whether it failed, and whether its projects, its weeks as rows and its packed weeks are kept.
    """

    failed: bool
    projects: bool
    full_series: bool
    weeks: bool

    def serves(self, settings: StudySettings) -> bool:
        """Return whether the run needs not be run again for these settings."""
        return not self.failed and self.projects >= settings.keep_projects and self.full_series >= settings.full_series


@dataclass
class Kept:
    """The runs of one design, wherever they are, by replicate; ``metrics``, float64 (m), only of those in parts."""

    changes: Mapping[str, Any]
    runs: dict[int, Held] = field(default_factory=dict)
    metrics: dict[int, NDArray[np.float64]] = field(default_factory=dict)

    @classmethod
    def of_entry(cls, entry: Entry) -> "Kept":
        """Return what an entry of the manifest says."""
        failed = set(entry["failed"])
        flags = (entry["projects"], entry["full_series"], entry["weeks"])
        return cls(entry["changes"], {number: Held(number in failed, *flags) for number in range(entry["replicates"])})

    def missing(self, replicates: int, settings: StudySettings) -> list[int]:
        """Return which of the first ``replicates`` replicates are still to be run.

        A design grows by the missing ones only where the weeks of the others are kept: its weekly quantiles need all of
            them.
        """
        wanted = range(replicates)
        missing = [number for number in wanted if number not in self.runs or not self.runs[number].serves(settings)]
        return missing if all(held.weeks for held in self.runs.values()) or not missing else list(wanted)

    def add(self, piece: Piece) -> None:
        """Take in the runs of a part."""
        for row, number in enumerate(piece.replicates.tolist()):
            failed = number in piece.errors
            if number in self.runs and failed:
                continue
            self.runs[number] = Held(failed, piece.projects is not None, piece.full_series, weeks=True)
            self.metrics[number] = piece.metrics[row]

    def entry(self) -> Entry:
        """Return what the study remembers of this design."""
        held = self.runs.values()
        return {
            "changes": dict(self.changes),
            "replicates": len(self.runs),
            "failed": [number for number, run in sorted(self.runs.items()) if run.failed],
            "projects": all(run.projects for run in held),
            "full_series": all(run.full_series for run in held),
            "weeks": all(run.weeks for run in held),
        }
