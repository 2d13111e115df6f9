"""A look at a study that is not finished: its runs so far, as a study of their own in the folder ``so_far``.

While a study runs it says in its journal what it was asked. Who wants to look gets the tables that the study would have
if it ended now, beside the journal, which is only read: points and pairs that have runs, with those runs. They are put
together anew at every look, and go when the study is complete.
"""

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile, rmtree

import msgspec
from msgspec.structs import replace

from experiments.configuration.points import PointRecord
from experiments.store.files import write_whole
from experiments.store.journal import FOLDER, journal_files, journal_spans, runs_in
from experiments.store.manifest import MANIFEST, Manifest, load_manifest, save_manifest
from experiments.store.new_manifest import with_points
from experiments.store.store import Store
from experiments.store.tables import TABLES
from experiments.wording.notes import note
from sim.errors import ScenarioError, reason

LOOK = "so_far"
ASKED = "asked.json"


def note_asked(folder: Path, manifest: Manifest, points: Sequence[PointRecord]) -> None:
    """Write down what a study that runs was asked; raise ScenarioError where that cannot be."""
    asked = replace(with_points(manifest, points), designs={})
    try:
        write_whole(folder / FOLDER / ASKED, msgspec.json.encode(asked).decode())
    except OSError as error:
        raise ScenarioError(f"cannot write into {folder} ({reason(error)})") from None


def progress(folder: Path) -> tuple[int, int] | None:
    """Return how many runs of how many that were asked an unfinished study has; None where nobody can say."""
    manifest = _asked(folder)
    if manifest is None:
        return None
    wanted = {address for point in manifest.points for address in (point.design, point.baseline) if address}
    spans = journal_spans(folder)
    found = sum(runs_in(span) for address in wanted for span in spans.get(address, []))
    before = load_manifest(folder)
    tabled = {} if before is None else before.designs
    found += sum(tabled[address].replicates for address in wanted & tabled.keys())
    return min(found, len(wanted) * manifest.replicates), len(wanted) * manifest.replicates


def readable(folder: Path) -> Path:
    """Return the folder of the tables of a study: its own, or for an unfinished one those of its runs so far."""
    asked, count = _asked(folder), progress(folder)
    if asked is None or count is None:
        return folder
    if not count[0]:
        raise ScenarioError(f"no run of {folder} has ended yet (0 of {count[1]}); look again later")
    try:
        look = _look(folder, asked, count)
    except OSError as error:
        raise ScenarioError(f"cannot write into {folder / LOOK} ({reason(error)})") from None
    note(f"{folder} is not finished: so far {count[0]} of {count[1]} runs, as tables in {look}")
    return look


def forget_look(folder: Path) -> None:
    """Remove what was put together for a look."""
    rmtree(folder / LOOK, ignore_errors=True)


def _asked(folder: Path) -> Manifest | None:
    """Return the manifest of an unfinished study with the points it was asked; None where there is none."""
    path = folder / FOLDER / ASKED
    if not path.exists() or not (folder / MANIFEST).exists():
        return None
    manifest = load_manifest(folder)
    if manifest is None or manifest.finished is not None:
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, ValueError):  # it ends at this very moment, or somebody has changed the file
        return None


def _look(folder: Path, asked: Manifest, count: tuple[int, int]) -> Path:
    forget_look(folder)
    look = folder / LOOK
    (look / FOLDER).mkdir(parents=True)
    for path in journal_files(folder):
        copyfile(path, look / FOLDER / path.name)
    for path in (folder / f"{name}.parquet" for name in TABLES):
        if path.exists():
            copyfile(path, look / path.name)
    before = load_manifest(folder)
    tabled = {} if before is None else before.designs
    manifest = replace(asked, designs=tabled, so_far=count)
    save_manifest(look, manifest)
    store = Store(look, manifest, manifest.study_settings)
    points = [PointRecord(point.design, point.baseline, point.choices) for point in asked.points]
    store.complete([point for point in points if _has_runs(store, point)])
    return look


def _has_runs(store: Store, point: PointRecord) -> bool:
    return all(store.inventory(address).runs for address in (point.design, point.baseline) if address)
