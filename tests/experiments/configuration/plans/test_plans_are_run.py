"""Plans from the command line: composed as if their parts had been written there, crossed, and named in the answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.api.scenarios import scenario
from sim.rollout import Order
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]

PLAN = """\
# Lean in two departments, then OKR.
title: Lean, then OKR
project: microprojects
rollout.coaches: 20
measures:
  - {measure: lean, from: 0, departments: [0, 1]}
  - {measure: okr, from: 8, rollout: big_bang}
"""
WRITTEN_OUT = (
    "project=microprojects",
    "intervention=[lean,okr]",
    "rollout.coaches=20",
    "intervention.lean.start_week=0",
    "rollouts.lean.departments=[0,1]",
    "intervention.okr.start_week=8",
    "rollouts.okr.speed=1.0",
)
BAD = "# Wrong twice.\nrollout.sped: 1\nmeasures: [{measure: okr, from: 9, to: 3}]\n"
CASE = """\
# @package _global_
case:
  title: Plans as arms
  question: Which?
  arms:
    named: {plan: mine}
    options: {title: Large and at once, project: large, rollout: big_bang, intervention: [okr]}
    nothing: {}
  compare: [{arm: named, against: options}]
"""


@pytest.fixture
def mine(shell: Shell) -> str:
    for group, name, text in (("plan", "mine", PLAN), ("plan", "bad", BAD), ("case", "plans", CASE)):
        (shell.folder / "conf" / group).mkdir(parents=True, exist_ok=True)
        (shell.folder / "conf" / group / f"{name}.yaml").write_text(text)
    return "--config-dir=conf"


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.long
@pytest.mark.usefixtures("mine")
def test_a_plan_is_the_scenario_that_its_parts_make() -> None:
    assert scenario("plan=mine", config_dir="conf") == scenario(*WRITTEN_OUT)


@pytest.mark.long
@pytest.mark.usefixtures("mine")
def test_what_is_asked_for_counts_more_than_the_plan() -> None:
    found = scenario("plan=mine", "project=large", "rollout.coaches=3", config_dir="conf")
    others = [text for text in WRITTEN_OUT if not text.startswith(("project=", "rollout.coaches"))]
    assert found == scenario("project=large", "rollout.coaches=3", *others)


@pytest.mark.long
def test_plans_cross_with_what_varies_and_are_named_with_what_they_consist_of(shell: Shell, mine: str) -> None:
    plans = "plan=mine,six_large_big_bang"
    said = shell.run("-m", mine, plans, "adoption.retry=0.1,0.5", "study.replicates=2", "study.name=x")
    assert said.code == 0, said.err
    study = manifest(shell.folder / "results" / "x")
    assert [point["choices"]["plan"] for point in study["points"]] == ["mine", "mine", *["six_large_big_bang"] * 2]
    assert study["plans"]["mine"]["title"] == "Lean, then OKR"
    assert "Lean, then OKR" in said.out
    assert "okr from week 8, rollout big_bang" in said.out


@pytest.mark.long
def test_arms_of_a_case_are_plans_by_name_or_with_options_of_their_own(shell: Shell, mine: str) -> None:
    said = shell.run(mine, "case=plans", "study.replicates=2", "study.name=x")
    assert said.code == 0, said.err
    study = manifest(shell.folder / "results" / "x")
    changes = [study["designs"][point["design"]]["changes"] for point in study["points"]]
    assert changes[0]["intervention.okr.start_week"] == 8
    assert changes[1]["project.size"] == 640
    assert changes[1]["rollout.speed"] == 1.0
    assert not [key for key in changes[2] if key.startswith(("intervention.", "rollout", "project."))]


@pytest.mark.long
def test_a_sweep_says_which_arms_it_leaves_out(shell: Shell, mine: str) -> None:
    said = shell.run("-m", mine, "case=plans", "study.replicates=2", "project.size=5,10")
    assert said.code == 0
    assert "case.arm=named,options,nothing" in said.err
    said = shell.run("-m", mine, "case=plans", "study.replicates=2", "case.arm=named,nothing")
    assert said.code == 0
    assert "left out" not in said.err


def test_a_plan_that_is_wrong_is_refused_with_its_name_and_all_that_is_wrong(shell: Shell, mine: str) -> None:
    said = shell.run(mine, "plan=bad")
    assert said.code == 2
    (line,) = said.err.splitlines()
    assert line.startswith("orgchange: plan=bad: ")
    assert "measures[0].to: it ends in week 3" in line
    assert "'rollout.sped'; did you mean 'rollout.speed'?" in line
    assert not (shell.folder / "results").exists()


def test_a_plan_that_is_not_there_is_refused_with_those_that_are(shell: Shell, mine: str) -> None:
    said = shell.run(mine, "plan=mien")
    assert said.code == 2
    assert "plan has no option 'mien'; did you mean 'mine'?" in said.err


@pytest.mark.long
def test_the_composed_configuration_shows_what_a_plan_sets(shell: Shell, mine: str) -> None:
    said = shell("run", mine, "plan=mine", "--cfg", "job")
    assert said.code == 0
    assert "coaches: 20" in said.out


STAFF = "id,department\n1,Permits\n2,Permits\n3,Works\n4,Works\n5,Social care\n6,Social care\n"
MAIL = "source,target\n1,2\n2,3\n3,4\n4,5\n5,6\n6,1\n"
OWN = ("organization=from_data", "organization.employees=staff.csv", "organization.ties=mail.csv")


@pytest.fixture
def town(shell: Shell) -> Shell:
    (shell.folder / "staff.csv").write_text(STAFF)
    (shell.folder / "mail.csv").write_text(MAIL)
    (shell.folder / "conf" / "plan").mkdir(parents=True)
    for name, departments in (("named", "[Works, Social care]"), ("odd", "[Work, Nobody]"), ("recipe", "[D2, 0]")):
        text = f"# Named.\nmeasures: [{{measure: okr, departments: {departments}}}]\n"
        (shell.folder / "conf" / "plan" / f"{name}.yaml").write_text(text)
    return shell


@pytest.mark.long
@pytest.mark.usefixtures("town")
def test_departments_go_by_their_names() -> None:
    assert scenario("plan=named", *OWN, config_dir="conf").rollouts.okr.departments == (1, 2)
    assert scenario("plan=recipe", config_dir="conf").rollouts.okr.departments == (1, 0)


def test_departments_that_are_not_there_are_all_named(town: Shell) -> None:
    said = town("run", "--config-dir=conf", "plan=odd", *OWN)
    assert said.code == 2
    assert "measures[0].departments: there is no department 'Work'; did you mean 'Works'?" in said.err
    assert "there is no department 'Nobody'; there are Permits, Works, Social care" in said.err


@pytest.mark.long
def test_arms_name_departments_too(town: Shell) -> None:
    (town.folder / "conf" / "case").mkdir()
    (town.folder / "conf" / "case" / "named.yaml").write_text(
        "# @package _global_\n"
        "organization: {departments: [{name: Permits, people: 30}, {name: Works, people: 20}]}\n"
        "case:\n  arms:\n"
        "    first: {measures: [{measure: okr, departments: [Works]}]}\n"
        "    then: {measures: [{measure: okr, departments: [Permits, Works]}]}\n"
    )
    assert scenario("case=named", "case.arm=first", config_dir="conf").rollouts.okr.departments == (1,)
    assert scenario("case=named", "case.arm=then", config_dir="conf").rollouts.okr.departments == (0, 1)
    ran = town("run", "--config-dir=conf", "case=named", "study.replicates=2", "horizon.weeks=8", "study.name=arms")
    assert ran.code == 0
    odd = town("run", "+case.arms.a={measures: [{measure: okr, departments: [Works]}]}", "case.arm=a")
    assert odd.code == 2
    assert "there is no department 'Works'; there are D1, D2, D3" in odd.err


@pytest.mark.long
def test_a_table_of_projects_with_dates_is_read_by_the_start_of_the_study(shell: Shell) -> None:
    (shell.folder / "conf" / "case").mkdir(parents=True)
    table = "name,effort,start,deadline\nDesk,30,2027-03-01,2027-12-06\nRegister,12,2027-01-04,\n"
    (shell.folder / "projects.csv").write_text(table, encoding="utf-8")
    case = (
        "# @package _global_\nstudy: {start: 2027-01-04}\ncase:\n  title: Listed\n  question: Which?\n  arms:\n"
        "    listed: {portfolio: projects.csv}\n    cut: {project.size: 20}\n"
    )
    (shell.folder / "conf" / "case" / "listed.yaml").write_text(case, encoding="utf-8")
    shell.run("--config-dir", "conf", "case=listed", "study.name=x", "study.replicates=2")
    manifest = json.loads((shell.folder / "results" / "x" / "manifest.json").read_text(encoding="utf-8"))
    changes = [design["changes"] for design in manifest["designs"].values() if "portfolio.efforts" in design["changes"]]
    assert changes[0]["portfolio.starts"] == [8, 0]
    assert changes[0]["portfolio.deadlines"] == [48, 0]
    (shell.folder / "projects.csv").unlink()
    said = shell("projects", "results/x", "--point", "case.arm=listed")
    assert said.code == 0, said.err
    assert "Desk" in said.out


@pytest.mark.long
def test_waves_may_begin_with_departments_by_name(town: Shell) -> None:
    for name, order in (("first", "[Permits, Works]"), ("late", "[Works, Permits]"), ("odd", "[Permit]")):
        text = f"measures: [{{measure: okr, rollout: {{speed: 0.25, order: {order}}}}}]\n"
        (town.folder / "conf" / "plan" / f"{name}.yaml").write_text(text)
    assert scenario("plan=first", *OWN, config_dir="conf").rollouts.okr.order == Order.CHART
    late = scenario("plan=late", *OWN, config_dir="conf").rollouts.okr
    assert (late.order, late.first_departments) == (Order.CHART, (1, 0))
    odd = town("run", "--config-dir=conf", "plan=odd", *OWN)
    assert "there is no department 'Permit'; did you mean 'Permits'?" in odd.err
