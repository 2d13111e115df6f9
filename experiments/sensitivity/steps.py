"""Steps as they were made: a whole number moves by whole steps, not by the step of the sample.

A Morris sample moves a parameter by two thirds of its range. Rounded to a whole number the move is another one - from 2
to 3 it is the whole range, or none at all - so effects are taken over the step that was really made. What did not move
tells nothing.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.results.study import StudyPoint
from experiments.sensitivity.luck import steps_of_trajectories
from experiments.sweeps.ranges import Range

Numbers = NDArray[np.float64]


def made_of_sampled(shares: Numbers, points: Sequence[StudyPoint], ranges: Mapping[str, Range]) -> Numbers:
    """Return the sampled step over the step that was made, float64 (names, trajectories); NaN where nothing moved.

    ``shares``, float64 (points, names): the sample, in the order of the trajectories.
    """
    names = sorted(ranges)
    found = np.ones((len(names), len(shares) // (len(names) + 1)))
    for place, name in enumerate(names):
        if ranges[name].whole:
            values = np.array([ranges[name].share(float(point.choices[name])) for point in points])
            moved = steps_of_trajectories(shares, values[:, np.newaxis])[place, :, 0]
            found[place] = np.divide(1.0, moved, out=np.full_like(moved, np.nan), where=moved != 0.0)
    return found


def rescaled(measured: Mapping[str, Numbers], effects: Numbers, made: Numbers) -> dict[str, Numbers]:
    """Return Morris measures with those of whole numbers taken over the steps that were made.

    ``effects`` and ``made``, float64 (names, trajectories): effects over sampled steps, and what ``made_of_sampled``
    says.
    """
    found = {name: values.copy() for name, values in measured.items()}
    for place, ratio in enumerate(made):
        own = (effects[place] * ratio)[np.isfinite(ratio)]
        if (ratio == 1.0).all():
            continue
        before = found["mu_star"][place]
        found["mu"][place] = own.mean() if len(own) else 0.0
        found["mu_star"][place] = np.abs(own).mean() if len(own) else 0.0
        found["sigma"][place] = own.std(ddof=1) if len(own) > 1 else 0.0
        found["mu_star_conf"][place] *= found["mu_star"][place] / before if before > 0.0 else 1.0
    return found


def steps_made(steps: Numbers, made: Numbers) -> Numbers:
    """Return elementary effects, float64 (names, trajectories, replicates), over the steps that were made.

    What did not move counts as 0, and what did as much more, so that the mean is that of what moved.
    """
    moved = np.isfinite(made)
    share = np.maximum(moved.mean(axis=1), 1.0 / made.shape[1])
    found: Numbers = steps * (np.where(moved, made, 0.0) / share[:, np.newaxis])[:, :, np.newaxis]
    return found
