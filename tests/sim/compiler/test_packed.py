"""Loops that compute with four numbers at once do so in the machine code, too: else they are slow without any sign."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.sim.compiler.assembly import function, packed_loops

PLAIN = "f:\n\tmovq\t%rdi, %rax\n.LBB0_1:\n\tvaddsd\t(%rax), %xmm0, %xmm0\n\taddq\t$8, %rax\n\tjne\t.LBB0_1\n\tretq\n"
FOURS = PLAIN.replace("vaddsd\t(%rax), %xmm0, %xmm0", "vaddpd\t(%rax), %ymm0, %ymm0")
OUTSIDE = PLAIN.replace("\tretq", "\tvaddpd\t%ymm1, %ymm0, %ymm0\n\tretq")
FOUR_PEOPLE = 4 + 4 + 1  # a tie of each is multiplied and added, and their weights are added together


@pytest.mark.parametrize(
    ("code", "found"), [(PLAIN, 0), (FOURS, 1), (OUTSIDE, 0), (PLAIN + FOURS.replace("0_", "1_"), 1)]
)
def test_a_loop_is_packed_if_it_computes_with_four_numbers_inside(code: str, found: int) -> None:
    assert packed_loops(code) == found
    assert packed_loops(code, 2) == 0


@pytest.mark.long
@pytest.mark.skipif(platform.machine() != "x86_64", reason="reads machine code of x86-64")
def test_named_loops_are_packed_on_a_processor_with_avx2(tmp_path: Path) -> None:
    surroundings = {"NUMBA_CPU_NAME": "x86-64-v3", "NUMBA_CPU_FEATURES": "", "ORGCHANGE_CACHE": str(tmp_path)}
    compiled = subprocess.run(
        [sys.executable, "-m", "tests.sim.compiler.assembly"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert compiled.returncode == 0, compiled.stderr
    for step, kind in (("influence6listen", FOUR_PEOPLE), ("influence14_see_them_used", FOUR_PEOPLE - 1)):
        assert packed_loops(function(step, compiled.stdout), kind) >= 2, step  # ties inside, ties across
    assert packed_loops(function("record11record_week", compiled.stdout)) >= 1  # the means over people
    for step in ("adoption6_adopt", "learning16learn_and_forget", "ties9fade_ties", "workload14load_everybody"):
        assert packed_loops(function(step, compiled.stdout)) >= 1, step
    assert packed_loops(function("wellbeing4feel", compiled.stdout)) >= 1
    assert packed_loops(function("experience13live_together", compiled.stdout)) >= 1  # draws of several projects
