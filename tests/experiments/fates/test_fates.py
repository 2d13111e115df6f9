"""``orgchange projects``: how projects end, by their names, as their ledger says."""

import json

import numpy as np
import pytest

from experiments.fates.fates import ENDINGS, fates_of
from experiments.results.study import read_study
from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.scenario import Scenario
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]

PLAN = """\
title: Three by name
portfolio:
  - {name: Desk, effort: 30, start: 2}
  - {name: Register, effort: 12, start: 0, deadline: 20}
  - {name: Far away, effort: 12, start: 80}
"""


@pytest.fixture
def planned(shell: Shell) -> Shell:
    (shell.folder / "conf" / "plan").mkdir(parents=True)
    (shell.folder / "conf" / "plan" / "three.yaml").write_text(PLAN, encoding="utf-8")
    shell.run("--config-dir", "conf", "plan=three", "intervention=[okr]", "study.name=x", "study.replicates=5")
    return shell


def test_projects_are_told_by_name_as_their_ledger_says(planned: Shell) -> None:
    said = planned("projects", "results/x", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert [row["name"] for row in told["projects"]] == ["Register", "Desk", "Far away"]
    far = told["projects"][-1]
    assert far["started"] is None
    none_of_five = 1.96**2 / (5 + 1.96**2)  # Wilson's upper bound of 0 in 5
    assert far["shares"]["started"] == {"mean": 0.0, "low": 0.0, "high": pytest.approx(none_of_five, abs=1e-4)}
    assert far["cost_overrun"]["mean"] is None
    study = read_study(planned.folder / "results" / "x")
    scenario = Scenario().with_values(study.points[0].changes)
    organization = build_organization(scenario.organization, scenario.horizon.seed, 0)
    ledger = simulate(scenario, [organization], range(5), keep_projects=True).projects
    assert ledger is not None
    desk = ledger[ledger["key"] == 0]
    for word, code in ENDINGS.items():
        assert told["projects"][1]["shares"][word]["mean"] == pytest.approx((desk["outcome"] == code).mean())
    assert told["projects"][1]["started"] == np.median(desk["start"])


@pytest.mark.long
def test_projects_of_one_size_are_told_together(shell: Shell) -> None:
    shell.run("project.size=20", "study.name=y", "study.replicates=3")
    found = fates_of(read_study(shell.folder / "results" / "y"), None, 3)
    assert [row.name for row in found.rows if row.count > 1] == ["of 20 person-weeks"]
    plain = shell("projects", "results/y", "--point", "0", "--replays", "2")
    assert plain.code == 0
    assert "of 20 person-weeks" in plain.out
    assert "2 runs" in plain.out


def test_a_point_that_is_not_there_is_refused(planned: Shell) -> None:
    said = planned("projects", "results/x", "--point", "plan=four")
    assert said.code == 2
    assert "--point plan=four fits no point" in said.err


def test_explain_calls_projects_by_their_names(planned: Shell) -> None:
    said = planned("explain", "results/x", "--project", "Desk")
    assert said.code == 0, said.err
    assert "Desk" in said.out
    listed = planned("explain", "results/x", "--list", "projects")
    assert {"Desk", "Register", "Far away"} <= set(listed.out.replace("  ", "\n").split("\n")) | set(listed.out.split())
