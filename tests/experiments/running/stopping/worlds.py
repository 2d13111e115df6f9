"""Worlds in which nothing, or something known, is true: paired differences with a known mean, drawn with keyed luck."""

import math
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.outcomes.dictionary import METRIC_NAMES
from sim.streams import uniforms
from tests.scenarios import small_scenario

Numbers = NDArray[np.float64]
SEED = 20
BUDGET = 256


def luck(trials: int, pairs: int, world: int) -> Numbers:
    """Return independent uniforms, float64 (trials, pairs)."""
    subjects = np.arange(math.ceil(trials * pairs / 4))
    return uniforms(SEED, world, 1, subjects, subjects).reshape(-1)[: trials * pairs].reshape(trials, pairs)


def _normal(u: Numbers) -> Numbers:
    from scipy.special import ndtri

    return np.asarray(ndtri(u), np.float64)


def _student(u: Numbers) -> Numbers:
    from scipy.special import stdtrit

    return np.asarray(stdtrit(4, u), np.float64)


def _counts(u: Numbers) -> Numbers:
    """Return -1, 0 or 1 of 40 projects, a tenth of the pairs each way."""
    return (np.where(u < 0.1, -1.0, 0.0) + np.where(u > 0.9, 1.0, 0.0)) / 40


def _skewed_counts(u: Numbers) -> Numbers:
    """Return one project less in three of ten pairs, three more in one of ten, of 40."""
    return (np.where(u < 0.3, -1.0, 0.0) + np.where(u > 0.9, 3.0, 0.0)) / 40


SHAPES: Mapping[str, Callable[[Numbers], Numbers]] = {
    "normal": _normal,
    "exponential": lambda u: -np.log1p(-u) - 1.0,
    "log-normal": lambda u: np.exp(0.8 * _normal(u)) - math.exp(0.32),
    "heavy tails (t with 4 degrees)": _student,
    "rare counts": _counts,
    "skewed counts": _skewed_counts,
    "coin": lambda u: np.where(u < 0.5, -1.0, 1.0),
}


def nulls(shape: str, trials: int, pairs: int = BUDGET) -> Numbers:
    """Return differences of mean 0, float64 (trials, pairs)."""
    return SHAPES[shape](luck(trials, pairs, list(SHAPES).index(shape)))


@cache
def model_runs(replicates: int) -> tuple[Numbers, Numbers]:
    """Return the metrics with nothing tried and with OKR, float64 (replicates, m) each, run with the same luck."""
    nothing = small_scenario()
    practice = nothing.with_values({"intervention.okr.strength": 1.0, "rollout.speed": 0.5})
    organizations = [
        build_organization(nothing.organization, nothing.horizon.seed, draw)
        for draw in range(nothing.organization.draws)
    ]
    one, other = (
        simulate(scenario, organizations, range(replicates), threads=2).metrics for scenario in (nothing, practice)
    )
    return one, other


def same_scenario(replicates: int, metric: str) -> Numbers:
    """Return differences of two disjoint halves of the replicates of one scenario, float64 (replicates / 2).

    A true null.
    """
    runs, half = model_runs(replicates)[0][:, METRIC_NAMES.index(metric)], replicates // 2
    return np.asarray(runs[:half] - runs[half : 2 * half])


def centred(replicates: int, metric: str) -> Numbers:
    """Return the paired differences of OKR and nothing, less their mean, float64 (replicates): a real shape."""
    one, other = (runs[:, METRIC_NAMES.index(metric)] for runs in model_runs(replicates))
    return np.asarray(other - one - (other - one).mean())


def drawn(pool: Numbers, trials: int, world: int, pairs: int = BUDGET) -> Numbers:
    """Return draws from a pool with replacement, less the pool's mean, float64 (trials, pairs)."""
    centre: Numbers = pool - pool.mean()
    return centre[(luck(trials, pairs, world) * len(pool)).astype(np.int64)]
