"""Sensitivity of functions whose indices are known in closed form."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from experiments.configuration.overrides import choices_of
from experiments.configuration.points import label
from experiments.inference.runs import Runs
from experiments.results.study import Study, StudyPoint
from experiments.sensitivity.luck import reached_by_luck
from experiments.sensitivity.measure import GIVEN, Sensitivity, sensitivities, sensitivity_of
from experiments.sensitivity.wording import sentence
from experiments.sweeps.ranges import Range
from experiments.sweeps.record import record_of
from experiments.sweeps.sampling import LHS, sampled_points
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES, sensitivity_jobs
from experiments.wording.choices import Choice
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES
from sim.streams import uniforms
from tests.experiments.made import made_manifest, made_point

GROUPED = {
    name: Range(name, 0.0, 1.0) for name in ("adoption.contagion", "adoption.retry", "delivery.cross", "learning.rate")
}
METRIC = METRIC_NAMES.index("portfolio_benefits")
RANGES = {
    "coordination.strength": Range("coordination.strength", 0.0, 2.0),
    "delivery.cross": Range("delivery.cross", 0.1, 0.3),
    "learning.rate": Range("learning.rate", 0.01, 0.1, log=True),
}


def _linear(shares: dict[str, float]) -> float:
    return 3 * shares["coordination.strength"] + shares["delivery.cross"]


def _product(shares: dict[str, float]) -> float:
    return shares["coordination.strength"] * shares["delivery.cross"]


def _study(
    kind: str,
    give: Callable[[dict[str, float]], float],
    samples: int,
    noise: float = 0.0,
    *,
    baseline: bool = False,
    ranges: Mapping[str, Range] = RANGES,
    groups: bool = False,
) -> Study:
    """Return a study of 4 replicates with common luck whose benefits are a function of the shares of the ranges."""
    drawn = {"samples": samples, "seed": 1, "groups": groups}
    made = sensitivity_jobs(kind, ranges, samples, 1, groups=groups) if kind != LHS else []
    jobs = made or sampled_points(kind, ranges, samples, 1)
    points: dict[str, StudyPoint] = {}
    for job in jobs:
        choices: dict[str, Choice] = choices_of(job)
        shares = {name: ranges[name].share(float(choices[name])) for name in ranges}
        name = label(choices)
        runs = _runs(give(shares), noise, len(points))
        points[name] = made_point(name, choices, runs, _runs(1.0, 0.0, 0) if baseline else None)
    manifest = made_manifest(design=record_of(kind, list(ranges), ranges, **drawn))
    return Study(Path("made"), manifest, list(points.values()))


def _runs(level: float, noise: float, place: int) -> Runs:
    numbers = np.arange(4)
    metrics = np.zeros((4, len(METRIC_NAMES)))
    metrics[:, METRIC] = (
        level + uniforms(1, 0, 1, numbers, numbers)[:, 0] + noise * uniforms(2, place, 1, numbers, numbers)[:, 0]
    )
    return Runs(numbers, metrics, 0)


def _measures(found: Sensitivity, measure: str) -> dict[str, float]:
    return {each.name: each.measures[measure] for each in found.influences}


def test_morris_finds_the_slopes_of_a_line() -> None:
    found = sensitivity_of(_study(MORRIS, _linear, 6))
    expected = {"coordination.strength": 3.0, "delivery.cross": 1.0, "learning.rate": 0.0}
    assert _measures(found, "mu_star") == pytest.approx(expected, abs=1e-4)
    assert _measures(found, "sigma") == pytest.approx(dict.fromkeys(RANGES, 0.0), abs=1e-4)
    assert [each.name for each in found.influences] == list(expected)
    assert found.points == 6 * (3 + 1)


def test_morris_sees_that_a_product_depends_on_the_others() -> None:
    sigma = _measures(sensitivity_of(_study(MORRIS, _product, 12)), "sigma")
    assert min(sigma["coordination.strength"], sigma["delivery.cross"]) > 0.1
    assert sigma["learning.rate"] == pytest.approx(0.0, abs=1e-4)


def test_sobol_indices_of_a_line_are_its_squared_slopes() -> None:
    found = sensitivity_of(_study(SOBOL_INDICES, _linear, 256))
    for measure in ("S1", "ST"):
        measured = _measures(found, measure)
        assert measured == pytest.approx(
            {"coordination.strength": 0.9, "delivery.cross": 0.1, "learning.rate": 0.0}, abs=0.03
        )
    assert found.points == 256 * (3 + 2)
    assert "2 of 3 parameters matter for sure" in sentence(found)


def _grouped(shares: dict[str, float]) -> float:
    return 2 * shares["adoption.contagion"] + shares["adoption.retry"] + shares["delivery.cross"]


@pytest.mark.long
def test_sobol_indices_of_mechanisms_are_the_variance_of_all_their_numbers() -> None:
    found = sensitivity_of(_study(SOBOL_INDICES, _grouped, 512, ranges=GROUPED, groups=True))
    expected = {"adoption": 5 / 6, "delivery": 1 / 6, "learning": 0.0}
    for measure in ("S1", "ST"):
        assert _measures(found, measure) == pytest.approx(expected, abs=0.03)
    assert found.points == 512 * (3 + 2)
    assert found.influences[0].members == ("adoption.contagion", "adoption.retry")
    assert "2 of 3 mechanisms matter for sure" in sentence(found)


def test_morris_changes_the_numbers_of_a_mechanism_at_once() -> None:
    found = sensitivity_of(_study(MORRIS, _grouped, 40, ranges=GROUPED, groups=True))
    measured = _measures(found, "mu_star")
    assert measured["delivery"] == pytest.approx(1.0, abs=1e-4)
    assert measured["learning"] == pytest.approx(0.0, abs=1e-4)
    assert 1.0 < measured["adoption"] < 3.0  # 3 where both go the same way, 1 where they go against each other
    assert found.points == 40 * (3 + 1)
    assert found.grouped
    assert all("sigma" not in each.measures for each in found.influences)
    by_luck = {each.name: each.by_luck for each in found.influences}
    assert by_luck["learning"] is not None


def test_luck_does_not_make_a_mechanism_matter() -> None:
    found = sensitivity_of(_study(MORRIS, lambda shares: 0.0, 12, 0.2, ranges=GROUPED, groups=True))
    assert not any(map(found.is_clear, found.influences))


@pytest.mark.long
def test_sobol_total_effect_holds_what_two_do_together() -> None:
    found = sensitivity_of(_study(SOBOL_INDICES, _product, 512))
    assert _measures(found, "S1")["delivery.cross"] == pytest.approx(3 / 7, abs=0.05)  # Var = 7/144, alone 1/48 each
    assert _measures(found, "ST")["delivery.cross"] == pytest.approx(4 / 7, abs=0.05)


def test_first_order_indices_come_from_a_latin_hypercube_too() -> None:
    found = sensitivity_of(_study(LHS, _linear, 400))
    assert found.method == GIVEN
    assert _measures(found, "S1") == pytest.approx(
        {"coordination.strength": 0.9, "delivery.cross": 0.1, "learning.rate": 0.0}, abs=0.06
    )


def test_luck_that_all_points_share_explains_nothing() -> None:
    shared, own = (sensitivity_of(_study(SOBOL_INDICES, _linear, 64, noise)).luck for noise in (0.0, 1.0))
    assert shared == pytest.approx(0.0, abs=1e-12)
    assert own == pytest.approx((1 / 12 / 4) / (10 / 12 + 1 / 12 / 4), rel=0.2)


def test_the_difference_to_the_baseline_is_explained_where_there_is_one() -> None:
    level, difference = sensitivities(_study(MORRIS, _linear, 4, baseline=True))
    assert (level.difference, difference.difference) == (False, True)
    assert _measures(difference, "mu_star") == pytest.approx(_measures(level, "mu_star"))


@pytest.mark.parametrize(("kind", "samples"), [(MORRIS, 10), (SOBOL_INDICES, 32)])
def test_luck_alone_lets_nothing_matter(kind: str, samples: int) -> None:
    found = sensitivity_of(_study(kind, lambda _: 0.0, samples, noise=1.0))
    assert min(each.measures[found.leading] for each in found.influences) > 0
    assert sentence(found).startswith("No parameter can be told from having no influence")


@pytest.mark.parametrize(("kind", "samples"), [(MORRIS, 20), (SOBOL_INDICES, 64)])
def test_what_exceeds_luck_matters(kind: str, samples: int) -> None:
    found = sensitivity_of(_study(kind, _linear, samples, noise=1.0))
    assert [each.name for each in found.influences if found.is_clear(each)] == [
        "coordination.strength",
        "delivery.cross",
    ]


def test_one_replicate_cannot_tell_influence_from_luck() -> None:
    steps = np.array([[[0.5], [-2.0], [1.0]]])
    (bound,) = reached_by_luck(steps, 1, 0.95, 1)
    assert bound >= np.abs(steps).mean()


@pytest.mark.long
@pytest.mark.parametrize("power", [1, 2])
def test_luck_exceeds_its_bound_as_rarely_as_it_says(power: int) -> None:
    samples, names, steps, replicates = 200, 3, 12, 4
    keys = np.arange(samples * names * steps * replicates * 3)
    nearly_normal = uniforms(9, 0, 1, keys, keys).reshape(samples, names, steps, replicates, 12).sum(axis=4) - 6.0
    measures = (np.abs(nearly_normal.mean(axis=3)) ** power).mean(axis=2)
    bounds = np.array([reached_by_luck(sample, power, 0.9, 1) for sample in nearly_normal])
    assert 0.04 < (measures > bounds).any(axis=1).mean() < 0.14


def test_nothing_matters_where_nothing_changes() -> None:
    assert sentence(sensitivity_of(_study(MORRIS, lambda _: 1.0, 4))).startswith("Nothing that was varied changes")


def test_too_few_points_of_a_sample_are_refused() -> None:
    with pytest.raises(ScenarioError, match="20 points are too few"):
        sensitivity_of(_study(LHS, _linear, 20))
