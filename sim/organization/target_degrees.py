"""How many ties there are, inside and across departments, and how many of them each person wants.

Rule    The pairs of a network are shared out so that density inside departments is ``silo_ratio`` times the density
        across. Two people have a tie with odds in proportion to the product of their (lognormal) activities, and
        inside a department to one over the square root of its people; a person's wish is the number expected from that.
        Activity is cut at three standard deviations, so that in a huge organization nobody knows thousands.
Source  Expected ties: the beta model (Chatterjee, Diaconis & Sly 2011), which any density can fulfil. Square root: in
        email-Eu-core (SNAP; Yin et al. 2017) density inside departments is .46, .30, .20, .17 at 10-19, 30-49, 50-79
        and 80-109 people.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiler import entry_point, kernel
from sim.organization.lognormal import lognormal
from sim.streams import TIES, uniforms

QUANTILES = 16
RAREST = 0.00135

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
    activity = lognormal(np.clip(luck[:, 0], RAREST, 1.0 - RAREST), activity_spread)
    met = lognormal((np.arange(QUANTILES) + 0.5) / QUANTILES, activity_spread)
    size = np.repeat(sizes, sizes)
    most_within, most_across = size - 1, people - size
    reach = activity / np.sqrt(np.maximum(1, most_within))
    return Wishes(
        across=_whole(_expected(activity, met, most_across, 2.0 * quota.across), luck[0, 1]),
        within=_whole(_expected(reach, met, most_within, 2.0 * quota.within), luck[0, 2]),
        most_across=most_across,
        most_within=most_within,
    )


@entry_point
def _expected(
    activity: NDArray[np.float64], met: NDArray[np.float64], most: Counts, total: float
) -> NDArray[np.float64]:
    """Return the ties expected for each seat (n) when the people it meets have activity ``met``, ``total`` in all."""
    wish = np.zeros(len(activity))
    low, high = 1e-15, 1e15
    while high > low * (1.0 + 1e-9):
        odds = np.sqrt(low * high)
        for seat in range(len(activity)):
            wish[seat] = most[seat] * _mean_chance(odds * activity[seat], met)
        low, high = (odds, high) if wish.sum() < total else (low, odds)
    return wish


@kernel
def _mean_chance(odds: float, met: NDArray[np.float64]) -> float:
    chance = 0.0
    for other in met:
        chance += odds * other / (1.0 + odds * other)
    return chance / len(met)


def _whole(wish: NDArray[np.float64], luck: float) -> Counts:
    """Round up or down by systematic sampling, so that the total stays what it was."""
    passed = np.floor(np.concatenate([[0.0], np.cumsum(wish)]) + luck).astype(np.int64)
    return passed[1:] - passed[:-1]
