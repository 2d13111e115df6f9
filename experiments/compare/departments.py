"""Who changed: the departments in which two designs end most differently."""

from dataclasses import dataclass

import numpy as np

from experiments.compare.replayed import MEASURES, Replayed
from experiments.inference.paired import Difference, paired_differences


@dataclass(frozen=True)
class DepartmentChange:
    """A department: number, name, people (mean over the organizations), and the difference in every measure."""

    number: int
    name: str
    people: float
    differences: dict[str, Difference]


def departments_changed(found: Replayed, confidence: float) -> list[DepartmentChange]:
    """Return the departments, the one that differs most first.

    How much one differs: its largest difference in any measure, as a part of the largest that any department has in it.
    """
    one, other = (np.stack([ended.departments for ended in side]) for side in (found.one, found.other))
    people = np.stack([ended.headcount for ended in found.one]).mean(axis=0)
    apart = np.abs((one - other).mean(axis=0))
    scale = apart.max(axis=0)
    size = np.divide(apart, scale, out=np.zeros_like(apart), where=scale > 0).max(axis=1)
    changes = []
    for number in np.argsort(-size, kind="stable").tolist():
        differences = paired_differences(one[:, number], other[:, number], confidence)
        named = dict(zip(MEASURES, differences, strict=True))
        changes.append(DepartmentChange(number, found.department_names[number], float(people[number]), named))
    return changes
