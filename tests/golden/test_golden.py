"""The model gives what it gave when the golden results were last updated on purpose."""

import pytest

from tests.golden import SCENARIOS, current_results, stored_results


@pytest.fixture(scope="module")
def current() -> dict[str, list[dict[str, float]]]:
    return current_results()


@pytest.mark.parametrize("name", SCENARIOS)
def test_results_are_those_of_the_last_update(name: str, current: dict[str, list[dict[str, float]]]) -> None:
    stored = stored_results()[name]
    for now, then in zip(current[name], stored, strict=True):
        assert now == pytest.approx(then, rel=1e-9, abs=1e-12)
