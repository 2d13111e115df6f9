"""A design with all its parts: which run counts where there are several, and its weekly statistics over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.inference.weekly_bands import weekly_statistics
from experiments.store.journal import Entry, Piece, Weeks


@dataclass(frozen=True)
class Part:
    """Runs of one design that are not in the study's tables yet, and statistics over these and those that are.

    Attributes:
        design: its address.
        entry: what the study remembers of it (see manifest.py).
        errors: texts of failed runs by replicate; such runs have NaN metrics, and no series and no projects.
        seconds: time a run took, averaged over the command until it was finished.
        replicates: int64 (r).
        metrics: float64 (r, len(METRICS)).
        statistics: float32 (w, len(STATISTICS), len(SERIES)), over these runs and earlier ones.
        projects: PROJECT (ended runs, p), or None unless they were asked for.
        series: float32 (ended runs, w, len(SERIES)), or None unless it was asked for.
        weeks: weekly series of these runs and earlier ones, packed.

    """

    design: str
    entry: Entry
    errors: dict[int, str]
    seconds: float
    replicates: NDArray[np.int64]
    metrics: NDArray[np.float64]
    statistics: NDArray[np.float32]
    projects: NDArray[np.void] | None
    series: NDArray[np.float32] | None
    weeks: Sequence[Weeks] = ()

    @cached_property
    def ended(self) -> NDArray[np.int64]:
        """Replicates of the runs that ended."""
        return self.replicates[~np.isin(self.replicates, list(self.errors))]


def merged(pieces: Sequence[Piece], earlier: Sequence[Weeks], entry: Entry) -> Part:
    """Return the pieces of one design as one; ``earlier``: weeks of its runs that are in the tables already."""
    ordered = _ordered(pieces)
    weeks = _weeks_that_count([*earlier, *(piece.weeks for piece in ordered)])
    numbers, every = _chosen(weeks)
    owner = _owners(ordered)
    series = dict(zip(numbers, every, strict=True)) if entry["full_series"] else {}
    fresh = sorted(owner)
    errors = {number: owner[number].errors[number] for number in fresh if number in owner[number].errors}
    ended = [number for number in fresh if number not in errors]
    return Part(
        design=ordered[0].design,
        entry=entry,
        errors=errors,
        seconds=sum(piece.seconds * len(piece.replicates) for piece in ordered)
        / sum(len(piece.replicates) for piece in ordered),
        replicates=np.array(fresh, np.int64),
        metrics=np.stack(
            [owner[number].metrics[np.searchsorted(owner[number].replicates, number)] for number in fresh]
        ),
        statistics=weekly_statistics(every),
        projects=_projects(owner, ended) if entry["projects"] else None,
        series=_stacked([series[number] for number in ended], every) if entry["full_series"] else None,
        weeks=weeks,
    )


def _ordered(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces so that of two with the same run the later one keeps more of it."""
    return sorted(pieces, key=lambda piece: (piece.projects is not None, piece.full_series))


def _owners(ordered: Sequence[Piece]) -> dict[int, Piece]:
    """Return the piece that counts for every replicate: the last in which the run ended, else the last."""
    owner: dict[int, Piece] = {}
    for piece in ordered:
        for number in piece.replicates.tolist():
            if number not in piece.errors or number not in owner or number in owner[number].errors:
                owner[number] = piece
    return owner


def _weeks_that_count(weeks: Sequence[Weeks]) -> list[Weeks]:
    """Return weeks without those whose every run is in later ones; at least one, which tells their number."""
    counting: list[Weeks] = []
    known: set[int] = set()
    for one in reversed(weeks):
        numbers = set(one.replicates.tolist())
        if numbers - known:
            counting.append(one)
        known |= numbers
    return counting[::-1] or list(weeks[-1:])


def _chosen(weeks: Sequence[Weeks]) -> tuple[list[int], NDArray[np.float32]]:
    """Return the replicates of weeks in order, and their series, float32 (r, w, len(SERIES)).

    Of two of one run the later ones.
    """
    if len(weeks) == 1:
        return weeks[0].replicates.tolist(), weeks[0].series()
    found: dict[int, NDArray[np.float32]] = {}
    for one in weeks:
        found |= zip(one.replicates.tolist(), one.series(), strict=True)
    numbers = sorted(found)
    return numbers, _stacked([found[number] for number in numbers], weeks[0].series())


def _stacked(series: Sequence[NDArray[np.float32]], like: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.stack(series) if series else like[:0]


def _projects(owner: dict[int, Piece], numbers: Sequence[int]) -> NDArray[np.void] | None:
    ledgers = []
    for number in numbers:
        piece = owner[number]
        if piece.projects is not None:
            ledgers.append(piece.projects[int(np.searchsorted(piece.weeks.replicates, number))])
    return np.stack(ledgers) if ledgers else None
