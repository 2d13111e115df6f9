"""How many ties there are, inside and across departments, and how many of them each person wants.

Rule    The pairs of a network are shared out so that density inside departments is ``silo_ratio`` times the density
        across. A person's wish is lognormal activity times room: (colleagues in the department) ** REACH inside,
        people elsewhere across; nobody wants more people than there are, and what is over goes to the others.
Source  email-Eu-core (SNAP; Yin et al. 2017): density inside departments .46, .30, .20, .17 at 10-19, 30-49, 50-79
        and 80-109 people, hence ties inside grow about as the square root of the department.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.organization.lognormal import lognormal
from sim.streams import TIES, uniforms

REACH = 0.5

Counts = NDArray[np.int64]


class Quota(NamedTuple):
    """Number of pairs of people with a tie, across and inside departments."""

    across: int
    within: int


class Wishes(NamedTuple):
    """Ties each seat wants, int64 (n) each, across and inside its department, and the most there could be."""

    across: Counts
    within: Counts
    most_across: Counts
    most_within: Counts


def possible_pairs(sizes: Counts) -> Quota:
    """Return how many pairs of people there are for departments of these head counts."""
    people = int(sizes.sum())
    within = int((sizes * (sizes - 1) // 2).sum())
    return Quota(across=people * (people - 1) // 2 - within, within=within)


def tie_quota(sizes: Counts, contacts: float, silo_ratio: float) -> Quota:
    """Share out ``contacts`` people a person; where one side is full, the other takes what is left."""
    possible = possible_pairs(sizes)
    total = min(round(int(sizes.sum()) * contacts / 2.0), sum(possible))
    weight = silo_ratio * possible.within
    within = min(possible.within, round(total * weight / max(1.0, weight + possible.across)))
    across = min(possible.across, total - within)
    return Quota(across=across, within=min(possible.within, total - across))


def tie_wishes(sizes: Counts, quota: Quota, activity_spread: float, seed: int, draw: int) -> Wishes:
    """Return the ties each seat wants; twice the quota in total on either side."""
    people = int(sizes.sum())
    seats = np.arange(people)
    luck = uniforms(seed, draw, TIES, seats, np.zeros(people, np.int64))
    activity = lognormal(luck[:, 0], activity_spread)
    size = np.repeat(sizes, sizes)
    most_within, most_across = size - 1, people - size
    return Wishes(
        across=_whole(_shared(activity * most_across, most_across, 2 * quota.across), luck[0, 1]),
        within=_whole(_shared(activity * most_within**REACH, most_within, 2 * quota.within), luck[0, 2]),
        most_across=most_across,
        most_within=most_within,
    )


def _shared(rate: NDArray[np.float64], most: Counts, total: int) -> NDArray[np.float64]:
    """Share ``total`` in proportion to ``rate``, nobody more than ``most``; the total is within reach."""
    capped = rate <= 0.0
    while not capped.all():
        scale = max(0.0, total - float(most[capped].sum())) / float(rate[~capped].sum())
        over = ~capped & (scale * rate >= most)
        if not over.any():
            return np.where(capped, most, scale * rate)
        capped |= over
    return most.astype(np.float64)


def _whole(wish: NDArray[np.float64], luck: float) -> Counts:
    """Round up or down by systematic sampling, so that the total stays what it was."""
    return np.diff(np.floor(np.cumsum(wish) + luck).astype(np.int64), prepend=0)
