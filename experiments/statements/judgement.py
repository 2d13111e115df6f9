"""What the model makes of a statement: the paired difference of two plans, held against the direction that it says.

Rule    Both plans live with the same people and the same luck. A statement agrees visibly when the whole 95 % interval
        of the mean difference lies on its side and the difference is at least the smallest one that matters; it agrees,
        too small to see, when only the first holds; it disagrees when the whole interval lies on the other side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from experiments.statements.statement import Contrast, Statement
from experiments.statements.worlds import WORLDS
from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory, weekly
from sim.outcomes.dictionary import METRIC, METRICS

DIRECTIONS = {metric.name: metric.direction for metric in METRICS}


class Judgement(Enum):
    """What is said about a statement."""

    AGREES = "agrees"
    SLIGHT = "agrees, too small to see"
    UNDECIDED = "undecided"
    DISAGREES = "disagrees"
    PUT_IN = "put in"
    ABSENT = "not in the model"
    NO_CLAIM = "nothing to test"


@dataclass(frozen=True)
class Judged:
    """A statement, what is said about it, and the difference that says so (None where nothing is run)."""

    statement: Statement
    judgement: Judgement
    difference: Estimate | None = None


def judged(
    statements: Sequence[Statement], laboratory: Laboratory, on_statement: Callable[[int], None] = lambda _: None
) -> list[Judged]:
    """Judge statements; ``on_statement`` is told the number 1 after each."""
    found = []
    for statement in statements:
        found.append(_judged(statement, laboratory))
        on_statement(1)
    return found


def _judged(statement: Statement, laboratory: Laboratory) -> Judged:
    contrast = statement.contrast
    if contrast is None:
        return Judged(statement, _untested(statement))
    difference = difference_of(contrast, laboratory)
    sign = (DIRECTIONS[contrast.metric] or 1) * (-1 if contrast.worse else 1)
    return Judged(statement, judge(difference, sign, contrast.matters), difference)


def _untested(statement: Statement) -> Judgement:
    if statement.put_in:
        return Judgement.PUT_IN
    return Judgement.ABSENT if statement.absent else Judgement.NO_CLAIM


def difference_of(contrast: Contrast, laboratory: Laboratory) -> Estimate:
    """Return the mean paired difference of the two plans of a contrast, in the metric's unit."""
    first, second = (
        _values(contrast, laboratory, {**WORLDS[contrast.world](), **changes})
        for changes in (contrast.with_, contrast.without)
    )
    both = first - second
    return mean(both[np.isfinite(both)])


def _values(contrast: Contrast, laboratory: Laboratory, changes: dict[str, object]) -> NDArray[np.float64]:
    outcome = laboratory.run(changes, contrast.pairs)
    replicates = laboratory.replicates(contrast.pairs)
    if contrast.week is not None:
        series = weekly(outcome, contrast.metric)[:replicates]
        return series[:, contrast.week] if contrast.week < series.shape[1] else np.full(replicates, np.nan)
    values = outcome.metrics[:replicates, getattr(METRIC, contrast.metric)]
    if not contrast.per:
        return values
    return values / outcome.metrics[:replicates, getattr(METRIC, contrast.per)]


def judge(difference: Estimate, sign: int, matters: float) -> Judgement:
    """Return what a difference says about a statement that expects one of this sign (+1 or -1)."""
    low, high = sorted((sign * difference.low, sign * difference.high))
    if low > 0.0:
        return Judgement.AGREES if abs(difference.value) >= matters else Judgement.SLIGHT
    return Judgement.DISAGREES if high < 0.0 else Judgement.UNDECIDED
