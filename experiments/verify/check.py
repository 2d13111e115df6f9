"""What verifying a study found: the runs that were replayed, and everything that is not as it was kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from experiments.organizations.shared import Organizations
from experiments.store.manifest import FORMAT, Manifest
from experiments.store.merge import MergedRuns
from experiments.store.tables import TABLES
from experiments.verify.compare import Compared, Mismatch, compared
from experiments.verify.environment import EnvironmentChange, changes_since
from experiments.verify.folder import folder_faults
from experiments.verify.remade import remade_bands
from experiments.verify.replay import replayed
from experiments.verify.sample import Run, by_design, drawn
from experiments.verify.tables import kept_rows, kept_runs
from experiments.wording.progress import Progress

BANDS = "series"
DESIGNS_AT_ONCE = 50


class Sameness(Enum):
    """How alike a study and its replay are."""

    BITS = "the same bits"
    CLOSE = "the same but for rounding"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Verified:
    """What was found.

    Attributes:
        folder, study_hash: where the study lies, and the hash that drew the sample.
        held, lived, failed: how many runs the study holds, how many were replayed, and how many of these fail as
            they did.
        tables: how many values were compared, by table.
        faults: what is wrong with the folder itself, as sentences.
        mismatches: values that came out otherwise, by more than rounding.
        changes: what is different here from where the study was made.
        close: how many values came out otherwise by rounding only.

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
    close: int = 0

    @property
    def same(self) -> bool:
        """Whether everything is as it was kept, but for rounding."""
        return self.sameness is not Sameness.DIFFERENT

    @property
    def sameness(self) -> Sameness:
        """How alike the study and its replay are."""
        if self.faults or self.mismatches:
            return Sameness.DIFFERENT
        return Sameness.CLOSE if self.close else Sameness.BITS


def check(folder: Path, manifest: Manifest, count: int | None, organizations: Organizations) -> Verified:
    """Live ``count`` runs of a study again (None: all) and compare; raise ScenarioError where that cannot be done."""
    held = kept_runs(folder)
    faults = folder_faults(folder, manifest, held)
    known = [run for run in dict.fromkeys(held) if run.design in manifest.designs]
    study_hash = manifest.configuration_hash
    chosen = drawn(known, study_hash, len(known) if count is None else count)
    tally = _Tally(dict.fromkeys(TABLES, 0), [])
    for parts in _replayed(manifest, chosen, organizations):
        tally.failed += sum(len(part.runs.errors) for part in parts)
        for table, found in _compared(folder, manifest, parts):
            tally.add(table, found)
    for found in remade_bands(folder, manifest):
        tally.add(BANDS, found)
    return Verified(
        folder,
        study_hash,
        len(held),
        len(chosen),
        tally.failed,
        tally.values,
        faults,
        tally.mismatches,
        changes_since(manifest),
        tally.close,
    )


@dataclass
class _Tally:
    """What comparing gave so far."""

    values: dict[str, int]
    mismatches: list[Mismatch]
    failed: int = 0
    close: int = 0

    def add(self, table: str, found: Compared) -> None:
        self.values[table] += found.values
        self.close += found.close
        self.mismatches += found.mismatches


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


def _compared(folder: Path, manifest: Manifest, parts: Sequence[MergedRuns]) -> Iterator[tuple[str, Compared]]:
    """Yield what each table says of runs against what they gave when they were replayed.

    Bands follow from all runs of a design: of an older study they are compared where all were replayed, and else made
    again from the weeks it keeps (see ``remade_bands``).
    """
    for table, rows_of in TABLES.items():
        if table == BANDS and manifest.format == FORMAT:
            continue
        whole = [part for part in parts if table != BANDS or len(part.runs.replicates) == part.entry.replicates]
        kept = kept_rows(folder, table, [part.runs.design for part in whole]) if whole else None
        if kept is not None:
            yield table, compared(table, kept, rows_of(whole))
