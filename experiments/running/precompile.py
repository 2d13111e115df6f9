"""The model is compiled by a process of its own while a command reads its settings and builds its organization.

That process compiles for the smallest organization there is; the machine code is the same for all, and whoever comes to
need it waits for it (see ``sim.compiler.disk_cache``).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from experiments.wording.notes import note
from sim.engine import is_compiled


@contextmanager
def compiled_ahead() -> Iterator[None]:
    """Start compiling what a study needs, unless it is on disk or there is only one core; stop it at the end."""
    if is_compiled() or (os.cpu_count() or 1) == 1:
        yield
        return
    silent = subprocess.DEVNULL
    command = [sys.executable, "-P", "-m", __name__]
    with subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent) as process:
        try:
            yield
        finally:
            process.terminate()


def note_compiling(*, stepwise: bool = False) -> None:
    """Say that the model is going to be compiled, where it must be: for whole runs, or a week at a time."""
    if not is_compiled(stepwise=stepwise):
        what = "a week at a time" if stepwise else "for this machine"
        note(f"compiling the model {what}; this happens once and takes about half a minute")


def compile_model() -> None:
    """Compile the model by running a week of two people."""
    from sim.engine import make_plan, run_chunk
    from sim.organization.chart import NOBODY, Organization
    from sim.organization.tie_blocks import in_blocks
    from sim.organization.tie_layout import TieLayout
    from sim.scenario import Scenario

    none, both = np.zeros(2, np.int32), np.array([0, 2], np.int32)
    organization = Organization(
        seat_names=("e1", "e2"),
        department_names=("D1",),
        department=none,
        unit=none,
        manager=np.array([NOBODY, 0], np.int32),
        level=np.array([0, 1], np.int32),
        department_start=both,
        unit_start=both,
        unit_department=none[:1],
        change_oriented=np.zeros(1, np.bool_),
        ties=in_blocks(
            TieLayout(
                tie_start=np.arange(3),
                tie_split=np.array([1, 2]),
                tie_target=np.array([1, 0], np.int32),
                tie_weight=np.ones(2, np.float32),
            )
        ),
        traits=np.full((2, 3), np.nan),
    )
    plan = make_plan(Scenario().with_values({"horizon.weeks": 1, "project.share": 0.0}), organization)
    run_chunk(plan, np.arange(1), keep_projects=False)


if __name__ == "__main__":
    compile_model()
