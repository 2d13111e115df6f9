"""Kinds of faults that were reported of folders and files: ten variations each."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from experiments.configuration.points import file_digest
from experiments.configuration.settings import StudySettings
from experiments.store.arrow import parquet_file
from experiments.store.inputs import KEPT, Asked, InputEntry, found_now
from experiments.store.manifest import DesignEntry
from experiments.store.merge import merged
from experiments.store.opening import opened
from experiments.store.reader import read_runs
from experiments.store.table_file import TableFile
from experiments.store.tables import TABLES
from sim.errors import ScenarioError
from sim.scenario import Scenario
from tests.experiments.store.records import record

EMPLOYEES = "organization.employees"
STAFF = "id,department,manager,trust\nann,north,,0.4\nbob,north,ann,0.5\ncid,south,,0.6\ndee,south,cid,0.7\n"
Change = Callable[[str], str]


@pytest.mark.parametrize(
    "folder",
    ["run:1", "c:/plans/x", "file:x", "a:b:c/d", "http:/x", "s3:x", ":x", "x:", "50%:y", "mock:a/b:c", "c:x/file:y"],
)
def test_a_relative_folder_with_a_colon_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path, rows = Path(folder) / "runs.parquet", pa.table({"trust": [0.5, 0.25]})
    path.parent.mkdir(parents=True)
    file = TableFile(path)
    file.add(rows)
    file.complete()
    with parquet_file(path) as read:
        assert read.read().equals(rows)
    assert (tmp_path / folder / "runs.parquet").is_file()


@pytest.mark.parametrize("kept", [0.0, 1e-4, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999])
def test_a_table_that_was_cut_short_is_named_in_one_line(tmp_path: Path, kept: float) -> None:
    path, file = tmp_path / "runs.parquet", TableFile(tmp_path / "runs.parquet")
    file.add(TABLES["runs"]([merged([record(range(40))], {}, DesignEntry({}, 40, (), projects=False))]))
    file.complete()
    content = path.read_bytes()
    assert len(read_runs(tmp_path, 40)) == 1
    path.write_bytes(content[: int(kept * len(content))])
    with pytest.raises(ScenarioError) as refused:
        read_runs(tmp_path, 40)
    assert str(path) in str(refused.value)
    assert "bring back" in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


CORRECTIONS: dict[str, Change] = {
    "another department": lambda text: text.replace("bob,north", "bob,south"),
    "a department spelled right": lambda text: text.replace("north", "North"),
    "somebody more": lambda text: f"{text}eve,south,cid,0.1\n",
    "somebody less": lambda text: text.replace("dee,south,cid,0.7\n", ""),
    "another manager": lambda text: text.replace("dee,south,cid", "dee,south,ann"),
    "another id": lambda text: text.replace("dee", "dea"),
    "one digit": lambda text: text.replace("0.7", "0.8"),
    "a value taken out": lambda text: text.replace("0.7", ""),
    "another order": lambda text: "\n".join([*text.splitlines()[:1], *sorted(text.splitlines()[1:])[::-1]]),
    "a column less": lambda text: "\n".join(line.rpartition(",")[0] for line in text.splitlines()),
    "other line ends": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("correction", CORRECTIONS)
def test_corrected_people_set_what_was_run_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, correction: str
) -> None:
    monkeypatch.chdir(tmp_path)
    settings, staff = StudySettings(folder="x"), Path("staff.csv")

    def run(text: str) -> None:
        staff.write_text(text, encoding="utf-8", newline="")
        told = InputEntry(str(staff.absolute()), file_digest(EMPLOYEES, str(staff)))
        with opened(settings, [], Scenario().to_mapping(), Asked(inputs={str(staff): told})):
            pass

    run(STAFF)
    run(STAFF)
    assert not Path("x.earlier").exists(), "the same people go on"
    run(CORRECTIONS[correction](STAFF))
    run(STAFF)
    kept = [next((Path(name) / KEPT).iterdir()).read_bytes() for name in ("x.earlier", "x.earlier.2", "x")]
    assert kept[0] == kept[2] == STAFF.encode() != kept[1]


@pytest.mark.parametrize(
    "named",
    [
        "staff.csv",
        "./staff.csv",
        "data/staff.csv",
        "../staff.csv",
        "../other/../staff.csv",
        "my people.csv",
        "Mitarbeiter Übersicht.csv",
        "员工.csv",
        "staff;1.csv",
        "people.v2.csv",
        "staff",
    ],
)
def test_people_are_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    begun, elsewhere, study = tmp_path / "begun", tmp_path / "else", tmp_path / "study"
    for folder in (begun / Path(named).parent, begun.parent / "other", elsewhere, study / KEPT):
        folder.mkdir(parents=True, exist_ok=True)
    (begun / named).write_text(STAFF)
    sha = hashlib.sha256(STAFF.encode()).hexdigest()
    entry = {named: InputEntry(str(begun / named), sha, "copy.csv")}
    monkeypatch.chdir(elsewhere)
    there = str(found_now(study, entry, {EMPLOYEES: named})[EMPLOYEES])
    assert Path(there).read_text() == STAFF
    (begun / named).write_text(STAFF.replace("north", "west"))
    (study / KEPT / "copy.csv").write_text(STAFF)
    assert found_now(study, entry, {EMPLOYEES: named})[EMPLOYEES] == str(study / KEPT / "copy.csv")
