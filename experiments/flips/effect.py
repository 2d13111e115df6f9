"""What a variant may do to a verdict."""

from enum import Enum


class Effect(Enum):
    """What a variant does to a verdict."""

    FLIPS = "flips"
    DECIDES = "decides"
    DISSOLVES = "dissolves"
