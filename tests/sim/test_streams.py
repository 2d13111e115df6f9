"""The random numbers: known answers, exact transforms, and independence of what else is drawn."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.streams import PROJECT_WEEK, TRAITS, exponential, four_uniforms, make_luck, normal, philox, poisson, uniforms

ONES = 0xFFFFFFFF
PI_COUNTER = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)
PI_KEY = (0xA4093822, 0x299F31D0)


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ONES,) * 4, (ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (PI_COUNTER, PI_KEY, (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
    ],
)
def test_philox_gives_the_published_answers(
    counter: tuple[int, ...], key: tuple[int, ...], answer: tuple[int, ...]
) -> None:
    words = philox(*(np.uint64(word) for word in (*counter, *key)))
    assert tuple(int(word) for word in words) == answer


@given(st.floats(1e-12, 1 - 1e-12))
def test_normal_is_the_exact_quantile(u: float) -> None:
    assert normal(u) == pytest.approx(NormalDist().inv_cdf(u), rel=1e-12, abs=1e-12)


@given(st.floats(1e-9, 1 - 1e-9))
def test_exponential_is_the_exact_quantile(u: float) -> None:
    assert exponential(u) == pytest.approx(stats.expon.ppf(u), rel=1e-12)


@given(st.floats(0, 50), st.floats(1e-9, 1 - 1e-9))
def test_poisson_is_the_exact_quantile(mean: float, u: float) -> None:
    count = poisson(mean, u)
    assert stats.poisson.cdf(count, mean) >= u - 1e-12
    assert count == 0 or stats.poisson.cdf(count - 1, mean) < u + 1e-12


def test_a_draw_depends_on_its_key_alone() -> None:
    subjects = np.arange(50)
    alone = uniforms(7, 3, TRAITS, subjects, subjects * 0)
    for other in range(20):
        four_uniforms(make_luck(7, 3), PROJECT_WEEK, other, other, other)
    backwards = uniforms(7, 3, TRAITS, subjects[::-1].copy(), subjects * 0)[::-1]
    np.testing.assert_array_equal(alone, backwards)


@given(
    st.integers(0, 2**53),
    st.integers(0, 2**32 - 1),
    st.integers(0, 4095),
    st.integers(0, 2**20 - 1),
    st.integers(0, 2**31 - 1),
    st.integers(0, 2**31 - 1),
    st.integers(0, 5),
)
def test_every_part_of_the_key_matters(
    seed: int, replicate: int, decision: int, week: int, subject: int, other: int, part: int
) -> None:
    key = [seed, replicate, decision, week, subject, other]
    changed = list(key)
    changed[part] = changed[part] + 1 if changed[part] == 0 else changed[part] - 1

    def draw(values: list[int]) -> tuple[float, float, float, float]:
        return four_uniforms(make_luck(values[0], values[1]), *values[2:])

    assert draw(key) != draw(changed)
    assert all(0.0 < u < 1.0 for u in draw(key))


AXES = {"subject": 0, "other": 1, "week": 2, "decision": 3, "replicate": 4, "seed": 5}


@pytest.mark.parametrize("axis", AXES)
def test_neighbouring_keys_are_uniform_and_uncorrelated(axis: str) -> None:
    count = 20_000
    draws = np.array([_draw_along(axis, step) for step in range(count)])
    lanes = draws.ravel()
    assert stats.kstest(lanes, "uniform").pvalue > 1e-4
    pairs, _, _ = np.histogram2d(draws[:-1, 0], draws[1:, 0], bins=16)
    assert stats.chisquare(pairs.ravel()).pvalue > 1e-4
    correlations = [np.corrcoef(draws[:-1, 0], draws[1:, lane])[0, 1] for lane in range(4)]
    assert np.abs(correlations).max() < 5 / np.sqrt(count)


def _draw_along(axis: str, step: int) -> tuple[float, float, float, float]:
    key = {"subject": 5, "other": 0, "week": 9, "decision": TRAITS, "replicate": 2, "seed": 1}
    key[axis] = step % 4096 if axis == "decision" else step
    key["week"] += step // 4096 if axis == "decision" else 0
    return four_uniforms(
        make_luck(key["seed"], key["replicate"]), key["decision"], key["week"], key["subject"], key["other"]
    )
