"""The studies in a folder, with their state, as rows."""

from pathlib import Path
from typing import Any

from experiments.store.journal import FOLDER
from experiments.store.lock import is_held
from experiments.store.manifest import MANIFEST, Manifest, load_manifest
from experiments.store.so_far import progress
from experiments.wording.terminal import shell_command
from sim.errors import ScenarioError

Row = dict[str, Any]


def study_rows(home: Path) -> list[Row]:
    """Return a row a study below a folder, the newest first; raise ScenarioError where there is no folder."""
    if not home.is_dir():
        raise ScenarioError(f"there is no folder {home}; name the one in which studies lie, such as results")
    found = [_row(path.parent) for path in sorted(home.glob(f"*/{MANIFEST}"))]
    return sorted(found, key=lambda row: str(row["started"]), reverse=True)


def _row(folder: Path) -> Row:
    try:
        manifest = load_manifest(folder)
    except ScenarioError as error:
        return _said(folder, "cannot be read") | {"command": str(error)}
    if manifest is None:
        return _said(folder, "empty")
    return _said(folder, _state(folder, manifest)) | {
        "points": len(manifest.points),
        "replicates": manifest.replicates,
        "metric": manifest.metric,
        "started": manifest.started,
        "command": shell_command("run", *manifest.command),
    }


def _said(folder: Path, state: str) -> Row:
    nothing = {"points": "", "replicates": "", "metric": "", "started": "", "command": ""}
    return {"name": str(folder), "state": state, **nothing}


def _state(folder: Path, manifest: Manifest) -> str:
    count = progress(folder)
    so_far = f", so far {count[0]:,} of {count[1]:,} runs" if count else ""
    if is_held(folder):
        return f"running{so_far}"
    if manifest.finished is None:
        return f"stopped{so_far}"
    return "finished, and begun again" if any((folder / FOLDER).glob("*")) else "finished"
