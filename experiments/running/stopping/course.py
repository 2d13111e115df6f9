"""The course of a study that stops when it knows enough.

What each design has, what it is compared with, and who needs more.

Everything is a function of the first runs of each design at each look, whatever else is there already: a study that was
killed and goes on decides as one that was not.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from experiments.configuration.settings import StudySettings
from experiments.inference.confidence_sequence import together
from experiments.inference.paired import Numbers
from experiments.input.own_metrics import named_values
from experiments.running.stopping.comparison import Ending, compared, ending
from experiments.running.stopping.pairs import Comparisons
from experiments.store.manifest import Endings, StoppingRecord
from experiments.wording.names import METRIC


class EndedComparison(NamedTuple):
    """Where a comparison stands: why it ended, or that it did not, and after how many pairs."""

    one: str
    other: str
    ending: Ending
    pairs: int


class Course:
    """Follows the comparisons of a study.

    ``metrics`` gives the metrics of the first runs of a design, float64 (n, m).
    """

    def __init__(
        self, comparisons: Comparisons, metric: str, settings: StudySettings, metrics: Callable[[str, int], Numbers]
    ) -> None:
        self.comparisons = comparisons
        self.metric = metric
        self.pairs: dict[str, int] = {}
        self._settings = settings
        self._metrics = metrics
        self._sign = -1.0 if METRIC[metric].direction < 0 else 1.0
        self._known: dict[tuple[str, str, int, float], EndedComparison] = {}
        self._leads: dict[tuple[str, str, int], float] = {}

    def needed(self) -> set[str]:
        """Return the designs that some comparison needs more runs of."""
        if not self.pairs:
            return set(self.comparisons.designs)
        undecided = [found for found in self.standing() if found.ending == Ending.UNDECIDED]
        return {address for found in undecided for address in (found.one, found.other)}

    def standing(self) -> list[EndedComparison]:
        """Return where every comparison stands."""
        return [*self.of_pairs(), *self.of_ranking()]

    def of_pairs(self) -> Iterator[EndedComparison]:
        """Yield where the comparisons with a baseline, or of a question, stand."""
        return (self._compared(one, other, self._settings.confidence) for one, other in self.comparisons.pairs)

    def of_ranking(self) -> Iterator[EndedComparison]:
        """Yield where the comparisons of every point with the best of its group stand."""
        for group in self.comparisons.groups:
            best = self._best(group)
            confidence = together(self._settings.confidence, len(group))
            yield from (self._compared(best, other, confidence) for other in group if other != best)

    def _best(self, group: Sequence[str]) -> str:
        """Return the best by how much each exceeds one that has most runs, in the pairs they have."""
        yardstick = max(group, key=lambda address: self.pairs[address])
        return max(group, key=lambda address: self._lead(address, yardstick))

    def _lead(self, address: str, yardstick: str) -> float:
        key = (address, yardstick, self.pairs[address])
        if key not in self._leads:
            both = (self._metrics(each, self.pairs[address]) for each in (address, yardstick))
            one, other = (named_values(metrics, self.metric) for metrics in both)
            apart = (one - other)[np.isfinite(one) & np.isfinite(other)]
            self._leads[key] = self._sign * float(apart.mean()) if len(apart) else -np.inf
        return self._leads[key]

    def _compared(self, one: str, other: str, confidence: float) -> EndedComparison:
        pairs = min(self.pairs[one], self.pairs[other])
        key = (one, other, pairs, confidence)
        if key not in self._known:
            all_a, all_b = self._metrics(one, pairs), self._metrics(other, pairs)
            a, b = (named_values(metrics, self.metric) for metrics in (all_a, all_b))
            found = compared(a, b, confidence, self._settings.equivalence)
            identical = np.array_equal(all_a, all_b, equal_nan=True)
            self._known[key] = EndedComparison(one, other, ending(found, confidence, identical=identical), pairs)
        return self._known[key]

    def record(self) -> StoppingRecord:
        """Return what the manifest keeps of the course."""
        settings = self._settings
        designs = self.comparisons.designs
        return StoppingRecord(
            metric=self.metric,
            confidence=settings.confidence,
            equivalence=settings.equivalence,
            first_look=settings.first_look,
            budget=settings.replicates,
            runs=sum(self.pairs[address] for address in designs),
            runs_of_budget=settings.replicates * len(designs),
            asked=self.comparisons.asked,
            groups=len(self.comparisons.groups),
            pairs=_counted(list(self.of_pairs())),
            ranking=_counted(list(self.of_ranking())),
        )


def _counted(found: Sequence[EndedComparison]) -> Endings:
    """Return how many comparisons ended how, and between how many pairs those that ended took."""
    endings = Counter(one.ending for one in found)
    took = [one.pairs for one in found if one.ending != Ending.UNDECIDED]
    counts = {each.value: endings[each] for each in Ending}
    return Endings(len(found), min(took, default=0), max(took, default=0), counts)
