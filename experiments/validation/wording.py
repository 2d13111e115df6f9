"""Values, bands and intervals of a scoreboard as people read them."""

import math

from experiments.validation.estimate import Estimate
from experiments.validation.pattern import Target
from experiments.wording.quantities import MINUS, number

PERCENT = {"share": "%", "points": "points"}
PLAIN_UNITS = ("1", "ratio", "ln")


def value_text(value: float | None, unit: str) -> str:
    """Return a value with its unit; nothing for none, and a question mark for what could not be measured."""
    if value is None:
        return ""
    if not math.isfinite(value):
        return "?"
    return f"{_bare(value, unit)}{_suffix(unit)}"


def target_text(target: Target) -> str:
    """Return the figure that is known, or the direction."""
    if target.value is not None:
        return value_text(target.value, target.unit)
    return "above 0" if target.is_direction else band_text(target)


def band_text(target: Target) -> str:
    """Return the acceptance band, or the smallest effect that matters."""
    if target.is_direction:
        return f"at least {_bare(target.smallest, target.unit)}"
    return f"{_bare(target.low, target.unit)} to {_bare(target.high, target.unit)}"


def why_text(target: Target) -> str:
    """Return why the band is as wide as it is, and why an effect is the smallest that matters."""
    return "; ".join(filter(None, (target.why, target.matters)))


def span_text(found: Estimate, unit: str) -> str:
    """Return an interval, without its unit."""
    if not (math.isfinite(found.low) and math.isfinite(found.high)):
        return "not measurable"
    return f"{_bare(found.low, unit)} to {_bare(found.high, unit)}"


def _bare(value: float, unit: str) -> str:
    if value == 0.0:
        return "0"
    return _percent(100.0 * value) if unit in PERCENT else number(value)


def _percent(value: float) -> str:
    size = abs(value)
    digits = 1 if size >= 1.0 else 2
    return f"{value:,.{digits}f}".replace("-", MINUS)


def _suffix(unit: str) -> str:
    return f" {PERCENT.get(unit, unit)}" if unit not in PLAIN_UNITS else ""
