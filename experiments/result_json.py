"""What a program gets to see after a study: one JSON object with means, differences and the verdict."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.analysis import DIRECTIONS, Analysis, PointRuns
from experiments.cases.findings import Finding, Findings, findings_of
from experiments.cases.wording import answer
from experiments.paired import Difference
from experiments.verdict import verdict


def print_json(analysis: Analysis, pictures: Sequence[Path]) -> None:
    """Print the result as one JSON object."""
    findings = findings_of(analysis)
    case = {"case": case_as_json(findings, analysis.manifest["confidence"])} if findings else {}
    print(json.dumps(as_json(analysis) | case | {"pictures": list(map(str, pictures))}, indent=1, ensure_ascii=False))


def as_json(analysis: Analysis) -> dict[str, Any]:
    """Return the result as plain values; numbers that are not finite become null."""
    return {
        "folder": str(analysis.folder),
        "metric": analysis.metric,
        "confidence": analysis.manifest["confidence"],
        "interval": analysis.rule.name,
        "stopping": analysis.manifest.get("stopping"),
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
        "means": {name: finite(found.mean) for name, found in analysis.means(point).items()},
        "best_minus_this": behind and difference_as_json(behind, DIRECTIONS[analysis.metric]),
        "minus_baseline": baseline and {name: difference_as_json(found, DIRECTIONS[name]) for name, found in baseline.items()},
    }


def case_as_json(findings: Findings, confidence: float) -> dict[str, Any]:
    """Return what a case says as plain values."""
    case = findings.case.settings
    comparisons = [
        {"arm": found.contrast.arm, "against": found.contrast.against, "metric": name} | difference_as_json(difference, DIRECTIONS[name])
        for found in findings.answers
        for name, difference in found.differences.items()
    ]
    return {
        "title": case.title,
        "question": case.question,
        "answer": answer(findings, confidence),
        "comparisons": comparisons,
        "observations": [_finding_as_json(found) for found in findings.observations],
    }


def _finding_as_json(found: Finding) -> dict[str, Any]:
    observation = found.observation
    observed = {name: value for name, value in observation.plain().items() if not isinstance(value, float) or math.isfinite(value)}
    simulated = found.estimate and {name: finite(value) for name, value in found.estimate._asdict().items()}
    difference = found.difference and difference_as_json(found.difference, observation.direction.sign)
    return observed | {"kind": observation.kind.value, "simulated": simulated, "difference": difference, "says": found.agreement.value}


def difference_as_json(difference: Difference, direction: int) -> dict[str, Any]:
    """Return a difference as plain values; more (+1) or less (-1) is better, or neither (0)."""
    return {
        "mean": finite(difference.mean),
        "low": finite(difference.low),
        "high": finite(difference.high),
        "pairs": difference.pairs,
        "share_with_sign": finite(difference.share),
        "verdict": difference.verdict(direction).value,
    }


def finite(value: float) -> float | None:
    """Return a number as JSON takes it: null where it is not finite."""
    return value if math.isfinite(value) else None
