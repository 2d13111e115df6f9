"""Studies whose answer is known, made without running anything."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from experiments.configuration.points import label
from experiments.inference.runs import Runs
from experiments.results.study import Analysis, PointRuns
from experiments.wording.choices import Choice
from sim.outcomes.dictionary import METRIC_NAMES
from sim.streams import uniforms

METRIC = METRIC_NAMES.index("portfolio_benefits")
Varied = Mapping[str, Sequence[Choice]]
Give = Callable[[Mapping[str, Any]], float]


def study(
    varied: Varied,
    give: Give,
    *,
    noise: float = 0.0,
    replicates: int = 4,
    baseline: Give | None = None,
    sampled: Sequence[str] = (),
) -> Analysis:
    """Return a grid whose benefits are what ``give`` says, plus luck that all share and noise of their own."""
    points = []
    designs: dict[str, Any] = {}
    for place, values in enumerate(product(*varied.values())):
        choices = dict(zip(varied, values, strict=True))
        runs = _runs(give(choices), noise, replicates, place)
        against = None if baseline is None else _runs(baseline(choices), 0.0, replicates, place)
        points.append(
            PointRuns(label(choices), choices, f"d{place}", runs, against, None if baseline is None else f"b{place}")
        )
        designs[f"d{place}"] = {"changes": {}}
    manifest = {
        "name": "made",
        "metric": "portfolio_benefits",
        "confidence": 0.95,
        "replicates": replicates,
        "seed": 1,
        "varied": list(varied),
        "designs": designs,
        "design": {"sampled": {name: {} for name in sampled}},
    }
    return Analysis(Path("made"), manifest, points)


def _runs(level: float, noise: float, replicates: int, place: int) -> Runs:
    numbers = np.arange(replicates)
    luck = uniforms(1, 0, 1, numbers, numbers)[:, 0]
    own = uniforms(2, place, 1, numbers, numbers)[:, 0] - 0.5
    metrics = np.zeros((replicates, len(METRIC_NAMES)))
    metrics[:, METRIC] = level + 0.1 * luck + noise * own
    return Runs(numbers, metrics, 0)
