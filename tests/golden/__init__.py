"""Golden results: what fixed scenarios gave when they were last updated on purpose (``make golden``)."""

import json
from pathlib import Path
from typing import Any

from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario
from tests.scenarios import PRACTICE, SMALL

FILE = Path(__file__).parent / "golden.json"

SCENARIOS: dict[str, dict[str, Any]] = {
    "small": SMALL,
    "small_with_practice": {**SMALL, **PRACTICE},
    "default_with_practice": {**PRACTICE, "horizon.weeks": 104},
    "large_projects": {"project.size": 640.0, "horizon.weeks": 104},
}


def current_results() -> dict[str, list[dict[str, float]]]:
    """Return the metrics of two replicates of every golden scenario as they come out now."""
    return {name: _metrics(Scenario().with_values(changes)) for name, changes in SCENARIOS.items()}


def _metrics(scenario: Scenario) -> list[dict[str, float]]:
    organization = build_organization(scenario.organization, scenario.horizon.seed, 0)
    rows = simulate(scenario, [organization], range(2)).metrics
    return [dict(zip(METRIC_NAMES, row.tolist(), strict=True)) for row in rows]


def stored_results() -> dict[str, list[dict[str, float]]]:
    """Return the golden results in the repository."""
    results: dict[str, list[dict[str, float]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return results
