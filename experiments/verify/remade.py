"""What a study keeps that follows from the rest of it is made again, of all designs, whichever runs are replayed.

The weekly bands follow from the weeks of the runs, the labels of the runs from the manifest, ``summary.csv`` from the
runs. What a person edits there no longer follows.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pyarrow as pa

from experiments.inference.weekly_bands import weekly_statistics
from experiments.input.plain import refuse_odd_file
from experiments.results.study import read_study
from experiments.results.summary import SUMMARY, summary_lines
from experiments.store.arrow import LARGEST_TABLE
from experiments.store.environment import code_here
from experiments.store.manifest import FORMAT, Manifest
from experiments.store.reader import WeeksOfRuns, has_table, row_groups, weeks_by_group
from experiments.store.store import labels_of
from experiments.store.tables import SERIES_COLUMNS, bands_table
from experiments.verify.compare import Compared, compared

LONGEST = 100_000  # of what is looked at to say where a summary differs; a cell may have no more for Python's reader
MOST = 40  # letters of a cell that are told


def remade_bands(folder: Path, manifest: Manifest) -> Iterator[Compared]:
    """Compare the weekly bands with what the weeks of all runs give; nothing of a study that keeps no weeks."""
    if manifest.format != FORMAT or not (has_table(folder, "weeks") and has_table(folder, "series")):
        return
    without = {address for address, entry in manifest.designs.items() if len(entry.failed) == entry.replicates}
    groups, known = weeks_by_group(folder), dict[str, WeeksOfRuns]()
    rows = SERIES_COLUMNS.empty_table()
    for rows in row_groups(folder, "series", SERIES_COLUMNS.names):
        designs = {str(name) for name in rows["design"].unique().to_pylist()} - without
        while not known.keys() >= designs and (more := next(groups, None)) is not None:
            known |= more
        yield from _compared(rows, {name: known.pop(name) for name in designs & known.keys()})
    for more in groups:
        known |= more
    yield from _compared(rows, known)  # of which there are no rows at all


def _compared(rows: pa.Table, weeks: Mapping[str, WeeksOfRuns]) -> Iterator[Compared]:
    if weeks:
        bands = [weekly_statistics(np.stack([runs[number] for number in sorted(runs)])) for runs in weeks.values()]
        yield compared("series", rows, bands_table(list(weeks), bands))


def label_faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield which labels of runs do not say what the manifest says of their design."""
    labels = labels_of(manifest.designs)
    for rows in row_groups(folder, "runs", ["design", *labels.columns]):
        places = labels.places(rows)
        known = np.flatnonzero(places >= 0)
        kept = rows.take(pa.array(known.tolist(), pa.int64()))
        for name in labels.columns:
            if name not in rows.column_names:
                yield f"runs.parquet has no column {name}"
            elif not kept[name].combine_chunks().equals(labels.column(name, places[known])):
                yield f"runs.parquet: the column {name} does not say what manifest.json says of the designs"
                return


def summary_faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield where ``summary.csv`` does not say what the runs give; of another version its columns may be others.

    It follows from numbers that are kept, so the text is the same on every machine.
    """
    path = folder / SUMMARY
    if not path.exists():
        yield f"{SUMMARY} is missing"
        return
    if manifest.code.version != code_here().version:
        return
    refuse_odd_file(path, LARGEST_TABLE)
    line = 1
    with path.open("rb") as file:
        for part in summary_lines(read_study(folder)):
            made = part.encode()
            kept = file.read(len(made))
            if kept != made:
                rest = kept[:LONGEST] + file.readline(LONGEST)
                yield _difference(line, rest.decode(errors="replace")[:LONGEST], part)
                return
            line += part.count("\n")
        if file.read(1):
            yield f"{SUMMARY} says more than the runs give"


def _difference(first: int, kept: str, made: str) -> str:
    for line, (theirs, ours) in enumerate(zip_longest(*map(_rows, (kept, made)), fillvalue=[]), first):
        for said, given in zip_longest(theirs, ours, fillvalue=""):
            if said != given:
                return f"{SUMMARY}, line {line}: {said[:MOST]!r} where the runs give {given[:MOST]!r}"
    return f"{SUMMARY} is written otherwise than the runs give it"


def _rows(text: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text))
