"""A quick start and end: the command's own process looks for garbage seldom, and loads no linear algebra for Numba.

Some 300,000 objects come with what is loaded, and stay; nearly nothing that a command makes refers to itself. To look
through them as often as Python does takes a tenth of a small command, and to look through all of them once more at its
end, when the system takes back all memory anyway, another sixth.

No mechanism of the model uses linear algebra. Numba looks for SciPy's while it is loaded, which takes 0.21 s of
processor time where the model is compiled.
"""

import gc
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

OBJECTS_LOADED, OBJECTS_BETWEEN, YOUNG, MIDDLE = 300_000, 100_000, 20, 100
WHO_ASKS, FOR_WHAT = "numba.np.arraymath", "scipy.linalg"


class _Hidden(MetaPathFinder):
    """Tells Numba, once, that there is no linear algebra; whoever asks later gets it."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        if name == FOR_WHAT and WHO_ASKS in sys.modules:
            sys.meta_path.remove(self)
            raise ImportError(f"{FOR_WHAT} is not needed by what the model compiles")


def collect_seldom() -> None:
    """Look for garbage only after many more objects than Python does by itself; only for a process of one command.

    The first time is later still: until then there is little but what was loaded.
    """
    gc.set_threshold(OBJECTS_LOADED, YOUNG, MIDDLE)
    gc.callbacks.append(_all_is_loaded)


def _all_is_loaded(_phase: str, _about: dict[str, int]) -> None:
    gc.callbacks.remove(_all_is_loaded)
    gc.set_threshold(OBJECTS_BETWEEN, YOUNG, MIDDLE)


def end_without_collecting() -> None:
    """Let Python look for no more garbage; only for a process that is about to end, with every file written."""
    gc.freeze()


def without_linear_algebra() -> None:
    """Let Numba be loaded without linear algebra; only for a process in which nobody else compiles with it."""
    sys.meta_path.insert(0, _Hidden())
