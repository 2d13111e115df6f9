"""What Numba found out about operators and functions of its own is found out once.

For every ``+`` Numba tries what it knows about adding texts, lists, sets and dates before numbers, and writes a message
about each that does not fit. The answer depends on nothing but the types, of which the model has few.
"""

from functools import cache
from typing import Any

from numba import types


class Remembering:
    """A typing context of Numba that remembers which signature it found for a function and types of arguments."""

    def __init__(self, context: Any) -> None:  # noqa: ANN401 - Numba's typing context
        self._context = context
        self._found: dict[Any, Any] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - everything else is as in the context
        return getattr(self._context, name)

    def resolve_function_type(self, function: Any, arguments: Any, named: Any) -> Any:  # noqa: ANN401 - a signature, or None
        """Return the signature of a call; None while it is unknown."""
        if isinstance(function, types.Dispatcher):
            return self._context.resolve_function_type(function, arguments, named)
        call = (function, tuple(arguments), tuple(named.items()))
        found = self._found.get(call)
        if found is None:
            found = self._context.resolve_function_type(function, arguments, named)
            if found is not None:
                self._found[call] = found
        return found


remembering = cache(Remembering)
