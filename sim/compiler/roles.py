"""The roles of compiled functions."""

from enum import Enum, auto


class CompilerRole(Enum):
    """Who calls a compiled function, and what becomes of its machine code."""

    RULE = auto()
    KERNEL = auto()
    STEP = auto()
    ENTRY_POINT = auto()
