"""A value as the text of an override, as it would be written on a command line."""

import re
from collections.abc import Mapping
from typing import Any

PLAIN = re.compile(r"[\w.+-]+")


def override_text(name: str, value: object) -> str:
    """Return ``name=value``; a text with other signs in quotes."""
    return f"{name}={value_text(value)}"


def value_text(value: Any) -> str:  # noqa: ANN401 - a number, a text, or a list or mapping of them
    """Return a value as text; a text with other signs in quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(value_text, value))}]"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{key}:{value_text(inner)}' for key, inner in value.items())}}}"
    if value is None:
        return "null"
    text = str(value)
    if not isinstance(value, str) or PLAIN.fullmatch(text):
        return text
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{quoted}'"
