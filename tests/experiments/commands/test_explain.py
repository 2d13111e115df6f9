"""``orgchange explain`` from the command line: which run is meant, what is told, and what is refused."""

import contextlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from experiments.command import main
from tests.experiments.shell import TINY, Said, Shell

STUDY = (
    "intervention=[okr]",
    "rollout.speed=0.5",
    "horizon.weeks=60",
    "project.size=8",
    "study.name=one",
    "study.keep_projects=true",
)
SWEEP = (
    "-m",
    "project.size=5,20",
    "rollout.speed=0.1,1",
    "intervention=[okr]",
    "study.replicates=2",
    "study.name=grid",
)
RUN = "results/one"


def _json(said: Said) -> dict[str, Any]:
    assert said.code == 0, said.err
    told: dict[str, Any] = json.loads(said.out)
    return told


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a small study and a sweep lie."""
    folder = tmp_path_factory.mktemp("made")
    with contextlib.chdir(folder):
        assert main(["run", *TINY, *STUDY]) == 0
        assert main(["run", *TINY, *SWEEP]) == 0
    return folder


@pytest.fixture
def study(shell: Shell, made: Path) -> Shell:
    """Return a shell in whose folder a small study and a sweep lie."""
    shutil.copytree(made, shell.folder, dirs_exist_ok=True)
    return shell


def _change_manifest(folder: Path, **changes: object) -> None:
    path = folder / "results" / "one" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("--project", "3"), r"Project P4 \(number 3\): "),
        (("--project=P4",), r"Project P4 \(number 3\): "),
        (("--unit", "2"), r"Unit 2: \d+ of \d+ have adopted the practice, "),
        (("--department", "D2"), r"Department D2 \(number 1\): "),
        (("--employee", "e8"), r"Employee 7 \(e8\): "),
    ],
)
def test_every_kind_of_thing_is_told_in_the_same_order(study: Shell, words: tuple[str, ...], title: str) -> None:
    said = study("explain", RUN, *words, "--replicate", "2")
    assert said.code == 0, said.err
    assert re.match(title, said.out)
    assert re.match(
        r"in one, .*intervention=\[okr\], .*, replicate 2; weeks are counted from 0", said.out.splitlines()[1]
    )
    sections = [line for line in said.out.splitlines() if line and not line.startswith(" ")][2:]
    assert [line.split(",")[0] for line in sections if line != "Why"] == [
        "In short",
        "What happened",
        "Its counterpart in the baseline",
        "What decided it",
    ]
    assert "\x1b" not in said.out
    assert (
        "Chosen differently: intervention.okr.strength 1 instead of 0 and rollout.speed 0.5 instead of 0.25."
        in said.out
    )


@pytest.mark.long
def test_what_happened_agrees_with_the_ledger_of_the_study(study: Shell) -> None:
    (point,) = json.loads((study.folder / RUN / "manifest.json").read_text())["points"]
    ledger = pq.read_table(study.folder / RUN / "projects.parquet").to_pylist()
    rows = [row for row in ledger if row["design"] == point["design"] and row["replicate"] == 0]
    ended = [row for row in rows if row["outcome"] != "undecided"]
    listed = [row for row in _json(study("explain", RUN, "--json"))["projects"] if row["finish"] is not None]
    assert [(row["project"], row["outcome"].split(" ")[0], row["finish"]) for row in listed] == [
        (row["project"], row["outcome"], row["finish"]) for row in ended
    ]
    failed = [row for row in ended if row["outcome"] == "failed"]
    assert failed
    for row in failed[:2]:
        told = _json(study("explain", RUN, "--project", str(row["project"]), "--json"))
        end = told["events"][-1]
        assert (end["kind"], end["week"], end["figures"]["status"]) == ("end", row["finish"], row["status"])
        cost = next(reason["figures"] for reason in told["reasons"] if reason["topic"] == "cost")
        assert cost["spent"] == row["spent"]
        assert cost["budget_first"] == row["budget_first"]
        requirements = sum(event["figures"]["added"] for event in told["events"] if event["kind"] == "requirements")
        assert requirements == pytest.approx(row["added_scope"])


@pytest.mark.long
def test_nothing_differs_from_a_counterpart_at_strength_zero(shell: Shell) -> None:
    shell.run("rollout.speed=1", "study.baseline='rollout.speed=0.25'", "study.name=one")
    for words in (("--project", "0"), ("--unit", "0"), ("--employee", "0")):
        told = _json(shell("explain", RUN, *words, "--json"))
        assert told["twin"]["first_differences"] == {"anywhere": None, "here": None, "counted": None}
        assert told["twin"]["events"] == told["events"]
        assert told["twin"]["channels_apart_before"] == []
    said = shell("explain", RUN, "--unit", "0")
    assert "Nothing differs, in it or anywhere else, in any week." in said.out
    assert "rollout.speed 1 instead of 0.25" in said.out


def test_point_without_a_baseline_has_no_counterpart(shell: Shell) -> None:
    shell.run("study.name=one")
    told = _json(shell("explain", RUN, "--project", "0", "--json"))
    assert told["twin"] is None
    assert "compared with nothing" in told["no_twin"]
    assert "nothing to take up" in _json(shell("explain", RUN, "--unit", "0", "--json"))["decided"]["text"]


@pytest.mark.long
def test_project_cut_otherwise_has_no_counterpart_but_its_people_have(shell: Shell) -> None:
    shell.run("project.size=5", "study.baseline='project.size=20'", "study.name=one")
    said = shell("explain", RUN, "--project", "0").out
    assert "No counterpart: the baseline cuts this work into other projects." in said
    assert "Different from the beginning: number of projects" in shell("explain", RUN, "--employee", "0").out


def test_without_a_thing_the_run_is_listed(study: Shell) -> None:
    listed = _json(study("explain", RUN, "--json"))
    assert len(listed["employees"]) == 60
    said = study("explain", RUN)
    assert "results/one --project 0 | --unit 0 | --department 0 | --employee e1" in said.out.splitlines()[-1]
    for kind in ("projects", "units", "departments", "employees"):
        assert json.loads(study("explain", RUN, "--list", kind, "--json").out) == listed[kind]
        lines = study("explain", RUN, "--list", kind).out.splitlines()
        assert len(lines) == len(listed[kind]) + 2


@pytest.mark.long
def test_point_is_chosen_by_number_address_or_choices(study: Shell) -> None:
    points = json.loads((study.folder / "results" / "grid" / "manifest.json").read_text())["points"]
    for wanted in ("2", points[2]["design"], "rollout.speed=0.1, project.size=20"):
        told = _json(study("explain", "results/grid", "--point", wanted, "--unit", "0", "--json"))
        assert told["run"]["point"] == points[2]["label"] == "project.size=20, rollout.speed=0.1"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            (),
            (
                "4 points; choose one with --point: 'project.size=5, rollout.speed=0.1'; 'project.size=5, "
                "rollout.speed=1'; "
            ),
        ),
        (("--point", "project.size=5"), "--point project.size=5 fits 2 points"),
        (("--point", "9"), "--point 9 fits no point"),
    ],
)
def test_several_points_are_listed(study: Shell, words: tuple[str, ...], expected: str) -> None:
    said = study("explain", "results/grid", *words)
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert expected in said.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("one", "--unit", "0"), "there is no folder one; did you mean results/one?"),
        (("results", "--unit", "0"), "results is no study: it has no manifest.json"),
        (
            (RUN, "--project", "99"),
            r"--project: there is no project 99; projects are numbered 0 to \d+, or by name P1 to P\d+",
        ),
        ((RUN, "--unit", "99"), r"--unit: there is no unit 99; units are numbered 0 to \d+\n"),
        (
            (RUN, "--employee", "e99"),
            r"there is no employee e99; did you mean 'e9'; employees are numbered 0 to 59, or by name e1 to e60",
        ),
        ((RUN, "--replicate", "4"), "there is no replicate 4; this point holds 0 to 3"),
        ((RUN, "--replicate", "-1"), "--replicate must be a whole number from 0, not '-1'"),
        ((RUN, "--unit", "0", "--project", "0"), "ask about one thing at a time: --project or --unit"),
        ((RUN, "--unit", "0", "--list", "units"), "ask about one thing at a time: --unit or --list"),
        ((RUN, "--projet", "0"), "unknown flag '--projet'; did you mean '--project'"),
        ((RUN, "--unit"), "--unit needs a value"),
        (
            (RUN, "--list", "people"),
            "--list: 'people' cannot be listed.*one of: projects, units, departments, employees",
        ),
        ((), "explain which study"),
    ],
)
def test_what_cannot_be_explained_is_refused_in_one_line(study: Shell, words: tuple[str, ...], expected: str) -> None:
    said = study("explain", *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert re.search(expected, said.err), said.err


def test_stopped_study_and_failed_run_are_refused(study: Shell) -> None:
    runs = pq.read_table(study.folder / RUN / "runs.parquet")
    broken = runs.set_column(runs.column_names.index("status"), "status", [["failed"] * len(runs)])
    pq.write_table(broken, study.folder / RUN / "runs.parquet")
    assert "replicate 0 of this point failed" in study("explain", RUN).err
    pq.write_table(runs.slice(1, 0), study.folder / RUN / "runs.parquet")
    gone = study("explain", RUN)
    assert (gone.code, gone.err.count("\n")) == (2, 1)
    assert "runs.parquet in results/one holds no run of this study" in gone.err
    _change_manifest(study.folder, points=[])
    assert "results/one holds no finished study" in study("explain", RUN).err


@pytest.mark.long
def test_reader_is_told_when_model_or_run_are_not_those_of_the_study(study: Shell) -> None:
    manifest = json.loads((study.folder / RUN / "manifest.json").read_text())
    assert "Note: " not in study("explain", RUN, "--unit", "0").out
    _change_manifest(study.folder, code={"version": "0", "source": "f" * 64})
    lines = study("explain", RUN, "--unit", "0").out.splitlines()
    (note,) = [line for line in lines if line.startswith("Note: ")]
    assert note.startswith(
        "Note: the study was made by another version of the model (ffffffffffff); "
        "what follows is replayed by the present"
    )
    address = manifest["points"][0]["design"]
    manifest["designs"][address]["changes"]["people.trust"] = 0.9
    _change_manifest(study.folder, **manifest)
    assert "Note: the run replayed is not the one the study holds: " in study("explain", RUN).out


def test_help_says_how_things_are_numbered(shell: Shell) -> None:
    said = shell("explain", "--help").out
    assert "counted from 0" in said
    assert "orgchange explain" in shell("--help").out
