"""What a network looks like in numbers: the measures of pattern P10.

All are taken on undirected pairs (somebody turns to somebody, either way) except reciprocity, which is the share of
directed ties that are returned.

Source  E-I index: Krackhardt & Stern 1988, (across - within) / (across + within). Local clustering: Watts & Strogatz
        1998, mean over all people, 0 for those with fewer than two contacts. Assortativity: Newman 2003. Modularity of
        the departments: Newman & Girvan 2004.
"""

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from sim.compiler import entry_point, kernel
from sim.organization.chart import Organization
from sim.organization.target_degrees import possible_pairs
from sim.organization.tie_blocks import COUNT, seat_by_seat
from sim.streams import CLOSURE, uniforms

CLUSTERING_SAMPLE = 50_000


@dataclass(frozen=True)
class NetworkMeasures:
    """The measures of one organization's ties; a ratio whose base is empty is NaN.

    ``pairs`` counts undirected contacts, ``mean_contacts`` is people a person, densities are shares of possible pairs,
    ``ei_index_expected`` is the E-I index of ties made at random, department sizes are in people.
    """

    pairs: int
    mean_contacts: float
    within_density: float
    across_density: float
    density_ratio: float
    ei_index: float
    ei_index_expected: float
    reciprocity: float
    clustering: float
    department_assortativity: float
    modularity: float
    department_median: float
    department_max: int


def network_measures(organization: Organization) -> NetworkMeasures:
    """Measure an organization; beyond 50,000 people clustering is the mean of a keyed sample of 50,000."""
    n, sizes = organization.headcount, np.diff(organization.department_start).astype(np.int64)
    low, high = contact_pairs(organization)
    pairs, ties = len(low), int(organization.ties.tie_list[..., COUNT].sum())
    inside = organization.department[low] == organization.department[high]
    within = int(inside.sum())
    possible = possible_pairs(sizes)
    within_density = _ratio(within, possible.within)
    across_density = _ratio(pairs - within, possible.across)
    ends = np.bincount(organization.department[np.concatenate([low, high])], minlength=len(sizes))
    by_chance = float(np.sum(np.square(ends / max(1, 2 * pairs))))
    modularity = _ratio(within, pairs) - by_chance
    return NetworkMeasures(
        pairs=pairs,
        mean_contacts=2 * pairs / n,
        within_density=within_density,
        across_density=across_density,
        density_ratio=_ratio(within_density, across_density),
        ei_index=_ratio(pairs - 2 * within, pairs),
        ei_index_expected=_ratio(possible.across - possible.within, sum(possible)),
        reciprocity=_ratio(2 * (ties - pairs), ties),
        clustering=_mean_clustering(low, high, n),
        department_assortativity=_ratio(modularity, 1.0 - by_chance),
        modularity=modularity,
        department_median=float(np.median(sizes)),
        department_max=int(sizes.max()),
    )


def contact_pairs(organization: Organization) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the lower and the higher seat of every undirected pair, int64 (p) each, sorted."""
    n = organization.headcount
    ties = seat_by_seat(organization.ties)  # and not a copy that the organization keeps
    source, target = np.repeat(np.arange(n), np.diff(ties.tie_start)), ties.tie_target.astype(np.int64)
    keys = np.sort(np.minimum(source, target) * n + np.maximum(source, target))
    pairs = keys[np.diff(keys, prepend=-1) > 0]
    low, high = np.divmod(pairs, n)
    return low, high


def _ratio(part: float, base: float) -> float:
    return part / base if base != 0 else nan


def _mean_clustering(low: NDArray[np.int64], high: NDArray[np.int64], n: int) -> float:
    seats = np.arange(n)
    if n > CLUSTERING_SAMPLE:
        keys = uniforms(0, 0, CLOSURE, seats, np.zeros(n, np.int64))[:, 0]
        seats = np.argpartition(keys, CLUSTERING_SAMPLE)[:CLUSTERING_SAMPLE]
    ends = np.bincount(low, minlength=n) + np.bincount(high, minlength=n)
    return float(_sum_of_clustering(low, high, np.concatenate([[0], np.cumsum(ends)]), np.sort(seats)) / len(seats))


@entry_point
def _sum_of_clustering(
    low: NDArray[np.int64], high: NDArray[np.int64], start: NDArray[np.int64], seats: NDArray[np.int64]
) -> float:
    contacts = np.empty(2 * len(low), np.int32)
    end = start[:-1].copy()
    for pair in range(len(low)):
        contacts[end[low[pair]]] = high[pair]
        contacts[end[high[pair]]] = low[pair]
        end[low[pair]] += 1
        end[high[pair]] += 1
    marked = np.full(len(end), -1, np.int32)
    total = 0.0
    for seat in seats:
        total += _clustering_of(seat, contacts, start, marked)
    return total


@kernel
def _clustering_of(
    seat: int, contacts: NDArray[np.int32], start: NDArray[np.int64], marked: NDArray[np.int32]
) -> float:
    """Return the share of pairs of this seat's contacts who are contacts themselves."""
    own = contacts[start[seat] : start[seat + 1]]
    for contact in own:
        marked[contact] = seat
    ends = 0
    for contact in own:
        for third in contacts[start[contact] : start[contact + 1]]:
            if marked[third] == seat:
                ends += 1
    return ends / max(1.0, len(own) * (len(own) - 1.0))
