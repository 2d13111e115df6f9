"""What interventions take from people is booked, weighs on them a week later, and has to be paid."""

import numpy as np
import pytest

from sim.interventions.catalogue import MEASURES
from sim.model import OrganizationModel
from sim.scenario import declared_parameters
from sim.state import NEVER, USE
from tests.fast_adoption import NAMES, PRACTICES, lively, of, trying, weekly
from tests.scenarios import small_organization

SCENARIO = lively(
    {f"intervention.{name}.strength": 0.4 + 0.1 * number for number, name in enumerate(NAMES)},
    {f"intervention.{name}.start_week": 2 * number for number, name in enumerate(NAMES)},
    {f"intervention.{name}.fee": 100.0 + number for number, name in enumerate(NAMES)},
    {"turnover.active": False, "rollout.support_weeks": 11, "rollout.speed": 0.6, "rollout.catch_up_weeks": 20},
)


def test_time_claimed_is_time_booked() -> None:
    claimed = 0.0
    for _, world in weekly(SCENARIO):
        claimed += float(world.seats["claimed"].sum(dtype=np.float64))
        assert world.portfolio["claimed_effort"][0] == pytest.approx(claimed, rel=1e-6)
    assert claimed > 0.0


def test_coaches_are_paid_for_what_they_bring_while_anybody_is_taken_on() -> None:
    p, brought = SCENARIO.rollout, []
    strengths = {name: getattr(SCENARIO.intervention, name).strength for name in PRACTICES}
    for week, world in weekly(SCENARIO):
        joined = {name: world.units["joined"][MEASURES.index(name)] for name in PRACTICES}
        young = [name for name, when in joined.items() if ((when != NEVER) & (week - when < p.support_weeks)).any()]
        brought.append(max((strengths[name] for name in young), default=0.0))
        assert world.portfolio["coaching_effort"][0] == pytest.approx(
            sum(brought) * p.coaches * len(world.seats) / 1000.0
        )
    assert set(brought) == {0.0, *strengths.values()}


def test_effort_is_what_people_and_coaches_give() -> None:
    model = OrganizationModel(SCENARIO, small_organization(), 3)
    model.run_model()
    portfolio = model.world.portfolio[0]
    assert model.outcome()["intervention_effort"] == portfolio["claimed_effort"] + portfolio["coaching_effort"]


def test_money_is_fees_and_sessions() -> None:
    sections = {name: getattr(SCENARIO.intervention, name) for name in NAMES}
    model = OrganizationModel(SCENARIO, small_organization(), 3)
    model.run_model()
    weeks, thousands = SCENARIO.horizon.weeks, len(model.world.seats) / 1000.0
    fees = sum(part.strength * part.fee * (weeks - part.start_week) * thousands for part in sections.values())
    sessions = int(model.world.seats["sessions"].sum())
    training = SCENARIO.intervention.training
    assert sessions > 0
    assert model.outcome()["intervention_money"] == pytest.approx(
        fees + training.strength * training.session_fee * sessions
    )


def test_what_is_claimed_weighs_on_the_week_after() -> None:
    p, organization = SCENARIO.workload, small_organization()
    expected = None
    for week, world in weekly(SCENARIO):
        if expected is not None:
            assert world.seats["workload"] == pytest.approx(expected, rel=1e-5)
        service = (
            p.base
            * (1.0 + p.growth) ** ((week + 1) / 52.0)
            * (1.0 - world.departments["saved"][organization.department])
        )
        on_project = (world.seats["project"] >= 0) * SCENARIO.project.allocation * (1.0 - p.backfill)
        expected = np.maximum(
            0.0, service * (1.0 + p.spread * world.seats["service_load"]) + on_project + world.seats["claimed"]
        )


def test_only_users_sit_in_meetings() -> None:
    meetings = lively(trying("lean"), of("lean", board_hours=9.0), {"workload.week_hours": 36.0})
    for _, world in weekly(meetings):
        assert set(world.seats["claimed"].tolist()) <= {0.0, 0.25}
    assert world.seats["claimed"].any()
    assert world.traits[:, USE].any()


def test_cleared_legacy_is_work_that_somebody_did() -> None:
    scenario = lively(
        trying("benefits_governance"), of("benefits_governance", project_hours=0.0), {"saturation.active": False}
    )
    sizes = np.diff(small_organization().department_start)
    model = OrganizationModel(scenario, small_organization(), 3)
    before = model.world.departments["legacy"].copy()
    model.run_model()
    after = model.world.departments["legacy"]
    assert after == pytest.approx(before * (1 - 0.05) ** scenario.horizon.weeks)
    assert model.world.portfolio["claimed_effort"][0] == pytest.approx(4.0 * ((before - after) * sizes).sum())


def test_who_is_on_board_already_has_the_masterclass_when_the_cadence_begins() -> None:
    free = {"checkin_hours": 0.0, "event_hours": 0.0, "planning_hours": 0.0}
    okr = of("okr", start_week=9, masterclass_hours=9.0, **free)
    scenario = lively(
        trying("okr", "lean"),
        okr,
        of("lean", board_hours=0.0),
        {"workload.week_hours": 36.0, "turnover.active": False, "rollout.catch_up_weeks": 0},
    )
    claimed = {week: world.seats["claimed"].copy() for week, world in weekly(scenario)}
    assert (claimed.pop(9) == 0.25).all()
    assert not any(hours.any() for hours in claimed.values())


@pytest.mark.parametrize("name", NAMES)
def test_hours_are_shares_of_the_one_working_week(name: str) -> None:
    without_feedback = {"workload.active": False, "intervention.benefits_governance.debt_work": 0.0}
    long, short = (
        sum(float(world.seats["claimed"].sum(dtype=np.float64)) for _, world in weekly(scenario))
        for scenario in (
            lively(trying(name), without_feedback, {"workload.week_hours": hours}) for hours in (40.0, 20.0)
        )
    )
    assert long > 0.0
    assert short == pytest.approx(2.0 * long, rel=1e-6)
    assert [path for path in declared_parameters() if path.endswith("week_hours")] == ["workload.week_hours"]
