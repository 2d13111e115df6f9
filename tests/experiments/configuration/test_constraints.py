"""Constraints as people write them, and what is none."""

import pytest

from experiments.configuration.constraints import Constraint, checked_constraints
from experiments.configuration.settings import check_metric, checked_settings
from sim.errors import ScenarioError


def _read(text: str) -> list[Constraint]:
    return list(checked_constraints(text, "study.require", check_metric))


def test_limits_and_the_baseline_in_signs_and_in_words() -> None:
    found = _read("trust may not fall; failed <= 0.3 ;workload may not rise;adopted>=baseline;")
    assert [(each.metric, each.sign, each.limit) for each in found] == [
        ("trust", 1, None),
        ("failed", -1, 0.3),
        ("workload", -1, None),
        ("adopted", 1, None),
    ]
    assert _read("") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("trust may fall", "'trust may fall' is no constraint; write 'trust may not fall"),
        ("trist >= 0.4", "there is no metric 'trist'; did you mean 'trust'?"),
        ("trust >= low", "needs a number or baseline as its limit, not 'low'"),
        ("trust >= nan", "needs a number or baseline"),
        ("trust >= 1e400", "needs a number or baseline"),
        ("trust may not fall 0.1", "has a limit too many; write trust may not fall"),
        ("trust = 0.4", "is no constraint"),
        ("__import__('os') >= 1", "is no constraint"),
    ],
)
def test_what_is_no_constraint_is_refused(text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        checked_settings({"require": text})
    assert str(error.value).startswith("study.require: ")
    assert said in str(error.value)


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(ScenarioError) as error:
        _read("trust >= low; silo up")
    assert str(error.value).count("study.require") == 2
