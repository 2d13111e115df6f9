"""What a look into the folder of a study tells before anything is replayed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from experiments.configuration.points import ORGANIZATION_FILES, address_of
from experiments.provenance.crate import recorded_files
from experiments.provenance.files import study_file
from experiments.store.manifest import FORMAT, Manifest
from experiments.store.reader import has_table
from experiments.verify.sample import Run
from sim.errors import ScenarioError

MOST_NAMED = 3


def folder_faults(folder: Path, manifest: Manifest, held: Sequence[Run]) -> list[str]:
    """Return what is wrong with a study's folder, as sentences.

    Raise ScenarioError where an organization's files are not the same.
    """
    return [*_addresses(manifest), *_rows(manifest, held), *_tables(folder, manifest), *_checksums(folder)]


def _addresses(manifest: Manifest) -> Iterator[str]:
    for address, entry in manifest.designs.items():
        if address_of(entry.changes, manifest.code.source) == address:
            continue
        files = [f"{name}={entry.changes[name]}" for name in ORGANIZATION_FILES if name in entry.changes]
        if files:
            raise ScenarioError(
                f"{' or '.join(files)} is not what the study was run with: its text has changed; bring the old one back"
            )
        yield f"manifest.json: what it says of design {address} does not give this address"


def _rows(manifest: Manifest, held: Sequence[Run]) -> Iterator[str]:
    counts = Counter(held)
    wanted = {Run(address, number) for address, entry in manifest.designs.items() for number in range(entry.replicates)}
    repeated = [run for run, count in counts.items() if count > 1]
    for words, runs in (
        ("is missing", wanted - counts.keys()),
        ("is not known", counts.keys() - wanted),
        ("is there twice", repeated),
    ):
        if runs:
            yield f"runs.parquet: {_named(sorted(runs))} {words}"


def _tables(folder: Path, manifest: Manifest) -> Iterator[str]:
    entries = manifest.designs.values()
    kept = {"series": True, "weeks": manifest.format == FORMAT, "projects": any(entry.projects for entry in entries)}
    for table, expected in kept.items():
        if expected and not has_table(folder, table):
            yield f"{table}.parquet is missing"


def _checksums(folder: Path) -> Iterator[str]:
    for recorded in recorded_files(folder):
        if not (folder / recorded.path).exists():
            yield f"{recorded.path} is missing"
        elif study_file(folder, recorded.path) != recorded:
            yield f"{recorded.path} has changed since the study was finished: its SHA-256 is another"


def _named(runs: Sequence[Run]) -> str:
    listed = ", ".join(f"replicate {run.replicate} of design {run.design}" for run in runs[:MOST_NAMED])
    return listed + (f" and {len(runs) - MOST_NAMED} more" if len(runs) > MOST_NAMED else "")
