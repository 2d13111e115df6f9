"""A design with all its records: which run counts where there are several, and its weekly bands over all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from experiments.inference.weekly_bands import weekly_statistics
from experiments.store.manifest import DesignEntry
from experiments.store.runs_record import RunsRecord

WeeksOfRuns = Mapping[int, NDArray[np.float32]]


@dataclass(frozen=True)
class MergedRuns:
    """The runs of one design that are not in the study's tables yet, and bands over these and those that are.

    Attributes:
        runs: every run once; ``entry``: what the study remembers of the design.
        bands: float32 (w, len(STATISTICS), len(SERIES)), over these runs and earlier ones.

    """

    runs: RunsRecord
    entry: DesignEntry
    bands: NDArray[np.float32]


def merged(records: Sequence[RunsRecord], earlier: WeeksOfRuns, entry: DesignEntry) -> MergedRuns:
    """Return the records of one design as one; ``earlier``: weeks of its runs that are in the tables already."""
    runs = _alone(records[0], entry) if _is_one(records) else _together(records, entry)
    if not earlier:
        return MergedRuns(runs, entry, weekly_statistics(runs.series))
    every = {**earlier, **dict(zip(runs.ended.tolist(), runs.series, strict=True))}
    none = runs.series[:0]
    return MergedRuns(runs, entry, weekly_statistics(_stacked([every[number] for number in sorted(every)], none)))


def _is_one(records: Sequence[RunsRecord]) -> bool:
    """Return whether nothing has to be put together or in order."""
    numbers = records[0].replicates.tolist()
    return len(records) == 1 and numbers == sorted(set(numbers))


def _alone(record: RunsRecord, entry: DesignEntry) -> RunsRecord:
    return record if entry.projects else replace(record, projects=None)


def _together(records: Sequence[RunsRecord], entry: DesignEntry) -> RunsRecord:
    """Return the records of a design as one, every run once."""
    owner = _owners(sorted(records, key=lambda record: record.projects is not None))
    numbers = sorted(owner)
    errors = {number: owner[number].errors[number] for number in numbers if number in owner[number].errors}
    ended = [number for number in numbers if number not in errors]
    return RunsRecord(
        design=records[0].design,
        changes=records[0].changes,
        errors=errors,
        seconds=_mean_seconds(records),
        replicates=np.array(numbers, np.int64),
        metrics=np.stack(
            [owner[number].metrics[np.searchsorted(owner[number].replicates, number)] for number in numbers]
        ),
        series=_stacked([_row(owner[number], number, owner[number].series) for number in ended], records[0].series[:0]),
        projects=_projects(owner, ended) if entry.projects else None,
    )


def _owners(ordered: Sequence[RunsRecord]) -> dict[int, RunsRecord]:
    """Return the record that counts for every replicate: the last in which the run ended, else the last."""
    owner: dict[int, RunsRecord] = {}
    for record in ordered:
        for number in record.replicates.tolist():
            if number not in record.errors or number not in owner or number in owner[number].errors:
                owner[number] = record
    return owner


def _row(record: RunsRecord, number: int, array: NDArray[np.float32]) -> NDArray[np.float32]:
    row: NDArray[np.float32] = array[int(np.searchsorted(record.ended, number))]
    return row


def _mean_seconds(records: Sequence[RunsRecord]) -> float:
    runs = [len(record.replicates) for record in records]
    return sum(record.seconds * count for record, count in zip(records, runs, strict=True)) / sum(runs)


def _stacked(series: Sequence[NDArray[np.float32]], none: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.stack(series) if series else none


def _projects(owner: Mapping[int, RunsRecord], numbers: Sequence[int]) -> NDArray[np.void] | None:
    ledgers = []
    for number in numbers:
        projects = owner[number].projects
        if projects is not None:
            ledgers.append(projects[int(np.searchsorted(owner[number].ended, number))])
    return np.stack(ledgers) if ledgers else None
