"""Contents of reports about studies that were never run, so that every number in them is known."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.discover.discovery import Discovery
from experiments.inference.runs import Runs
from experiments.report.content import ReportContent
from experiments.results.study import Study
from experiments.sensitivity.measure import Sensitivity
from experiments.store.manifest import DesignEntry, PointEntry
from experiments.wording.choices import Choice
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.made import made_manifest, made_point

LUCK = np.array([0.0, 0.02, 0.01, 0.03])
NOISE = np.array([0.01, -0.01, 0.0, 0.02])


def runs(noise: float = 0.0, **levels: float) -> Runs:
    """Return four runs whose metrics lie at these levels, with luck in common and noise of their own."""
    metrics = np.zeros((4, len(METRIC_NAMES)))
    for name, level in levels.items():
        metrics[:, METRIC_NAMES.index(name)] = level + LUCK + noise * NOISE
    return Runs(np.arange(4), metrics, 0)


def content(
    plans: Sequence[tuple[Mapping[str, Choice], Runs, Runs | None]],
    *,
    discovery: Discovery | None = None,
    sensitivities: Sequence[Sensitivity] = (),
    **manifest: Any,  # noqa: ANN401 - fields of a manifest
) -> ReportContent:
    """Return the content of a report on plans given as (choices, runs, runs of the baseline)."""
    made = [
        made_point(f"p{place}", choices, found, against, baseline=f"b{place}")
        for place, (choices, found, against) in enumerate(plans)
    ]
    noted = {
        "metric": "successful",
        "points": tuple(PointEntry(point.label, point.design, point.baseline, dict(point.choices)) for point in made),
        "designs": {point.design: DesignEntry({}, 4, (), projects=False) for point in made},
    }
    study = Study(Path("made"), made_manifest(**{**noted, **manifest}), made)
    return ReportContent(study, None, discovery, sensitivities)
