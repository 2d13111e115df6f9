"""What a study is run with: code, packages, machine and time."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sim.compiler import source_stamp

PACKAGES = ("hydra-core", "llvmlite", "numba", "numpy", "omegaconf", "pyarrow", "scipy")


def code_here() -> dict[str, str]:
    """Return the version of the package and the SHA-256 of the model's source."""
    return {"version": package_version("orgchange"), "source": source_stamp()}


def packages_here() -> dict[str, str]:
    """Return the versions of Python and of the packages that a result may depend on."""
    return {"python": platform.python_version()} | {name: package_version(name) for name in PACKAGES}


def machine_here() -> dict[str, Any]:
    """Return what this machine is; ``model``: the kind of processor that machine code is made for."""
    from llvmlite.binding import get_host_cpu_name

    model = get_host_cpu_name()
    return {"system": platform.platform(), "processor": platform.machine(), "model": model, "cores": os.cpu_count()}


def now() -> str:
    """Return the time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def package_version(name: str) -> str:
    """Return the installed version of a package, or ``unknown``."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
