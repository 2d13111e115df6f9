"""What a stored study says about its arms: the value of a metric, or of a weekly series in a week, in every run."""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.case import ARM
from experiments.configuration.observation import BASELINE, Observation
from experiments.inference.paired import Difference, common_rows, paired_differences
from experiments.inference.runs import Runs
from experiments.inference.shares import COUNTED, share_difference
from experiments.results.study import Study
from experiments.wording.names import METRIC
from sim.outcomes.dictionary import METRIC_NAMES


class Values(NamedTuple):
    """A number of every run: replicates, int64 (r), and values, float64 (r).

    ``counted``: of a share of things, how many of them each run has, float64 (r); None where that is unknown.
    """

    replicates: NDArray[np.int64]
    values: NDArray[np.float64]
    counted: NDArray[np.float64] | None = None

    @property
    def told(self) -> "Values":
        """Those of the runs that tell it."""
        return _rows(self, np.flatnonzero(~np.isnan(self.values)))

    @property
    def cases(self) -> float:
        """How many things were counted in all; 0 where that is unknown."""
        return 0.0 if self.counted is None else float(self.counted.sum())


class Simulated:
    """The runs of a study's arms and of what they are compared with."""

    def __init__(self, study: Study) -> None:
        self._study = study

    @property
    def weeks(self) -> int:
        """Length of a run."""
        return self._study.manifest.weeks

    @property
    def people(self) -> int:
        """Head count of the organization."""
        return self._study.manifest.people

    @cached_property
    def arms(self) -> list[str]:
        """Names of the arms that were run, in their order; one empty name where there are none."""
        return [str(point.choices.get(ARM, "")) for point in self._study.points]

    def address(self, arm: str, of: str = "") -> str | None:
        """Return the address of an arm (empty: the first) or of the baseline of the arm ``of``.

        None where it was not run.
        """
        named = of if arm == BASELINE and of != BASELINE else arm.removeprefix(BASELINE)
        if named and named not in self.arms:
            return None
        point = self._study.manifest.points[self.arms.index(named) if named else 0]
        return point.baseline if arm == BASELINE else point.design

    def of(self, address: str | None, measure: str, week: int | None = None) -> Values | None:
        """Return a metric of all runs of a design, or a weekly series of theirs in a week.

        None where there are none.
        """
        if address is None:
            return None
        if week is None:
            runs = self._study.runs[address]
            return Values(runs.replicates, runs.named(measure), counted_in(runs, measure))
        return Values(*self._study.values_in_week(address, measure, week))

    def observed(self, found: Observation, arm: str) -> Values | None:
        """Return what corresponds to an observation in an arm, in the observation's unit."""
        simulated = self.of(self.address(arm, found.arm), found.measure, found.week if found.weekly else None)
        return None if simulated is None else simulated._replace(values=simulated.values * found.factor(self.people))

    def difference(self, one: Values | None, other: Values | None, counted: float = 0.0) -> Difference | None:
        """Return by how much one exceeds the other, pair by pair; None without a pair.

        ``counted`` is what a share of things that are counted was multiplied by, 0 for anything else.
        """
        if one is None or other is None:
            return None
        rows, others = common_rows(one.replicates, other.replicates)
        if not len(rows):
            return None
        return _difference(_rows(one, rows), _rows(other, others), counted, self._study)


def is_counted(measure: str) -> bool:
    """Return whether a metric is a share of things that are counted."""
    return METRIC[measure].unit in COUNTED


def counted_in(runs: Runs, measure: str) -> NDArray[np.float64] | None:
    """Return of how many things in each run a metric is a share, float64 (r); None where that is unknown."""
    count = COUNTED.get(METRIC[measure].unit)
    return runs.metrics[:, METRIC_NAMES.index(count)] if count else None


def _rows(found: Values, rows: NDArray[np.intp]) -> Values:
    counted = None if found.counted is None else found.counted[rows]
    return Values(found.replicates[rows], found.values[rows], counted)


def _difference(one: Values, other: Values, counted: float, study: Study) -> Difference:
    if not counted:
        pairs = one.values[:, np.newaxis], other.values[:, np.newaxis]
        return paired_differences(*pairs, study.confidence, study.rule)[0]
    shares = one.values / counted, other.values / counted
    found = share_difference(*shares, study.confidence, study.rule, (one.cases, other.cases))
    return found._replace(mean=found.mean * counted, low=found.low * counted, high=found.high * counted)
