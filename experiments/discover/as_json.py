"""Discoveries as plain values, for programs and for ``discover.json`` in the folder of a study."""

from dataclasses import asdict
from typing import Any

from experiments.discover.expected import Expected
from experiments.discover.find import Discovery
from experiments.discover.regimes import RegimeMap
from experiments.discover.regret import RegretTable
from experiments.result_json import finite

FILE = "discover.json"
Plain = dict[str, Any]


def as_json(found: Discovery) -> Plain:
    """Return what was discovered as plain values."""
    space = found.space
    return {
        "folder": str(space.analysis.folder),
        "metric": space.metric,
        "confidence": space.analysis.confidence,
        "levers": list(space.levers),
        "uncertainties": list(space.uncertainties),
        "policies": len(space.policies),
        "worlds": len(space.worlds),
        "worlds_sampled": space.sampled,
        "replicates": len(space.replicates),
        "regimes": found.regimes and _regimes(found.regimes),
        "regret": found.regret and _regret(found.regret),
    }


def _regimes(found: RegimeMap) -> Any:  # noqa: ANN401 - plain values
    return plain({**asdict(found), "cells": [{**asdict(cell), "decided": cell.decided} for cell in found.cells]})


def _regret(found: RegretTable) -> Any:  # noqa: ANN401 - plain values
    return plain({**asdict(found), "thresholds": [str(threshold) for threshold in found.thresholds]})


def plain(value: Any) -> Any:  # noqa: ANN401 - any plain value
    """Return a value as JSON takes it: intervals as objects, numbers that are not finite as null."""
    if isinstance(value, Expected):
        return {name: finite(each) for name, each in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return finite(value) if isinstance(value, float) else value
