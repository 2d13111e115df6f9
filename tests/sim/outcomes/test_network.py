"""Network outcomes of runs in which ties form at work, against the mixing of departments written out as a matrix."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.model import OrganizationModel
from sim.organization.chart import Organization
from tests.scenarios import small_organization, small_scenario
from tests.verification.organizations import by_hand

WORKING = {"project__size": 60.0, "project__share": 0.3, "project__departments_factor": 2.0}


def _mixing(model: OrganizationModel) -> NDArray[np.float64]:
    """Return the strength of all ties from each department to each."""
    organization, world = model.organization, model.world
    department = organization.department
    mixing = np.zeros((organization.departments, organization.departments))
    for i in range(organization.headcount):
        for tie in range(organization.tie_start[i], organization.tie_start[i + 1]):
            mixing[department[i], department[organization.tie_target[tie]]] += organization.tie_weight[tie]
        for target, strength in zip(world.formed_target[i], world.formed_strength[i], strict=True):
            mixing[department[i], department[target]] += strength
    return mixing


def _finished(organization: Organization, **changes: object) -> OrganizationModel:
    model = OrganizationModel(small_scenario(**changes), organization, 2)
    model.run_model()
    return model


def test_assortativity_and_ei_index_are_those_of_the_mixing_of_departments() -> None:
    model = _finished(small_organization(), **WORKING)
    assert model.world.formed_strength.sum() > 1.0
    shares = _mixing(model)
    shares /= shares.sum()
    chance = float(shares.sum(axis=0) @ shares.sum(axis=1))
    assert abs(float((shares.sum(axis=1) ** 2).sum()) - chance) > 1e-6, "who is turned to is not who turns to somebody"
    found = model.outcome()
    assert found["department_assortativity"] == pytest.approx((np.trace(shares) - chance) / (1 - chance), rel=1e-6)
    assert found["ei_index"] == pytest.approx(1 - 2 * np.trace(shares), rel=1e-6)


@pytest.mark.parametrize(
    ("across", "within", "assortativity", "ei_index"),
    [(False, True, 1.0, -1.0), (True, False, -1.0, 1.0), (True, True, -1 / 11, 1 / 11), (False, False, 0.0, 0.0)],
)
def test_extremes_have_the_values_of_the_textbook(
    across: bool, within: bool, assortativity: float, ei_index: float
) -> None:
    """Two departments of six: five ties inside and six across for everybody, or only one kind of them, or none."""
    organization = by_hand(2, 6, 3, lambda i, j: within if i // 6 == j // 6 else across)
    found = _finished(organization, project__share=0.0).outcome()
    assert found["department_assortativity"] == pytest.approx(assortativity, abs=1e-12)
    assert found["ei_index"] == pytest.approx(ei_index, abs=1e-12)
