"""What is kept of a separation: ``separation.json`` in the folder of a study.

study            what it was made for; another study in the folder makes it void
pairs            a pair of designs each: label, the two addresses, metric, the whole difference, and what each part
                 carries of it
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.provenance.crate import add_to_crate
from experiments.results.as_json import difference_as_json
from experiments.results.study import DIRECTIONS, Study
from experiments.separate.pairs import Pair
from experiments.separate.separation import Separation
from experiments.store.files import write_json

FILE = "separation.json"
Plain = dict[str, Any]


def as_json(study: Study, pairs: Sequence[Pair], found: Sequence[Separation]) -> Plain:
    """Return what was found as plain values."""
    return {"study": about(study), "pairs": [_pair(pair, one) for pair, one in zip(pairs, found, strict=True)]}


def about(study: Study) -> Plain:
    """Return what tells one study from another."""
    manifest = study.manifest
    return {"replicates": manifest.replicates, "points": [[point.design, point.baseline] for point in manifest.points]}


def keep(folder: Path, found: Plain) -> None:
    """Write what was found into the folder of the study, whole or not at all."""
    write_json(folder / FILE, found)
    add_to_crate(folder, [folder / FILE])


def kept_separation(study: Study) -> Plain | None:
    """Return what is kept about this very study, None where there is nothing."""
    try:
        found = json.loads((study.folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("study") == about(study) else None


def _pair(pair: Pair, found: Separation) -> Plain:
    direction = DIRECTIONS[found.metric]
    parts = [
        {"part": one.part, "parameters": list(one.parameters), "carries": difference_as_json(one.difference, direction)}
        for one in found.parts
    ]
    whole = difference_as_json(found.whole, direction)
    told = {"metric": found.metric, "difference": whole, "parts": parts, "runs": found.runs}
    return pair._asdict() | told
