"""One comparison under the stop rule: what its pairs say so far, and whether more pairs are needed.

A comparison ends when its interval leaves out 0 (decided), when it lies within what makes no difference in practice, or
when no run differs: in any metric (the two designs do the same, as a policy of strength 0 does), or in the study's
metric over so many pairs that more than 5 in 100 differing is ruled out. That no run differs says no more than that.
"""

import math
from enum import Enum

import numpy as np

from experiments.inference.confidence_sequence import ANYTIME, guarded, rules_out
from experiments.inference.paired import Difference, Numbers, Verdict, mean_interval

ANY_DIRECTION = 1


class Ending(Enum):
    """Why a comparison needs no more pairs, or that it does."""

    DECIDED = "decided"
    EQUIVALENT = "practically the same"
    SAME = "no run differs"
    UNDECIDED = "undecided"


def compared(a: Numbers, b: Numbers, confidence: float, equivalence: float = 0.0) -> Difference:
    """Return the difference of two designs in one metric, without the share of pairs that have its sign.

    ``a`` and ``b``, float64 (n), hold the metric of the same replicates, NaN where a run failed.
    """
    apart = a - b
    apart = apart[np.isfinite(apart)][:, np.newaxis]
    bounds = guarded(apart, mean_interval(apart, confidence, ANYTIME), confidence)
    mean, low, high = (float(bound[0]) for bound in bounds)
    return Difference(len(apart), mean, low, high, math.nan, equivalence)


def ending(found: Difference, confidence: float, *, identical: bool) -> Ending:
    """Return what ends a comparison; ``identical``: no pair differs in any metric."""
    verdict = found.verdict(ANY_DIRECTION)
    if verdict.decided:
        return Ending.DECIDED
    if verdict == Verdict.EQUIVALENT:
        return Ending.EQUIVALENT
    return (
        Ending.SAME
        if identical or (verdict == Verdict.SAME and rules_out(found.pairs, confidence))
        else Ending.UNDECIDED
    )
