"""What a program gets to see after a study: one JSON object with means, differences and the verdict."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.analysis import DIRECTIONS, Analysis, PointRuns
from experiments.paired import Difference
from experiments.verdict import verdict


def print_json(analysis: Analysis, pictures: Sequence[Path]) -> None:
    """Print the result as one JSON object."""
    print(json.dumps(as_json(analysis) | {"pictures": list(map(str, pictures))}, indent=1, ensure_ascii=False))


def as_json(analysis: Analysis) -> dict[str, Any]:
    """Return the result as plain values; numbers that are not finite become null."""
    return {
        "folder": str(analysis.folder),
        "metric": analysis.metric,
        "confidence": analysis.manifest["confidence"],
        "varied": analysis.manifest["varied"],
        "best": analysis.best.design,
        "verdict": verdict(analysis),
        "points": [_point_as_json(analysis, point) for point in analysis.ranked],
    }


def _point_as_json(analysis: Analysis, point: PointRuns) -> dict[str, Any]:
    baseline, behind = analysis.against_baseline(point), analysis.behind_best.get(point.design)
    return {
        "label": point.label,
        "choices": dict(point.choices),
        "design": point.design,
        "runs": len(point.runs.replicates),
        "failed_runs": point.runs.failed,
        "means": {name: _finite(found.mean) for name, found in analysis.means(point).items()},
        "best_minus_this": behind and _difference_as_json(behind, analysis.metric),
        "minus_baseline": baseline and {name: _difference_as_json(found, name) for name, found in baseline.items()},
    }


def _difference_as_json(difference: Difference, metric: str) -> dict[str, Any]:
    return {
        "mean": _finite(difference.mean),
        "low": _finite(difference.low),
        "high": _finite(difference.high),
        "pairs": difference.pairs,
        "share_with_sign": _finite(difference.share),
        "verdict": difference.verdict(DIRECTIONS[metric]).value,
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
