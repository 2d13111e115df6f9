"""Which runs are replayed: a sample that the study's own hash draws, so that everybody draws the same."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """A run of a study."""

    design: str
    replicate: int


def drawn(runs: Iterable[Run], study_hash: str, count: int) -> list[Run]:
    """Return ``count`` of the runs (all, where there are no more).

    Those whose SHA-256 together with the study's hash is lowest.

    Source  Bottom-k sampling by a hash: Cohen & Kaplan 2007, Summarizing data using bottom-k sketches.
    """
    return sorted(runs, key=lambda run: hashlib.sha256(f"{study_hash} {run.design} {run.replicate}".encode()).digest())[
        :count
    ]


def by_design(runs: Sequence[Run]) -> dict[str, list[int]]:
    """Return the replicates of every design, in rising order."""
    found: dict[str, list[int]] = {}
    for run in sorted(runs):
        found.setdefault(run.design, []).append(run.replicate)
    return found
