"""Whether the run that was replayed is the one the study holds: its last week against the row of the run."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.store.tables import OK
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRICS, SERIES, SERIES_NAMES

SHARED = tuple(metric.name for metric in SERIES if metric in METRICS)


def kept_run(folder: Path, design: str, replicate: int) -> Mapping[str, float]:
    """Return what a study holds of the last week of a run; raise ScenarioError where it holds an error instead."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    meant = (pc.field("design") == design) & (pc.field("replicate") == replicate)
    (row,) = pq.read_table(folder / "runs.parquet", columns=["status", "error", *SHARED], filters=meant).to_pylist()
    if row["status"] != OK:
        raise ScenarioError(f"replicate {replicate} of this point failed ({row['error']}); there is nothing to explain")
    return {name: row[name] for name in SHARED}


def disagreement(kept: Mapping[str, float], record: NDArray[np.float64]) -> list[str]:
    """Return a note if the last week's ``record``, float64 (len(SERIES)), is not what the study holds."""
    replayed = dict(zip(SERIES_NAMES, record.tolist(), strict=True))
    apart = [name for name in SHARED if replayed[name] != kept[name]]
    if not apart:
        return []
    name = apart[0]
    return [
        (
            f"the run replayed is not the one the study holds: {name} ends at {replayed[name]:.6g}, there at "
            f"{kept[name]:.6g}"
        )
    ]
