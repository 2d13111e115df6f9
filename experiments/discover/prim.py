"""Scenario discovery with PRIM: a box of a few limits that holds most cases of interest and little else.

Rule    Peeling: from the box of everything, cut off a thin slice at the end of some column, the one that raises the
        density most for the rows it costs: at most ``ALPHA`` of the rows, but one whole value where values are few; one
        word where they are words. Again and again until fewer than ``LEAST`` of the rows are left or all of them are
        cases. Of the boxes on the way, the one is taken of which being inside correlates most with being a case; then
        pasting: a limit is moved out again by a slice where that lowers no density. A limit that chance explains is
        given up: its quasi p value is the binomial chance of a density as high as the box has, if this one limit
        changed nothing, counting a world once however many rows it has. As the best of many slices was taken, the bar
        is ``CHANCE``, well below the usual one in twenty.
Source  Friedman & Fisher 1999 (peeling, pasting); Bryant & Lempert 2010 (coverage, density, quasi p values); Kwakkel &
        Jaxa-Rozen 2016 (gain for the rows that a cut costs, which is fair to columns of few values).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.discover.box import Box, Cases, Dimension, Found, Limit, Numbers, found_in

ALPHA, LEAST = 0.05, 0.05
FEWEST_ROWS = 5
CHANCE = 0.001


@dataclass(frozen=True)
class DiscoveredBox:
    """What PRIM found: the box, the quasi p value of each limit, the boxes peeled, the share of cases in all."""

    found: Found
    quasi_p: dict[str, float]
    trajectory: Sequence[Found]
    base: float


def scenario_of(columns: Sequence[Dimension], cases: Cases) -> DiscoveredBox | None:
    """Return the scenario of some cases, bool (n); None where there are no such cases, or nothing else."""
    if not cases.any() or cases.all():
        return None
    trajectory = list(_peeled(columns, cases))
    best = max(trajectory, key=lambda each: (each.correlation, -len(each.box.limits)))
    box = _significant(_pasted(best.box, columns, cases), columns, cases)
    quasi_p = {name: quasi_p_value(box, name, columns, cases) for name in box.limits}
    return DiscoveredBox(found_in(box, columns, cases), quasi_p, trajectory, float(cases.mean()))


def quasi_p_value(box: Box, name: str, columns: Sequence[Dimension], cases: Cases) -> float:
    """Return the chance of as high a density in the box as there is, if its limit on a column changed nothing."""
    from scipy.special import bdtrc

    column = next(column for column in columns if column.name == name)
    here, without = found_in(box, columns, cases), found_in(box.limited(name, None), columns, cases)
    draws = column.draws(box.inside(columns))
    return float(bdtrc(round(here.density * draws) - 1, draws, without.density)) if here.cases else 1.0


def _peeled(columns: Sequence[Dimension], cases: Cases) -> Iterator[Found]:
    """Yield the boxes of the peeling, from everything on."""
    now = found_in(Box(), columns, cases)
    least = max(FEWEST_ROWS, LEAST * len(cases))
    while True:
        yield now
        if now.density == 1.0:
            return
        smaller = [found_in(box, columns, cases) for box in _slices(now.box, columns)]
        smaller = [each for each in smaller if least <= each.rows < now.rows]
        if not smaller:
            return
        before = now
        now = max(smaller, key=lambda each: (each.density - before.density) / (before.rows - each.rows))


def _slices(box: Box, columns: Sequence[Dimension]) -> Iterator[Box]:
    """Yield the boxes that are left when a slice is cut off at either end of a column, or a word of it."""
    inside = box.inside(columns)
    for column in columns:
        limit, values = box.limits.get(column.name, Limit()), column.values[inside]
        if column.words:
            held = frozenset(np.unique(values).astype(int).tolist())
            yield from (box.limited(column.name, Limit(words=held - {word})) for word in sorted(held) if len(held) > 1)
            continue
        ends = _next_ends(values)
        if ends is not None:
            yield box.limited(column.name, Limit(ends[0], limit.high))
            yield box.limited(column.name, Limit(limit.low, ends[1]))


def _next_ends(values: Numbers) -> tuple[float, float] | None:
    """Return the smallest and largest value after a slice is cut off at that end.

    None where there is one value only.
    """
    levels, counts = np.unique(values, return_counts=True)
    if len(levels) == 1:
        return None
    allowed = ALPHA * len(values)
    low = max(1, int((np.cumsum(counts) <= allowed).sum()))
    high = max(1, int((np.cumsum(counts[::-1]) <= allowed).sum()))
    return float(levels[min(low, len(levels) - 1)]), float(levels[max(len(levels) - 1 - high, 0)])


def _pasted(box: Box, columns: Sequence[Dimension], cases: Cases) -> Box:
    """Return a box whose limits are moved out as long as that lowers no density and wins cases."""
    while True:
        now = found_in(box, columns, cases)
        larger = [found_in(wider, columns, cases) for wider in _pastes(box, columns, now.rows)]
        larger = [each for each in larger if each.density >= now.density and each.cases > now.cases]
        if not larger:
            return box
        box = max(larger, key=lambda each: (each.density, each.cases)).box


def _pastes(box: Box, columns: Sequence[Dimension], rows: int) -> Iterator[Box]:
    """Yield the boxes that are one slice, or one word, larger."""
    for column in (column for column in columns if column.name in box.limits):
        limit = box.limits[column.name]
        beside = column.values[box.limited(column.name, None).inside(columns)]
        if limit.words is not None:
            every = set(np.unique(beside).astype(int).tolist())
            yield from (
                box.limited(column.name, Limit(words=limit.words | {word})) for word in sorted(every - limit.words)
            )
            continue
        step = max(1, int(ALPHA * rows))
        below, above = np.sort(beside[beside < limit.low])[::-1], np.sort(beside[beside > limit.high])
        if len(below):
            yield box.limited(column.name, Limit(float(below[min(step, len(below)) - 1]), limit.high))
        if len(above):
            yield box.limited(column.name, Limit(limit.low, float(above[min(step, len(above)) - 1])))


def _significant(box: Box, columns: Sequence[Dimension], cases: Cases) -> Box:
    """Return a box without the limits that chance explains, the likeliest given up first."""
    while box.limits:
        chances = {name: quasi_p_value(box, name, columns, cases) for name in box.limits}
        worst = max(chances, key=lambda name: chances[name])
        if chances[worst] <= CHANCE:
            break
        box = box.limited(worst, None)
    return box
