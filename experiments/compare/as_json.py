"""Comparisons as plain values, for programs."""

from collections.abc import Sequence
from typing import Any

from experiments.compare.changed import Changed
from experiments.compare.comparison import Compared, Comparison, control
from experiments.compare.pairs import Side
from experiments.compare.projects import ProjectsChanged
from experiments.results.as_json import difference_as_json, finite
from experiments.results.study import DIRECTIONS

Plain = dict[str, Any]


def as_json(comparisons: Sequence[Comparison], confidence: float, metric: str, found: Changed | None) -> Plain:
    """Return comparisons, and who and what changed if there is one only, as plain values."""
    return {
        "confidence": confidence,
        "control": control(comparisons, confidence, metric),
        "comparisons": [_comparison(comparison) for comparison in comparisons],
        "changed": found and _changed(found),
    }


def _comparison(found: Comparison) -> Plain:
    sides = {"one": _side(found.pair.one), "other": _side(found.pair.other)}
    return {
        "label": found.pair.label,
        **sides,
        "metrics": {name: _metric(each) for name, each in found.metrics.items()},
    }


def _side(side: Side) -> Plain:
    return {"folder": str(side.folder), "label": side.label, "design": side.design}


def _metric(found: Compared) -> Plain:
    return {
        "one": finite(found.one),
        "other": finite(found.other),
        "difference": difference_as_json(found.difference, DIRECTIONS[found.metric]),
        "superiority": finite(found.superiority),
        "superiority_low": finite(found.superiority_low),
        "superiority_high": finite(found.superiority_high),
        "p": found.p,
        "p_holm": found.p_adjusted,
        "verdict": found.verdict.value,
    }


def _changed(found: Changed) -> Plain:
    departments = [
        {
            "department": each.name,
            "number": each.number,
            "people": each.people,
            **{name: difference_as_json(difference, 0) for name, difference in each.differences.items()},
        }
        for each in found.departments
    ]
    return {
        "replicates": list(found.replicates),
        "departments": departments,
        "projects": found.projects and _projects(found.projects),
        "notes": list(found.notes),
    }


def _projects(found: ProjectsChanged) -> Plain:
    totals = {name: getattr(found, name) for name in ("runs", "kept", "matched", "unmatched", "only_one", "only_other")}
    listed = [
        {"project": each.number, "effort": each.effort, "only_one": each.only_one, "only_other": each.only_other}
        for each in found.projects
    ]
    return {**totals, "projects": listed}
