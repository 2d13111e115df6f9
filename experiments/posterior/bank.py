"""A bank: many runs, each with values of its own for everything unknown and with luck of its own; drawn once, kept.

A bank only grows: draw i has the same values and the same luck whatever is asked for beside it. It lies in shards of
``SHARD`` draws; a shard that is there is not run again, so a command that was killed goes on. Two banks that differ in
anything that decides a run have two addresses.

A bank with one luck for all draws, as the points of a study have on purpose, would be wrong here: what luck did
would be taken for the parameters' doing.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.configuration.points import Design as StudyDesign
from experiments.posterior.keys import PRIOR, Numbers, shares
from experiments.posterior.lived import LEDGER, MOMENTS, PLACES, TAKEN_UP, Lived, Single, Watch, live
from experiments.posterior.observed import ITEMS
from experiments.posterior.prior import Unknown
from experiments.store.arrow import parquet_file
from experiments.wording.progress import Progress
from sim.compiler import source_stamp
from sim.engine import make_plan
from sim.errors import ScenarioError
from sim.organization.chart import Organization
from sim.scenario import Scenario

SHARD = 250
ATTEMPTS = 20
FORMAT = 2


@dataclass(frozen=True)
class Question:
    """What decides every run of a bank.

    Attributes:
        scenario: what is given.
        organizations: those that draws live in, draw i in number i modulo their count.
        unknowns: what varies.
        watch: the weeks that are looked at.
        seed: the seed of the values; that of the luck is the scenario's.

    """

    scenario: Scenario
    organizations: Sequence[Organization]
    unknowns: Sequence[Unknown]
    watch: Watch
    seed: int

    @cached_property
    def address(self) -> str:
        """What tells this bank from any other: a hash of all that decides a run, but not how many there are."""
        told = {
            "format": FORMAT,
            "model": source_stamp(),
            "scenario": StudyDesign(self.scenario).address,
            "organizations": len(self.organizations),
            "unknowns": [[one.name, str(one.prior), one.prior.low, one.prior.high] for one in self.unknowns],
            "watch": [self.watch.counted, self.watch.asked, self.watch.listed],
            "seed": self.seed,
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]

    def shares(self, draws: NDArray[np.int64], attempts: NDArray[np.int64]) -> Numbers:
        """Return where in its prior each unknown lies, float64 (draws, unknowns); a refused draw has another try."""
        found = np.empty((len(draws), len(self.unknowns)))
        for attempt in np.unique(attempts).tolist():
            rows = attempts == attempt
            for place, unknown in enumerate(self.unknowns):
                found[rows, place] = shares(self.seed, PRIOR, unknown.name, draws[rows], attempt)
        return found

    def values(self, places: Numbers) -> list[dict[str, float]]:
        """Return the values of the unknowns at some shares, a mapping a draw."""
        columns = [unknown.values(places[:, at]).tolist() for at, unknown in enumerate(self.unknowns)]
        rows = zip(*columns, strict=True) if columns else ([] for _ in places)
        names = [unknown.name for unknown in self.unknowns]
        whole = [unknown.whole for unknown in self.unknowns]
        return [
            {name: int(value) if is_whole else value for name, value, is_whole in zip(names, row, whole, strict=True)}
            for row in rows
        ]

    def run(self, replicate: int, values: dict[str, float]) -> Lived:
        """Live the run of a draw; raise ScenarioError where its values contradict each other."""
        scenario = self.scenario.with_values(values)
        plan = make_plan(scenario, self.organizations[int(self.homes(np.array(replicate)))])
        return live(plan, replicate, self.watch)

    def homes(self, replicates: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return in which of the organizations runs of some luck live."""
        return replicates % len(self.organizations)


@dataclass(frozen=True)
class Bank:
    """What is kept of the draws: where their parameters lie in their priors, and what was seen of their runs.

    Attributes:
        draws: int64 (n).
        homes: int64 (n), in which of the organizations each lived.
        places: float64 (n, unknowns), shares of the priors.
        taken_up, moments, standing, ledger: as in ``Lived``, a row a draw.

    """

    draws: NDArray[np.int64]
    homes: NDArray[np.int64]
    places: Numbers
    taken_up: Single
    moments: Single
    standing: Single
    ledger: Single

    def __len__(self) -> int:
        return len(self.draws)

    def part(self, rows: slice) -> "Bank":
        """Return the draws in some rows."""
        seen = (self.taken_up, self.moments, self.standing, self.ledger)
        return Bank(self.draws[rows], self.homes[rows], self.places[rows], *(one[rows] for one in seen))


