"""Opening a study's folder for writing.

One process at a time, the folder of another model set aside, drafts of the dead removed.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

from msgspec.structs import replace

from experiments.configuration.settings import SECTION, StudySettings
from experiments.store.department_runs import DEPARTMENT_RUNS
from experiments.store.inputs import Asked, keep_inputs
from experiments.store.journal import FOLDER, cut_off, journal_files, journal_spans, note_damage, spans_in
from experiments.store.lock import FolderLock
from experiments.store.manifest import Manifest, is_outdated, load_manifest, save_manifest
from experiments.store.new_manifest import new_manifest
from experiments.store.store import Store
from experiments.wording.notes import note
from sim.compiler import source_stamp
from sim.errors import ScenarioError, reason

NOT_ASKED = (f"{SECTION}.", "hydra/launcher", "hydra.launcher.")
NOTES = (f"{FOLDER}/*.point.json", f"{FOLDER}/asked.json")
DRAFTS = (".*.parquet.[0-9]*", ".*.json.[0-9]*", ".*.csv.[0-9]*", f"{FOLDER}/.*.json.[0-9]*")


@contextmanager
def opened(
    settings: StudySettings, command: Sequence[str], configuration: Mapping[str, Any], asked: Asked | None = None
) -> Iterator[Store]:
    """Open the folder of a study for writing, and hold it; raise ScenarioError where that cannot be.

    ``asked``: what the command asks, as far as that is known. What the folder holds of another question, or of other
    people, is set aside.
    """
    asked = asked or Asked()
    folder = settings.path
    check_folder(folder)
    try:
        _set_older_aside(folder)
        _set_another_question_aside(folder, new_manifest(settings, command, configuration), asked)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock.taken(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    try:
        yield _prepared(folder, settings, new_manifest(settings, command, configuration), asked)
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


def _prepared(folder: Path, settings: StudySettings, manifest: Manifest, asked: Asked) -> Store:
    before = load_manifest(folder)
    if before is not None:
        manifest = replace(manifest, varied=before.varied, points=before.points, designs=before.designs)
    try:
        for left in [path for pattern in (*DRAFTS, *NOTES) for path in folder.glob(pattern)]:
            left.unlink()
        _drop_half_written(folder)
        if before is not None:
            _drop_stale(folder, before, manifest, asked)
        inputs = keep_inputs(folder, asked, tables=settings.keep_inputs)
        search = tuple(str(path.absolute()) for path in asked.search)
        manifest = replace(manifest, inputs=inputs, home=str(Path.cwd()), search=search)
        save_manifest(folder, manifest)
        (folder / FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    return Store(folder, manifest, settings)


def _drop_stale(folder: Path, before: Manifest, now: Manifest, asked: Asked) -> None:
    """Remove pictures and report of another answer: other points, another metric, more runs."""
    points = {point.design for point in before.points}
    then, today = (
        (each.metric, each.replicates, each.confidence, each.equivalence, each.settings.get("require"))
        for each in (before, now)
    )
    if then != today or (asked.points and points != asked.points):
        rmtree(folder / "pictures", ignore_errors=True)
        for name in ("report.html", DEPARTMENT_RUNS):
            (folder / name).unlink(missing_ok=True)


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
    made = "an older version of orgchange" if outdated else "another version of the model"
    _set_aside(folder, manifest.code.source[:8] if manifest else "older", f"was made by {made}")


def _set_another_question_aside(folder: Path, now: Manifest, asked: Asked) -> None:
    """Give the folder of another question, or of other people, another name: a study is one question."""
    before = load_manifest(folder)
    if before is None:
        return
    for written, entry in asked.inputs.items():
        if written in before.inputs and before.inputs[written].sha256 != entry.sha256:
            _set_aside(folder, "earlier", f"was run with another {written}")
            return
    if not _goes_on(folder, before, now, asked):
        _set_aside(folder, "earlier", "holds the answer to another question")


def _goes_on(folder: Path, before: Manifest, now: Manifest, asked: Asked) -> bool:
    """Return whether a command goes on with a study: the same words, or all points of the one are points of the other.

    While it has no points yet, what was begun has to be asked for again.
    """
    if not asked.points or (_words(before), _composed(before)) == (_words(now), _composed(now)):
        return True
    points = {point.design for point in before.points}
    if points:
        return points <= asked.points or asked.points <= points
    return journal_spans(folder).keys() <= asked.designs


def _words(manifest: Manifest) -> list[str]:
    return sorted(text for text in manifest.command if not text.lstrip("+").startswith(NOT_ASKED))


def _composed(manifest: Manifest) -> dict[str, Any]:
    return {name: value for name, value in manifest.configuration.items() if name != SECTION}


def _set_aside(folder: Path, suffix: str, why: str) -> None:
    FolderLock.taken(folder).release()
    aside = folder.with_name(f"{folder.name}.{suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = folder.with_name(f"{folder.name}.{suffix}.{number}")
    folder.replace(aside)
    note(f"{folder} {why}; it is kept as {aside}")
