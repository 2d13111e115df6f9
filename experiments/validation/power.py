"""What a target can tell: how often a model of random assumptions meets it.

A target that nearly every such model meets says nothing for this one.

Rule    Random assumptions meet a target when the simulated value alone, without its interval, lies in the band. A
        target can fail when fewer than ``CAN_FAIL`` of the draws meet it.
Source  Prior predictive checks: Box 1980, Journal of the Royal Statistical Society A 143(4); Gabry et al. 2019.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sim.compiler import source_stamp

CAN_FAIL = 0.95
FILE, KIND = "power.json", "orgchange power"


@dataclass(frozen=True)
class Power:
    """How many of so many random draws of the assumptions meet each target.

    ``source`` is the stamp of the model they were drawn for, ``effort`` their replicates times the usual, ``varied``
    how many assumptions a draw changes, ``refused`` how many draws the model does not take and that count nowhere, and
    ``met`` the draws that meet a target, by pattern and key.
    """

    source: str
    draws: int
    effort: float
    varied: int
    refused: int
    met: Mapping[str, Mapping[str, int]]

    def met_by(self, pattern: str, key: str) -> int | None:
        """Return how many draws meet a target; None where it was not measured."""
        return self.met.get(pattern, {}).get(key)

    def can_fail(self, pattern: str, key: str) -> bool:
        """Return whether few enough draws meet a target."""
        met = self.met_by(pattern, key)
        return met is not None and met < CAN_FAIL * self.draws

    def in_words(self) -> str:
        """Return how it was measured."""
        refused = f" ({self.refused} more that the model refuses)" if self.refused else ""
        other = "" if self.source == source_stamp() else f", which is not this one ({source_stamp()[:12]})"
        return (
            f"{self.draws} random draws{refused} of {self.varied} assumptions, each times 0.5 to 1.5 within its "
            f"bounds, {self.effort:g} of the usual replicates, values without intervals; "
            f"model {self.source[:12]}{other}"
        )


def power_as_json(power: Power) -> dict[str, Any]:
    """Return what was found as plain values."""
    return {"kind": KIND, **asdict(power)}


def read_power(path: Path) -> Power | None:
    """Return what a file says; None where there is none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Power(**{name: found[name] for name in Power.__dataclass_fields__}) if found["kind"] == KIND else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
