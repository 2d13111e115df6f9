"""Weights of rival models, and whether the data can tell them apart at all.

Rule    Every model has a bank of its own from its own priors, observed as the case was. A multinomial logistic
        regression learns from statistics and their squares which model a run came from; even prior weights. A winner
        is named only where its weight is 95 % or more; where, on fresh runs of all models, weights gain log score over
        even ones (95 % interval above 0); where such sure weights were right in 90 % of at least 20 fresh runs; and
        where the case lies among what the winner does (p of its distance .01 or more). Else no winner is named.

Source  Model choice as classification on a reference table: Pudlo et al. 2016; Bishop 2006, section 4.3.4 (regression).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from threadpoolctl import threadpool_limits

from experiments.posterior.features import Features
from experiments.posterior.keys import SPLIT, Numbers, shuffled
from experiments.wording.quantities import percent

SURE, RIGHT, FEWEST_SURE, FITS = 0.95, 0.9, 20, 0.01
RUNS, FRESH = 4_000, 5  # runs of each model at most, and one in so many a fresh truth
PENALTIES = (1.0, 10.0, 100.0, 1_000.0)
HELD, STEPS = 10, 300
FLOOR = 0.02
CRITICAL = 1.96


@dataclass(frozen=True)
class Weighed:
    """What data say of rival models.

    Attributes:
        weights: posterior weight of each model, even before.
        fits: p of the case's distance from what each model does; small: the model does not do this.
        truths: how many fresh runs judged the weights, of all models together.
        right: in which share of them the largest weight was that of the model they came from.
        gain, error: mean log score gained over even weights on them, in nats, and its standard error.
        sure, sure_right: in how many of them a weight was ``SURE`` or more, and in which share of those rightly.
        winner: the number of the model that is named; None: the data cannot tell.
        why: what forbids to name one; empty where one is named.

    """

    weights: tuple[float, ...]
    fits: tuple[float, ...]
    truths: int
    right: float
    gain: float
    error: float
    sure: int
    sure_right: float
    winner: int | None
    why: str


@dataclass(frozen=True)
class Classifier:
    """Weights of models from statistics; ``slopes``: float64 (features + 1, models), the constant last."""

    features: Features
    slopes: Numbers

    def weights(self, values: Numbers) -> Numbers:
        """Return the weights of models for each case, float64 (cases, models)."""
        found: Numbers = softmax(_design(self.features, values) @ self.slopes, axis=1)
        return found


def weighed(models: Sequence[Numbers], observed: Numbers, seed: int) -> Weighed:
    """Return what the statistics of runs of each model, float64 (runs, statistics), say of an observed case."""
    fresh = [values[: len(values) // FRESH] for values in models]
    rest = [values[len(values) // FRESH :] for values in models]
    with threadpool_limits(1, "blas"):
        classifier = learned(rest, seed)
        weights = classifier.weights(observed[None])[0]
        judged = classifier.weights(np.concatenate(fresh))
        fits = tuple(_distance_p(classifier.features, *pair, observed) for pair in zip(rest, fresh, strict=True))
    truths = np.repeat(np.arange(len(models)), [len(values) for values in fresh])
    scores = np.log(np.maximum(judged[np.arange(len(truths)), truths], 1e-300)) + np.log(len(models))
    best, sure = judged.argmax(axis=1), judged.max(axis=1) >= SURE
    found = Weighed(
        tuple(weights.tolist()),
        fits,
        len(truths),
        float((best == truths).mean()),
        float(scores.mean()),
        float(scores.std() / np.sqrt(len(scores))),
        int(sure.sum()),
        float((best == truths)[sure].mean()) if sure.any() else 0.0,
        None,
        "",
    )
    return _with_winner(found)


def _with_winner(found: Weighed) -> Weighed:
    best = int(np.argmax(found.weights))
    if found.gain - CRITICAL * found.error <= 0.0:
        why = "on fresh runs such data say nothing of which model made them"
    elif found.weights[best] < SURE:
        why = f"no weight reaches {percent(SURE)}"
    elif found.sure < FEWEST_SURE:
        why = f"only {found.sure} of {found.truths} fresh runs were told so surely"
    elif found.sure_right < RIGHT:
        why = f"weights as large were right in {percent(found.sure_right)} of fresh runs only"
    elif found.fits[best] < FITS:
        why = "the model with the largest weight does not do what was observed"
    else:
        return replace(found, winner=best)
    return replace(found, why=why)


def learned(models: Sequence[Numbers], seed: int) -> Classifier:
    """Learn from statistics of runs which model they came from, with the penalty that held-out runs like best."""
    count = min(len(values) for values in models)
    values = np.concatenate([one[:count] for one in models])
    features = Features.of(values)
    x, truths = _design(features, values), np.repeat(np.arange(len(models)), count)
    held = np.tile(shuffled(seed, SPLIT, "rival models", count) < count // HELD, len(models))  # by luck, not by run
    best: tuple[float, Numbers] | None = None
    for penalty in PENALTIES:
        slopes = _fitted(x[~held], truths[~held], len(models), penalty)
        score = float(log_softmax(x[held] @ slopes, axis=1)[np.arange(int(held.sum())), truths[held]].mean())
        if best is None or score > best[0]:
            best = (score, slopes)
    if best is None:
        raise ValueError("there is no penalty to try")
    return Classifier(features, best[1])


def _design(features: Features, values: Numbers) -> Numbers:
    x = features(values)
    squares = x[:, : len(features.kept)] ** 2
    return np.hstack([x, squares, np.ones((len(x), 1))])


def _fitted(x: Numbers, truths: NDArray[np.int64], models: int, penalty: float) -> Numbers:
    """Return the slopes whose penalized likelihood is largest."""
    shape, wanted = (x.shape[1], models), np.eye(models)[truths]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        slopes = flat.reshape(shape)
        logs = log_softmax(x @ slopes, axis=1)
        gradient = x.T @ (np.exp(logs) - wanted) + penalty * slopes
        return float(-(logs * wanted).sum() + penalty * (slopes**2).sum() / 2), gradient.reshape(-1)

    found = minimize(loss, np.zeros(shape[0] * models), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    slopes: Numbers = found.x.reshape(shape)
    return slopes


def _distance_p(features: Features, values: Numbers, fresh: Numbers, observed: Numbers) -> float:
    """Return which share of fresh runs of a model lies as far from its others as the case does, itself counted."""
    table, near, case = (features(part)[:, : len(features.kept)] for part in (values, fresh, observed[None]))
    center = table.mean(axis=0)
    inverse = np.linalg.inv(np.cov(table.T) + FLOOR * np.eye(table.shape[1]))
    usual, own = (np.einsum("ni,ij,nj->n", part - center, inverse, part - center) for part in (near, case))
    return float((1 + (usual >= own[0]).sum()) / (1 + len(usual)))
