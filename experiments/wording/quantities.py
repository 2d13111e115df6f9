"""Numbers for people: a few digits, signs where they matter, and units."""

import math

from experiments.wording.language import localized, translated

MINUS = "−"
UNKNOWN, TO = "unknown", "to"
DIGITS = ((1e-9, 3), (0.01, 4), (10, 3), (1000, 1), (math.inf, 0))


def number(value: float) -> str:
    """Return a value with the digits that matter."""
    if not math.isfinite(value):
        return translated(UNKNOWN) if math.isnan(value) else ("∞" if value > 0 else f"{MINUS}∞")
    size = abs(value)
    digits = next(digits for below, digits in DIGITS if size < below or below == math.inf)
    return localized(f"{value:,.{digits}f}").replace("-", MINUS)


def signed(value: float) -> str:
    """Return a difference with its sign."""
    return f"+{number(value)}" if value > 0 else number(value)


def span(low: float, high: float) -> str:
    """Return an interval, or that there is none."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return translated("no interval")
    return f"{signed(low)} {translated(TO)} {signed(high)}"


def percent(share: float) -> str:
    """Return a share as whole percent."""
    return translated(UNKNOWN) if math.isnan(share) else localized(f"{100 * share:.0f} %")


def confidence_text(confidence: float) -> str:
    """Return a confidence in per cent, such as ``95 %``."""
    return localized(f"{100 * confidence:g} %")
