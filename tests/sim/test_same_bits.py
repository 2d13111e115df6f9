"""The same bits on every processor: a study lived with and without what processors differ in.

What one machine can try is to take instructions away: from the machine's own library of functions, from NumPy, and from
the compiler of the model, which then writes for the plainest processor of this kind.
"""

import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.paths import ROOT

LIVED = """
import hashlib
import numpy as np
from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.organization.lognormal import lognormal
from sim.scenario import Scenario

practices = ("okr", "training", "strategic_doing", "lean", "benefits_governance")
changes = {f"intervention.{name}.strength": 0.8 for name in practices} | {"organization.headcount": 250}
scenario = Scenario().with_values({**changes, "horizon.weeks": 60, "project.size": 15.0, "rollout.order": "volunteers"})
organization = build_organization(scenario.organization, 5, 1)
found = hashlib.sha256(lognormal((np.arange(200_000) + 0.5) / 200_000, 3.0).tobytes())  # every last bit of exp and log
for array in vars(organization).values():
    found.update(array.tobytes() if isinstance(array, np.ndarray) else repr(array).encode())
outcome = simulate(scenario, [organization], range(3), keep_projects=True)
for array in (outcome.metrics, outcome.series, *(outcome.projects[name] for name in outcome.projects.dtype.names)):
    found.update(np.ascontiguousarray(array).tobytes())
print(found.hexdigest())
"""

WITHOUT: Mapping[str, str] = {
    # vector and fused instructions of the machine's library, those of NumPy, and all that the plainest processor lacks
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-AVX512F,-FMA4",
    "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512_SKX AVX512_ICL",
    "NUMBA_CPU_NAME": "generic",
    "NUMBA_CPU_FEATURES": "",
}


def _hash_of(surroundings: Mapping[str, str], python: str = sys.executable) -> str:
    known = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    lived = subprocess.run(
        [python, "-c", LIVED], env={**os.environ, **known, **surroundings}, capture_output=True, text=True, check=False
    )
    assert lived.returncode == 0, lived.stderr
    return str(lived.stdout).strip()


@pytest.fixture(scope="module")
def as_it_is() -> str:
    return _hash_of({})


@pytest.mark.long
@pytest.mark.skipif(platform.machine() != "x86_64", reason="takes away instructions of x86-64")
def test_a_study_is_the_same_bits_on_the_plainest_processor(as_it_is: str, tmp_path: Path) -> None:
    assert _hash_of({**WITHOUT, "XDG_CACHE_HOME": str(tmp_path)}) == as_it_is


@pytest.mark.long
def test_a_study_is_the_same_bits_on_another_python(as_it_is: str) -> None:
    other = next((ROOT / name / "bin" / "python" for name in (".venv-3.13", ".venv") if _is_another(name)), None)
    if other is None:
        pytest.skip("there is no environment of another Python beside this one")
    assert _hash_of({}, str(other)) == as_it_is


def _is_another(name: str) -> bool:
    python = ROOT / name / "bin" / "python"
    return python.exists() and Path(sys.prefix).resolve() != (ROOT / name).resolve()
