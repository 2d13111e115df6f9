"""A sum of many equal parts: the bits that adding them one by one gives, in a few steps.

Rule    Between two powers of two all sums are rounded to the same unit. The second one there is even in that unit where
        the part lies halfway between two, so that from then on every step is as long as the one before, and as many as
        stay below the next power of two are taken at once, without any rounding.
"""

from sim.compiler import portable
from sim.compiler.bits import bits_of, number_of
from sim.elementary import FRACTION_BITS

TRIED = 3  # sums one by one, of which the third shows how long the steps are


@portable
def added_often(total: float, part: float, times: int) -> float:
    """Return ``total`` after adding ``part`` to it so many times; neither is negative."""
    left = times
    while left > 0:
        first = total + part
        second = first + part
        third = second + part
        end = _next_power_of_two(first)
        if left < TRIED or third >= end:
            total = first
            left -= 1
            continue
        step = third - second
        if step <= 0.0:
            return third
        taken = min(left - TRIED, max(0, int((end - third) / step) - 1))
        total = third + taken * step
        left -= TRIED + taken
    return total


@portable
def _next_power_of_two(x: float) -> float:
    """Return the smallest power of two above a number that is not negative."""
    power: float = number_of(((bits_of(x) >> FRACTION_BITS) + 1) << FRACTION_BITS)
    return power
