"""The ties of an organization's own table, checked: ids resolved, ties to oneself dropped, repeated ties merged."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.errors import ScenarioError, nearest_hint
from sim.organization.direction import ONE_WAY, RETURNED, DirectedTies

TABLE = "organization.ties"


class TieRow(NamedTuple):
    """One line of the table: ``source`` turns to ``target``; ``row`` is its number there, for messages."""

    source: str
    target: str
    weight: float | None = None
    row: int = 0


class CleanedTies(NamedTuple):
    """Directed ties between seats without repetitions, and how many lines were left out for which reason."""

    ties: DirectedTies
    to_oneself: int
    repeated: int

    def counts(self) -> tuple[int, int, int]:
        """Return how many ties there are, how many to oneself were dropped, and how many repeated ones merged."""
        return len(self.ties.source), self.to_oneself, self.repeated


def cleaned_ties(rows: Sequence[TieRow], seats: Mapping[str, int]) -> CleanedTies:
    """Return the ties of a table between the seats of ``seats``; raise :class:`ScenarioError` naming the row.

    Without weights a returned tie weighs 1 and a one-way tie one half, as in a recipe.
    """
    weighted = any(row.weight is not None for row in rows)
    weights: dict[tuple[int, int], float] = {}
    to_oneself = 0
    for position, row in enumerate(rows):
        pair = _seat(row, position, row.source, seats), _seat(row, position, row.target, seats)
        weight = _weight(row, position) if weighted else 0.0
        if pair[0] == pair[1]:
            to_oneself += 1
        else:
            weights[pair] = max(weight, weights.get(pair, 0.0))
    if not weighted:
        weights = {(source, target): RETURNED if (target, source) in weights else ONE_WAY for source, target in weights}
    ends = np.array(list(weights), np.int32).reshape(-1, 2)
    ties = DirectedTies(ends[:, 0], ends[:, 1], np.array(list(weights.values()), np.float32))
    return CleanedTies(ties, to_oneself, len(rows) - to_oneself - len(weights))


def _seat(row: TieRow, position: int, name: str, seats: Mapping[str, int]) -> int:
    if name not in seats:
        hint = nearest_hint(name, seats) or "; both ends must be ids of organization.employees"
        raise ScenarioError(f"{TABLE} row {row.row or position + 1}: '{name}' is not an employee{hint}")
    return seats[name]


def _weight(row: TieRow, position: int) -> float:
    if row.weight is None or not 0.0 < row.weight <= 1.0:
        given = "is missing, while other ties have one" if row.weight is None else f"= {row.weight:g}"
        raise ScenarioError(
            f"{TABLE} row {row.row or position + 1}: the weight {given}; it must be above 0 and at most 1 "
            "(divide counts by the largest, or leave all weights out)"
        )
    return row.weight
