"""Memory that is free is given back: C's library and Arrow keep what a study of many points needed while it ran.

Of 10,000 points that is half of 120 MB, and their tables need as much again at once.
"""

import ctypes
import sys

import pyarrow as pa


def give_back_memory() -> None:
    """Give free memory of tables back to the system, and all other where its C library can."""
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, others do not
        if trim is not None:
            trim(0)
