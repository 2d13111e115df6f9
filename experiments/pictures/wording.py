"""Names and numbers as they are written into pictures, taken from their declarations."""

from collections.abc import Iterable, Sequence
from math import floor, isfinite, log10

from experiments.points import Choice
from sim.outcomes.dictionary import METRICS, Metric
from sim.scenario import declared_parameters

METRIC = {metric.name: metric for metric in METRICS}


def plain(name: str) -> str:
    """Return a name of the code as words: ``portfolio_benefits`` as Portfolio benefits."""
    words = name.replace("_", " ").replace(".", " ")
    return words[0].upper() + words[1:]


def axis_name(key: str) -> str:
    """Return a parameter's name and unit as they stand at an axis."""
    declared = declared_parameters().get(key)
    return plain(key) if declared is None or declared.unit == "1" else f"{plain(key)}, {declared.unit}"


def meanings(keys: Sequence[str]) -> str:
    """Return in sentences what parameters are; nothing for keys that choose an option."""
    declared = declared_parameters()
    return "".join(f" {plain(key)}: {declared[key].meaning}." for key in keys if key in declared)


def choice(value: Choice | None) -> str:
    """Return the value of a parameter, with commas in its thousands."""
    return f"{value:,g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)


def quantity(key: str, value: Choice | None) -> str:
    """Return the value of a parameter with its unit."""
    declared = declared_parameters().get(key)
    return choice(value) if declared is None or declared.unit == "1" else f"{choice(value)} {declared.unit}"


def is_share(metric: Metric) -> bool:
    """Return whether a metric is a part of a whole, better read in percent."""
    return metric.unit.startswith("share")


def number(value: float, metric: Metric, digits: int) -> str:
    """Return a value of a metric: shares in percent, everything else with ``digits`` decimals."""
    return f"{100 * value:.1f} %" if is_share(metric) else f"{value:,.{digits}f}"


def decimals(values: Iterable[float]) -> int:
    """Return how many decimals give the largest of some values three digits."""
    largest = max((abs(value) for value in values if isfinite(value)), default=0.0)
    return max(0, 2 - floor(log10(largest))) if largest > 0 else 1


def described(metric: Metric) -> str:
    """Return as a sentence what a metric is and in which unit."""
    unit = metric.unit.replace("share", "%", 1) if is_share(metric) else metric.unit
    return f"{metric.definition[0].upper()}{metric.definition[1:]} ({unit})."