def filled_bank(question: Question, folder: Path, runs: int, threads: int) -> Bank:
    """Return the first ``runs`` draws of a bank below ``folder``; those that are not there yet are run and kept."""
    place = folder / question.address
    place.mkdir(parents=True, exist_ok=True)
    firsts = range(0, runs, SHARD)
    missing = [first for first in firsts if not _shard(place, first).exists()]
    with Progress(len(missing) * SHARD) as progress, ThreadPoolExecutor(threads) as pool:
        try:
            for first in missing:
                draws = np.arange(first, first + SHARD)
                _write(_shard(place, first), *_lived(question, draws, pool, progress))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return read_bank(question, folder, runs)


def read_bank(question: Question, folder: Path, runs: int) -> Bank:
    """Return the first ``runs`` draws of a bank that is complete so far."""
    draws = np.arange(runs)
    columns: list[NDArray[Any]] = []
    for first in range(0, runs, SHARD):
        found: Sequence[NDArray[Any]] = _read(_shard(folder / question.address, first), question)
        columns = columns or [np.empty((runs, *part.shape[1:]), part.dtype) for part in found]
        for column, part in zip(columns, found, strict=True):
            column[first : first + SHARD] = part[: runs - first]
    attempts, *seen = columns
    return Bank(draws, question.homes(draws), question.shares(draws, attempts), *seen)


def drawn(question: Question, draws: NDArray[np.int64], threads: int) -> Bank:
    """Return draws that are run here and now, and not kept."""
    with ThreadPoolExecutor(threads) as pool, Progress(0) as progress:
        attempts, lived = _lived(question, draws, pool, progress)
    return bank_of(draws, question.homes(draws), question.shares(draws, attempts), lived)


def bank_of(draws: NDArray[np.int64], homes: NDArray[np.int64], places: Numbers, lived: Sequence[Lived]) -> Bank:
    """Return runs that are there already as a bank."""
    return Bank(draws, homes, places, *_columns(lived))


def _lived(
    question: Question, draws: NDArray[np.int64], pool: ThreadPoolExecutor, progress: Progress
) -> tuple[NDArray[np.int64], list[Lived]]:
    values = question.values(question.shares(draws, np.zeros(len(draws), np.int64)))

    def one(job: tuple[int, dict[str, float]]) -> tuple[int, Lived]:
        found = _possible(question, *job)
        progress.advance(1)
        return found

    found = list(pool.map(one, zip(draws.tolist(), values, strict=True)))
    return np.array([attempt for attempt, _ in found], np.int64), [lived for _, lived in found]


def _possible(question: Question, draw: int, values: dict[str, float]) -> tuple[int, Lived]:
    """Return the first attempt at a draw whose values do not contradict each other, and its run."""
    for attempt in range(ATTEMPTS):
        try:
            return attempt, question.run(draw, values)
        except ScenarioError as error:
            refused = error
        (values,) = question.values(question.shares(np.array([draw]), np.array([attempt + 1])))
    raise ScenarioError(f"the priors contradict each other nearly always: {refused}")


def _columns(lived: Sequence[Lived]) -> tuple[Single, Single, Single, Single]:
    return (
        np.array([run.taken_up for run in lived]),
        np.array([run.moments for run in lived]),
        np.array([run.standing for run in lived]),
        np.array([run.ledger for run in lived]),
    )


def _shard(place: Path, first: int) -> Path:
    return place / f"{first:06d}.parquet"


def _write(path: Path, attempts: NDArray[np.int64], lived: Sequence[Lived]) -> None:
    columns = dict(zip(("taken_up", "moments", "standing", "ledger"), _columns(lived), strict=True))
    arrays = {name: list(_rows(column)) for name, column in columns.items()}
    kinds = {name: pa.list_(pa.float32()) for name in arrays}
    table = pa.table(
        {"attempt": pa.array(attempts.tolist(), pa.int64())}
        | {name: pa.array(rows, kinds[name]) for name, rows in arrays.items()}
    )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(table, draft, compression="zstd")
    draft.replace(path)


def _rows(column: Single) -> Iterator[Single]:
    yield from column.reshape(len(column), -1)


def _read(path: Path, question: Question) -> tuple[NDArray[np.int64], Single, Single, Single, Single]:
    with parquet_file(path) as file:
        table = file.read()
    watch, groups = question.watch, question.organizations[0].departments + 1
    return (
        np.asarray(table.column("attempt").to_pylist(), np.int64),
        _array(table, "taken_up", (len(watch.counted), groups, TAKEN_UP)),
        _array(table, "moments", (len(watch.asked), groups, MOMENTS)),
        _array(table, "standing", (len(watch.asked), 2, len(ITEMS), PLACES)),
        _array(table, "ledger", (len(watch.listed), LEDGER)),
    )


def _array(table: pa.Table, name: str, shape: tuple[int, ...]) -> Single:
    column: Any = table.column(name).combine_chunks()
    return np.asarray(column.flatten().to_numpy(zero_copy_only=False), np.float32).reshape(len(table), *shape)
