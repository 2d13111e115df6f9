"""The files of its user that a study read: which they were, and where they are now.

A study notes the SHA-256 of every table of people and ties it read, and keeps a copy unless it was asked not to. So it
can be replayed from any folder, after it was moved, and after the table was corrected: whatever has the same bytes will
do, first where it was named, then the copy, then where it lay.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

import msgspec

from experiments.configuration.points import LARGEST_FILE, ORGANIZATION_FILES, file_digest
from experiments.input.plain import is_inside, sha256_of
from experiments.organizations.text_file import file_and_sheet

KEPT = "inputs"
OPTIONS = "options"  # below it, the folders of the user's own options


class InputEntry(msgspec.Struct, frozen=True):
    """A file that was read: where it lay, its SHA-256, and the name of its copy in the study (empty: none is kept)."""

    path: str
    sha256: str
    kept: str = ""


class Asked(NamedTuple):
    """What a command asks of a study: addresses of its points and of all designs, and what it reads."""

    points: frozenset[str] = frozenset()
    designs: frozenset[str] = frozenset()
    inputs: Mapping[str, InputEntry] = {}
    search: tuple[Path, ...] = ()


def read_by(changes: Iterable[Mapping[str, Any]]) -> dict[str, InputEntry]:
    """Return the files that designs with these changes read, by the name they were given."""
    named = {str(each[name]): name for each in changes for name in ORGANIZATION_FILES if each.get(name)}
    return {
        path: InputEntry(str(Path(file_and_sheet(path)[0]).absolute()), file_digest(parameter, path))
        for path, parameter in named.items()
    }


def keep_inputs(folder: Path, asked: Asked, *, tables: bool) -> dict[str, InputEntry]:
    """Copy what is read into a study: options always, ``tables`` of people and ties if wished; raise OSError."""
    for number, search in enumerate(asked.search):
        for path in _options_in(search):
            _copy(search / path, folder / KEPT / OPTIONS / str(number) / path)
    if not tables:
        return dict(asked.inputs)
    found = {}
    for written, entry in asked.inputs.items():
        file = Path(file_and_sheet(written)[0])
        kept = f"{entry.sha256[:8]}-{file.name}"
        _copy(file, folder / KEPT / kept)
        found[written] = msgspec.structs.replace(entry, kept=kept)
    return found


def _options_in(search: Path) -> list[Path]:
    """Return the files of options below a folder, relative to it, but not what is hidden or kept by a study."""
    found = [path.relative_to(search) for path in search.rglob("*.yaml") if path.is_file()]
    return sorted(path for path in found if KEPT not in path.parts and not any(p.startswith(".") for p in path.parts))


def found_now(folder: Path, inputs: Mapping[str, InputEntry], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes of a design with its files named where they are now, as they were; else as they were named."""
    found = dict(changes)
    for name in ORGANIZATION_FILES:
        entry = inputs.get(str(changes.get(name, "")))
        if entry is None:
            continue
        file, sheet = file_and_sheet(str(changes[name]))
        places = [Path(file), Path(entry.path)]
        if entry.kept and is_inside(folder, folder / KEPT / entry.kept):
            places.insert(1, folder / KEPT / entry.kept)
        now = next((str(path) for path in places if _is(path, entry.sha256)), file)
        found[name] = f"{now}#{sheet}" if sheet else now
    return found


def _is(path: Path, sha256: str) -> bool:
    try:
        return sha256_of(path, LARGEST_FILE) == sha256
    except (OSError, ValueError):  # no such file; no plain file, or a name with a null
        return False


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    copyfile(source, target)
