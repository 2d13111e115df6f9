"""Arithmetic of shares: numbers that stay in [0, 1]."""

from sim.compiler import compiled


@compiled
def cut(value: float) -> float:
    """Return the value cut to [0, 1]."""
    return min(1.0, max(0.0, value))


@compiled
def combined(one: float, other: float) -> float:
    """Return the share avoided by two measures that each avoid a share of what the other one leaves."""
    return one + other - one * other
