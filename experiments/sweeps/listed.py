"""Listed values: ``a,b,c``, ``choice(...)`` or ``range(from,to,step)``, counted before they are written out."""

import math
import re

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override, RangeSweep

from sim.errors import ScenarioError

MOST_POINTS = 1_000_000
RANGE = re.compile(r"range\s*\([^()]*\)")
SORTED, REVERSED = re.compile(r"\bsort\s*\("), re.compile(r"reverse\s*=\s*true", re.IGNORECASE)


def listed_values(override: Override) -> list[str]:
    """Return the values that a sweep names, in their order.

    Raise ScenarioError where there are none, or too many to be meant.
    """
    line = str(override.input_line)
    swept = override.value()
    if isinstance(swept, RangeSweep):
        values = _of_range(swept, override, line)
    else:
        values = list(override.sweep_string_iterator())
    if not values:
        raise ScenarioError(f"'{line}' names no value")
    return values


def _of_range(swept: RangeSweep, override: Override, line: str) -> list[str]:
    inner = RANGE.search(line) if SORTED.search(line) else None
    if inner is None:
        _refuse_endless(swept, line)
        return [_written(value) for value in override.sweep_string_iterator()]
    key = override.get_key_element()
    (plain,) = OverridesParser.create().parse_overrides([f"{key}={inner[0]}"])  # Hydra's own sort changes the points
    _refuse_endless(plain.value(), line)
    return [_written(value) for value in sorted(plain.sweep_string_iterator(), key=float, reverse=_is_reversed(line))]


def _is_reversed(line: str) -> bool:
    return REVERSED.search(line) is not None


def _written(value: str) -> str:
    """Return a value of a range without what adding up its steps left behind: 0.3, not 0.30000000000000004."""
    return value if value.lstrip("-").isdecimal() else f"{float(value):.15g}"


def _refuse_endless(swept: object, line: str) -> None:
    if not isinstance(swept, RangeSweep) or swept.start is None or swept.stop is None:
        return
    if swept.step == 0:
        raise ScenarioError(f"'{line}': a range goes on by steps, and this one is 0; write range(from,to,step)")
    count = (swept.stop - swept.start) / swept.step
    if not math.isfinite(count):
        raise ScenarioError(f"'{line}' has no end; write range(from,to,step)")
    if count > MOST_POINTS:
        raise ScenarioError(f"'{line}' names {math.ceil(count):,} values; at most {MOST_POINTS:,}: is the step meant?")


def refuse_too_many(count: int, what: str) -> None:
    """Raise ScenarioError where more points are asked for than can be meant."""
    if count > MOST_POINTS:
        raise ScenarioError(f"{what} makes {count:,} points; at most {MOST_POINTS:,}")
