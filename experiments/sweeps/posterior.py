"""A posterior as worlds: draws that a calibration left in its folder, each a point, all with the same weight."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hydra.core.config_loader import ConfigLoader

from experiments.input.plain import MEGA, read_text
from experiments.sweeps.axes import Job
from experiments.sweeps.table import ScenarioTable
from sim.errors import ScenarioError, reason
from sim.parameters import Parameters, Role, declare

CHOICE = "posterior="
SAID, DRAWS = "calibration.json", "posterior.csv"
LARGEST = 50 * MEGA
HASHED = 12


class Drawn(Parameters):
    """Settings of the sweeper that takes a posterior."""

    posterior: str = declare("folder of a calibration", default="", unit="path", role=Role.CONSTANT)
    samples: int = declare(
        "draws that are taken, evenly spread; 0: all that it left as a table",
        default=0,
        unit="draws",
        bounds=(0, 100_000),
        role=Role.CONSTANT,
    )


def spelled_out(overrides: Sequence[str]) -> list[str]:
    """Return overrides in which ``posterior=FOLDER`` is the sweeper that it stands for."""
    found: list[str] = []
    for text in overrides:
        if text.startswith(CHOICE):
            found += ["hydra/sweeper=posterior", f"hydra.sweeper.{text}"]
        else:
            found.append(text)
    return found


def posterior_table(folder: Path, samples: int, loader: ConfigLoader) -> tuple[ScenarioTable, list[Job], str]:
    """Return the table of a posterior, the rows that are taken, and by which hash it is known.

    Raise ScenarioError where there is none, or where its intervals do not hold what they say.
    """
    said = _said(folder)
    if not said.get("usable"):
        wrong = "; ".join(map(str, said.get("failures", []))) or "its checks are missing"
        raise ScenarioError(f"the posterior in {folder} must not be used: {wrong}; a larger bank may mend it (--runs)")
    table = ScenarioTable.read(folder / DRAWS, loader)
    count = len(table.jobs)
    if samples > count:
        raise ScenarioError(
            f"{folder / DRAWS} has {count} draws, not {samples}; calibrate again with --draws {samples}"
        )
    taken = [table.jobs[row * count // samples] for row in range(samples)] if samples else list(table.jobs)
    return table, taken, str(said.get("draws_sha256", ""))[:HASHED]


def _said(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_text(folder / SAID, LARGEST))
    except OSError as error:
        missing = f"{folder} holds no calibration ({reason(error)})"
        raise ScenarioError(f"{missing}; make one with: orgchange calibrate CASE") from None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ScenarioError(f"{folder / SAID} is no calibration; make it again with: orgchange calibrate CASE")
    return found
