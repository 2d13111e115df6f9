"""Money in words: EUR in thousands or millions."""

from math import isfinite

from experiments.wording.quantities import MINUS

THOUSAND, MILLION = 1e3, 1e6
NAMES = {
    "measures_money": "measures: money",
    "measures_time": "measures: people's time",
    "projects": "projects",
    "benefits": "benefits",
    "net": "net benefit",
}


def euros(value: float) -> str:
    """Return EUR with three digits: ``EUR 1.23 m``, ``EUR 456 k``."""
    if not isfinite(value):
        return "unknown"
    size, sign = abs(value), MINUS if value < 0 else ""
    if size >= MILLION:
        return f"{sign}EUR {size / MILLION:,.2f} m"
    return f"{sign}EUR {size / THOUSAND:,.1f} k" if size >= THOUSAND else f"{sign}EUR {size:,.0f}"


def euros_between(low: float, high: float) -> str:
    """Return an interval of EUR."""
    return f"{euros(low)} to {euros(high)}" if isfinite(low) and isfinite(high) else "unknown"
