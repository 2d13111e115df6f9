"""The measures of a network agree with NetworkX on small organizations."""

import networkx as nx
import numpy as np
import pytest

from sim.organization import measures
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.organization.export import to_networkx
from sim.organization.import_ties import TieRow
from sim.organization.imported import organization_from_tables
from sim.organization.measures import network_measures
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow


def _two_departments() -> Organization:
    """a, b and c in one department know each other; d in another knows a, one way; e knows nobody."""
    people = [EmployeeRow(name, "one") for name in "abc"] + [EmployeeRow(name, "two") for name in "de"]
    ties = [TieRow(*pair) for pair in ("ab", "ba", "bc", "cb", "ca", "da")]
    return organization_from_tables(people, ties, OrganizationRecipe())


def test_known_answers() -> None:
    found = network_measures(_two_departments())
    assert found.pairs == 4
    assert found.mean_contacts == pytest.approx(8 / 5)
    assert found.within_density == pytest.approx(3 / 4)
    assert found.across_density == pytest.approx(1 / 6)
    assert found.density_ratio == pytest.approx(4.5)
    assert found.ei_index == pytest.approx(-0.5)
    assert found.ei_index_expected == pytest.approx(0.2)
    assert found.reciprocity == pytest.approx(4 / 6)
    assert found.clustering == pytest.approx((1 / 3 + 1 + 1) / 5)
    assert (found.department_median, found.department_max) == (2.5, 3)


@pytest.mark.parametrize("contacts", [0.5, 4.0, 20.0])
@pytest.mark.parametrize("departments", [1, 7, 30])
def test_measures_agree_with_networkx(contacts: float, departments: int) -> None:
    organization = build_organization(
        OrganizationRecipe(headcount=80, departments=departments, contacts=contacts), 3, 0
    )
    directed = to_networkx(organization)
    graph = directed.to_undirected()
    seats = np.array(organization.seat_names)
    groups = [set(seats[organization.department == department]) for department in range(departments)]
    found = network_measures(organization)
    assert found.pairs == graph.number_of_edges()
    assert found.clustering == pytest.approx(nx.average_clustering(graph))
    assert found.reciprocity == pytest.approx(nx.overall_reciprocity(directed))
    assert found.modularity == pytest.approx(nx.community.modularity(graph, groups, weight=None), abs=1e-12)
    if departments > 1:
        assert found.department_assortativity == pytest.approx(
            nx.attribute_assortativity_coefficient(graph, "department"), abs=1e-12
        )


def test_an_organization_without_ties_has_no_ratios() -> None:
    found = network_measures(build_organization(OrganizationRecipe(headcount=20, departments=3, contacts=0.0), 1, 0))
    assert (found.pairs, found.mean_contacts, found.clustering) == (0, 0.0, 0.0)
    assert np.isnan([found.density_ratio, found.ei_index, found.reciprocity, found.modularity]).all()


def test_a_sample_of_a_large_organization_has_about_its_clustering(monkeypatch: pytest.MonkeyPatch) -> None:
    organization = build_organization(OrganizationRecipe(), 1, 0)
    exact = network_measures(organization).clustering
    monkeypatch.setattr(measures, "CLUSTERING_SAMPLE", 600)
    sampled = network_measures(organization).clustering
    assert sampled != exact
    assert sampled == pytest.approx(exact, abs=0.04)
    assert sampled == network_measures(organization).clustering


def test_export_keeps_names_attributes_and_weights() -> None:
    graph = to_networkx(_two_departments())
    assert set(graph) == set("abcde")
    assert graph.nodes["d"] == {"department": "two", "unit": 1, "manager": "a"}
    assert graph.nodes["a"]["manager"] == ""
    assert graph.edges["a", "b"]["weight"] == 1.0
    assert graph.edges["d", "a"]["weight"] == 0.5
    assert not graph.has_edge("a", "d")
    assert "d" in "".join(nx.generate_graphml(graph))
