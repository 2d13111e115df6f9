"""Ranges as they are asked for: ``interval(a,b)`` on the command line, or the declared bounds."""

import math

from hydra.core.override_parser.types import IntervalSweep, Override

from experiments.configuration.messages import unknown_parameter
from experiments.configuration.settings import SECTION, declared_everything
from experiments.sweeps.ranges import Range
from sim.errors import ScenarioError
from sim.parameters import Declaration

LOG = "log"


def asked_range(override: Override) -> Range:
    """Return the range of an override ``name=interval(a,b)``.

    Raise ScenarioError where the parameter does not have it.
    """
    asked = override.value()
    if not isinstance(asked, IntervalSweep) or asked.start is None or asked.end is None:
        raise TypeError(f"'{override.input_line}' is no interval")
    line = str(override.input_line)
    name, declaration = _number(override.key_or_group, line)
    low, high = declaration.bounds or (-math.inf, math.inf)
    unit = "" if declaration.unit == "1" else f" {declaration.unit}"
    if not asked.start < asked.end:
        raise ScenarioError(f"'{line}' is no range: write interval(low,high)")
    if asked.start < low or asked.end > high:
        raise ScenarioError(f"'{line}' goes out of bounds: allowed is {low:g} to {high:g}{unit}")
    whole = isinstance(declaration.example, int) or (isinstance(asked.start, int) and isinstance(asked.end, int))
    if whole and (asked.start != int(asked.start) or asked.end != int(asked.end)):
        raise ScenarioError(f"'{line}': {name} is a whole number, so both ends must be")
    if LOG in asked.tags and asked.start <= 0:
        raise ScenarioError(f"'{line}': a log scale needs ends above 0")
    return Range(name, asked.start, asked.end, LOG in asked.tags, whole)


def declared_range(name: str) -> Range:
    """Return the range of a parameter from one of its bounds to the other; raise ScenarioError where it has none."""
    _, declaration = _number(name, name)
    low, high = declaration.bounds or (-math.inf, math.inf)
    return Range(name, low, high, log=False, whole=isinstance(declaration.example, int))


def _number(name: str, line: str) -> tuple[str, Declaration]:
    declared = declared_everything()
    if name not in declared:
        raise ScenarioError(unknown_parameter(name))
    if name.startswith(f"{SECTION}."):
        raise ScenarioError(f"'{line}' is refused: {SECTION} settings hold for a whole study and cannot vary inside it")
    declaration = declared[name]
    if isinstance(declaration.example, bool) or not isinstance(declaration.example, (int, float)):
        raise ScenarioError(f"'{line}': only numbers have a range; list the values of {name} instead")
    if declaration.bounds is None:
        raise ScenarioError(f"'{line}': {name} has no bounds")
    return name, declaration
