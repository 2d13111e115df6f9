"""Where a plan works: every department as it ends, and what the plan changes in it, from runs that are lived again.

Rule    Means over the people of a department, then over replicates; the difference to the other plan is paired. As many
        intervals are looked at together as there are departments, so that each is made for its share of the doubt
        (Bonferroni): a department that seems worse off is so, whichever one looks at first.
Source  Miller 1981, Simultaneous Statistical Inference, chapter 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.compare.pairs import Pair, pairs_named
from experiments.compare.replayed import MEASURES, Replayed, replayed
from experiments.departments.runs import run_columns
from experiments.inference.paired import Difference, mean_interval, paired_differences
from experiments.results.levels import Mean
from experiments.results.study import Study

PARTS = ("adopted", "trust")  # of a whole: their intervals end where it does
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class DepartmentLevel:
    """A department: name, people (mean over organizations), how it ends, and what the plan changes, by measure."""

    name: str
    people: float
    levels: dict[str, Mean]
    differences: dict[str, Difference]


@dataclass(frozen=True)
class Departments:
    """The departments of a pair of plans: where fewest have adopted first; ``notes``: what did not agree.

    ``runs``: a row a run and department, by column.
    """

    label: str
    replicates: Sequence[int]
    rows: Sequence[DepartmentLevel]
    notes: Sequence[str]
    runs: Mapping[str, Sequence[object]]


def departments_of(study: Study, point: str | None, against: str | None, most: int) -> Departments:
    """Return the departments of a point, the best unless named, beside another or its baseline.

    ``most`` pairs of runs are lived again. Raises ScenarioError where there is no such pair.
    """
    best = [entry.design for entry in study.manifest.points].index(study.best.design)
    (pair,) = pairs_named([study], str(best) if point is None else point, against)
    return _told(pair, replayed(pair, most), study.confidence)


def _told(pair: Pair, found: Replayed, confidence: float) -> Departments:
    one, other = (np.stack([ended.departments for ended in side]) for side in (found.one, found.other))
    each = 1.0 - (1.0 - confidence) / len(found.department_names)
    people = np.stack([ended.headcount for ended in found.one]).mean(axis=0)
    rows = [
        DepartmentLevel(
            name,
            float(people[place]),
            _levels(one[:, place], confidence),
            _differences(one[:, place], other[:, place], each),
        )
        for place, name in enumerate(found.department_names)
    ]
    rows.sort(key=lambda row: row.levels[MEASURES[0]].mean)
    return Departments(pair.label, found.replicates, rows, found.notes, run_columns(pair, found))


def _differences(one: Numbers, other: Numbers, confidence: float) -> dict[str, Difference]:
    found = dict(zip(MEASURES, paired_differences(one, other, confidence), strict=True))
    parts = ((name, found[name]) for name in PARTS)
    return found | {name: part._replace(low=max(-1.0, part.low), high=min(1.0, part.high)) for name, part in parts}


def _levels(values: Numbers, confidence: float) -> dict[str, Mean]:
    bounds = mean_interval(values, confidence)
    found = {name: Mean(*(float(bound[place]) for bound in bounds)) for place, name in enumerate(MEASURES)}
    parts = ((name, found[name]) for name in PARTS)
    return found | {name: part._replace(low=max(0.0, part.low), high=min(1.0, part.high)) for name, part in parts}
