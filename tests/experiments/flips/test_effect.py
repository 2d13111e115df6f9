"""What a changed difference does to a verdict."""

import pytest

from experiments.flips.effect import Effect, effect_of
from experiments.inference.paired import Difference

UP = Difference(12, 1.0, 0.5, 1.5, 1.0)
DOWN = Difference(12, -1.0, -1.5, -0.5, 1.0)
OPEN = Difference(12, 0.1, -0.4, 0.6, 0.5)
SAME = Difference(12, 0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("verdict", "as_is", "found", "effect"),
    [
        (UP, UP, DOWN, Effect.FLIPS),
        (DOWN, DOWN, UP, Effect.FLIPS),
        (UP, OPEN, DOWN, Effect.FLIPS),
        (UP, UP, UP, None),
        (UP, UP, OPEN, Effect.DISSOLVES),
        (UP, UP, SAME, Effect.DISSOLVES),
        (UP, OPEN, OPEN, None),
        (OPEN, OPEN, UP, Effect.DECIDES),
        (SAME, SAME, DOWN, Effect.DECIDES),
        (OPEN, UP, UP, None),
        (OPEN, UP, DOWN, Effect.DECIDES),
        (OPEN, OPEN, OPEN, None),
    ],
)
def test_a_verdict_is_flipped_dissolved_or_decided(
    verdict: Difference, as_is: Difference, found: Difference, effect: Effect | None
) -> None:
    assert effect_of(verdict, as_is, found) is effect
