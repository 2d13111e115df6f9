"""JSON as it is printed and kept: the same form everywhere."""

import json
from typing import Any


def json_text(value: Any) -> str:  # noqa: ANN401 - any plain value
    """Return a plain value as JSON text, without a line end; raise ValueError for numbers that JSON does not have."""
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)
