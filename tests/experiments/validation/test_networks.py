"""The networks of the contagion experiments have the contacts and the clustering they are built for."""

import numpy as np
import pytest

from experiments.validation.lattice import OTHERS, SEEDS, everybody, lattice, neighbourhood, network, rewired
from sim.organization.measures import network_measures
from tests.sim.organization.recipes import check_arrays

SIDE = 8
PEOPLE = SIDE * SIDE


def test_a_lattice_has_six_contacts_each_and_two_fifths_of_all_triangles() -> None:
    pairs = lattice(SIDE)
    measures = network_measures(network(PEOPLE, pairs, [0]))
    assert np.bincount(pairs.reshape(-1)).tolist() == [6] * PEOPLE
    assert (measures.mean_contacts, measures.reciprocity) == (6, 1)
    assert measures.clustering == pytest.approx(0.4)


def test_rewiring_keeps_contacts_and_loses_triangles() -> None:
    pairs = rewired(lattice(SIDE), 1, 0)
    assert np.bincount(pairs.reshape(-1)).tolist() == [6] * PEOPLE
    assert len({frozenset(pair) for pair in pairs.tolist()}) == len(pairs)
    assert all(one != other for one, other in pairs.tolist())
    assert network_measures(network(PEOPLE, pairs, [0])).clustering < 0.15
    assert pairs.tolist() == rewired(lattice(SIDE), 1, 0).tolist()
    assert pairs.tolist() != rewired(lattice(SIDE), 1, 1).tolist()


def test_the_first_team_are_the_seeds_and_nobody_else() -> None:
    pairs = lattice(SIDE)
    seeds = neighbourhood(pairs, 20)
    organization = network(PEOPLE, pairs, seeds)
    check_arrays(organization)
    assert len(seeds) == 7
    assert [SEEDS, OTHERS] == ["seeds", "others"]
    assert organization.unit_start.tolist() == [0, 7, PEOPLE]
    assert list(organization.seat_names[:7]) == [str(seed) for seed in seeds]


def test_in_a_circle_everybody_knows_everybody() -> None:
    organization = network(10, everybody(10), range(3))
    assert network_measures(organization).mean_contacts == 9
    assert organization.unit_start.tolist() == [0, 3, 10]
