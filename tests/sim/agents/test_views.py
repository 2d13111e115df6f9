"""The agents of the Mesa face are live views: they show the arrays of this moment and write to them."""

from typing import Any

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.model import Department, Employee, OrganizationModel, Project
from sim.organization.chart import NOBODY
from sim.state import ADOPTED, COLOURS, NO_PROJECT, OUTCOMES, PLANNED, RUNNING, STAGES, STATUSES, TRUST
from tests.scenarios import OKR, PRACTICE, small_organization, small_scenario


def model_at(week: int, **changes: object) -> OrganizationModel:
    model = OrganizationModel(small_scenario(**{**PRACTICE, **changes}), small_organization(), 1)
    for _ in range(week):
        model.step()
    return model


@pytest.fixture(scope="module")
def late() -> OrganizationModel:
    return model_at(36)


def test_agents_are_created_when_somebody_asks() -> None:
    model = model_at(1)
    assert model._everybody is None
    assert len(model.departments) == 5
    assert model._everybody is not None
    assert len(model.agents) == 60 + 5 + len(model.world.projects)


def test_numbers_of_agents_do_not_depend_on_who_is_asked_for_first() -> None:
    first, other = model_at(0), model_at(0)
    assert first.projects.get("unique_id") == other.agents.select(agent_type=Project).get("unique_id")
    assert sorted(first.agents.get("unique_id")) == list(range(1, len(first.agents) + 1))


def test_agents_come_by_kind(late: OrganizationModel) -> None:
    assert set(late.agent_types) == {Employee, Department, Project}
    assert list(late.agents_by_type[Department]) == list(late.departments)
    assert len(late.agents_by_type[Employee]) == len(late.employees) == 60


def test_a_portfolio_without_projects_has_no_project_agents() -> None:
    assert len(model_at(2, project__share=0.0).projects) == 0


def test_reading_is_live() -> None:
    model = model_at(0)
    somebody = model.everybody.employees[7]
    before = somebody.trust
    model.step()
    assert somebody.trust == model.world.traits[7, TRUST] != before


TRAITS = ["silo", "trust", "process_orientation"]
STANCE = ["silo_anchor", "trust_anchor", "process_anchor", "threshold"]
OTHERS = ["readiness", "collaboration_skill", "job_satisfaction", "sense_of_influence"]


@pytest.mark.parametrize("name", [*TRAITS, *STANCE, *OTHERS])
def test_writing_reaches_the_array_of_that_name_only(name: str) -> None:
    model = model_at(1)
    arrays = model.world.traits, model.world.stances, model.world.seats
    before = [array.copy() for array in arrays]
    setattr(model.everybody.employees[7], name, 0.375)
    records = model.world.stances if name in STANCE else model.world.seats
    column = model.world.traits[:, TRAITS.index(name)] if name in TRAITS else records[name]
    assert column[7] == getattr(model.everybody.employees[7], name) == 0.375
    assert sum((array != was).sum() for array, was in zip(arrays, before, strict=True)) == 1


def test_what_is_written_matters_to_the_next_week() -> None:
    written, left = model_at(3), model_at(3)
    written.employees.set("trust", 0.9)
    written.step()
    left.step()
    assert written.record[3].tobytes() != left.record[3].tobytes()


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan")])
def test_a_share_out_of_bounds_is_refused(value: float) -> None:
    model = model_at(0)
    before = model.world.traits.copy()
    with pytest.raises(ScenarioError, match=r"trust of e8 = .* allowed is 0 to 1"):
        model.everybody.employees[7].trust = value
    np.testing.assert_array_equal(model.world.traits, before)


def test_what_the_model_computes_cannot_be_written(late: OrganizationModel) -> None:
    with pytest.raises(ScenarioError, match="workload of e1 is computed by the model"):
        late.everybody.employees[0].workload = 0.5
    with pytest.raises(AttributeError):
        late.everybody.employees[0].stage = "adopted"  # type: ignore[misc]


def test_nobody_can_be_removed(late: OrganizationModel) -> None:
    with pytest.raises(ScenarioError, match="e1 cannot be removed"):
        late.everybody.employees[0].remove()


def test_employees_show_their_place(late: OrganizationModel) -> None:
    organization = late.organization
    for somebody in late.everybody.employees:
        i = somebody.number
        assert somebody.name == organization.seat_names[i]
        assert somebody.department.number == organization.department[i]
        assert (somebody.unit, somebody.level) == (organization.unit[i], organization.level[i])
        if somebody.manager is None:
            assert organization.manager[i] == NOBODY
            assert somebody.level == 0
        else:
            assert somebody.manager.number == organization.manager[i]
            assert somebody.manager.level == somebody.level - 1


def test_employees_show_their_stage_and_project(late: OrganizationModel) -> None:
    assert late.employees.get("stage") == [STAGES[stage] for stage in late.world.ladders["stage"][OKR]]
    numbers = [NO_PROJECT if project is None else project.number for project in late.employees.get("project")]
    assert numbers == late.world.seats["project"].tolist()
    assert max(numbers) > NO_PROJECT


