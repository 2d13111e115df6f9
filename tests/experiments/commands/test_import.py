"""``orgchange import``: what two tables hold, what was guessed, and all that is wrong at once."""

import json

import pytest
from openpyxl import Workbook

from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]


@pytest.fixture
def tables(shell: Shell) -> Shell:
    (shell.folder / "staff.csv").write_text("Employee ID;Unit;Age\n7;IT;40\n3;IT;41\n9;HR;42\n")
    (shell.folder / "mail.csv").write_text("from,to,count\n7,3,4\n3,7,2\n9,7,1\n")
    (shell.folder / "bad.csv").write_text("id,department,manager\n7,IT,x\n3,,y\n")
    return shell


def test_it_says_what_was_read_guessed_and_left_out(tables: Shell) -> None:
    said = tables("import", "staff.csv", "mail.csv", "--check")
    assert said.code == 0, said.err
    for words in ("3 people, 2 departments", "'Employee ID' is read as id", "left alone: Age", "taken for counts"):
        assert words in said.out
    told = json.loads(tables("import", "staff.csv", "mail.csv", "--json").out)
    assert told["departments"] == {"IT": 2, "HR": 1}


def test_the_run_says_the_same(tables: Shell) -> None:
    own = ("organization=from_data", "organization.employees=staff.csv", "organization.ties=mail.csv")
    said = tables("run", *own, "horizon.weeks=10", "study.replicates=2", "study.pictures=false")
    assert said.code == 0, said.err
    assert "'Employee ID' is read as id" in said.err
    assert said.err.count("taken for counts") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "import what?"),
        (("staff.csv",), "import what?"),
        (("nowhere.csv", "mail.csv"), "nowhere.csv cannot be read"),
        (("bad.csv", "mail.csv"), "problems: "),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tables: Shell, words: tuple[str, ...], said: str) -> None:
    refused = tables("import", *words)
    assert refused.code == 2
    assert said in refused.err
    assert len(refused.err.splitlines()) == 1


def test_a_person_is_asked_about_by_the_id_of_the_table(tables: Shell) -> None:
    own = ("organization=from_data", "organization.employees=staff.csv", "organization.ties=mail.csv")
    tables("run", *own, "intervention=[okr]", "horizon.weeks=10", "study.replicates=2", "study.name=x")
    for person in ("7", "3", "9"):
        told = tables("explain", "results/x", "--employee", person)
        assert told.code == 0, told.err
        assert f"({person})" in told.out.splitlines()[0]


def test_a_named_sheet_is_read_kept_and_lived_again(tables: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Workbook()
    people = book.create_sheet("People", 0)
    for row in [["id", "department"], [7, "IT"], [3, "IT"], [9, "HR"]]:
        people.append(row)
    book.create_sheet("Other", 0)
    book.save(tables.folder / "staff.xlsx")
    own = ("organization=from_data", "organization.employees='staff.xlsx#People'", "organization.ties=mail.csv")
    ran = tables("run", *own, "intervention=[okr]", "horizon.weeks=10", "study.replicates=2", "study.name=x")
    assert ran.code == 0, ran.err
    assert "3 people, 2 departments" in ran.err
    (tables.folder / "elsewhere").mkdir()
    (tables.folder / "staff.xlsx").unlink()
    monkeypatch.chdir(tables.folder / "elsewhere")
    assert tables("verify", "../results/x").code == 0
