"""A quick start: the command's own process collects garbage seldom, and does without Numba's linear algebra.

Some 300,000 objects come with what is loaded, and stay; nearly nothing that a command makes refers to itself. To look
through them as often as Python does takes a tenth of a small command.

No mechanism of the model uses linear algebra. Numba looks for SciPy's while it is loaded, which takes 0.21 s of
processor time, 15 % of a small command (``orgchange run`` with everything compiled: 1.22 s against 1.42 s, least of 11
alternating starts on two cores of an x86-64 server).
"""

import gc
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

OBJECTS_BETWEEN, YOUNG, MIDDLE = 100_000, 20, 100
WHO_ASKS, FOR_WHAT = "numba.np.arraymath", "scipy.linalg"


class _Hidden(MetaPathFinder):
    """Tells Numba, once, that there is no linear algebra; whoever asks later gets it."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        if name == FOR_WHAT and WHO_ASKS in sys.modules:
            sys.meta_path.remove(self)
            raise ImportError(f"{FOR_WHAT} is not needed by what the model compiles")


def collect_seldom() -> None:
    """Look for garbage only after many more objects than Python does by itself; only for a process of one command."""
    gc.set_threshold(OBJECTS_BETWEEN, YOUNG, MIDDLE)


def without_linear_algebra() -> None:
    """Let Numba be loaded without linear algebra; only for a process in which nobody else compiles with it."""
    sys.meta_path.insert(0, _Hidden())
