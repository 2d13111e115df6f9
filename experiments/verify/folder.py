"""What a look into the folder of a study tells before anything is replayed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from experiments.configuration.points import ORGANIZATION_FILES, address_of
from experiments.provenance.crate import recorded_files
from experiments.provenance.files import MEANINGS, METADATA, paths_of, study_file
from experiments.store.manifest import FORMAT, Manifest
from experiments.store.new_manifest import hash_of
from experiments.store.reader import has_table
from experiments.verify.remade import label_faults, summary_faults
from experiments.verify.sample import Run
from sim.errors import ScenarioError

MOST_NAMED = 3


def folder_faults(folder: Path, manifest: Manifest, held: Sequence[Run]) -> list[str]:
    """Return what is wrong with a study's folder, as sentences.

    Raise ScenarioError where an organization's files are not the same.
    """
    return [
        *_addresses(manifest),
        *_configuration(manifest),
        *_rows(manifest, held),
        *_tables(folder, manifest),
        *_checksums(folder),
        *label_faults(folder, manifest),
        *summary_faults(folder, manifest),
    ]


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


def _configuration(manifest: Manifest) -> Iterator[str]:
    if hash_of(manifest.configuration) != manifest.configuration_hash:
        yield "manifest.json: its configuration_hash is not that of its configuration"


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
    files = recorded_files(folder)
    if files is None:
        state = "does not describe this study as it is now" if (folder / METADATA).exists() else "is missing"
        yield f"{METADATA} {state}: no checksums tell whether files have changed; the study's command writes it anew"
        return
    known = {file.path for file in files}
    for path in paths_of(folder):
        if path not in known and path in MEANINGS:
            yield f"{path} is not in {METADATA}: no checksum tells whether it has changed"
    for recorded in files:
        if not (folder / recorded.path).exists():
            yield f"{recorded.path} is missing"
        elif study_file(folder, recorded.path) != recorded:
            yield f"{recorded.path} has changed since the study was finished: its SHA-256 is another"


def _named(runs: Sequence[Run]) -> str:
    listed = ", ".join(f"replicate {run.replicate} of design {run.design}" for run in runs[:MOST_NAMED])
    return listed + (f" and {len(runs) - MOST_NAMED} more" if len(runs) > MOST_NAMED else "")
