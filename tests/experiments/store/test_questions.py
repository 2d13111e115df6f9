"""A study is one question: what its folder holds of another one, or of other people, is kept aside under a name."""

import contextlib
import json
import shlex
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from experiments.command import main
from tests.experiments.shell import TINY, Shell

PLAN = ("intervention=[okr]", "project.size=5", "study.name=x", "study.replicates=2")
Asked = Callable[[tuple[str, ...]], Path]


def _manifest(shell: Shell, name: str = "x") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shell.folder / "results" / name / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def own(shell: Shell) -> tuple[str, ...]:
    people = "".join(f"p{number},D{number % 3}\n" for number in range(40))
    (shell.folder / "staff.csv").write_text("id,department\n" + people)
    (shell.folder / "ties.csv").write_text(
        "source,target\n" + "".join(f"p{number},p{(number + 1) % 40}\n" for number in range(40))
    )
    return (
        *("run", "organization=from_data", "organization.employees=staff.csv", "organization.ties=ties.csv"),
        *("horizon.weeks=20", "study.pictures=false", *PLAN),
    )


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Return what asks a first question in a folder of its own, once, and tells the folder."""

    @cache
    def made(words: tuple[str, ...]) -> Path:
        folder = tmp_path_factory.mktemp("first")
        with contextlib.chdir(folder):
            assert main(["run", *TINY, *words]) == 0
        return folder / "results"

    return made


@pytest.mark.long
@pytest.mark.parametrize(
    ("first", "second", "aside"),
    [
        ((*PLAN,), (*PLAN,), False),
        ((*PLAN,), (*PLAN, "study.replicates=3"), False),
        ((*PLAN,), (*PLAN, "study.metric=trust"), False),
        ((*PLAN,), ("-m", *PLAN, "project.size=5,10"), False),
        (("-m", *PLAN, "project.size=5,10"), (*PLAN,), False),
        ((*PLAN,), (*PLAN, "organization.headcount=70"), True),
        ((*PLAN,), (*PLAN, "horizon.weeks=30"), True),
        ((*PLAN,), (*PLAN, "horizon.seed=2"), True),
        ((*PLAN,), (*PLAN, "intervention=[training]"), True),
        (("-m", *PLAN, "project.size=5,10"), ("-m", *PLAN, "project.size=5,20"), True),
    ],
)
def test_another_question_finds_an_empty_folder_and_the_same_one_goes_on(
    shell: Shell, asked: Asked, first: tuple[str, ...], second: tuple[str, ...], aside: bool
) -> None:
    shutil.copytree(asked(first), shell.folder / "results")
    before = (shell.folder / "results" / "x" / "manifest.json").read_bytes()
    said = shell.run(*second)
    assert said.code == 0, said.err
    kept = shell.folder / "results" / "x.earlier"
    assert kept.exists() == aside
    assert ("it is kept as results/x.earlier" in said.err) == aside
    if aside:
        assert (kept / "manifest.json").read_bytes() == before
        designs = {key for point in _manifest(shell)["points"] for key in (point["design"], point["baseline"])}
        rows = pq.read_table(shell.folder / "results" / "x" / "runs.parquet")["design"].to_pylist()
        assert set(rows) == designs


@pytest.mark.long
def test_corrected_people_set_the_old_runs_aside_and_both_can_be_checked(shell: Shell, own: tuple[str, ...]) -> None:
    assert shell(*own).code == 0
    people = shell.folder / "staff.csv"
    people.write_text(people.read_text().replace("p1,D1", "p1,D2"))
    assert shell("verify", "results/x").code == 0, "by the copy that it keeps"
    said = shell(*own)
    assert "was run with another staff.csv; it is kept as results/x.earlier" in said.err
    assert shell("verify", "results/x").code == shell("verify", "results/x.earlier").code == 0


@pytest.mark.long
@pytest.mark.parametrize("words", [("verify",), ("explain", "--project", "0"), ("compare",)])
def test_a_study_of_own_people_is_asked_from_anywhere(
    shell: Shell, own: tuple[str, ...], words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell(*own).code == 0
    elsewhere = shell.folder / "elsewhere"
    elsewhere.mkdir()
    moved = elsewhere / "moved"
    (shell.folder / "results" / "x").rename(moved)
    (shell.folder / "staff.csv").unlink()
    monkeypatch.chdir(elsewhere)
    said = shell(words[0], "moved", *words[1:])
    assert said.code == 0, said.err


def test_only_hashes_are_kept_where_that_is_wished(shell: Shell, own: tuple[str, ...]) -> None:
    assert shell(*own, "study.keep_inputs=false").code == 0
    assert not (shell.folder / "results" / "x" / "inputs").exists()
    assert len(_manifest(shell)["inputs"]["staff.csv"]["sha256"]) == 64


@pytest.mark.long
def test_the_command_of_a_study_can_be_pasted_anywhere(shell: Shell) -> None:
    options = shell.folder / "mine and yours" / "rollout"
    options.mkdir(parents=True)
    (options / "slow.yaml").write_text("speed: 0.1\n")
    assert shell.run("--config-dir", "mine and yours", "rollout=slow", *PLAN).code == 0
    assert shell("report", "results/x").code == 0
    crate = json.loads((shell.folder / "results" / "x" / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    told = next(each["description"] for each in crate["@graph"] if each.get("@type") == "CreateAction")
    change, command = told.split(" && ")
    assert shlex.split(change) == ["cd", str(shell.folder)]
    words = shlex.split(command)
    assert Path(words[words.index("--config-dir") + 1]) == shell.folder / "mine and yours"
    again = shell(*words[1:])
    assert again.code == 0
    assert "2 finished already" in again.err
    assert (shell.folder / "results" / "x" / "inputs" / "options" / "0" / "rollout" / "slow.yaml").exists()


@pytest.mark.long
def test_pictures_and_report_of_another_answer_are_removed(shell: Shell) -> None:
    assert shell.run(*PLAN).code == 0
    folder = shell.folder / "results" / "x"
    (folder / "pictures").mkdir()
    (folder / "pictures" / "map.png").write_bytes(b"")
    (folder / "report.html").write_text("")
    assert shell.run(*PLAN).code == 0
    assert (folder / "pictures" / "map.png").exists()
    assert shell.run("-m", *PLAN, "project.size=5,10").code == 0
    assert not (folder / "pictures").exists()
    assert not (folder / "report.html").exists()
