"""Studies whose answer is known, made without running anything."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from experiments.configuration.points import label
from experiments.inference.runs import Runs
from experiments.results.study import Study
from experiments.store.manifest import DesignEntry
from experiments.sweeps.record import DesignRecord, SampledRange
from experiments.wording.choices import Choice
from sim.outcomes.dictionary import METRIC_NAMES
from sim.streams import uniforms
from tests.experiments.made import made_manifest, made_point

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
) -> Study:
    """Return a grid whose benefits are what ``give`` says, plus luck that all share and noise of their own."""
    points = []
    designs: dict[str, DesignEntry] = {}
    for place, values in enumerate(product(*varied.values())):
        choices = dict(zip(varied, values, strict=True))
        runs = _runs(give(choices), noise, replicates, place)
        against = None if baseline is None else _runs(baseline(choices), 0.0, replicates, place)
        points.append(made_point(label(choices), choices, runs, against, design=f"d{place}", baseline=f"b{place}"))
        designs[f"d{place}"] = DesignEntry({}, replicates, (), projects=False)
    manifest = made_manifest(
        replicates=replicates,
        varied=tuple(varied),
        designs=designs,
        design=DesignRecord(
            "table", sampled={name: SampledRange(0.0, 1.0, log=False, whole=False) for name in sampled}
        ),
    )
    return Study(Path("made"), manifest, points)


def _runs(level: float, noise: float, replicates: int, place: int) -> Runs:
    numbers = np.arange(replicates)
    luck = uniforms(1, 0, 1, numbers, numbers)[:, 0]
    own = uniforms(2, place, 1, numbers, numbers)[:, 0] - 0.5
    metrics = np.zeros((replicates, len(METRIC_NAMES)))
    metrics[:, METRIC] = level + 0.1 * luck + noise * own
    return Runs(numbers, metrics, 0)
