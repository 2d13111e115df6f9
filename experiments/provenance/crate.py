"""``ro-crate-metadata.json`` in the folder of a study.

Written when it finishes, brought up to date by what adds a file.
"""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from experiments.input.plain import MEGA, is_inside, read_text
from experiments.provenance.entities import ACTION, SPECIFICATION, entities
from experiments.provenance.files import METADATA, StudyFile, paths_of, study_file
from experiments.store.files import write_json
from experiments.store.manifest import Manifest, finished_manifest
from sim.errors import ScenarioError

CONTEXT = [f"{SPECIFICATION}/context", {"sha256": "http://schema.org/sha256"}]

LARGEST = 100 * MEGA


def write_crate(folder: Path, manifest: Manifest | None = None) -> None:
    """Describe the folder of a finished study as it is now; ``manifest``: its own, where it has been read already."""
    _write(folder, [study_file(folder, path) for path in paths_of(folder)], manifest or finished_manifest(folder))


def add_to_crate(folder: Path, fresh: Collection[Path]) -> None:
    """Describe files that were written anew.

    What is said about the other files stays, so that a change to them still shows.
    """
    known = {file.path: file for file in recorded_files(folder) or ()}
    anew = {path.relative_to(folder).as_posix() for path in fresh}
    _write(
        folder,
        [known[path] if path in known and path not in anew else study_file(folder, path) for path in paths_of(folder)],
        finished_manifest(folder),
    )


def recorded_files(folder: Path) -> list[StudyFile] | None:
    """Return the files as the crate of a study describes them.

    None where it has no crate, one that cannot be read, or one of an earlier state of the study.
    """
    try:
        graph: list[dict[str, Any]] = json.loads(read_text(folder / METADATA, LARGEST))["@graph"]
        ended = next(entity["endTime"] for entity in graph if entity["@id"] == ACTION)
        files = [entity for entity in graph if entity["@type"] == "File"]
        found = [StudyFile(str(file["@id"]), int(file["contentSize"]), str(file["sha256"])) for file in files]
    except (OSError, ValueError, KeyError, TypeError, StopIteration, RecursionError, OverflowError):
        return None
    for file in found:
        if not is_inside(folder, folder / file.path):
            raise ScenarioError(f"{METADATA} names {file.path!r}, which lies outside the folder; remove it there")
    return found if ended == finished_manifest(folder).finished else None


def _write(folder: Path, files: list[StudyFile], manifest: Manifest) -> None:
    crate = {"@context": CONTEXT, "@graph": list(entities(folder, manifest, files))}
    write_json(folder / METADATA, crate)
