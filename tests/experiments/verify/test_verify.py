"""``orgchange verify``: what comes out as it was kept, what does not, and what cannot be checked."""

import contextlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.command import main
from experiments.configuration.points import address_of
from experiments.provenance.crate import write_crate
from experiments.provenance.files import METADATA
from experiments.results.study import read_study
from experiments.results.summary import write_summary
from sim.outcomes.dictionary import SERIES_NAMES
from tests.experiments.shell import TINY, Said, Shell
from tests.experiments.verify.tampering import edit_manifest, flip_bit, rewrite

WORDS = (
    "-m",
    "intervention=[okr]",
    "project.size=5,20",
    "study.keep_projects=true",
    "study.name=plan",
)
PLAN = Path("results/plan")
RUNS = 2 * 2 * 4


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    with contextlib.chdir(folder):
        assert main(["run", *TINY, *WORDS]) == 0
    return folder


@pytest.fixture
def study(shell: Shell, made: Path) -> Shell:
    """Return a shell in whose folder a study lies."""
    shutil.copytree(made, shell.folder, dirs_exist_ok=True)
    return shell


def _json(said: Said) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said.out)
    assert found["same"] == (said.code == 0)
    return found


def test_a_study_is_the_same_to_the_last_bit(study: Shell) -> None:
    before = {path: path.read_bytes() for path in PLAN.rglob("*") if path.is_file()}
    said = study("verify", str(PLAN), "--all")
    assert said.code == 0, said.out
    assert f"{RUNS} of {RUNS} runs replayed, all of them" in said.out
    assert all(f"in {table}.parquet" in said.out for table in ("runs", "series", "weeks", "projects"))
    assert {path: path.read_bytes() for path in PLAN.rglob("*") if path.is_file()} == before


@pytest.mark.long
@pytest.mark.parametrize(
    ("first", "again"),
    [
        (("discover", str(PLAN)), ("discover", str(PLAN), "--meet", "trust>=0.4")),
        (
            ("flips", str(PLAN), "adoption.retry", "--replicates=2"),
            ("flips", str(PLAN), "learning.rate", "--replicates=2"),
        ),
    ],
)
def test_a_question_asked_again_changes_nothing_that_counts(
    study: Shell, first: tuple[str, ...], again: tuple[str, ...]
) -> None:
    for words in (first, ("report", str(PLAN)), again):
        assert study(*words).code == 0
    said = study("verify", str(PLAN), "--sample", "1")
    assert said.code == 0, said.out
    described = {entity["@id"] for entity in json.loads((PLAN / METADATA).read_text())["@graph"]}
    assert {path.relative_to(PLAN).as_posix() for path in PLAN.rglob("*") if path.is_file()} <= described


def test_a_sample_is_drawn_alike_every_time(study: Shell) -> None:
    said = [study("verify", str(PLAN), "--sample", "5", "--json") for _ in range(2)]
    assert said[0].out == said[1].out
    assert _json(said[0])["runs"]["lived"] == 5
    assert _json(said[0])["answer"] == "the same bits"
    bands = 2 * 2 * 26 * 6 * len(SERIES_NAMES)
    assert _json(said[0])["values_compared"]["series"] == bands, "those of all designs, whichever runs are replayed"


PLACES = [("runs", "trust"), ("series", "trust"), ("weeks", "silo"), ("projects", "spent")]


@pytest.mark.parametrize(("table", "column"), PLACES)
def test_one_bit_is_found_by_its_checksum_although_it_is_no_more_than_rounding(
    study: Shell, table: str, column: str
) -> None:
    flip_bit(PLAN / f"{table}.parquet", column, 7)
    found = _json(study("verify", str(PLAN), "--all", "--json"))
    assert (found["answer"], found["mismatches"]) == ("different", [])
    assert found["values_close"] >= 1
    assert found["faults"] == [f"{table}.parquet has changed since the study was finished: its SHA-256 is another"]
    said = study("verify", str(PLAN), "--all")
    assert said.code == 1
    assert "the files were changed after the study" in said.out


@pytest.mark.parametrize(("table", "column"), PLACES)
def test_what_is_no_rounding_is_found_although_the_checksums_are_forged(study: Shell, table: str, column: str) -> None:
    flip_bit(PLAN / f"{table}.parquet", column, 7, bit=20)
    write_summary(read_study(PLAN))
    write_crate(PLAN)
    found = _json(study("verify", str(PLAN), "--all", "--json"))
    assert found["faults"] == []
    assert (table, column) in [(mismatch["table"], mismatch["column"]) for mismatch in found["mismatches"]]


