"""When a difference counts: what is left of it once everything that is compared together is counted.

Rule    The study's own metric is the question that was asked; its p values, one a comparison, are one family. All other
        metrics of all comparisons are another, as nobody said beforehand which of them matters. Each is adjusted by
        Holm's rule; a difference is decided when its adjusted p value is below 1 - confidence.
Source  Holm 1979; families of primary and secondary outcomes: ICH E9, section 2.2.2.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from experiments.inference.paired import Difference, Differences, IntervalRule, Numbers
from experiments.inference.superiority import holm, p_values


def adjusted(found: Differences, rule: IntervalRule, asked: int) -> tuple[Numbers, Numbers]:
    """Return the p values of comparisons, float64 (k, m), as they are and adjusted; ``asked``: column of the metric."""
    return families(p_values(found, rule), asked)


def families(p: Numbers, asked: int) -> tuple[Numbers, Numbers]:
    """Return p values, float64 (k, m), as they are and adjusted; ``asked``: column of the metric of the study."""
    others = np.arange(p.shape[1]) != asked
    together = np.empty_like(p)
    together[:, asked], together[:, others] = holm(p[:, asked]), holm(p[:, others])
    return p, together


def judged(found: Iterable[Difference], p: Sequence[float], confidence: float) -> list[Difference]:
    """Return differences that are decided only where their adjusted p value says so, too."""
    return [each._replace(p=own, chance=1 - confidence) for each, own in zip(found, p, strict=True)]
