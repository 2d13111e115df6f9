"""A command looks for garbage seldom, and not at all at its end; a program that calls it is left alone."""

import subprocess
import sys

from tests.paths import ROOT

OWN = """
import gc, sys
from experiments.command import main
sys.argv = ["orgchange", "--version"]
main()
late = gc.get_threshold()[0]
gc.collect()
print(gc.get_freeze_count() > 1000, late > gc.get_threshold()[0] > 10_000)
"""
CALLED = """
import gc
from experiments.command import main
before = gc.get_threshold()
main(["--version"])
print(gc.get_freeze_count() > 1000, gc.get_threshold() == before)
"""


def _last_line(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]


def test_a_command_looks_for_garbage_seldom_and_not_at_its_end() -> None:
    assert _last_line(OWN) == "True True"


def test_a_program_that_calls_a_command_collects_as_before() -> None:
    assert _last_line(CALLED) == "False True"
