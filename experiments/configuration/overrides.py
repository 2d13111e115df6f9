"""Overrides: the texts ``key=value`` of a command line, parsed once each."""

import re
from collections.abc import Sequence
from functools import cache

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override, OverrideType, ValueType

from experiments.configuration.safety import refuse_too_much, refuse_unsafe_override
from experiments.configuration.settings import SECTION, declared_everything
from experiments.wording.choices import Choice

PLAIN_NUMBER = re.compile(r"(\w+(?:\.\w+)+)=(-?(?:0|[1-9]\d*)(\.\d+(?:e-\d+)?|e-\d+)?)", re.ASCII)
OPENING, CLOSING, QUOTES = "[{(", "]})", "'\""


@cache
def parse_override(text: str) -> Override:
    """Return one parsed override; raise Hydra's error when it is none, and ScenarioError when it is refused."""
    refuse_too_much(text)
    override = _plain_number(text) or OverridesParser.create().parse_overrides([text])[0]
    refuse_unsafe_override(override)
    return override


def _plain_number(text: str) -> Override | None:
    """Return an override that gives a parameter a number, or None.

    Hydra's parser needs a millisecond for each value of a sweep.
    """
    found = PLAIN_NUMBER.fullmatch(text)
    if found is None:
        return None
    value = float(found[2]) if found[3] else int(found[2])
    return Override(OverrideType.CHANGE, found[1], ValueType.ELEMENT, value, package=None, input_line=text)


@cache
def is_plain(text: str) -> bool:
    """Return whether an override only puts a plain value into a declared parameter."""
    override = parse_override(text)
    return (
        override.type == OverrideType.CHANGE
        and override.package is None
        and override.key_or_group in declared_everything()
        and not override.is_sweep_override()
        and not isinstance(override.value(), dict)
        and "${" not in text
        and "???" not in text
    )


def choices_of(overrides: Sequence[str]) -> dict[str, Choice]:
    """Return what overrides choose, by key, study settings left out; lists and quoted texts as they were written."""
    parsed = [parse_override(text) for text in overrides if not text.startswith(f"{SECTION}.")]
    return {override.key_or_group: _choice(override) for override in parsed}


def split_overrides(text: str) -> list[str]:
    """Split ``a=1,b=[2,3]`` at the commas that are outside of brackets and quotes."""
    parts, depth, quote = [""], 0, ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in QUOTES:
            quote = sign
        depth += 0 if quote else (sign in OPENING) - (sign in CLOSING)
        if sign == "," and depth == 0 and not quote:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def _choice(override: Override) -> Choice:
    value = override.value()
    return value if isinstance(value, (bool, int, float)) else override.get_value_element_as_str()
