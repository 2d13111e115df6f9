"""The runs a study keeps, design by design, as arrays."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from experiments.inference.runs import Runs
from experiments.store.arrow import values
from experiments.store.tables import OK
from sim.outcomes.dictionary import METRIC_NAMES


def read_runs(folder: Path, replicates: int) -> dict[str, Runs]:
    """Return the runs of every design of a study by address, of the first ``replicates`` replicates."""
    with pq.ParquetFile(folder / "runs.parquet") as file:
        table = file.read(columns=["design", "replicate", "status", *METRIC_NAMES])
    place: dict[str, int] = {}
    design = np.array([place.setdefault(str(address), len(place)) for address in table["design"].to_pylist()])
    number = values(table["replicate"])
    ended = np.array([status == OK for status in table["status"].to_pylist()])
    metrics = np.column_stack([values(table[name]) for name in METRIC_NAMES])
    order = np.argsort(design, kind="stable")
    blocks = np.split(order, np.searchsorted(design[order], np.arange(1, len(place))))
    blocks = [rows[number[rows] < replicates] for rows in blocks]
    return {
        address: Runs(number[rows[ended[rows]]], metrics[rows[ended[rows]]], int((~ended[rows]).sum()))
        for address, rows in zip(place, blocks, strict=True)
    }
