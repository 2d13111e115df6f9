"""What a study is run with: code, packages, machine and time."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from experiments.store.manifest import Code, Machine
from sim.compiler import processor_name, source_stamp

PACKAGES = ("hydra-core", "llvmlite", "numba", "numpy", "omegaconf", "pyarrow", "scipy")


def code_here() -> Code:
    """Return the version of the package and the SHA-256 of the model's source."""
    return Code(package_version("orgchange"), source_stamp())


def packages_here() -> dict[str, str]:
    """Return the versions of Python and of the packages that a result may depend on."""
    return {"python": platform.python_version()} | {name: package_version(name) for name in PACKAGES}


def machine_here() -> Machine:
    """Return what this machine is."""
    return Machine(platform.platform(), platform.machine(), processor_name(), os.cpu_count())


def now() -> str:
    """Return the time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def package_version(name: str) -> str:
    """Return the installed version of a package, or ``unknown``."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
