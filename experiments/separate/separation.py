"""How much of the difference of two designs each part carries: all mixtures of their parts, with the same luck."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.points import Design
from experiments.configuration.settings import StudySettings
from experiments.inference.paired import Difference, paired_differences
from experiments.inference.unknown import WHY
from experiments.input.own_metrics import named_values
from experiments.organizations.shared import Organizations
from experiments.running.execution import check_designs, run_designs
from experiments.separate.parts import Values, mixed, parts_of
from experiments.separate.shapley import shapley_values
from experiments.wording.notes import note
from experiments.wording.progress import Progress
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES

MOST_PARTS = 6


class Carried(NamedTuple):
    """What a part carries of a difference: its name, the parameters in it, and how much, with its interval."""

    part: str
    parameters: Sequence[str]
    difference: Difference


@dataclass(frozen=True)
class Separation:
    """What separates two designs on a metric.

    Attributes:
        label: which two they are; ``metric``: on which metric.
        whole: by how much the first exceeds the second.
        parts: what each part carries, the largest first; they add up to the whole.
        runs: how many runs it took.

    """

    label: str
    metric: str
    whole: Difference
    parts: Sequence[Carried]
    runs: int


class Mixtures:
    """Mixtures of the parts of two designs, all of them run."""

    def __init__(self, one: Values, other: Values, settings: StudySettings) -> None:
        self.parts = parts_of(one, other)
        if len(self.parts) > MOST_PARTS:
            raise ScenarioError(
                f"the two differ in {len(self.parts)} parts ({', '.join(self.parts)}), and all their mixtures are run: "
                f"at most {MOST_PARTS}; choose points that differ in fewer with --point and --with"
            )
        self._settings = settings
        self._metrics = _run(_designs(one, other, self.parts), settings)

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return int(self._metrics.shape[0] * self._metrics.shape[1])

    def separation(self, label: str, metric: str) -> Separation:
        """Return what each part carries of the difference on a metric, in the replicates in which all have a value."""
        values = named_values(self._metrics, metric)
        known = values[:, np.isfinite(values).all(axis=0)]
        if not known.shape[1]:
            why = WHY.get(metric, "runs failed")
            raise ScenarioError(
                f"{label}: no replicate has a value of {metric} in all mixtures ({why}); choose another --metric"
            )
        carried = shapley_values(known)
        found = [
            Carried(part, names, self._difference(carried[place]))
            for place, (part, names) in enumerate(self.parts.items())
        ]
        found.sort(key=lambda one: -abs(one.difference.mean))
        return Separation(label, metric, self._difference(known[-1] - known[0]), found, self.runs)

    def _difference(self, values: NDArray[np.float64]) -> Difference:
        column = values[:, np.newaxis]
        return paired_differences(column, np.zeros_like(column), self._settings.confidence)[0]


def _designs(one: Values, other: Values, parts: Mapping[str, list[str]]) -> list[Design]:
    names = list(parts)
    sets = [{name for place, name in enumerate(names) if chosen >> place & 1} for chosen in range(2 ** len(names))]
    return [mixed(one, other, parts, taken) for taken in sets]


def _run(designs: Sequence[Design], settings: StudySettings) -> NDArray[np.float64]:
    """Return the metrics of all designs, float64 (designs, replicates, metrics); NaN where a run failed."""
    organizations = Organizations()
    try:
        check_designs(designs, settings, organizations)
    except ScenarioError as error:
        raise ScenarioError(f"the two cannot be mixed part by part: {error}") from None
    count = settings.replicates
    note(f"{len(designs)} mixtures x replicates {count} = {len(designs) * count:,} runs")
    found = np.full((len(designs), count, len(METRIC_NAMES)), np.nan)
    with (
        Progress(len(designs) * count) as progress,
        closing(run_designs(designs, settings, organizations, progress.advance)) as results,
    ):
        for place, result in enumerate(results):
            found[place][result.outcome.replicates] = result.outcome.metrics
    return found
