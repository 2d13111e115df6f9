"""The estimator against answers that are known: gradients, a linear model with a known posterior, nothing to learn."""

from pathlib import Path

import numpy as np
import pytest

from experiments.posterior.ensemble import Ensemble
from experiments.posterior.keys import Numbers, normal_table
from experiments.posterior.likelihood import learned_likelihood
from experiments.posterior.network import Network, Shape
from experiments.posterior.training import Recipe, Workshop, trained
from experiments.posterior.verdicts import contraction, gains

DRAWS = 4_000


def linear_model(draws: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return x = A z + 2 e, z ~ N(0, I) whose third does nothing, and the mean and covariance of z given x."""
    numbers = np.arange(draws)
    z, slopes = normal_table(1, 1, "z", numbers, 3), normal_table(1, 1, "slopes", np.arange(8), 2)
    x = z[:, :2] @ slopes.T + 2.0 * normal_table(1, 1, "noise", numbers, 8)
    covariance = np.linalg.inv(np.eye(2) + slopes.T @ slopes / 4.0)
    return x, z, np.asarray(x @ slopes / 4.0 @ covariance, np.float64), np.asarray(covariance, np.float64)


@pytest.fixture(scope="module")
def learned() -> Ensemble:
    x, z, *_ = linear_model(DRAWS)
    return Ensemble(trained((Recipe(1), Recipe(2)), x[500:], z[500:], 1, first=0, workshop=Workshop(2)))


def test_gradients_are_those_of_differences() -> None:
    x, z, *_ = linear_model(40)
    begun = Network.begun(Shape(8, 3, 2, (5, 4)), np.zeros((8, 3)), np.zeros(3), np.eye(3) + 0.3, 1, 0)
    network = Network(begun.shape, [weight.astype(np.float64) for weight in begun.weights])
    _, gradient = network.loss_and_gradient(x, z)
    step = 1e-5
    for weight, slope in zip(network.weights, gradient, strict=True):
        for place in np.ndindex(*weight.shape):
            kept = weight[place]
            weight[place] = kept + step
            above, _ = network.loss_and_gradient(x, z)
            weight[place] = kept - step
            below, _ = network.loss_and_gradient(x, z)
            weight[place] = kept
            assert slope[place] == pytest.approx((above - below) / (2 * step), rel=1e-4, abs=1e-8)


def test_a_linear_model_has_its_known_posterior(learned: Ensemble) -> None:
    x, z, mean, covariance = linear_model(DRAWS)
    fresh = slice(0, 500)
    off = z[fresh, :2] - mean[fresh]
    exact = -0.5 * np.einsum("ni,ij,nj->n", off, np.linalg.inv(covariance), off)
    exact += -0.5 * np.log(np.linalg.det(2 * np.pi * covariance)) - 0.5 * z[fresh, 2] ** 2 - 0.5 * np.log(2 * np.pi)
    lost = float((exact - learned.log_density(x[fresh], z[fresh])).mean())
    assert abs(lost) < 0.03, "nats"
    draws = learned.draws(x[fresh], 400, 1, "test")
    assert np.abs(draws[:, :, :2].mean(axis=1) - mean[fresh]).mean() < 0.1
    assert draws[:, :, :2].std(axis=1).mean(axis=0) == pytest.approx(np.sqrt(np.diag(covariance)), rel=0.05)


def test_what_does_nothing_is_not_told(learned: Ensemble) -> None:
    x, z, *_ = linear_model(DRAWS)
    fresh = slice(0, 500)
    gained, narrowed = gains(learned, x[fresh], z[fresh]), contraction(learned.draws(x[fresh], 400, 1, "test"))
    assert abs(gained[:, 2].mean()) < 0.02
    assert abs(np.median(narrowed, axis=0)[2]) < 0.05
    assert gained[:, :2].mean(axis=0).min() > 0.2


def test_many_points_of_one_case_have_the_densities_of_single_ones(learned: Ensemble) -> None:
    x, z, *_ = linear_model(50)
    one = learned.log_density_of_many(x[0], z)
    assert one == pytest.approx(learned.log_density(np.repeat(x[:1], 50, axis=0), z), abs=1e-3)


def test_the_bits_do_not_depend_on_threads_or_on_being_kept(tmp_path: Path) -> None:
    x, z, *_ = linear_model(600)
    recipes = (Recipe(1, passes=3), Recipe(2, passes=3))
    kept = tmp_path
    one, two = (trained(recipes, x, z, 1, first=0, workshop=Workshop(threads)) for threads in (1, 2))
    first, again = (trained(recipes, x, z, 1, first=0, workshop=Workshop(1, kept)) for _ in range(2))
    assert len(list(kept.glob("*.npz"))) == 2
    for networks in (two, first, again):
        for network, other in zip(networks, one, strict=True):
            assert all(np.array_equal(a, b) for a, b in zip(network.weights, other.weights, strict=True))


@pytest.mark.long
def test_what_a_limit_makes_of_data_is_not_taken_for_normal() -> None:
    """A summary that is the smaller of a parameter and of something unknown, which binds now and then."""
    numbers = np.arange(DRAWS)
    z, unknown, noise = (normal_table(1, 1, name, numbers, 1) for name in ("z", "unknown", "noise"))
    summary = np.minimum(z, 1.0 + 1.5 * unknown) + 0.2 * noise
    rest, fresh = slice(1_000, None), slice(0, 1_000)
    found = learned_likelihood(summary[rest], z[rest], 1, Workshop(2))
    normal = Ensemble(
        trained((Recipe(1, (64, 32), passes=60),), z[rest], summary[rest], 1, first=0, workshop=Workshop(2))
    )
    standard = (summary[fresh] - found.offset) / found.scale
    gained = found.networks.log_density(z[fresh], standard) - np.log(found.scale)
    assert (gained - normal.log_density(z[fresh], summary[fresh])).mean() > 0.1