@pytest.mark.long
def test_a_processor_that_rounds_otherwise_is_not_accused(study: Shell) -> None:
    for table, column in PLACES:
        flip_bit(PLAN / f"{table}.parquet", column, 3)
    write_crate(PLAN)
    said = study("verify", str(PLAN), "--all")
    assert said.code == 0, said.out
    assert "Same but for rounding: " in said.out
    assert "every label, status and outcome is equal" in said.out
    found = _json(study("verify", str(PLAN), "--all", "--json"))
    assert (found["answer"], found["mismatches"]) == ("the same but for rounding", [])


@pytest.mark.parametrize(("column", "other"), [("project.size", 6.0), ("baseline", "0" * 16)])
def test_a_label_that_was_edited_is_found(study: Shell, column: str, other: object) -> None:
    def edited(rows: pa.Table) -> pa.Table:
        values = [other, *rows[column].to_pylist()[1:]]
        return rows.set_column(rows.column_names.index(column), column, pa.array(values, rows[column].type))

    rewrite(PLAN / "runs.parquet", edited)
    write_crate(PLAN)
    found = _json(study("verify", str(PLAN), "--sample=1", "--json"))
    assert found["faults"] == [f"runs.parquet: the column {column} does not say what manifest.json says of the designs"]


@pytest.mark.long
def test_a_word_or_a_digit_of_the_summary_that_was_edited_is_found(study: Shell) -> None:
    summary = PLAN / "summary.csv"
    text = summary.read_text()
    head, first, *others = text.splitlines()
    *cells, superiority, low, high, p_value, p_holm = first.split(",")
    for edited in (
        "\n".join([head, ",".join([*cells, superiority, low, high, "0.0123", p_holm]), *others, ""]),
        text + first + "\n",
        text.removesuffix("\n"),
        text.replace(f"\n{first}", "", 1),
    ):
        summary.write_text(edited)
        write_crate(PLAN)
        (fault,) = _json(study("verify", str(PLAN), "--sample=1", "--json"))["faults"]
        assert fault.startswith("summary.csv")
    assert p_value != "0.0123"


@pytest.mark.long
def test_a_summary_of_one_huge_cell_is_found(study: Shell) -> None:
    for content in (b'"' + b"x" * 300_000, b"\0" * 300_000, b"\xff\xfe" * 200_000):
        (PLAN / "summary.csv").write_bytes(content)
        write_crate(PLAN)
        (fault,) = _json(study("verify", str(PLAN), "--sample=1", "--json"))["faults"]
        assert fault.startswith("summary.csv, line 1")
        assert len(fault) < 300


@pytest.mark.parametrize("text", ["{}", '{"@graph": 5}', "[", ""])
def test_a_crate_that_is_gone_or_not_of_this_study_is_a_fault(study: Shell, text: str) -> None:
    (PLAN / METADATA).write_text(text)
    said = study("verify", str(PLAN), "--sample=1")
    assert said.code == 1
    assert f"{METADATA} does not describe this study as it is now" in said.out
    (PLAN / METADATA).unlink()
    assert f"{METADATA} is missing" in study("verify", str(PLAN), "--sample=1").out


def test_a_file_that_was_taken_out_of_the_crate_is_a_fault(study: Shell) -> None:
    crate = json.loads((PLAN / METADATA).read_text())
    crate["@graph"] = [entity for entity in crate["@graph"] if entity["@id"] != "weeks.parquet"]
    (PLAN / METADATA).write_text(json.dumps(crate))
    (fault,) = _json(study("verify", str(PLAN), "--sample=1", "--json"))["faults"]
    assert fault.startswith("weeks.parquet is not in ro-crate-metadata.json")


def test_another_configuration_than_the_one_that_was_hashed_is_found(study: Shell) -> None:
    edit_manifest(PLAN, lambda manifest: manifest["configuration"]["case"].update(title="another"))
    (fault,) = _json(study("verify", str(PLAN), "--sample=1", "--json"))["faults"]
    assert "configuration_hash" in fault


def test_a_bit_outside_the_sample_is_found_by_its_checksum(study: Shell) -> None:
    flip_bit(PLAN / "weeks.parquet", "trust", 0)
    assert study("verify", str(PLAN), "--sample=1").code == 1


def test_rows_taken_away_and_rows_added_are_found(study: Shell) -> None:
    rewrite(PLAN / "runs.parquet", lambda table: pa.concat_tables([table.slice(1), table.slice(5, 1)]))
    write_crate(PLAN)
    faults = _json(study("verify", str(PLAN), "--all", "--json"))["faults"]
    assert [fault.rpartition(" is ")[2] for fault in faults[:2]] == ["missing", "there twice"]
    assert [fault.partition(",")[0] for fault in faults[2:]] == ["summary.csv"]


def test_of_many_rows_that_are_missing_the_first_few_are_named_and_the_rest_counted(study: Shell) -> None:
    rewrite(PLAN / "runs.parquet", lambda table: table.slice(5))
    write_summary(read_study(PLAN))
    write_crate(PLAN)
    (fault,) = _json(study("verify", str(PLAN), "--sample=1", "--json"))["faults"]
    assert len(re.findall(r"replicate \d of design [0-9a-f]+", fault)) == 3
    assert fault.endswith(" and 2 more is missing")


