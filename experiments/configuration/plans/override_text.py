"""A value as the text of an override, as it would be written on a command line."""

import re
from typing import Any

PLAIN = re.compile(r"[\w.+-]+")


def override_text(name: str, value: object) -> str:
    """Return ``name=value``; a text with other signs in quotes."""
    return f"{name}={_value(value)}"


def _value(value: Any) -> str:  # noqa: ANN401 - a number, a text, or a list of them
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_value, value))}]"
    if value is None:
        return "null"
    text = str(value)
    if not isinstance(value, str) or PLAIN.fullmatch(text):
        return text
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{quoted}'"
