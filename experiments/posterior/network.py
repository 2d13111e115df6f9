"""A small mixture density network in plain NumPy: from features to a density of parameters that are standard normal.

Rule    h = swish layers of x;  m_k = x W + b + h A_k;  L_k lower triangular with a positive diagonal and ln w_k linear
        in h;  ln q(z | x) = logsumexp_k(ln w_k + sum ln diag L_k - |L_k (z - m_k)|^2 / 2) - d ln(2 pi) / 2.
Source  Bishop 1994, "Mixture density networks"; the linear way around the hidden layers starts at a ridge regression,
        which most of what data tell is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.posterior.keys import WEIGHTS, normal_table

Array = NDArray[Any]
LOG_DIAGONAL = (-3.0, 6.0)
FIRST_WEIGHTS, SPREAD_OF_MEANS = 0.1, 0.1


@dataclass(frozen=True)
class Mixture:
    """Densities of n points: ln w (n, k), means (n, k, d), L (n, k, d, d) and the logarithm of its diagonal."""

    log_weights: Array
    means: Array
    factors: Array
    log_diagonal: Array


@dataclass(frozen=True)
class Shape:
    """Sizes of a network: features, parameters, components, hidden layers."""

    features: int
    parameters: int
    components: int
    hidden: tuple[int, ...]

    @property
    def outputs(self) -> tuple[slice, slice, slice, slice]:
        """Where ln w, means, the diagonal and what is below it lie among the outputs."""
        k, d = self.components, self.parameters
        ends = np.cumsum([0, k, k * d, k * d, k * d * (d - 1) // 2]).tolist()
        first, second, third, fourth = (slice(a, b) for a, b in pairwise(ends))
        return first, second, third, fourth


class Network:
    """A network with its weights: matrices and biases of the layers, then of the outputs, then the linear way W."""

    def __init__(self, shape: Shape, weights: list[Array]) -> None:
        self.shape = shape
        self.weights = weights
        d = shape.parameters
        rows, columns = np.tril_indices(d, -1)
        self._below = rows * d + columns
        source = np.full(
            d * d, d + len(self._below)
        )  # of every place of L: its diagonal, what is below it, else nothing
        source[:: d + 1], source[self._below] = np.arange(d), np.arange(d, d + len(self._below))
        self._source = source

    @classmethod
    def begun(cls, shape: Shape, linear: Array, offset: Array, covariance: Array, seed: int, number: int) -> "Network":
        """Return a network that begins at a linear regression with normal residuals, its hidden layers keyed."""
        sizes = [shape.features, *shape.hidden]
        k, d = shape.components, shape.parameters
        out = shape.outputs[-1].stop
        weights: list[Array] = []
        for layer, (rows, columns) in enumerate(zip(sizes, [*sizes[1:], out], strict=True)):
            drawn = normal_table(seed, WEIGHTS, f"network {number}, layer {layer}", np.arange(rows), columns)
            scale = FIRST_WEIGHTS if layer == len(sizes) - 1 else 1.0
            weights += [drawn * scale / np.sqrt(rows), np.zeros(columns)]
        factor = np.linalg.inv(np.linalg.cholesky(covariance))
        _, means, diagonal, below = shape.outputs
        apart = normal_table(seed, WEIGHTS, f"network {number}, means", np.arange(k), d) * SPREAD_OF_MEANS * (k > 1)
        weights[-1][means] = (offset + apart * np.sqrt(np.diag(covariance))).reshape(-1)
        weights[-1][diagonal] = np.tile(np.log(np.diag(factor)), k)
        weights[-1][below] = np.tile(factor[np.tril_indices(d, -1)], k)
        return cls(shape, [weight.astype(np.float32) for weight in [*weights, linear]])

    def mixture(self, x: Array) -> Mixture:
        """Return the densities at features x, float (n, features)."""
        return self._read(self._outputs(x, self._hidden(x)[-1]))

    def log_density(self, x: Array, z: Array) -> Array:
        """Return ln q(z | x), float (n)."""
        return log_density(self.mixture(x), z)

    def loss_and_gradient(self, x: Array, z: Array) -> tuple[float, list[Array]]:
        """Return the mean of -ln q and its gradient by every weight."""
        layers, slopes = self._forward(x)
        found = self._read(self._outputs(x, layers[-1]))
        error = z[:, None, :] - found.means
        y = (found.factors @ error[..., None])[..., 0]
        joint = _component_logs(found, y)
        total = _logsumexp(joint)
        share = np.exp(joint - total[:, None])
        gradient = self._by_outputs(found, share, error, y) / len(x)
        return float(-total.mean()), self._by_weights(x, layers, slopes, gradient)

    def _by_outputs(self, found: Mixture, share: Array, error: Array, y: Array) -> Array:
        n, d = len(error), self.shape.parameters
        places = np.arange(d)
        own = found.factors[:, :, places, places]
        pulled = (np.swapaxes(found.factors, 2, 3) @ y[..., None])[..., 0]
        inside = (found.log_diagonal > LOG_DIAGONAL[0]) & (found.log_diagonal < LOG_DIAGONAL[1])
        parts = (
            np.exp(found.log_weights) - share,
            -share[:, :, None] * pulled,
            -share[:, :, None] * (1.0 - y * error * own) * inside,
            np.take(
                ((share[:, :, None] * y)[..., None] * error[:, :, None]).reshape(n, -1, d * d), self._below, axis=2
            ),
        )
        return np.concatenate([part.reshape(n, -1) for part in parts], axis=1)

    def _by_weights(self, x: Array, layers: Sequence[Array], slopes: Sequence[Array], out: Array) -> list[Array]:
        means = out[:, self.shape.outputs[1]].reshape(len(x), self.shape.components, -1).sum(axis=1)
        found = [layers[-1].T @ out, out.sum(axis=0), x.T @ means]
        back = out @ self.weights[-3].T
        for layer in reversed(range(len(slopes))):
            inner = back * slopes[layer]
            found = [layers[layer].T @ inner, inner.sum(axis=0), *found]
            back = inner @ self.weights[2 * layer].T
        return found

    def _hidden(self, x: Array) -> list[Array]:
        return self._forward(x)[0]

    def _forward(self, x: Array) -> tuple[list[Array], list[Array]]:
        """Return the layers, the features first, and the slopes of their swishes."""
        layers, slopes = [x], []
        for layer in range(len(self.shape.hidden)):
            a = layers[-1] @ self.weights[2 * layer] + self.weights[2 * layer + 1]
            gate = 1.0 / (1.0 + np.exp(-a))
            layers.append(a * gate)
            slopes.append(gate * (1.0 + a * (1.0 - gate)))
        return layers, slopes

    def _outputs(self, x: Array, h: Array) -> Array:
        out: Array = h @ self.weights[-3] + self.weights[-2]
        means = self.shape.outputs[1]
        out[:, means] += np.tile(x @ self.weights[-1], self.shape.components)
        return out

    def _read(self, out: Array) -> Mixture:
        n, k, d = len(out), self.shape.components, self.shape.parameters
        weights, means, diagonal, below = (out[:, part] for part in self.shape.outputs)
        log_diagonal = np.clip(diagonal, *LOG_DIAGONAL).reshape(n, k, d)
        entries = [np.exp(log_diagonal), below.reshape(n, k, -1), np.zeros((n, k, 1), out.dtype)]
        factors = np.take(np.concatenate(entries, axis=2), self._source, axis=2).reshape(n, k, d, d)
        log_weights = weights - _logsumexp(weights)[:, None]
        return Mixture(log_weights, means.reshape(n, k, d), factors, log_diagonal)


def log_density(found: Mixture, z: Array) -> Array:
    """Return ln q of points z, float (n, d), each in its own mixture."""
    y = (found.factors @ (z[:, None, :] - found.means)[..., None])[..., 0]
    return _logsumexp(_component_logs(found, y))


def _component_logs(found: Mixture, y: Array) -> Array:
    d = y.shape[-1]
    constant = 0.5 * d * np.log(2.0 * np.pi)
    logs: Array = found.log_weights + found.log_diagonal.sum(axis=2) - 0.5 * (y**2).sum(axis=2) - constant
    return logs


def _logsumexp(values: Array) -> Array:
    most = values.max(axis=1)
    found: Array = most + np.log(np.exp(values - most[:, None]).sum(axis=1))
    return found
