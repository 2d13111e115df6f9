"""Organizations from a recipe: what holds for any recipe, and what the network looks like."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.organization.builder import build_organization
from sim.organization.export import to_networkx
from sim.organization.measures import NetworkMeasures, network_measures
from sim.organization.recipe import OrganizationRecipe
from tests.sim.organization.recipes import EU_CORE, check_arrays, recipes, same_organization


@pytest.mark.long
@settings(max_examples=150)
@given(recipes(), st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1))
def test_any_recipe_gives_a_valid_organization_that_can_be_repeated(
    recipe: OrganizationRecipe, seed: int, draw: int
) -> None:
    organization = build_organization(recipe, seed, draw)
    check_arrays(organization)
    assert organization.headcount == recipe.headcount
    assert organization.departments == recipe.departments
    assert organization.manager[0] == -1
    assert np.isnan(organization.traits).all()
    assert set(organization.tie_weight.tolist()) <= {0.5, 1.0}
    assert same_organization(organization, build_organization(recipe, seed, draw))


@settings(max_examples=60)
@given(recipes(), st.integers(0, 1000))
def test_contacts_are_as_wished_up_to_the_people_there_are(recipe: OrganizationRecipe, draw: int) -> None:
    organization = build_organization(recipe, 1, draw)
    most = recipe.headcount - 1
    wished = min(recipe.contacts, most)
    assert network_measures(organization).mean_contacts == pytest.approx(wished, rel=0.05, abs=2.0 / recipe.headcount)


def test_draws_and_seeds_differ() -> None:
    recipe = OrganizationRecipe(headcount=100, departments=6)
    first = build_organization(recipe, 1, 0)
    assert not same_organization(first, build_organization(recipe, 1, 1))
    assert not same_organization(first, build_organization(recipe, 2, 0))


def test_names_count_from_one() -> None:
    organization = build_organization(OrganizationRecipe(headcount=11, departments=2), 1, 0)
    assert organization.seat_names[:2] == ("e1", "e2")
    assert organization.seat_names[-1] == "e11"
    assert organization.department_names == ("D1", "D2")


def _measures(recipe: OrganizationRecipe, draws: int = 3) -> list[NetworkMeasures]:
    return [network_measures(build_organization(recipe, 1, draw)) for draw in range(draws)]


def test_head_counts_of_a_real_organization_give_its_network() -> None:
    """Pattern P10 within 5 percent; the real figures are those of email-Eu-core (SNAP; Yin et al. 2017)."""
    for found in _measures(EU_CORE):
        assert found.mean_contacts == pytest.approx(32.0, rel=0.001)
        assert found.density_ratio == pytest.approx(10.3, rel=0.05)
        assert found.ei_index == pytest.approx(0.33, rel=0.05)
        assert found.ei_index_expected == pytest.approx(0.91, rel=0.01)
        assert found.reciprocity == pytest.approx(0.69, rel=0.05)
        assert found.clustering == pytest.approx(0.40, rel=0.05)
        assert found.department_assortativity == pytest.approx(0.30, rel=0.05)
        assert found.modularity == pytest.approx(0.29, rel=0.06)
        assert (found.department_median, found.department_max) == (14.5, 109)


def test_contacts_are_spread_as_unequally_as_in_the_real_organization() -> None:
    """The real coefficient of variation is 1.16 and the largest number of contacts 345."""
    organization = build_organization(EU_CORE, 1, 0)
    source = np.repeat(np.arange(1005), np.diff(organization.tie_start))
    linked = np.zeros((1005, 1005), np.bool_)
    linked[source, organization.tie_target] = True
    contacts = (linked | linked.T).sum(axis=1)
    assert contacts.std() / contacts.mean() == pytest.approx(1.16, rel=0.1)
    assert contacts.max() == pytest.approx(345, rel=0.15)


@pytest.mark.parametrize(
    "changes",
    [
        {"silo_ratio": 1.0},
        {"silo_ratio": 3.0, "clustering": 0.2},
        {"silo_ratio": 30.0},
        {"contacts": 8.0, "clustering": 0.3},
        {"contacts": 60.0, "reciprocity": 0.3},
        {"departments": 200, "silo_ratio": 20.0},
        {"departments": 2, "size_spread": 0.0, "clustering": 0.3},
        {"reciprocity": 1.0, "activity_spread": 0.0},
    ],
)
def test_other_recipes_get_the_network_they_ask_for(changes: dict[str, float]) -> None:
    recipe = OrganizationRecipe.checked(changes, "organization")
    for found in _measures(recipe, draws=2):
        assert found.mean_contacts == pytest.approx(recipe.contacts, rel=0.01)
        assert found.density_ratio == pytest.approx(recipe.silo_ratio, rel=0.03)
        assert found.reciprocity == pytest.approx(recipe.reciprocity, rel=0.05)
        assert found.clustering == pytest.approx(recipe.clustering, rel=0.05)


@pytest.mark.long
def test_the_last_departments_are_built_like_the_first() -> None:
    """Seats take turns all over the organization, so ties and clustering do not pile up where numbering begins."""
    organization = build_organization(
        OrganizationRecipe(headcount=4000, departments=4, size_spread=0.0, silo_ratio=30.0), 1, 0
    )
    ties = np.diff(organization.tie_start).reshape(4, 1000).mean(axis=1)
    assert ties.max() - ties.min() < 0.15 * ties.mean()
    graph = to_networkx(organization).to_undirected()
    by_department = np.array(
        [nx.average_clustering(graph, organization.seat_names[k : k + 1000]) for k in range(0, 4000, 1000)]
    )
    assert by_department.max() - by_department.min() < 0.15 * by_department.mean()


@pytest.mark.parametrize(
    ("changes", "contacts", "within"),
    [
        ({"headcount": 20, "departments": 4, "contacts": 200.0}, 19.0, 1.0),
        ({"headcount": 20, "departments": 1, "contacts": 5.0}, 5.0, 5.0 / 19.0),
        ({"headcount": 20, "departments": 20, "contacts": 5.0}, 5.0, None),
        ({"headcount": 200, "departments": 20, "size_spread": 0.0, "contacts": 60.0, "silo_ratio": 100.0}, 60.0, 1.0),
        ({"headcount": 20, "departments": 4, "contacts": 0.0}, 0.0, 0.0),
    ],
)
def test_impossible_wishes_end_as_near_as_possible(
    changes: dict[str, float], contacts: float, within: float | None
) -> None:
    found = network_measures(build_organization(OrganizationRecipe.checked(changes, "organization"), 1, 0))
    assert found.mean_contacts == pytest.approx(contacts, abs=0.2)
    if within is None:
        assert np.isnan(found.within_density)
    else:
        assert found.within_density == pytest.approx(within, abs=0.03)


@pytest.mark.long
def test_many_people_keep_the_network_they_ask_for() -> None:
    found = network_measures(build_organization(OrganizationRecipe(headcount=300_000, departments=600), 1, 0))
    assert found.density_ratio == pytest.approx(10.3, rel=0.05)
    assert found.clustering == pytest.approx(0.40, rel=0.05)
