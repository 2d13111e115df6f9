"""The keyed streams against a published battery of statistical tests (Dieharder: Brown, Eddelbuettel & Bauer).

Every second pair of an axis and a test is tried, and all of them with ORGCHANGE_BATTERY=1.

The numbers are read out key after key along three axes - people of a week, weeks of a person, decisions of both - so
that what is tested is the independence of neighbouring keys, not only the quality of one stream.
"""

import os
import re
import shutil
import subprocess
import sys
from itertools import product

import pytest

from tests.paths import ROOT

DIEHARDER = shutil.which("dieharder")
TESTS = {
    "birthdays": 0,
    "bitstream": 4,
    "count the ones": 8,
    "runs": 15,
    "monobit": 100,
    "sts runs": 101,
    "serial": 102,
}
AXES = ("people", "weeks", "decisions")
PAIRS = list(product(AXES, TESTS))
TRIED = PAIRS if os.environ.get("ORGCHANGE_BATTERY") else PAIRS[::2]


@pytest.mark.long
@pytest.mark.skipif(DIEHARDER is None, reason="the battery is not installed (Debian package dieharder)")
@pytest.mark.parametrize(("axis", "name"), TRIED)
def test_the_battery_finds_nothing(axis: str, name: str) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.verification.write_stream", axis], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert DIEHARDER is not None
    command = [DIEHARDER, "-g", "200", "-d", str(TESTS[name]), "-D", "pvalues", "-D", "default"]
    told = subprocess.run(command, stdin=writer.stdout, capture_output=True, text=True, check=True, timeout=600).stdout
    writer.kill()
    writer.communicate()
    verdicts = re.findall(r"\|\s*(PASSED|WEAK|FAILED)", told)
    assert verdicts, told
    assert "FAILED" not in verdicts, told