def test_contacts_are_standing_ties_and_formed_ones() -> None:
    model = model_at(36, project__size=60.0)
    organization, world = model.organization, model.world
    strengths = np.zeros((60, 60))
    for i in range(60):
        for tie in range(organization.tie_start[i], organization.tie_start[i + 1]):
            strengths[i, organization.tie_target[tie]] += organization.tie_weight[tie]
        for slot in range(4):
            strengths[i, world.formed_target[i, slot]] += world.formed_strength[i, slot]
    shown = np.zeros((60, 60))
    for somebody in model.everybody.employees:
        for contact in somebody.contacts():
            shown[somebody.number, contact.employee.number] = contact.strength
    assert world.formed_strength.max() > 0.0
    np.testing.assert_allclose(shown, np.minimum(1.0, strengths), rtol=1e-6)


def test_departments_show_their_members(late: OrganizationModel) -> None:
    assert sum(late.departments.get("headcount")) == 60
    assert late.departments.get("name") == list(late.organization.department_names)
    assert late.departments.get("change_oriented") == late.organization.change_oriented.tolist()
    for department in late.everybody.departments:
        assert len(department.members) == department.headcount
        assert set(department.members.get("department")) == {department}
        adopted = [stage == STAGES[ADOPTED] for stage in department.members.get("stage")]
        assert department.adoption == pytest.approx(sum(adopted) / len(adopted))
    assert max(late.departments.get("adoption")) > 0.0


def test_departments_show_their_running_projects(late: OrganizationModel) -> None:
    counts = [len(department.running_projects) for department in late.everybody.departments]
    assert counts == late.world.departments["projects"].tolist()
    assert max(counts) > 0


def test_projects_show_their_fate(late: OrganizationModel) -> None:
    records = late.world.projects
    assert late.projects.get("status") == [STATUSES[status] for status in records["status"]]
    assert late.projects.get("outcome") == [OUTCOMES[outcome] for outcome in records["outcome"]]
    for name, column in {"effort": "effort", "spent": "spent", "hidden_errors": "hidden", "wanted": "wanted"}.items():
        assert late.projects.get(name) == records[column].tolist()
    assert late.projects.get("name")[:2] == ["P1", "P2"]


def test_a_planned_project_has_no_history() -> None:
    planned = model_at(0).everybody.projects[0]
    nothing = [
        "start",
        "finish",
        "lead",
        "cost_overrun_first",
        "schedule_overrun_last",
        "reported_status",
        "true_status",
    ]
    assert [getattr(planned, name) for name in nothing] == [None] * len(nothing)
    assert len(planned.team) == 0


def test_started_projects_show_team_weeks_and_overruns(late: OrganizationModel) -> None:
    started = [
        project for project in late.everybody.projects if late.world.projects[project.number]["status"] != PLANNED
    ]
    assert {project.status for project in started} >= {"running", "delivered"}
    for project in started:
        record = late.world.projects[project.number]
        assert len(project.team) == record["team"]
        assert len(set(project.team.get("department"))) == record["departments"]
        assert project.lead is not None
        assert project.start == record["start"] >= project.wanted
        assert project.finish == (None if record["status"] == RUNNING else record["finish"])
        assert project.cost_overrun_first == pytest.approx(record["spent"] / record["budget_first"] - 1)
        assert project.cost_overrun_last == pytest.approx(record["spent"] / record["budget_last"] - 1)
        assert project.schedule_overrun_first == pytest.approx(
            record["elapsed_weeks"] / record["planned_weeks_first"] - 1
        )
        assert project.schedule_overrun_last == pytest.approx(
            record["elapsed_weeks"] / record["planned_weeks_last"] - 1
        )


def test_the_team_of_a_running_project_works_on_it(late: OrganizationModel) -> None:
    running = [project for project in late.everybody.projects if project.status == "running"]
    assert len(running) > 0
    for project in running:
        assert set(project.team.get("project")) == {project}


def test_traffic_lights_count_what_the_weekly_record_counts() -> None:
    model = model_at(36, project__size=60.0, reporting__amber=0.0, reporting__red=0.02)
    running = [project for project in model.everybody.projects if project.status == "running"]
    shown = [
        sum(project.reported_status == "red" for project in running),
        sum(project.true_status == "red" for project in running),
        sum(project.reported_status == "green" and project.true_status == "red" for project in running),
    ]
    assert {project.true_status for project in running} <= set(COLOURS)
    assert shown[1] > 0
    np.testing.assert_allclose(np.array(shown) / len(running), model.record[35, 19:22])


def test_agent_sets_work_on_views(late: OrganizationModel) -> None:
    everybody = late.employees
    assert everybody.agg("trust", np.mean) == pytest.approx(late.record[35, 8])
    users = everybody.select(_has_adopted)
    assert len(users) / 60 == pytest.approx(late.record[35, 4])
    sizes = everybody.groupby("stage").map(len)
    assert sum(sizes.values()) == 60
    assert sizes["adopted"] == len(users)
    assert everybody.map("contacts")[3] == late.everybody.employees[3].contacts()
    names: list[str] = []
    everybody.do(lambda employee: names.append(employee.name))
    assert names == list(late.organization.seat_names)


def _has_adopted(employee: Any) -> bool:  # noqa: ANN401 - Mesa does not say of which kind the agents are
    return bool(employee.stage == "adopted")
