"""The manifest of a study: what it is, what made it, what was asked for, and which designs its tables hold.

kind, format        what this folder is
name, metric, confidence, replicates, seed, settings
interval            how intervals are made: student, or anytime where the study stopped when it knew enough
                    (stopping/sequence.py)
equivalence         difference in the metric that makes none in practice; 0: any makes one
stopping            how many runs were enough (see stopping/course.py), or null
command             the overrides of the latest command
configuration       everything that command composed; configuration_hash: its SHA-256
code                version of the package and SHA-256 of the model's source
packages, machine   where it ran
started, finished   times (UTC); finished is null while a study runs or after it was stopped
design              how the points were chosen (see designs/record.py), or null
varied              keys of ``choices`` that differ between the points of the latest command
points              those points: label, choices, design, baseline (address of a design, or null)
designs             by address: changes (values that differ from the declared default), replicates, which of them
                    failed, whether projects, full series and packed weeks are kept, and for a point its baseline and
                    choices
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.configuration.points import Asked, Choices, label, varied_keys
from experiments.configuration.settings import StudySettings, Until
from experiments.store.environment import code_here, machine_here, now, packages_here
from experiments.store.files import write_whole
from sim.errors import ScenarioError

MANIFEST = "manifest.json"
KIND, FORMAT = "orgchange study", 2
INTERVALS = {Until.BUDGET: "student", Until.DECIDED: "anytime"}

Manifest = dict[str, Any]


def new_manifest(settings: StudySettings, command: Sequence[str], configuration: Mapping[str, Any]) -> Manifest:
    """Return the manifest of a study that is about to start."""
    text = json.dumps(configuration, sort_keys=True)
    return {
        "kind": KIND,
        "format": FORMAT,
        "name": settings.path.name,
        "metric": settings.metric,
        "confidence": settings.confidence,
        "replicates": settings.replicates,
        "interval": INTERVALS[settings.until],
        "equivalence": settings.equivalence,
        "stopping": None,
        "seed": configuration["horizon"]["seed"],
        "settings": settings.plain(),
        "command": list(command),
        "configuration": dict(configuration),
        "configuration_hash": hashlib.sha256(text.encode()).hexdigest(),
        "code": code_here(),
        "packages": packages_here(),
        "machine": machine_here(),
        "started": now(),
        "finished": None,
        "design": None,
        "varied": [],
        "points": [],
        "designs": {},
    }


def with_points(manifest: Manifest, points: Sequence[Asked]) -> Manifest:
    """Return the manifest with the points of a command."""
    varied = varied_keys([point.choices for point in points])
    listed = [{"label": short_label(point.choices, varied), **point._asdict()} for point in points]
    return manifest | {"varied": varied, "points": listed}


def short_label(choices: Choices, varied: Sequence[str]) -> str:
    """Return only the choices that tell a point from the others of its command (all of them for a point alone)."""
    return label({key: value for key, value in choices.items() if key in varied} if varied else choices)


def load_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a study folder, None where nothing is yet; raise ScenarioError for anything else."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise ScenarioError(f"{folder} is a file; give another study.name or study.folder")
    path = folder / MANIFEST
    if not path.exists():
        if any(not entry.name.startswith(".") for entry in folder.iterdir()):
            raise ScenarioError(
                f"{folder} exists and is no study of orgchange; give another study.name or study.folder"
            )
        return None
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise ScenarioError(
            f"{path} cannot be read ({error}); move the folder away, or give another study.name"
        ) from None
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND or manifest.get("format") != FORMAT:
        raise ScenarioError(
            f"{path} is not the manifest of a study of this version; give another study.name or study.folder"
        )
    return manifest


def outdated_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a study that an older version of the program wrote in another format, else None."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (ValueError, OSError):
        return None
    outdated = isinstance(manifest, dict) and manifest.get("kind") == KIND and manifest.get("format") in range(FORMAT)
    return manifest if outdated else None


def finished_study(folder: Path) -> Manifest:
    """Return the manifest of a study that can be asked about; raise ScenarioError where there is none."""
    if not folder.exists():
        inside = Path("results") / folder
        hint = f"; did you mean {inside}?" if (inside / MANIFEST).exists() else ""
        raise ScenarioError(f"there is no folder {folder}{hint}")
    if not (folder / MANIFEST).exists():
        raise ScenarioError(f"{folder} is no study: it has no {MANIFEST}; name a folder that orgchange run has made")
    manifest = load_manifest(folder)
    if manifest is None or not manifest["points"]:
        raise ScenarioError(f"{folder} holds no finished study; run it to its end first")
    return manifest


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all."""
    write_whole(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
