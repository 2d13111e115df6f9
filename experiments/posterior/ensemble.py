"""Several networks as one density: the same weight for each, so that what one got wrong counts little."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from experiments.posterior.keys import DRAWS, Numbers, normal_table, share_table
from experiments.posterior.network import Array, Mixture, Network, log_density


@dataclass(frozen=True)
class Ensemble:
    """Networks whose densities are averaged."""

    networks: Sequence[Network]

    def log_density(self, x: Numbers, z: Numbers) -> Numbers:
        """Return the logarithm of the mean density, float64 (n)."""
        with threadpool_limits(1, "blas"):
            logs = np.stack([log_density(network.mixture(_single(x)), _single(z)) for network in self.networks])
        return _mean_of_logs(logs.astype(np.float64))

    def mean(self, x: Numbers) -> Numbers:
        """Return the expected parameters at features, float64 (n, d)."""
        with threadpool_limits(1, "blas"):
            means = [_expected(network.mixture(_single(x))) for network in self.networks]
        found: Numbers = np.mean(means, axis=0).astype(np.float64)
        return found

    def draws(self, x: Numbers, count: int, seed: int, name: str, first: int = 0) -> Numbers:
        """Return draws at features, float64 (n, count, d), about as many from every network; rows count from first."""
        ends = np.linspace(0, count, len(self.networks) + 1).round().astype(int)
        parts = []
        with threadpool_limits(1, "blas"):
            for place, (network, size) in enumerate(zip(self.networks, np.diff(ends).tolist(), strict=True)):
                found = network.mixture(_single(x))
                parts.append(_drawn(found, size, seed, f"{name}, network {place}", first))
        return np.concatenate(parts, axis=1)

    def log_density_of_many(self, x: Numbers, z: Numbers) -> Numbers:
        """Return ln q of many points at one row of features, float64 (points)."""
        with threadpool_limits(1, "blas"):
            logs = [_of_many(network.mixture(_single(x[None])), z) for network in self.networks]
        return _mean_of_logs(np.stack(logs))

    def marginals(self, x: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return weights (n, m), means (n, m, d) and deviations (n, m, d) of the normal parts of all marginals."""
        parts = []
        with threadpool_limits(1, "blas"):
            for network in self.networks:
                found = network.mixture(_single(x))
                roots = np.linalg.inv(found.factors.astype(np.float64))
                weights = np.exp(found.log_weights.astype(np.float64)) / len(self.networks)
                parts.append((weights, found.means.astype(np.float64), np.sqrt((roots**2).sum(axis=3))))
        weights, means, deviations = (np.concatenate(column, axis=1) for column in zip(*parts, strict=True))
        return weights, means, deviations


def _of_many(one: Mixture, z: Numbers) -> Numbers:
    """Return ln q of many points in one mixture."""
    d = z.shape[1]
    logs = []
    for k in range(one.means.shape[1]):
        y = (z - one.means[0, k]) @ one.factors[0, k].T.astype(np.float64)
        logs.append(one.log_weights[0, k] + one.log_diagonal[0, k].sum() - 0.5 * (y**2).sum(axis=1))
    most = np.max(logs, axis=0)
    found: Numbers = most + np.log(np.exp(logs - most).sum(axis=0)) - 0.5 * d * np.log(2 * np.pi)
    return found


def _single(values: Numbers) -> Array:
    return values.astype(np.float32)


def _expected(found: Mixture) -> Array:
    means: Array = (np.exp(found.log_weights)[:, :, None] * found.means).sum(axis=1)
    return means


def _mean_of_logs(logs: Numbers) -> Numbers:
    most = logs.max(axis=0)
    found: Numbers = most + np.log(np.exp(logs - most).mean(axis=0))
    return found


def _drawn(found: Mixture, count: int, seed: int, name: str, first: int) -> Numbers:
    n, _, d = found.means.shape
    rows = np.arange(first, first + n)
    pick = share_table(seed, DRAWS, f"{name}, component", rows, count)
    noise = normal_table(seed, DRAWS, name, rows, count * d).reshape(n, count, d)
    ends = np.cumsum(np.exp(found.log_weights.astype(np.float64)), axis=1)
    ends[:, -1] = 1.0
    component = (pick[:, :, None] > ends[:, None, :]).sum(axis=2)
    roots = np.linalg.inv(found.factors.astype(np.float64))
    places = np.arange(n)[:, None], component
    drawn: Numbers = found.means[places] + (roots[places] @ noise[..., None])[..., 0]
    return drawn
