"""What a program gets to see after a study: one JSON object with means, differences and the verdict."""

import math
from typing import Any

from experiments.inference.crossed import Expected
from experiments.inference.paired import Difference
from experiments.results.study import DIRECTIONS, Study, StudyPoint
from experiments.results.verdict import verdict


def as_json(study: Study) -> dict[str, Any]:
    """Return the result as plain values; numbers that are not finite become null."""
    return {
        "folder": str(study.folder),
        "metric": study.metric,
        "start": study.calendar and str(study.calendar.start),
        "confidence": study.manifest.confidence,
        "interval": study.rule.name,
        "stopping": study.manifest.stopping,
        "so_far": study.manifest.so_far,
        "varied": study.manifest.varied,
        "best": study.best.design,
        "verdict": verdict(study),
        "points": [_point_as_json(study, point) for point in study.ranked],
    }


def _point_as_json(study: Study, point: StudyPoint) -> dict[str, Any]:
    baseline, behind = study.against_baseline(point), study.behind_best.get(point.design)
    return {
        "label": point.label,
        "choices": dict(point.choices),
        "design": point.design,
        "runs": len(point.runs.replicates),
        "failed_runs": point.runs.failed,
        "means": {name: finite(found.mean) for name, found in study.means(point).items()},
        "must_keep": {kept.constraint.text: kept.words for kept in study.kept(point)},
        "best_minus_this": behind and difference_as_json(behind, DIRECTIONS[study.metric]),
        "minus_baseline": baseline
        and {name: difference_as_json(found, DIRECTIONS[name]) for name, found in baseline.items()},
    }


def difference_as_json(difference: Difference, direction: int) -> dict[str, Any]:
    """Return a difference as plain values; more (+1) or less (-1) is better, or neither (0)."""
    return {
        "mean": finite(difference.mean),
        "low": finite(difference.low),
        "high": finite(difference.high),
        "pairs": difference.pairs,
        "share_with_sign": finite(difference.share),
        "smallest_that_matters": difference.equivalence,
        "verdict": difference.verdict(direction).value,
    }


def finite(value: float) -> float | None:
    """Return a number as JSON takes it: null where it is not finite."""
    return value if math.isfinite(value) else None


def plain(value: Any) -> Any:  # noqa: ANN401 - any plain value
    """Return a value as JSON takes it: intervals as objects, numbers that are not finite as null."""
    if isinstance(value, Expected):
        return {name: finite(each) for name, each in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return finite(value) if isinstance(value, float) else value
