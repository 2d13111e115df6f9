"""Studies that were never run: manifests and points made for tests."""

from collections.abc import Mapping
from typing import Any

from experiments.inference.runs import Runs
from experiments.results.study import StudyPoint
from experiments.store.manifest import FORMAT, KIND, Code, Machine, Manifest
from experiments.wording.choices import Choice


def made_manifest(**changes: Any) -> Manifest:  # noqa: ANN401 - values of any field
    """Return a manifest as small as it may be, with changes."""
    usual: dict[str, Any] = {
        "kind": KIND,
        "format": FORMAT,
        "name": "made",
        "metric": "portfolio_benefits",
        "confidence": 0.95,
        "replicates": 4,
        "seed": 1,
        "settings": {},
        "command": (),
        "configuration": {"horizon": {"weeks": 10}, "organization": {"headcount": 50}},
        "configuration_hash": "",
        "code": Code("0", "0"),
        "packages": {},
        "machine": Machine("", "", "", 1),
        "started": "2026-01-01",
    }
    return Manifest(**{**usual, **changes})


def made_point(
    label: str, choices: Mapping[str, Choice], runs: Runs, baseline_runs: Runs | None = None, **names: str
) -> StudyPoint:
    """Return a point under the address ``design`` (its label unless given), with ``baseline`` as its baseline's."""
    design = names.get("design", label)
    baseline = None if baseline_runs is None else names.get("baseline", "nothing")
    return StudyPoint(label, choices, {}, design, baseline, runs, baseline_runs)
