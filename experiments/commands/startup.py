"""A quick start: the command's own process does without Numba's linear algebra, which no mechanism of the model uses.

Numba looks for SciPy's while it is loaded, which takes 0.21 s of processor time, 15 % of a small command
(``orgchange run`` with everything compiled: 1.22 s against 1.42 s, least of 11 alternating starts on two cores of an
x86-64 server).
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

WHO_ASKS, FOR_WHAT = "numba.np.arraymath", "scipy.linalg"


class _Hidden(MetaPathFinder):
    """Tells Numba, once, that there is no linear algebra; whoever asks later gets it."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        if name == FOR_WHAT and WHO_ASKS in sys.modules:
            sys.meta_path.remove(self)
            raise ImportError(f"{FOR_WHAT} is not needed by what the model compiles")


def without_linear_algebra() -> None:
    """Let Numba be loaded without linear algebra; only for a process in which nobody else compiles with it."""
    sys.meta_path.insert(0, _Hidden())
