"""Finding one's way: a folder to begin with, the studies that are there, what can be chosen, and a dry run."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from experiments.configuration.options import option_names
from experiments.store.lock import FolderLock
from sim.events.catalogue import Events
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]

SMALL = ("organization.headcount=60", "organization.departments=4", "horizon.weeks=30", "study.replicates=2")


@pytest.mark.long
def test_the_folder_to_begin_with_runs_as_it_is(shell: Shell) -> None:
    said = shell("new", "town")
    assert said.code == 0, said.err
    files = said.out.splitlines()[:-1]
    assert all(Path(file).read_text(encoding="utf-8").startswith("#") for file in files)
    command = said.out.splitlines()[-1].removeprefix("Run it: orgchange ").split()
    ran = shell(*command, *SMALL, "study.pictures=false")
    assert ran.code == 0, ran.err
    assert "plan=small_steps" in ran.out
    assert "managers" not in ran.err
    assert (shell.folder / "results" / "town" / "runs.parquet").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "new what? name one folder, such as town"),
        (("a", "b"), "new what?"),
        (("Town Hall",), "'Town Hall' cannot name a folder of options"),
        (("../x-y",), "'x-y' cannot name a folder of options"),
        (("here",), "here is there already; give another name"),
        (("file/town",), "cannot write into file/town"),
    ],
)
def test_a_folder_that_cannot_be_is_refused_and_nothing_is_changed(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    (shell.folder / "here").mkdir()
    (shell.folder / "file").write_text("kept")
    refused = shell("new", *words)
    assert refused.code == 2
    assert said in refused.err
    assert not list((shell.folder / "here").iterdir())
    assert (shell.folder / "file").read_text() == "kept"


@pytest.mark.long
def test_studies_are_listed_with_their_state(shell: Shell) -> None:
    shell.run("study.name=done", "study.replicates=2")
    shell.run("study.name=held", "study.replicates=2")
    (shell.folder / "results" / "broken").mkdir()
    (shell.folder / "results" / "broken" / "manifest.json").write_text("{")
    lock = FolderLock.taken(shell.folder / "results" / "held")
    try:
        said = shell("list", "--json")
    finally:
        lock.release()
    assert said.code == 0, said.err
    states = {row["name"]: row["state"] for row in json.loads(said.out)}
    assert states == {"results/done": "finished", "results/held": "running", "results/broken": "cannot be read"}
    assert "results/done" in shell("list").out


def test_a_stopped_study_is_listed_as_stopped(shell: Shell) -> None:
    shell.run("study.name=x", "study.replicates=2")
    path = shell.folder / "results" / "x" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"finished": None}))
    assert "stopped" in shell("list").out


def test_no_studies_and_no_folder(shell: Shell) -> None:
    assert "there is no folder results" in shell("list").err
    (shell.folder / "empty").mkdir()
    assert "no studies in empty" in shell("list", "empty").out
    assert shell("list", "a", "b").code == 2


@pytest.mark.parametrize(("topic", "group"), [("interventions", "intervention"), ("plans", "plan"), ("cases", "case")])
def test_what_is_shipped_is_described(shell: Shell, topic: str, group: str) -> None:
    said = shell("describe", topic, "--json")
    assert said.code == 0, said.err
    rows = json.loads(said.out)
    assert {row["name"] for row in rows} == {name for name in option_names()[group] if name != "none"}
    assert all(str(value) for row in rows for value in row.values())


def test_what_may_come_is_described(shell: Shell) -> None:
    rows = json.loads(shell("describe", "events", "--json").out)
    assert {row["name"] for row in rows} == {item.name for item in fields(Events)}
    assert all(row["parameters"].startswith("chance, week") and row["what"].endswith(".") for row in rows)


@pytest.mark.long
def test_a_dry_run_counts_and_leaves_nothing(shell: Shell) -> None:
    words = ("-m", "project.size=5,20", "intervention=[okr]", "study.name=x")
    said = shell.run(*words, "--dry-run", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert (told["points"], told["designs"], told["runs"], told["at_most"]) == (2, 4, 16, False)
    assert not (shell.folder / "results").exists()
    shell.run(*words)
    assert len(shell.runs()) == told["runs"]
    again = shell.run(*words, "--dry-run")
    assert "everything is finished already" in again.out
    assert "24 runs to do" in shell.run(*words, "study.replicates=10", "--dry-run").out


@pytest.mark.long
def test_a_dry_run_refuses_what_the_run_would_refuse(shell: Shell) -> None:
    said = shell.run("-m", "project.size=-5,20", "--dry-run")
    assert said.code == 2
    assert "project.size = -5 is out of bounds" in said.err
    searched = shell.run("-m", "hydra/sweeper=search", "project.size=interval(5,9)", "--dry-run")
    assert searched.code == 2
