"""Regrouping: the departments that teams work as once some are merged and some split.

Rule    See ``sim.events.reorganization``, whose plan is lived there.
Source  As there.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.events.reorganization import Reorganization
from sim.organization.chart import Organization
from sim.organization.departments import numbers_of_departments

WHERE = "events.reorganization"


def regrouping(p: Reorganization, organization: Organization) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return the department that each team works as afterwards, int32 (units), and which are touched, bool (d).

    Both are empty where none is named. Raises ScenarioError for what cannot be merged or split.
    """
    if not p.merged and not p.split:
        return np.zeros(0, np.int32), np.zeros(0, np.bool_)
    merged = numbers_of_departments(p.merged, f"{WHERE}.merged", organization)
    split = numbers_of_departments(p.split, f"{WHERE}.split", organization)
    _check(merged, split)
    divisions = organization.unit_department.copy()
    divisions[np.isin(divisions, merged)] = min(merged, default=0)
    for new, department in enumerate(split, start=organization.departments):
        divisions[_second_half(department, organization)] = new
    touched = np.zeros(organization.departments, np.bool_)
    touched[[*merged, *split]] = True
    return divisions, touched


def _check(merged: Sequence[int], split: Sequence[int]) -> None:
    if len(set(merged)) == 1:
        raise ScenarioError(f"{WHERE}.merged names one department; to merge takes two")
    if both := set(merged) & set(split):
        raise ScenarioError(f"{WHERE}: department {min(both)} is both merged and split; leave one out")


def _second_half(department: int, organization: Organization) -> NDArray[np.intp]:
    teams = np.flatnonzero(organization.unit_department == department)
    if len(teams) == 1:
        name = organization.department_names[department]
        raise ScenarioError(f"{WHERE}.split: department {department} ({name}) is one team, which cannot be cut in two")
    return teams[(len(teams) + 1) // 2 :]
