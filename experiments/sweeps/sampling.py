"""Sampling: points that fill the ranges of several parameters evenly, the same for whatever else is varied.

Source  Latin hypercube: McKay, Beckman & Conover 1979. Scrambled Sobol sequence: Sobol' 1967, Owen 1998. SciPy's
        ``qmc``.
"""

from collections.abc import Mapping

from experiments.sweeps.axes import Axes, Job
from experiments.sweeps.listed import refuse_too_many
from experiments.sweeps.ranges import Range
from experiments.wording.notes import note
from sim.parameters import Parameters, Role, declare

LHS, SOBOL = "lhs", "sobol"


class Sampling(Parameters):
    """Settings of a sweeper that samples."""

    samples: int = declare(
        "points of the sampled parameters", default=64, unit="points", bounds=(1, 1_000_000), role=Role.CONSTANT
    )
    seed: int = declare("seed of the points; -1: horizon.seed", default=-1, bounds=(-1, 2**53), role=Role.CONSTANT)


def sampled_points(kind: str, ranges: Mapping[str, Range], samples: int, seed: int) -> list[Job]:
    """Return the overrides of every sampled point; the points depend on the set of names, not on their order."""
    from scipy.stats import qmc

    names = sorted(ranges)
    if kind == LHS:
        shares = qmc.LatinHypercube(len(names), rng=seed).random(samples)
    else:
        power = (samples - 1).bit_length()
        if samples != 2**power:
            note(f"a Sobol sequence is even at powers of two; samples={2**power} would be better than {samples}")
        shares = qmc.Sobol(len(names), rng=seed).random_base2(power)[:samples]
    return [
        [ranges[name].text(ranges[name].value(share)) for name, share in zip(names, row, strict=True)]
        for row in shares.tolist()
    ]


def sampled_jobs(kind: str, axes: Axes, samples: int, seed: int) -> list[Job]:
    """Return every sampled point with every combination of the listed values, point by point."""
    crossed = axes.crossed()
    refuse_too_many(samples * len(crossed), f"{samples:,} samples x {len(crossed):,} listed combinations")
    return [[*job, *point] for point in sampled_points(kind, axes.ranges, samples, seed) for job in crossed]
