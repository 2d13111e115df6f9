"""Our own packages are found wherever a program is started.

``sim``, ``lessons`` and the others are names that somebody's own folder may have, too: a notebook beside a ``sim.py``
would else load that instead of the model.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from os.path import dirname
from types import ModuleType

NAMES = ("sim", "portable", "experiments", "configs", "lessons")
HOME = dirname(dirname(__file__))  # noqa: PTH120 - paths of a kind that is quick to import


class _OwnPackages(MetaPathFinder):
    """Finds these packages where this one lies, before anything else of their names is looked for."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if path is None and name in NAMES:
            return PathFinder.find_spec(name, [HOME], target)
        return None


def find_own_packages_first() -> None:
    """Let our packages be found first from now on.

    Somebody's own module of such a name that is loaded already stays with whoever has it, but not under that name.
    """
    if not any(isinstance(finder, _OwnPackages) for finder in sys.meta_path):
        sys.meta_path.insert(0, _OwnPackages())
    for name in NAMES:
        if name in sys.modules and not _is_ours(sys.modules[name]):
            for loaded in [one for one in sys.modules if one.partition(".")[0] == name]:
                del sys.modules[loaded]


def _is_ours(module: ModuleType) -> bool:
    spec = module.__spec__
    return spec is not None and spec.origin is not None and spec.origin.startswith(HOME)
