"""The regime map: the best policy on average over the worlds in every cell of two levers, and where it is undecided.

Rule    A cell is undecided where the interval of the difference of its best policy to any other in the cell holds 0.
        Differences are paired by world and replicate (see ``experiments.inference.crossed``); with k others each
        interval has the confidence 1 - (1 - confidence) / k (Bonferroni).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.points import shown
from experiments.discover.space import BASELINE, Combination, Space
from experiments.inference.crossed import Expected, expected
from experiments.wording.choices import Choice
from sim.errors import ScenarioError

SIZE, SPEED = "project.size", "rollout.speed"
TWO = 2
AS_PLANNED = "as planned"


@dataclass(frozen=True)
class RegimeCell:
    """A cell of the map.

    Attributes:
        across, up: the values of the two levers.
        best: name of the best policy; ``mean``: what it is expected to give, with its interval.
        lead: by how much it is better than the second, with its interval; None where it is alone.
        second: name of the second.
        rivals: names of the policies that cannot be told from the best.
        means: what every policy of the cell is expected to give, by name.

    """

    across: Choice | None
    up: Choice | None
    best: str
    mean: Expected
    lead: Expected | None
    second: str
    rivals: Sequence[str]
    means: dict[str, float]

    @property
    def decided(self) -> bool:
        """Whether the best policy can be told from all others."""
        return not self.rivals


@dataclass(frozen=True)
class RegimeMap:
    """The map: two levers with their values in rising order, its cells, and the policies that are best somewhere."""

    metric: str
    across: str
    up: str
    columns: Sequence[Choice | None]
    rows: Sequence[Choice | None]
    cells: Sequence[RegimeCell]
    winners: Sequence[str]


def regime_map(space: Space, levers: Sequence[str] = ()) -> RegimeMap | None:
    """Return the map over two levers (project size and rollout speed, if they vary, unless named).

    None where there is none.

    There is none where fewer than two levers vary, or where no cell has two policies to choose from.
    """
    sides = _sides(space, levers)
    if sides is None:
        return None
    across, up = sides
    columns, rows = (_in_order(space, key) for key in sides)
    values = space.sign * space.values(space.metric)
    found = [_cell(space, values, sides, (column, row)) for row in rows for column in columns]
    cells = [cell for cell in found if cell is not None]
    if not any(len(cell.means) > 1 for cell in cells):
        return None
    winners = sorted({cell.best for cell in cells}, key=[cell.best for cell in cells].count, reverse=True)
    return RegimeMap(space.metric, across, up, columns, rows, cells, winners)


def _sides(space: Space, levers: Sequence[str]) -> tuple[str, str] | None:
    for key in levers:
        if key not in space.levers:
            varied = ", ".join(space.levers) or "none"
            raise ScenarioError(
                f"--map {','.join(levers)}: {key} is no lever that varies in this study; those that do: {varied}"
            )
    if levers and len(set(levers)) != TWO:
        raise ScenarioError(f"--map takes two levers, such as {SIZE},{SPEED}, not '{','.join(levers)}'")
    wanted = list(levers) or sorted(space.levers, key=lambda key: {SIZE: 0, SPEED: 1}.get(key, TWO))
    return (wanted[0], wanted[1]) if len(wanted) >= TWO else None


def _in_order(space: Space, key: str) -> list[Choice | None]:
    values = list(dict.fromkeys(policy.values[key] for policy in space.policies if key in policy.values))
    numbers = [value for value in values if isinstance(value, (int, float))]
    return [*sorted(numbers)] if len(numbers) == len(values) else values


def _cell(
    space: Space, values: NDArray[np.float64], sides: tuple[str, str], place: tuple[Choice | None, Choice | None]
) -> RegimeCell | None:
    """Return a cell; None where no policy of it was run in every world."""
    wanted = dict(zip(sides, place, strict=True))
    here = [
        number
        for number, policy in enumerate(space.policies)
        if _fits(policy, wanted) and not np.isnan(values[number]).any()
    ]
    if not here:
        return None
    confidence = space.study.confidence
    means = {number: float(values[number].mean()) for number in here}
    best, *others = sorted(here, key=lambda number: -means[number])
    strict = 1 - (1 - confidence) / max(1, len(others))
    leads = [
        expected(values[best] - values[number], strict, sampled=space.sampled, rule=space.study.rule)
        for number in others
    ]
    names = {number: _name(space.policies[number], sides) for number in here}
    return RegimeCell(
        *place,
        best=names[best],
        mean=expected(values[best], confidence, sampled=space.sampled, rule=space.study.rule).times(space.sign),
        lead=leads[0] if leads else None,
        second=names[others[0]] if others else "",
        rivals=[names[number] for number, lead in zip(others, leads, strict=True) if lead.sign == 0],
        means={names[number]: space.sign * mean for number, mean in means.items()},
    )


def _fits(policy: Combination, wanted: dict[str, Choice | None]) -> bool:
    """Return whether a policy has some values; a baseline has any value of a lever that says how something is tried."""
    return all(policy.values.get(key, value) == value for key, value in wanted.items())


def _name(policy: Combination, sides: tuple[str, str]) -> str:
    """Return a policy by what the sides of the map do not say."""
    if policy.is_baseline:
        return BASELINE
    return ", ".join(f"{key}={shown(value)}" for key, value in policy.values.items() if key not in sides) or AS_PLANNED
