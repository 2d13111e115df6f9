"""Training of networks: Adam with a falling rate, averaged weights, and a stop when held-out draws get no better.

Every number is keyed and each network has its own tenth of the draws held out; one thread of linear algebra, so that
the bits do not depend on the machine's cores. Networks train side by side.

Source  Kingma & Ba 2015 (Adam), Loshchilov & Hutter 2019 (decay, cosine), Polyak & Juditsky 1992 (averages).
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from experiments.posterior.keys import BATCHES, NOISE, SPLIT, Numbers, normal_table, shares, shuffled
from experiments.posterior.network import Array, Network, Shape
from experiments.posterior.ridge import fitted_ridge
from experiments.wording.progress import Progress

RATE, DECAY, CLIP, WARMING = 3e-3, 1e-2, 5.0, 200
FIRST, SECOND, TINY = 0.9, 0.999, 1e-8
KEPT_AVERAGE = 0.995
HELD = 10  # one in so many draws is held out
POOL = 2**18
BETTER = 1e-4


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: components, hidden layers, noise on features, and how long at most."""

    components: int
    hidden: tuple[int, ...] = (32, 16)
    passes: int = 120
    patience: int = 20
    batch: int = 256
    noise: float = 0.05


@dataclass(frozen=True)
class Workshop:
    """Where and with what networks are trained: how many threads, and the folder that keeps them (None: nowhere).

    A network lies under the hash of all it was trained on, so that a command that was killed goes on.
    """

    threads: int
    folder: Path | None = None


def trained(
    recipes: Sequence[Recipe], x: Numbers, z: Numbers, seed: int, *, first: int, workshop: Workshop
) -> list[Network]:
    """Return a network a recipe, numbered from ``first`` on."""
    numbered = list(enumerate(recipes, first))
    with (
        threadpool_limits(1, "blas"),
        ThreadPoolExecutor(workshop.threads) as pool,
        Progress(len(numbered), "networks") as progress,
    ):

        def one(job: tuple[int, Recipe]) -> Network:
            found = _found(workshop.folder, job[1], x, z, seed, job[0])
            progress.advance(1)
            return found

        return list(pool.map(one, numbered))


def _found(folder: Path | None, recipe: Recipe, x: Numbers, z: Numbers, seed: int, number: int) -> Network:
    """Return a network that is kept already; else train it, and keep it."""
    if folder is None:
        return _trained(recipe, x, z, seed, number)
    told = f"{recipe} {seed} {number} {x.shape} {z.shape}".encode()
    digest = hashlib.sha256(told + np.ascontiguousarray(x).tobytes() + np.ascontiguousarray(z).tobytes()).hexdigest()
    path = folder / f"{digest[:24]}.npz"
    if path.is_file():
        return Network(_shape(recipe, x, z), _read(path))
    network = _trained(recipe, x, z, seed, number)
    folder.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{digest[:24]}.{os.getpid()}.{number}.npz")
    np.savez(draft, *network.weights)
    draft.replace(path)
    return network


def _read(path: Path) -> list[Array]:
    with np.load(path, allow_pickle=False) as file:
        return [file[f"arr_{number}"] for number in range(len(file.files))]


def _shape(recipe: Recipe, x: Numbers, z: Numbers) -> Shape:
    return Shape(x.shape[1], z.shape[1], recipe.components, recipe.hidden)


def _trained(recipe: Recipe, x: Numbers, z: Numbers, seed: int, number: int) -> Network:
    order = shuffled(seed, SPLIT, f"network {number}", len(x))
    held, rest = order[: len(x) // HELD], order[len(x) // HELD :]
    ridge = fitted_ridge(x[rest], z[rest], x[held], z[held])
    network = Network.begun(_shape(recipe, x, z), ridge.slopes, ridge.offset, ridge.covariance, seed, number)
    single = (part.astype(np.float32) for part in (x[rest], z[rest], x[held], z[held]))
    return _Course(network, recipe, seed, number).run(*single)


class _Course:
    """The training of one network."""

    def __init__(self, network: Network, recipe: Recipe, seed: int, number: int) -> None:
        self.network, self.recipe = network, recipe
        self.key = seed, f"network {number}"
        self.first = [np.zeros_like(weight) for weight in network.weights]
        self.second = [np.zeros_like(weight) for weight in network.weights]
        self.average = Network(network.shape, [weight.copy() for weight in network.weights])
        self.steps = 0
        noise = normal_table(seed, NOISE, self.key[1], np.arange(POOL // 64), 64).reshape(-1)
        self.noise = (recipe.noise * noise).astype(np.float32)

    def run(self, x: Array, z: Array, x_held: Array, z_held: Array) -> Network:
        """Train until held-out draws get no better, and return the best average."""
        batches = max(1, len(x) // self.recipe.batch)
        best, kept, since = np.inf, self.average, 0
        for epoch in range(self.recipe.passes):
            order = shuffled(self.key[0], BATCHES, f"{self.key[1]}, pass {epoch}", len(x))
            for rows in np.array_split(order, batches):
                self._step(self._noisy(x[rows]), z[rows], self.recipe.passes * batches)
            loss = float(-self.average.log_density(x_held, z_held).mean())
            if loss < best - BETTER:
                best, since = loss, 0
                kept = Network(self.network.shape, [weight.copy() for weight in self.average.weights])
            elif (since := since + 1) >= self.recipe.patience:
                break
        return kept

    def _noisy(self, x: Array) -> Array:
        start = int(shares(self.key[0], NOISE, self.key[1], np.array([self.steps]))[0] * POOL)
        places = (start + np.arange(x.size)) % POOL
        return x + self.noise[places].reshape(x.shape)

    def _step(self, x: Array, z: Array, steps: int) -> None:
        _, gradient = self.network.loss_and_gradient(x, z)
        self.steps += 1
        norm = float(np.sqrt(sum(float((part * part).sum()) for part in gradient)))
        scale = np.float32(min(1.0, CLIP / (norm + TINY)))
        rate = RATE * 0.5 * (1.0 + np.cos(np.pi * self.steps / steps)) * min(1.0, self.steps / WARMING)
        for at, part in enumerate(gradient):
            self._move(at, part * scale, np.float32(rate))

    def _move(self, at: int, gradient: Array, rate: np.float32) -> None:
        weight, first, second = self.network.weights[at], self.first[at], self.second[at]
        first += np.float32(1 - FIRST) * (gradient - first)
        second += np.float32(1 - SECOND) * (gradient * gradient - second)
        step = first / np.float32(1 - FIRST**self.steps)
        step /= np.sqrt(second / np.float32(1 - SECOND**self.steps)) + np.float32(TINY)
        decay = np.float32(DECAY if weight.ndim > 1 and at < len(self.network.weights) - 1 else 0.0)
        weight -= rate * (step + decay * weight)
        share = np.float32(1 - min(KEPT_AVERAGE, (1 + self.steps) / (10 + self.steps)))
        self.average.weights[at] += share * (weight - self.average.weights[at])
