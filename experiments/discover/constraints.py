"""Policies that break what every plan has to keep, on average over the worlds in which they were run."""

import numpy as np

from experiments.discover.box import Cases
from experiments.discover.space import Space
from experiments.inference.matters import matters


def breaking(space: Space) -> Cases:
    """Return which policies break some constraint of the study, bool (policies).

    Against the baseline, which lives in the same worlds, one is broken where it is missed by more than matters.
    """
    broken: Cases = np.zeros(len(space.policies), np.bool_)
    study = space.study
    for each in study.constraints:
        values = each.sign * space.values(each.metric)
        limit = each.sign * (space.baseline_values(each.metric) if each.limit is None else np.float64(each.limit))
        tolerance = matters(each.metric, study.metric, study.manifest.equivalence) if each.limit is None else 0.0
        apart = (values - limit).reshape(len(values), -1)
        known = np.isfinite(apart)
        mean = np.where(known, apart, 0.0).sum(axis=1) / np.maximum(1, known.sum(axis=1))
        broken |= mean < -tolerance
    return broken
