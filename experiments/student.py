"""Quantiles of Student's t distribution, which every interval needs.

SciPy has them, too, but loading it takes longer than all else that a small command does with its results.

Rule    P(T > t) = I_x(v/2, 1/2) / 2 with x = v / (v + t²), the regularized incomplete beta function by its continued
        fraction; the quantile by Newton's method, which never overshoots from below as the tail is convex.
Source  Abramowitz and Stegun 1964, 26.5.8 and 26.7.1; the fraction evaluated as in Thompson and Barnett 1986.
"""

import math
from collections.abc import Iterator
from functools import cache
from statistics import NormalDist

MOST_STEPS = 200
CLOSE = 1e-14
TINY = 1e-300


@cache
def student_quantile(degrees: float, probability: float) -> float:
    """Return the quantile of Student's t distribution; ``degrees`` > 0, 0.5 < ``probability`` < 1."""
    t = NormalDist().inv_cdf(probability)
    for _ in range(MOST_STEPS):
        step = (upper_tail(degrees, t) - (1 - probability)) / _density(degrees, t)
        t = max(t + step, t / 2)
        if abs(step) <= CLOSE * t:
            break
    return t


def upper_tail(degrees: float, t: float) -> float:
    """Return the probability that Student's t exceeds ``t`` > 0."""
    a, b, square = degrees / 2, 0.5, t * t
    x = degrees / (degrees + square)
    y = square / (degrees + square)
    front = math.exp(_log_beta_inverse(a) + a * math.log(x) + b * math.log(y))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a / 2
    return (1 - front * _fraction(b, a, y) / b) / 2


def _density(degrees: float, t: float) -> float:
    log = _log_beta_inverse(degrees / 2) - math.log(degrees) / 2 - (degrees + 1) / 2 * math.log1p(t * t / degrees)
    return math.exp(log)


def _log_beta_inverse(a: float) -> float:
    """Return -log B(a, 1/2)."""
    return math.lgamma(a + 0.5) - math.lgamma(a) - math.log(math.pi) / 2


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function, factor by factor."""
    above, below, value = 1.0, 0.0, 1.0
    for numerator in _numerators(a, b, x):
        below = 1 / ((1 + numerator * below) or TINY)
        above = (1 + numerator / above) or TINY
        value *= above * below
        if abs(above * below - 1) < CLOSE / 10:
            break
    return 1 / value


def _numerators(a: float, b: float, x: float) -> Iterator[float]:
    m = 0
    while True:
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        m += 1
        yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
