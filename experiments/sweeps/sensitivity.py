"""Samples for sensitivity analysis.

Trajectories that change one parameter at a time, and Saltelli's blocks for Sobol indices. Of either the parameters of
one mechanism may be changed together, as one.

Source  Trajectories: Morris 1991. Blocks: Saltelli et al. 2010. Groups: Campolongo, Cariboni & Saltelli 2007; Jacques,
        Lavergne & Devictor 2006. SALib (Iwanaga, Usher & Herman 2022) draws all of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.axes import Job
from experiments.sweeps.ranges import Range
from sim.parameters import Parameters, Role, declare

MORRIS, SOBOL_INDICES = "morris", "sobol_indices"
LEVELS = 4
SEEDS = 2**32
TOGETHER = "parameters of one mechanism are changed together, as one"


class Trajectories(Parameters):
    """Settings of a Morris screening."""

    samples: int = declare("trajectories", default=10, unit="trajectories", bounds=(2, 10_000), role=Role.CONSTANT)
    seed: int = declare("seed of the points; -1: horizon.seed", default=-1, bounds=(-1, 2**53), role=Role.CONSTANT)
    groups: bool = declare(TOGETHER, default=False, role=Role.CONSTANT)


class Blocks(Parameters):
    """Settings of a sample for Sobol indices."""

    samples: int = declare(
        "rows of each block, best a power of 2", default=64, unit="rows", bounds=(4, 1_000_000), role=Role.CONSTANT
    )
    seed: int = declare("seed of the points; -1: horizon.seed", default=-1, bounds=(-1, 2**53), role=Role.CONSTANT)
    groups: bool = declare(TOGETHER, default=False, role=Role.CONSTANT)


def mechanisms_of(names: Sequence[str]) -> list[str]:
    """Return of every parameter the mechanism it belongs to: its section."""
    return [name.rpartition(".")[0] or name for name in names]


def shares_of(kind: str, names: Sequence[str], samples: int, seed: int, *, groups: bool = False) -> NDArray[np.float64]:
    """Return the sample as shares of the ranges, float64 (points, names).

    There are samples x (names + 1) or (names + 2) points; with ``groups`` so many of mechanisms instead of names.
    """
    from SALib.sample.morris import sample as trajectories
    from SALib.sample.sobol import sample as blocks

    asked = problem(names, groups=groups)
    if kind == MORRIS:
        drawn = trajectories(asked, samples, num_levels=LEVELS, seed=seed % SEEDS)
    else:
        drawn = blocks(asked, samples, calc_second_order=False, seed=seed % SEEDS)
    return np.asarray(drawn, np.float64)


def sensitivity_jobs(
    kind: str, ranges: Mapping[str, Range], samples: int, seed: int, *, groups: bool = False
) -> list[Job]:
    """Return the overrides of every point of the sample, in its order; some points may be the same."""
    names = sorted(ranges)
    rows = shares_of(kind, names, samples, seed, groups=groups).tolist()
    return [
        [ranges[name].text(ranges[name].value(share)) for name, share in zip(names, row, strict=True)] for row in rows
    ]


def problem(names: Sequence[str], *, groups: bool = False) -> dict[str, Any]:
    """Return what SALib calls a problem: names that go from 0 to 1; ``groups``: by mechanism."""
    asked = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    return {**asked, "groups": mechanisms_of(names)} if groups else asked
