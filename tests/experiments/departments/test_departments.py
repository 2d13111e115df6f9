"""``orgchange departments``: every department as a plan ends in it, told, kept, in the report, and refused."""

import json

import pandas as pd
import pytest

from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]

PLANS = ("-m", "rollout.speed=0.1,1", "intervention=[okr]", "study.name=x")


def test_departments_add_up_to_what_the_study_holds(shell: Shell) -> None:
    shell.run("intervention=[okr]", "study.name=x", "organization.draws=1")
    said = shell("departments", "results/x", "--replays=4", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    rows = told["departments"]
    assert [row["ends"]["adopted"]["mean"] for row in rows] == sorted(row["ends"]["adopted"]["mean"] for row in rows)
    runs = [row["trust"] for row in shell.runs() if row["baseline"]]
    people = sum(row["people"] for row in rows)
    mean = sum(row["people"] * row["ends"]["trust"]["mean"] for row in rows) / people
    assert people == 60
    assert mean == pytest.approx(sum(runs) / len(runs), abs=1e-4)
    assert all(-1 <= row["difference"]["adopted"]["low"] <= row["difference"]["adopted"]["high"] <= 1 for row in rows)


@pytest.mark.long
def test_every_run_is_kept_by_department(shell: Shell) -> None:
    shell.run("intervention=[okr]", "study.name=x", "organization.draws=1")
    told = json.loads(shell("departments", "results/x", "--replays=4", "--json").out)["departments"]
    table = pd.read_parquet(shell.folder / "results" / "x" / "departments.parquet")
    assert len(table) == 2 * 4 * 4
    means = table.groupby(["plan", "department"])["trust"].mean()
    (name,) = set(table["plan"]) - {"baseline"}
    for row in told:
        plan, baseline = (float(means[each, row["name"]]) for each in (name, "baseline"))
        assert plan == pytest.approx(row["ends"]["trust"]["mean"])
        assert plan - baseline == pytest.approx(row["difference"]["trust"]["mean"])
    assert shell("verify", "results/x").code == 0
    shell.run("intervention=[okr]", "study.name=x", "organization.draws=1", "study.metric=trust")
    assert not (shell.folder / "results" / "x" / "departments.parquet").exists()


@pytest.mark.long
def test_a_plan_that_leaves_a_department_out_changes_nothing_there(shell: Shell) -> None:
    shell.run("intervention=[okr]", "rollouts.okr.departments=[0]", "study.name=x")
    rows = json.loads(shell("departments", "results/x", "--replays=3", "--json").out)["departments"]
    adopted = {row["name"]: row["difference"]["adopted"]["mean"] for row in rows}
    assert set(adopted) == {"D1", "D2", "D3", "D4"}
    assert [adopted[name] for name in ("D2", "D3", "D4")] == [0.0, 0.0, 0.0]


@pytest.mark.long
def test_the_report_says_where_it_works(shell: Shell) -> None:
    shell.run(*PLANS)
    assert "departments as they end" in shell("departments", "results/x", "--point=1", "--with=0", "--replays=3").out
    shell("report", "results/x")
    text = (shell.folder / "results" / "x" / "report.html").read_text(encoding="utf-8")
    assert "Where it works" in text
    assert "Departments, where fewest have adopted first." in text


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "departments of which study?"),
        (("nowhere",), "there is no folder nowhere"),
        (("results/x", "--point=9"), "--point 9 fits no point"),
        (("results/x", "--replays=1"), "--replays must be a whole number from 2"),
        (("results/x",), "has no baseline; name another point with --with"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(shell: Shell, words: tuple[str, ...], said: str) -> None:
    shell.run("-m", "project.size=5,20", "study.replicates=2", "study.name=x")
    refused = shell("departments", *words)
    assert refused.code == 2
    assert said in refused.err
