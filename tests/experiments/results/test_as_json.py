"""Values as JSON takes them."""

import math

from experiments.inference.crossed import Expected
from experiments.results.as_json import plain


def test_intervals_are_objects_and_what_is_not_finite_is_null() -> None:
    value = {"a": Expected(1.0, -math.inf, 2.0), 5: (math.nan, 3, "text", None), "b": [{"c": math.inf}, True]}
    assert plain(value) == {
        "a": {"mean": 1.0, "low": None, "high": 2.0},
        "5": [None, 3, "text", None],
        "b": [{"c": None}, True],
    }
