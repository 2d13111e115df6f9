"""The worked plans that are shipped: each is a short file that runs, and answers what it asks."""

import json
from contextlib import chdir

import pytest

import orgchange as oc
from experiments.configuration.options import option_text
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]

WORKED = {
    "small_town": ("large_at_once", "small_in_waves", "training_first"),
    "amsterdam_plans": ("at_once", "gated_waves", "with_lean"),
    "regional_it": ("as_it_stands", "governed", "in_parts"),
}
MOST_LINES = 60


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_plan_is_short(name: str) -> None:
    assert len(option_text("experiment", name).splitlines()) <= MOST_LINES


@pytest.mark.long
@pytest.mark.parametrize("name", WORKED)
def test_a_worked_plan_answers_what_it_asks(name: str, shell: Shell) -> None:
    said = shell("run", f"+experiment={name}", "study.replicates=4", "study.pictures=false")
    assert said.code == 0, said.err
    manifest = json.loads((shell.folder / "results" / name / "manifest.json").read_text(encoding="utf-8"))
    arms = {point["choices"]["case.arm"] for point in manifest["points"]}
    assert arms == set(WORKED[name])
    assert "Answer: " in said.out
    for command in ("money", "departments", "projects"):
        told = shell(command, f"results/{name}")
        assert told.code == 0, told.err
    report = shell("report", f"results/{name}")
    assert report.code == 0, report.err
    html = (shell.folder / "results" / name / "report.html").read_text(encoding="utf-8")
    assert all(word in html for word in ('id="departments"', 'id="money"'))


@pytest.mark.long
def test_the_town_goes_by_its_names_and_its_cut_bites(shell: Shell) -> None:
    words = ("run", "+experiment=small_town", "study.replicates=3", "study.pictures=false", "study.answers=")
    shell(*words)
    projects = json.loads(shell("projects", "results/small_town", "--point", "case.arm=large_at_once", "--json").out)
    assert "One desk for permits" in {row["name"] for row in projects["projects"]}
    departments = json.loads(shell("departments", "results/small_town", "--json").out)
    assert {"Permits", "Citizens' desk", "Finance"} <= {row["name"] for row in departments["departments"]}
    shell(*words, "study.name=uncut", "events.budget_cut.chance=0")
    spent = {name: _spent_in_waves(shell, name) for name in ("small_town", "uncut")}
    assert max(spent["small_town"]) < min(spent["uncut"])


def _spent_in_waves(shell: Shell, name: str) -> list[float]:
    with chdir(shell.folder):
        runs = oc.open_study(f"results/{name}").runs
    return runs.loc[runs["case.arm"] == "small_in_waves", "budget_spent"].tolist()
