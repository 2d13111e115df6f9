"""Exponential, logarithms and powers from + - * / alone: the same bits on every processor and in plain Python.

The functions of a machine's own library differ from one processor to another in their last bits, which is enough for
two studies of the same plan to differ.

Rule    exp: x = k ln 2 + r with |r| <= ln 2 / 2, ln 2 in two parts, and e^r = 1 + r + r c / (2 - c), c = r minus a
        polynomial in r^2. log: x = 2^k m with m from sqrt(1/2) to sqrt(2), and log m by the odd series of s = (m - 1) /
        (m + 1). Both are off by less than one unit in the last place. A power is exp(y log x), in which the error of
        the logarithm counts |y log x| times.
Source  The reductions and the coefficients of the minimax polynomials are those of FDLIBM 5.3 (Sun Microsystems 1993).
"""

from sim.compiler import portable
from sim.compiler.bits import bits_of, number_of

LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
LOG2_E = 1.44269504088896338700e00
WHOLE = 6755399441055744.0  # 1.5 * 2^52: what is added to it loses its fraction
SMALLEST, LARGEST = -708.0, 709.0
FRACTION_BITS, EXPONENT_BIAS = 52, 1023
EXPONENT_MASK, FRACTION_MASK = 0x7FF, 0xFFFFFFFFFFFFF
FRACTION_OF_ROOT_2 = 0x6A09E667F3BCD
SMALLEST_NORMAL = 2.2250738585072014e-308


@portable
def exp(x: float) -> float:
    """Return e to the power x; 0 below -708, and what it is at 709 above that."""
    if x < SMALLEST:
        return 0.0
    k = (min(x, LARGEST) * LOG2_E + WHOLE) - WHOLE
    high, low = min(x, LARGEST) - k * LN2_HIGH, k * LN2_LOW
    r = high - low
    t = r * r
    series = 6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)
    c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * series))
    scale: float = number_of((int(k) + EXPONENT_BIAS) << FRACTION_BITS)
    return scale * (1.0 - ((low - r * c / (2.0 - c)) - high))


@portable
def _split(x: float) -> tuple[float, float]:
    """Return k and m of x = 2^k m, m from sqrt(1/2) to sqrt(2); x is positive and normal."""
    bits = bits_of(x)
    k, fraction = ((bits >> FRACTION_BITS) & EXPONENT_MASK) - EXPONENT_BIAS, bits & FRACTION_MASK
    above = 1 if fraction > FRACTION_OF_ROOT_2 else 0
    return float(k + above), number_of(fraction | ((EXPONENT_BIAS - above) << FRACTION_BITS))


@portable
def _log_of_part(m: float) -> tuple[float, float]:
    """Return m - 1, and what log m falls short of it."""
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    odd = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    rest = 2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)
    even = z * (6.666666666666735130e-01 + w * rest)
    half = 0.5 * f * f
    return f, half - s * (half + (odd + even))


@portable
def log(x: float) -> float:
    """Return the natural logarithm of a positive number; below the smallest normal one, that of about e^-745."""
    if x < SMALLEST_NORMAL:
        return -745.0
    k, m = _split(x)
    f, short = _log_of_part(m)
    return k * LN2_HIGH - ((short - k * LN2_LOW) - f)


@portable
def log2(x: float) -> float:
    """Return the logarithm to base 2 of a positive, normal number; exact for powers of 2."""
    k, m = _split(x)
    f, short = _log_of_part(m)
    return k + (f - short) * LOG2_E


@portable
def power(x: float, y: float) -> float:
    """Return x to the power y for x >= 0; 0 to the power 0 is 1, and 0 to any other power is 0."""
    if y == 0.0 or x == 1.0:
        return 1.0
    if y == 1.0:
        return x
    return exp(y * log(x)) if x > 0.0 else 0.0
