"""Small pictures of a number with its interval, on a scale that it shares with others."""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

MARGIN = 0.06


class Span(NamedTuple):
    """A number with its interval, in percent of the width of its picture.

    ``zero``: where 0 lies, None where it is not shown; ``mark``: better, worse, undecided or empty; ``text``: the same
    in words.
    """

    left: float
    width: float
    dot: float
    zero: float | None
    mark: str
    text: str


class Estimate(NamedTuple):
    """A number with its interval, which may be unknown, how it is marked, and what it is in words."""

    mean: float
    low: float
    high: float
    mark: str
    text: str


def spans(found: Sequence[Estimate], *, around_zero: bool) -> list[Span | None]:
    """Return numbers as pictures on one scale, which has 0 on it where asked for; None for what is unknown."""
    ends = [end for one in found for end in (one.mean, one.low, one.high) if isfinite(end)]
    ends += [0.0] if around_zero and ends else []
    if not ends:
        return [None] * len(found)
    low, high = min(ends), max(ends)
    room = (high - low or abs(high) or 1.0) * MARGIN
    low, high = low - room, high + room

    scale = Scale(low, high)
    zero = scale.place(0.0) if around_zero else None
    return [_span(one, scale, zero) if isfinite(one.mean) else None for one in found]


class Scale(NamedTuple):
    """A scale from ``low`` to ``high``."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Return where a value lies, in percent."""
        return round(100.0 * (value - self.low) / (self.high - self.low), 2)


def _span(one: Estimate, scale: Scale, zero: float | None) -> Span:
    known = isfinite(one.low) and isfinite(one.high)
    left, right = (scale.place(end) for end in ((one.low, one.high) if known else (one.mean, one.mean)))
    return Span(left, round(right - left, 2), scale.place(one.mean), zero, one.mark, one.text)
