"""The drawing backend that the environment names: one that is not installed here must not keep pictures from files."""

import os
from importlib.util import find_spec

NAMED_BY, MODULE = "MPLBACKEND", "module://"


def forget_missing_backend() -> None:
    """Forget a backend of a notebook that started this process but whose module is not installed here."""
    named = os.environ.get(NAMED_BY, "")
    if named.startswith(MODULE) and not _is_there(named.removeprefix(MODULE)):
        del os.environ[NAMED_BY]


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
