"""Opening a study's folder for writing.

One process at a time, the folder of another model set aside, drafts of the dead removed.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from experiments.configuration.settings import StudySettings
from experiments.store.journal import FOLDER, cut_off, journal_files, note_damage, spans_in
from experiments.store.lock import FolderLock
from experiments.store.manifest import is_outdated, load_manifest, save_manifest
from experiments.store.new_manifest import new_manifest
from experiments.store.store import Store
from experiments.wording.notes import note
from sim.compiler import source_stamp
from sim.errors import ScenarioError, reason

DRAFTS = (".*.parquet.[0-9]*", ".*.json.[0-9]*", ".*.csv.[0-9]*", f"{FOLDER}/.*.json.[0-9]*")


@contextmanager
def opened(settings: StudySettings, command: Sequence[str], configuration: Mapping[str, Any]) -> Iterator[Store]:
    """Open the folder of a study for writing, and hold it; raise ScenarioError where that cannot be."""
    folder = settings.path
    check_folder(folder)
    try:
        _set_older_aside(folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock.taken(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    try:
        yield _prepared(folder, settings, command, configuration)
    finally:
        lock.release()


def check_folder(folder: Path) -> None:
    """Raise ScenarioError unless a study can be kept in ``folder``; change nothing."""
    if not is_outdated(folder):
        load_manifest(folder)
    place = folder
    while not place.exists():
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise ScenarioError(f"cannot write into {place}; give another study.folder")


def _prepared(folder: Path, settings: StudySettings, command: Sequence[str], configuration: Mapping[str, Any]) -> Store:
    manifest = new_manifest(settings, command, configuration)
    before = load_manifest(folder)
    if before is not None:
        manifest = replace(manifest, varied=before.varied, points=before.points, designs=before.designs)
    try:
        for left in [path for pattern in (*DRAFTS, f"{FOLDER}/*.point.json") for path in folder.glob(pattern)]:
            left.unlink()
        _drop_half_written(folder)
        save_manifest(folder, manifest)
        (folder / FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    return Store(folder, manifest, settings)


def _drop_half_written(folder: Path) -> None:
    for path in journal_files(folder):
        whole = sum(span.length for _, span in spans_in(path))
        if whole < path.stat().st_size or not whole:
            note_damage(path)
            cut_off(path, whole)


def _cannot_write(folder: Path, error: OSError) -> ScenarioError:
    return ScenarioError(f"cannot write into {folder} ({reason(error)}); give another study.folder")


def _set_older_aside(folder: Path) -> None:
    """Give the folder of another version another name: runs of another model say nothing about this one."""
    outdated = is_outdated(folder)
    manifest = None if outdated else load_manifest(folder)
    if not outdated and (manifest is None or manifest.code.source == source_stamp()):
        return
    FolderLock.taken(folder).release()
    version = manifest.code.source[:8] if manifest else "older"
    aside = folder.with_name(f"{folder.name}.{version}")
    number = 1
    while aside.exists():
        number += 1
        aside = folder.with_name(f"{folder.name}.{version}.{number}")
    folder.replace(aside)
    made = "an older version of orgchange" if outdated else "another version of the model"
    note(f"{folder} was made by {made}; it is kept as {aside}")
