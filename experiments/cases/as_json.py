"""A case as plain values, for programs."""

import math
from typing import Any

from experiments.cases.findings import Finding, Findings, findings_of
from experiments.cases.wording import answer
from experiments.results.as_json import as_json, difference_as_json, finite
from experiments.results.study import DIRECTIONS, Study


def study_as_json(study: Study) -> dict[str, Any]:
    """Return a study, and what its case says where it has one, as plain values."""
    findings = findings_of(study)
    case = {"case": case_as_json(findings, study.confidence)} if findings else {}
    return as_json(study) | case


def case_as_json(findings: Findings, confidence: float) -> dict[str, Any]:
    """Return what a case says as plain values."""
    case = findings.case.settings
    comparisons = [
        {"arm": found.contrast.arm, "against": found.contrast.against, "metric": name}
        | difference_as_json(difference, DIRECTIONS[name])
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
    observed = {
        name: value
        for name, value in observation.plain().items()
        if not isinstance(value, float) or math.isfinite(value)
    }
    simulated = found.estimate and {name: finite(value) for name, value in found.estimate._asdict().items()}
    difference = found.difference and difference_as_json(found.difference, observation.direction.sign)
    return observed | {
        "kind": observation.kind.value,
        "simulated": simulated,
        "difference": difference,
        "says": found.agreement.value,
        "opposed": found.opposed,
    }
