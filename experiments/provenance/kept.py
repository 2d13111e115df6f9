"""What a command has found about a study and keeps in its folder, void as soon as another study lies there."""

import json
import os
from pathlib import Path
from typing import Any

from experiments.input.plain import MEGA, read_text
from experiments.provenance.crate import add_to_crate
from experiments.store.files import write_json
from experiments.store.manifest import Manifest

STUDY, LARGEST = "study", 100 * MEGA
Plain = dict[str, Any]


def about(manifest: Manifest) -> Plain:
    """Return what tells one study from another: what is kept is about this very study."""
    points = [{"design": point.design, "baseline": point.baseline} for point in manifest.points]
    return {name: getattr(manifest, name) for name in ("metric", "confidence", "replicates")} | {"points": points}


def may_be_kept(folder: Path) -> bool:
    """Return whether something may be added to the folder of a study; it is told either way."""
    return os.access(folder, os.W_OK | os.X_OK)


def keep(path: Path, found: Plain) -> None:
    """Write what was found into the folder of the study, whole or not at all, unless that may only be read."""
    if may_be_kept(path.parent):
        write_json(path, found)
        add_to_crate(path.parent, [path])


def kept(path: Path, manifest: Manifest) -> Plain | None:
    """Return what is kept about this very study, None where there is nothing."""
    try:
        found = json.loads(read_text(path, LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get(STUDY) == about(manifest) else None
