"""The weekly record, column by column and week by week, against what the arrays of the world say."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.interventions.catalogue import MEASURES
from sim.model import OrganizationModel
from sim.outcomes.dictionary import SERIES_NAMES
from sim.state import (
    ADOPTED,
    AWARE,
    DELIVERED,
    GREEN,
    NEVER,
    NO_PROJECT,
    PROCESS,
    RED,
    RELAPSED,
    RUNNING,
    SILO,
    TRUST,
    TRYING,
    UNAWARE,
)
from tests.fast_adoption import NAMES, PRACTICES, lively, trying
from tests.scenarios import small_organization

BUSY = lively(
    trying(*NAMES),
    {
        "rollout.speed": 0.25,
        "adoption.relapse": 0.2,
        "project.size": 30.0,
        "project.share": 0.2,
        "project.departments_factor": 2.0,
        "reporting.amber": 0.02,
        "reporting.red": 0.1,
        "reporting.honesty": 0.3,
        "miscommunication.base": 0.1,
        "turnover.annual_rate": 0.4,
        "intervention.microprojects.strength": 0.3,
    },
)
ORGANIZATION = small_organization()
Column = Callable[[OrganizationModel], float]


def _traits(column: int) -> Column:
    return lambda model: model.world.traits[:, column].mean(dtype=np.float64)


def _seats(field: str) -> Column:
    return lambda model: model.world.seats[field].mean(dtype=np.float64)


def _practices(model: OrganizationModel) -> NDArray[np.void]:
    """Return the ladders of the practices that are done, all three in these runs."""
    ladders: NDArray[np.void] = model.world.ladders[[MEASURES.index(name) for name in PRACTICES]]
    return ladders


def _stage(stage: int) -> Column:
    return lambda model: (_practices(model)["stage"] == stage).mean()


def _departments(field: str) -> Column:
    return lambda model: model.world.departments[field][ORGANIZATION.department].mean(dtype=np.float64)


def _running(model: OrganizationModel) -> NDArray[np.void]:
    projects: NDArray[np.void] = model.world.projects[model.world.projects["status"] == RUNNING]
    return projects


def _share_of_running(holds: Callable[[NDArray[np.bool_], NDArray[np.void]], NDArray[np.bool_]]) -> Column:
    """Return the share of running projects for which something holds that hangs on whether they are truly red."""

    def share(model: OrganizationModel) -> float:
        running = _running(model)
        truly_red = running["true_overrun"] >= BUSY.reporting.red
        return float(holds(truly_red, running).mean()) if len(running) else 0.0

    return share


def _ei_index(model: OrganizationModel) -> float:
    department = ORGANIZATION.department
    source = np.repeat(np.arange(ORGANIZATION.headcount), np.diff(ORGANIZATION.tie_start))
    across = department[source] != department[ORGANIZATION.tie_target]
    weights = ORGANIZATION.tie_weight.astype(np.float64)
    external = weights[across].sum() + model.world.formed_strength.sum(dtype=np.float64)
    internal = weights[~across].sum()
    return float((external - internal) / (external + internal))


def _support(model: OrganizationModel) -> float:
    units = model.world.units[[MEASURES.index(name) for name in PRACTICES]]
    return float(units["support"][units["joined"] != NEVER].mean(dtype=np.float64))


def _applied(model: OrganizationModel) -> float:
    seats = model.world.seats
    trained = seats[seats["sessions"] > 0]
    return float((trained["collaboration_skill"] >= trained["transfer_bar"]).mean())


def _delivered(model: OrganizationModel) -> float:
    projects = model.world.projects
    return float(projects["effort"][projects["status"] == DELIVERED].sum() / projects["effort"].sum())


EXPECTED: Mapping[str, Column] = {
    "joined": lambda model: (model.world.units["joined"][:, ORGANIZATION.unit] != NEVER).mean(),
    "unaware": _stage(UNAWARE),
    "aware": _stage(AWARE),
    "trying": _stage(TRYING),
    "adopted": _stage(ADOPTED),
    "relapsed": _stage(RELAPSED),
    "proficiency": lambda model: _practices(model)["proficiency"].mean(dtype=np.float64),
    "support": _support,
    "trust": _traits(TRUST),
    "silo": _traits(SILO),
    "process_orientation": _traits(PROCESS),
    "readiness": _seats("readiness"),
    "collaboration_skill": _seats("collaboration_skill"),
    "job_satisfaction": _seats("job_satisfaction"),
    "sense_of_influence": _seats("sense_of_influence"),
    "workload": _seats("workload"),
    "ei_index": _ei_index,
    "running_projects": lambda model: len(_running(model)),
    "engaged": lambda model: (model.world.seats["project"] != NO_PROJECT).mean(),
    "reported_red": _share_of_running(lambda _, running: running["reported"] == RED),
    "truly_red": _share_of_running(lambda truly_red, _: truly_red),
    "watermelon": _share_of_running(lambda truly_red, running: truly_red & (running["reported"] == GREEN)),
    "work_delivered": _delivered,
    "effort_spent": lambda model: model.world.projects["spent"].sum(),
    "using": lambda model: _practices(model)["use"].mean(dtype=np.float64),
    "training_applied": _applied,
    "service_saved": _departments("saved"),
    "legacy_debt": _departments("legacy"),
}


def _lived() -> Iterator[OrganizationModel]:
    model = OrganizationModel(BUSY, ORGANIZATION, 3)
    while model.running:
        model.step()
        yield model


@pytest.fixture(scope="module")
def columns() -> Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return every column of the record of a run, and what the worlds of its weeks say it should be."""
    expected: list[list[float]] = []
    for model in _lived():
        expected.append([EXPECTED[name](model) for name in SERIES_NAMES])
    return {name: (model.record[:, place], np.array(expected)[:, place]) for place, name in enumerate(SERIES_NAMES)}


@pytest.mark.parametrize("name", SERIES_NAMES)
def test_every_week_records_what_the_world_says(
    columns: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]], name: str
) -> None:
    recorded, said = columns[name]
    assert recorded == pytest.approx(said, rel=1e-9, abs=1e-12)
    assert np.ptp(said) > 0.0, f"{name} never changes in this run, so that nothing is tested"


def test_somebody_at_the_bar_applies_the_training() -> None:
    model = OrganizationModel(BUSY, ORGANIZATION, 3)
    model.world.seats["sessions"][:4] = 1
    model.world.seats["transfer_bar"] = 0.0
    model.world.seats["transfer_bar"][0] = 1.0
    model.step()
    seats = model.world.seats
    (trained,) = np.nonzero(seats["sessions"])
    assert seats["collaboration_skill"][trained].min() == 0.0
    applied = model.record[0, SERIES_NAMES.index("training_applied")]
    assert applied == pytest.approx(1.0 - 1.0 / len(trained))
