"""The lives of many replicates: what an engine that only computes faster must live again, one by one.

A mean over replicates hides that single ones live other lives: an engine in single precision once moved exact limits
(0.35 of 300 people are 105, or 104.9999982), and 35 of 60 replicates parted without a sign in the means. So every
replicate is held against the same one as it was, at sizes where limits are whole numbers.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario

FILE = Path(__file__).parent / "lives.json"
DIGITS = 7
ROUNDING = 1e-4  # of a value: sums in another order and single precision stay below, another life does not
NOTHING = 1e-6

_SIX: dict[str, object] = {
    f"intervention.{name}.strength": 1.0
    for name in ("okr", "training", "strategic_doing", "lean", "benefits_governance", "microprojects")
}
LIVES: dict[str, tuple[int, dict[str, object]]] = {
    "300 people": (60, {"organization.headcount": 300, "intervention.okr.strength": 1.0}),
    "1,200 people": (12, {"intervention.okr.strength": 1.0, "organization.headcount": 1200, "horizon.weeks": 52}),
    "six interventions": (12, {**_SIX, "organization.headcount": 300}),
}


def lives_now(name: str, **changes: object) -> NDArray[np.float64]:
    """Return the metrics (replicates, metrics) of every replicate as it is lived now; ``project__size=5`` changes."""
    replicates, declared = LIVES[name]
    dotted = {key.replace("__", "."): value for key, value in changes.items()}
    scenario = Scenario().with_values({**declared, **dotted})
    organization = build_organization(scenario.organization, scenario.horizon.seed, 0)
    return simulate(scenario, [organization], range(replicates)).metrics


def metrics_kept() -> list[str]:
    """Return the names of the metrics that were kept."""
    return list(json.loads(FILE.read_text(encoding="utf-8"))["metrics"])


def lives_kept(name: str) -> NDArray[np.float64]:
    """Return the same as it was kept; NaN where a metric is not defined."""
    return np.array(json.loads(FILE.read_text(encoding="utf-8"))["lives"][name], np.float64)


def parted(now: NDArray[np.float64], then: NDArray[np.float64]) -> list[int]:
    """Return the replicates of which any metric is off by more than rounding explains."""
    same = np.isclose(now, then, rtol=ROUNDING, atol=NOTHING, equal_nan=True)
    return np.flatnonzero(~same.all(axis=1)).tolist()


def keep_lives() -> None:
    """Keep how every replicate is lived now."""
    rows = {name: [[_kept(value) for value in row] for row in lives_now(name).tolist()] for name in LIVES}
    parts = (f"  {json.dumps(name)}: [\n   " + ",\n   ".join(map(json.dumps, row)) + "]" for name, row in rows.items())
    text = f'{{"metrics": {json.dumps(METRIC_NAMES)},\n "lives": {{\n' + ",\n".join(parts) + "}}\n"
    FILE.write_text(text, encoding="utf-8")


def _kept(value: float) -> float | None:
    return None if np.isnan(value) else float(f"{value:.{DIGITS}g}")
