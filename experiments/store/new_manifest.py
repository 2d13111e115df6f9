"""The manifest of a study that is about to start, and what a finished command adds to it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from experiments.configuration.points import Choices, PointRecord, label, varied_keys
from experiments.configuration.settings import StudySettings, Until
from experiments.store.environment import code_here, machine_here, now, packages_here
from experiments.store.manifest import FORMAT, KIND, Manifest, PointEntry

INTERVALS = {Until.BUDGET: "student", Until.DECIDED: "anytime"}


def new_manifest(settings: StudySettings, command: Sequence[str], configuration: Mapping[str, Any]) -> Manifest:
    """Return the manifest of a study that is about to start."""
    return Manifest(
        kind=KIND,
        format=FORMAT,
        name=settings.path.name,
        metric=settings.metric,
        confidence=settings.confidence,
        replicates=settings.replicates,
        interval=INTERVALS[settings.until],
        equivalence=settings.equivalence,
        seed=configuration["horizon"]["seed"],
        settings=settings.plain(),
        command=tuple(command),
        configuration=dict(configuration),
        configuration_hash=hash_of(configuration),
        code=code_here(),
        packages=packages_here(),
        machine=machine_here(),
        started=now(),
    )


def hash_of(configuration: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a configuration, in hexadecimal."""
    return hashlib.sha256(json.dumps(configuration, sort_keys=True).encode()).hexdigest()


def with_points(manifest: Manifest, points: Sequence[PointRecord]) -> Manifest:
    """Return the manifest with the points of a command."""
    varied = varied_keys([point.choices for point in points])
    entries = [
        PointEntry(short_label(point.choices, varied), point.design, point.baseline, point.choices) for point in points
    ]
    return replace(manifest, varied=tuple(varied), points=tuple(entries))


def short_label(choices: Choices, varied: Sequence[str]) -> str:
    """Return only the choices that tell a point from the others of its command (all of them for a point alone)."""
    return label({key: value for key, value in choices.items() if key in varied} if varied else choices)
