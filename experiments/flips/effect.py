"""What a variant may do to a verdict.

Rule    A decided verdict is flipped where the variant's difference is decided with the other sign, and dissolved where
        it is not although the same few pairs decide the contrast as it is. An undecided verdict is decided by a variant
        whose difference is decided, unless the same few pairs decide the contrast as it is in that way, too.
"""

from enum import Enum
from math import isfinite

from experiments.inference.paired import Difference


class Effect(Enum):
    """What a variant does to a verdict."""

    FLIPS = "flips"
    DECIDES = "decides"
    DISSOLVES = "dissolves"


def effect_of(verdict: Difference, as_is: Difference, found: Difference) -> Effect | None:
    """Return what a variant does to a verdict, given the contrast as it is in the same pairs.

    None where it does nothing.
    """
    said, same_pairs, now = (sign(difference) for difference in (verdict, as_is, found))
    if said == 0:
        return Effect.DECIDES if now not in (0, same_pairs) else None
    if now == -said:
        return Effect.FLIPS
    return Effect.DISSOLVES if now == 0 and same_pairs == said else None


def sign(difference: Difference) -> int:
    """Return the sign of a difference that is decided, else 0."""
    if not isfinite(difference.mean) or not difference.verdict(0).decided:
        return 0
    return 1 if difference.mean > 0 else -1


def sign_of_mean(difference: Difference) -> int:
    """Return the sign of the mean of a difference, decided or not."""
    return (difference.mean > 0) - (difference.mean < 0)
