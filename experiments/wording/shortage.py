"""What is said where a computer has too little: memory, threads, or workers that something killed.

Under a limit (``ulimit -v``) the libraries below fail in ways of their own: some refuse to be loaded, some end the
process themselves. So a limit that is too low for the program itself is refused before anything large is loaded, and
below any limit they are told to take less.
"""

import os
import re
import sys

LEAST = 1200 * 1_000_000  # bytes; a small study with its pictures takes 1.0e9, a report, which loads more, mostly 1.1e9
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")  # of Arrow and of NumPy; each takes addresses for every thread
SHORT = re.compile(
    "failed to map segment|cannot allocate memory|can't start new thread|failed to launch worker thread|out of memory",
    re.IGNORECASE,
)
MORE = "give it more (ulimit -v), or ask for less: fewer people, runs at a time (study.threads) or design points"
KEPT = "what was finished is kept, and the same command goes on"
LAYOUT = re.compile(r" and data type .*", re.DOTALL)  # NumPy spells out every column of a record


def too_low() -> str:
    """Return what is wrong with the memory that this process may use, or nothing; below a limit, take less of it."""
    if sys.platform == "win32":
        return ""
    import resource

    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY:
        return ""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    if most >= LEAST:
        return ""
    return (
        f"this process may use {most / 1e9:.2f} GB of memory (ulimit -v), and at least {LEAST / 1e9:.2f} GB are needed "
        "to load the program; lift the limit: ulimit -v unlimited"
    )


def shortage(error: BaseException) -> str:
    """Return what this computer has too little of, where an error means that; else nothing."""
    if isinstance(error, MemoryError) or SHORT.search(str(error)):
        return f"out of memory ({without_layout(error)}); {MORE}; {KEPT}"
    if isinstance(error, _lost_worker()):
        return (
            "a worker process ended without an answer, most likely as the computer has too little memory for so many; "
            f"take fewer at a time (hydra.launcher.n_jobs); {KEPT}"
        )
    return ""


def without_layout(error: BaseException) -> str:
    """Return the text of an error, without the columns of a table that found no room."""
    return LAYOUT.sub("", str(error)) or type(error).__name__


def _lost_worker() -> tuple[type[BaseException], ...]:
    """Return what launchers raise for a worker that was killed; a library that is not loaded raises nothing."""
    raised = {"concurrent.futures": "BrokenExecutor", "submitit.core.utils": "UncompletedJobError"}
    return tuple(getattr(sys.modules[home], name) for home, name in raised.items() if home in sys.modules)
