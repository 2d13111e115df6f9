"""Pairs of runs replayed, to see what a study does not keep: every department and every project at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.compare.pairs import Pair, Side
from experiments.inference.paired import common_rows
from experiments.organizations.shared import Organizations
from experiments.results.agreement import disagreement, last_week_of
from sim.organization.chart import Organization
from sim.replay import Replay
from sim.state import ADOPTED, TRUST, World

MEASURES = ("adopted", "trust", "workload")


@dataclass(frozen=True)
class RunEnd:
    """How one run ended.

    Attributes:
        departments: float64 (d, len(MEASURES)), mean over the people of each.
        headcount: int64 (d).
        projects: PROJECT (p).

    """

    departments: NDArray[np.float64]
    headcount: NDArray[np.int64]
    projects: NDArray[np.void]


@dataclass(frozen=True)
class Replayed:
    """Some pairs of runs as they ended: replicates, names of the departments, and what did not agree."""

    replicates: Sequence[int]
    one: Sequence[RunEnd]
    other: Sequence[RunEnd]
    department_names: Sequence[str]
    notes: Sequence[str]


def replayed(pair: Pair, most: int) -> Replayed:
    """Replay the first ``most`` common replicates of a pair; the same bits as in the study."""
    rows, _ = common_rows(pair.one.runs.replicates, pair.other.runs.replicates)
    replicates = pair.one.runs.replicates[rows][:most].tolist()
    organizations = Organizations()
    sides = [[_ended(side, number, organizations) for number in replicates] for side in (pair.one, pair.other)]
    one, other = ([ended for ended, _ in side] for side in sides)
    notes = list(dict.fromkeys(note for side in sides for _, said in side for note in said))
    return Replayed(
        replicates, one, other, organizations.of(pair.one.scenario, len(replicates))[0].department_names, notes
    )


def _ended(side: Side, replicate: int, organizations: Organizations) -> tuple[RunEnd, list[str]]:
    drawn = organizations.of(side.scenario, side.entry.replicates)
    organization = drawn[replicate % len(drawn)]
    world, record = Replay(side.scenario, organization, replicate).end()
    return _end(world, organization), disagreement(last_week_of(side.folder, side.design, replicate), record)


def _end(world: World, organization: Organization) -> RunEnd:
    headcount = np.diff(organization.department_start).astype(np.int64)
    people = np.column_stack([_adopted(world), world.traits[:, TRUST], world.seats["workload"]]).astype(np.float64)
    sums = np.add.reduceat(people, organization.department_start[:-1], axis=0)
    return RunEnd(sums / headcount[:, np.newaxis], headcount, world.projects)


def _adopted(world: World) -> NDArray[np.float64]:
    """Return which share of the practices that are done each person has adopted, float64 (seats)."""
    done = world.practised[: int(world.portfolio["practices"][0])]
    adopted = world.ladders["stage"][done] == ADOPTED
    return adopted.mean(axis=0) if len(done) else np.zeros(len(world.seats))
