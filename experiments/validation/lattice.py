"""Networks of the contagion experiments, built like an organization's own tables.

Lattice, rewired lattice, one circle of everybody.

Rule    Lattice: everybody has six neighbours on a triangular grid bent into a ring both ways. Rewired: pairs of ties
        swap their ends, keyed, until nothing is left of the neighbourhoods; everybody keeps six contacts. Ties run both
        ways. One department
        and two teams: the seeds, and all others, so that a rollout can take on exactly the seeds.
Source  Centola 2010: networks of six to eight contacts, the same people in clustered and in random ones.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.organization.chart import Organization
from sim.organization.import_ties import TieRow
from sim.organization.imported import organization_from_tables
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow
from sim.streams import TIES, uniforms

Pairs = NDArray[np.int64]
SWAPS_PER_TIE = 10
NEIGHBOURS = ((0, 1), (1, 0), (1, -1))
SEEDS, OTHERS = "seeds", "others"


def lattice(side: int) -> Pairs:
    """Return the contacts (3 n, 2) of n = side * side people with six neighbours each; ``side`` is at least 3."""
    row, column = np.divmod(np.arange(side * side), side)
    rows = [
        np.stack([row * side + column, (row + r) % side * side + (column + c) % side], axis=1) for r, c in NEIGHBOURS
    ]
    return np.concatenate(rows)


def rewired(pairs: Pairs, seed: int, draw: int) -> Pairs:
    """Return contacts with swapped ends, nobody's number of contacts changed and nobody tied twice or to oneself."""
    found, present = pairs.copy(), {frozenset(map(int, pair)) for pair in pairs}
    tries = SWAPS_PER_TIE * len(pairs)
    luck = uniforms(seed, draw, TIES, np.arange(tries), np.zeros(tries, np.int64))
    for one, other, side, _ in luck:
        a, b = int(one * len(found)), int(other * len(found))
        ends = found[a], found[b] if side < 0.5 else found[b][::-1]  # noqa: PLR2004 - either way round alike
        swapped = [(int(ends[0][0]), int(ends[1][1])), (int(ends[1][0]), int(ends[0][1]))]
        new = {frozenset(pair) for pair in swapped}
        if len(new) == len(swapped) and all(len(pair) == len(swapped) for pair in new) and not new & present:
            present -= {frozenset(map(int, found[a])), frozenset(map(int, found[b]))}
            present |= new
            found[a], found[b] = swapped
    return found


def everybody(people: int) -> Pairs:
    """Return the contacts of a circle in which everybody knows everybody."""
    return np.stack(np.triu_indices(people, 1), axis=1).astype(np.int64)


def neighbourhood(pairs: Pairs, person: int) -> list[int]:
    """Return a person and everybody tied to them."""
    touching = pairs[(pairs == person).any(axis=1)]
    return [person, *sorted({int(end) for end in touching.reshape(-1)} - {person})]


def network(people: int, pairs: Pairs, seeds: Sequence[int]) -> Organization:
    """Return the organization of these contacts whose first team are the seeds."""
    chosen = set(seeds)
    order = [*seeds, *(person for person in range(people) if person not in chosen)]
    rows = [EmployeeRow(str(person), "network", team=SEEDS if person in chosen else OTHERS) for person in order]
    return organization_from_tables(rows, list(_both_ways(pairs)), OrganizationRecipe())


def _both_ways(pairs: Pairs) -> Iterable[TieRow]:
    for one, other in pairs:
        yield TieRow(str(one), str(other))
        yield TieRow(str(other), str(one))
