"""A decision in the middle of a run: what it changes in memory makes the same bits as Python's own branch."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portable.build import SIMD
from portable.changes import APART, Change, branched, changes
from portable.image import Image, laid_out
from sim.model import OrganizationModel
from sim.state import World
from tests.portable.agreement import unequal
from tests.portable.wasmtime_host import Host, compiled
from tests.scenarios import small_organization, small_scenario
from tests.verification.cases import BASE, CASES
from tests.verification.organizations import recipe, scenario_with

DECISIONS: Mapping[str, Mapping[str, Any]] = {
    "more coaches": {"rollout.coaches": 40.0},
    "everybody at once from now on": {"rollout.speed": 1.0},
    "a gate": {"rollout.gate": 0.5},
    "a practice begins": {"intervention.okr.strength": 1.0},
    "a practice ends": {"intervention.okr.strength": 0.0},
    "less to do": {"workload.base": 0.5},
    "more on projects": {"project.allocation": 0.9, "project.engaged_limit": 0.6},
}


def model_of(name: str, replicate: int = 4) -> OrganizationModel:
    return OrganizationModel(scenario_with(BASE, CASES[name]), recipe(), replicate)


def decided(
    model: OrganizationModel, image: Image, levers: Mapping[str, Any]
) -> tuple[OrganizationModel, list[Change]]:
    """Return the branch of a model, and what makes one of a run that is laid out."""
    other = model.branch(**levers)
    return other, branched(image, (model.plan, model.world), (other.plan, other.world))


def differences(model: OrganizationModel, host: Host) -> list[str]:
    """Live both to the end; return what differs in the first week in which anything does."""
    while model.running:
        week = model.week
        model.step()
        host.live(week)
        found = _unequal(model.world, host) + unequal("series", model.record[week], host.read("run.series")[week])
        if found:
            return [f"in week {week}: {name}" for name in found]
    host.sum_up()
    return unequal("metrics", np.array(list(model.outcome().values())), host.read("run.metrics"))


def _unequal(world: World, host: Host) -> list[str]:
    return [
        field
        for name, array in world._asdict().items()
        for field in unequal(f"world.{name}", array, host.read(f"world.{name}"))
    ]


def lived(model: OrganizationModel, weeks: int) -> tuple[Image, Host]:
    """Bring a model and a portable run of the same to a week."""
    image = laid_out(model.plan, model.replicate)
    host = Host(image, compiled(SIMD))
    host.begin()
    for week in range(weeks):
        model.step()
        host.live(week)
    return image, host


@pytest.mark.parametrize("name", ["each its own rollout", "people meet projects"])
@pytest.mark.parametrize("decision", DECISIONS)
def test_a_branch_has_the_same_bits(name: str, decision: str) -> None:
    model = model_of(name)
    image, host = lived(model, 9)
    other, found = decided(model, image, DECISIONS[decision])
    host.write(found)
    assert differences(other, host) == []


def test_a_branch_of_a_branch_has_the_same_bits() -> None:
    model = model_of("each its own rollout")
    image, host = lived(model, 5)
    other, found = decided(model, image, DECISIONS["everybody at once from now on"])
    host.write(found)
    for week in range(5, 12):
        other.step()
        host.live(week)
    last, found = decided(other, image, DECISIONS["less to do"])
    host.write(found)
    assert differences(last, host) == []


@pytest.mark.parametrize("left_out", ["run.parameters", "schedule.on_board"])
def test_a_change_that_is_left_out_is_seen(left_out: str) -> None:
    slowly = small_scenario(intervention__okr__strength=1.0, rollout__speed=0.1)
    model = OrganizationModel(slowly, small_organization())
    image, host = lived(model, 3)
    other, found = decided(model, image, {**DECISIONS["less to do"], **DECISIONS["everybody at once from now on"]})
    place = image.places[left_out]
    kept = [change for change in found if not place.at <= change.at < place.at + place.size]
    assert len(kept) < len(found)
    host.write(kept)
    assert differences(other, host) != []


def test_a_decision_that_changes_nothing_writes_nothing() -> None:
    model = OrganizationModel(small_scenario(intervention__okr__strength=1.0), small_organization())
    image, _ = lived(model, 3)
    assert decided(model, image, {"workload.base": model.settings.workload.base})[1] == []


def test_a_decision_is_small() -> None:
    model = model_of("people meet projects")
    image, _ = lived(model, 3)
    _, found = decided(model, image, DECISIONS["more coaches"])
    assert 8 <= sum(len(content) for _, content in found) < 500


def test_bytes_that_lie_close_are_written_as_one() -> None:
    model = OrganizationModel(small_scenario(), small_organization())
    image = laid_out(model.plan, 0)
    silo = image.places["chart.tie_weight"]
    before = np.zeros(silo.shape, silo.kind)
    after = before.copy()
    after[[0, 1, 40]] = 1.0
    found = changes(image, {"chart.tie_weight": before}, {"chart.tie_weight": after})
    assert [change.at - silo.at for change in found] == [2, 162]
    assert all(len(change.content) < 2 * APART for change in found)


def test_another_shape_is_refused() -> None:
    model = OrganizationModel(small_scenario(), small_organization())
    image, on_board = laid_out(model.plan, 0), model.plan.schedule.on_board
    with pytest.raises(ValueError, match=r"schedule\.on_board has another shape"):
        changes(image, {"schedule.on_board": on_board}, {"schedule.on_board": on_board[:, 1:]})


@pytest.mark.long
def test_random_decisions_have_the_same_bits() -> None:
    @settings(max_examples=40, phases=(Phase.generate,), deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(sorted(CASES)),
        st.sampled_from(sorted(DECISIONS)),
        st.sampled_from(sorted(DECISIONS)),
        st.integers(0, 12),
        st.integers(0, 2**31),
    )
    def check(name: str, one: str, other: str, weeks: int, replicate: int) -> None:
        model = model_of(name, replicate)
        image, host = lived(model, min(weeks, model.plan.weeks - 1))
        branch, found = decided(model, image, {**DECISIONS[one], **DECISIONS[other]})
        host.write(found)
        assert differences(branch, host) == []

    check()