@pytest.mark.parametrize(("table", "missed"), [("weeks", True), ("series", True)])
def test_every_table_that_a_study_of_today_keeps_is_missed(study: Shell, table: str, missed: bool) -> None:
    (PLAN / f"{table}.parquet").unlink()
    faults = _json(study("verify", str(PLAN), "--sample=1", "--json"))["faults"]
    assert (f"{table}.parquet is missing" in faults) == missed


def test_a_table_that_is_gone_is_found(study: Shell) -> None:
    (PLAN / "projects.parquet").unlink()
    assert "projects.parquet is missing" in _json(study("verify", str(PLAN), "--json"))["faults"]


def test_a_manifest_that_does_not_fit_its_designs_is_found(study: Shell) -> None:
    def larger(manifest: dict[str, Any]) -> None:
        next(iter(manifest["designs"].values()))["changes"]["project.size"] = 21.0

    edit_manifest(PLAN, larger)
    found = _json(study("verify", str(PLAN), "--all", "--json"))
    assert "does not give this address" in found["faults"][0]
    assert found["mismatches_in_all"] > 0


def test_other_packages_and_another_machine_are_named(study: Shell) -> None:
    edit_manifest(
        PLAN, lambda manifest: (manifest["packages"].update(numba="0.1"), manifest["machine"].update(model="abacus"))[0]
    )
    found = _json(study("verify", str(PLAN), "--json"))
    assert found["same"]
    named = [(change["what"], change["then"]) for change in found["different_here"]]
    assert named == [("package numba", "0.1"), ("machine model", "abacus")]


def test_another_version_of_the_model_is_tried_without_a_promise(study: Shell) -> None:
    _made_by(PLAN, "another source")
    said = study("verify", str(PLAN), "--all")
    assert "cannot be promised" in said.err
    assert "model, SHA-256 of its source" in said.out
    assert said.code == 0, said.out


def _made_by(folder: Path, source: str) -> None:
    """Give a study the addresses it would have from another source of the model."""
    manifest = json.loads((folder / "manifest.json").read_text())
    names = {address: address_of(entry["changes"], source) for address, entry in manifest["designs"].items()}
    text = json.dumps(manifest | {"code": manifest["code"] | {"source": source}})
    for old, new in names.items():
        text = text.replace(old, new)
    (folder / "manifest.json").write_text(text)
    for path in folder.glob("*.parquet"):
        table = pq.read_table(path)
        for place, column in enumerate(table.column_names):
            if column in ("design", "baseline"):
                renamed = pa.array([names.get(address) for address in table[column].to_pylist()], pa.string())
                table = table.set_column(place, column, renamed)
        pq.write_table(table, path)
    write_summary(read_study(folder))
    write_crate(folder)


@pytest.mark.long
def test_without_a_copy_an_organization_whose_file_has_changed_or_gone_cannot_be_checked(shell: Shell) -> None:
    people = shell.folder / "staff.csv"
    people.write_text("id,department\n" + "".join(f"p{number},D{number % 3}\n" for number in range(30)))
    ties = shell.folder / "mail.csv"
    ties.write_text("source,target\n" + "".join(f"p{number},p{(number + 1) % 30}\n" for number in range(30)))
    own = ("organization=from_data", f"organization.employees={people}", f"organization.ties={ties}")
    made = shell("run", *own, *TINY[2:], "study.name=own", "study.keep_inputs=false", "intervention=[okr]")
    assert made.code == 0, made.err
    assert shell("verify", "results/own").code == 0
    people.write_text(people.read_text().replace("p1,D1", "p1,D2"))
    said = shell("verify", "results/own")
    assert (said.code, said.out) == (2, "")
    assert "its text has changed" in said.err
    people.unlink()
    assert "cannot read" in shell("verify", "results/own").err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], "there is no folder nowhere"),
        ([], "verify which study?"),
        (["results/plan", "--sample", "0"], "--sample must be a whole number from 1, not '0'"),
        (["results/plan", "--sampel=3"], "did you mean '--sample'?"),
        (["results/plan", "--all", "--sample=3"], "--all or --sample, not both"),
        (["results"], "results is no study"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(study: Shell, words: list[str], says: str) -> None:
    said = study("verify", *words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1


def test_a_table_cut_short_is_refused_in_one_line(study: Shell) -> None:
    table = PLAN / "runs.parquet"
    table.write_bytes(table.read_bytes()[:1000])
    said = study("verify", str(PLAN))
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "runs.parquet cannot be read" in said.err


def test_help_names_the_exit_codes(shell: Shell) -> None:
    assert "Exit code 0: the same" in shell("verify", "--help").out
