"""JSON as it is printed and kept: the same form everywhere."""

import json
from typing import Any


def json_text(value: Any, encoding: str = "utf-8") -> str:  # noqa: ANN401 - any plain value
    """Return a plain value as JSON text, without a line end; raise ValueError for numbers that JSON does not have.

    Where its letters do not all exist in ``encoding``, they are escaped, so nothing is lost.
    """
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(value, indent=1, allow_nan=False)
    return text
