"""What verifying a study found: the runs that were replayed, and everything that is not as it was kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.organizations.shared import Organizations
from experiments.store.manifest import Manifest
from experiments.store.merge import MergedRuns
from experiments.store.tables import TABLES
from experiments.verify.compare import Mismatch, count_of_values, mismatches
from experiments.verify.environment import EnvironmentChange, changes_since
from experiments.verify.folder import folder_faults
from experiments.verify.replay import replayed
from experiments.verify.sample import Run, by_design, drawn
from experiments.verify.tables import kept_rows, kept_runs
from experiments.wording.progress import Progress

BANDS = "series"
DESIGNS_AT_ONCE = 50


@dataclass(frozen=True)
class Verified:
    """What was found.

    Attributes:
        folder, study_hash: where the study lies, and the hash that drew the sample.
        held, lived, failed: how many runs the study holds, how many were replayed, and how many of these fail as
            they did.
        tables: how many values were compared, by table.
        faults: what is wrong with the folder itself, as sentences.
        mismatches: values that came out otherwise.
        changes: what is different here from where the study was made.

    """

    folder: Path
    study_hash: str
    held: int
    replayed: int
    failed: int
    tables: Mapping[str, int]
    faults: Sequence[str]
    mismatches: Sequence[Mismatch]
    changes: Sequence[EnvironmentChange]

    @property
    def same(self) -> bool:
        """Whether everything is as it was kept."""
        return not self.faults and not self.mismatches


def check(folder: Path, manifest: Manifest, count: int | None, organizations: Organizations) -> Verified:
    """Live ``count`` runs of a study again (None: all) and compare; raise ScenarioError where that cannot be done."""
    held = kept_runs(folder)
    faults = folder_faults(folder, manifest, held)
    known = [run for run in dict.fromkeys(held) if run.design in manifest.designs]
    study_hash = manifest.configuration_hash
    chosen = drawn(known, study_hash, len(known) if count is None else count)
    failed, compared, found = 0, dict.fromkeys(TABLES, 0), []
    for parts in _replayed(manifest, chosen, organizations):
        failed += sum(len(part.runs.errors) for part in parts)
        for table, values, apart in _compared(folder, parts):
            compared[table] += values
            found += apart
    return Verified(
        folder, study_hash, len(held), len(chosen), failed, compared, faults, found, changes_since(manifest)
    )


def _replayed(manifest: Manifest, chosen: Sequence[Run], organizations: Organizations) -> Iterator[list[MergedRuns]]:
    """Replay runs and yield their designs, some at a time: each time the tables are read once."""
    designs = list(by_design(chosen).items())
    with Progress(len(chosen)) as progress:
        for first in range(0, len(designs), DESIGNS_AT_ONCE):
            parts = []
            for design, replicates in designs[first : first + DESIGNS_AT_ONCE]:
                parts.append(replayed(design, manifest.designs[design], replicates, organizations))
                progress.advance(len(replicates))
            yield parts


def _compared(folder: Path, parts: Sequence[MergedRuns]) -> Iterator[tuple[str, int, list[Mismatch]]]:
    """Yield for every table how many values were compared and which differ; bands only where all runs were replayed."""
    for table, rows_of in TABLES.items():
        whole = [part for part in parts if table != BANDS or len(part.runs.replicates) == part.entry.replicates]
        kept = kept_rows(folder, table, [part.runs.design for part in whole]) if whole else None
        if kept is not None:
            replayed = rows_of(whole)
            yield table, count_of_values(table, replayed), mismatches(table, kept, replayed)
