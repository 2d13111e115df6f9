"""``orgchange import``: what two tables hold, what was guessed, and all that is wrong at once."""

import json

import numpy as np
import pytest
from openpyxl import Workbook

import orgchange as oc
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
        (("staff.csv", "mail.csv", "more.csv"), "import what?"),
        (("--departments", "mail.csv"), "has no column 'name'"),
        (("nowhere.csv", "mail.csv"), "nowhere.csv cannot be read"),
        (("bad.csv", "mail.csv"), "problems: "),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tables: Shell, words: tuple[str, ...], said: str) -> None:
    refused = tables("import", *words)
    assert refused.code == 2
    assert said in refused.err
    assert len(refused.err.splitlines()) == 1


HOW = """
people:
  columns: {id: Nr, department: Unit, manager: Boss}
  managers_by: Full name
  scales: {trust: [1, 7]}
  leave_out: {Status: [left]}
ties: {at_least: 2, until: 2026-05-31, domain: town.nl}
"""
STAFF = "Nr;Full name;Unit;Boss;Trust;Status\nann;Ann A;IT;;4;in\nbob;Bob B;IT;Ann A;7;in\ncia;Cia C;HR;Ann A;1;left\n"
MAIL = """From;To;Sent
ann@town.nl;bob@town.nl;2026-05-01
ann@town.nl;bob@town.nl;2026-05-02
bob@town.nl;x@y.z;2026-05-02
"""


def _told(tables: Shell, staff: str, mail: str, *flags: str) -> str:
    for name, text in (("how.yaml", HOW), ("hr.csv", staff), ("log.csv", mail)):
        (tables.folder / name).write_text(text)
    said = tables("import", "hr.csv", "log.csv", "--how", "how.yaml", *flags)
    assert said.code == 0, said.err
    return said.out


def test_tables_are_read_as_told_and_written_as_they_were_read(tables: Shell) -> None:
    said = _told(tables, STAFF, MAIL, "--out", "mine")
    for words in ("2 people, 1 departments", "1 rows are left out by their Status", "a log of 3 messages"):
        assert words in said
    people = (tables.folder / "mine" / "people.csv").read_text().splitlines()
    assert people == [
        "id,department,manager,team,silo,trust,process_orientation",
        "ann,IT,,,,0.5,",
        "bob,IT,ann,,,1.0,",
    ]
    assert (tables.folder / "mine" / "ties.csv").read_text().splitlines() == ["source,target,weight", "ann,bob,1.0"]
    again = tables("import", "mine/people.csv", "mine/ties.csv")
    assert again.out.splitlines()[0] == said.splitlines()[0]
    assert tables("import", "mine/people.csv", "mine/ties.csv", "--out", "mine").code == 2


def test_pseudonyms_tell_nobody_and_the_key_lies_elsewhere(tables: Shell) -> None:
    _told(tables, STAFF, MAIL, "--out", "mine", "--pseudonyms", "safe")
    written = "".join((tables.folder / "mine" / name).read_text() for name in ("people.csv", "ties.csv"))
    assert not any(name in written for name in ("ann", "bob", "cia", "Ann"))
    key = dict(line.split(",") for line in (tables.folder / "safe" / "key.csv").read_text().splitlines())
    assert {key["p1"], key["p2"]} == {"ann", "bob"}
    assert tables("import", "hr.csv", "log.csv", "--pseudonyms", "other").code == 2


@pytest.mark.long
def test_a_person_is_asked_about_by_the_id_of_the_table(tables: Shell) -> None:
    own = ("organization=from_data", "organization.employees=staff.csv", "organization.ties=mail.csv")
    tables("run", *own, "intervention=[okr]", "horizon.weeks=10", "study.replicates=2", "study.name=x")
    for person in ("7", "3", "9"):
        told = tables("explain", "results/x", "--employee", person)
        assert told.code == 0, told.err
        assert f"({person})" in told.out.splitlines()[0]


@pytest.mark.long
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


def test_people_or_departments_alone_get_ties_from_the_recipe(tables: Shell) -> None:
    (tables.folder / "town.csv").write_text("name,people,kind\nHR,30,change\nIT,20,\n")
    (tables.folder / "told.csv").write_text("name,trust\nHR,0.2\n")
    alone = tables("import", "staff.csv")
    assert alone.code == 0, alone.err
    assert "who turns to whom is drawn from the recipe" in alone.out
    town = tables("import", "--departments", "town.csv", "--json")
    assert json.loads(town.out)["departments"] == {"HR": 30, "IT": 20}
    both = tables("import", "staff.csv", "mail.csv", "--departments", "told.csv")
    assert "departments: IT 2, HR 1" in both.out


def test_a_program_builds_the_same_organization(tables: Shell) -> None:
    (tables.folder / "town.csv").write_text("name,people\nHR,30\nIT,20\n")
    rows = [{"name": "HR", "people": 30}, {"name": "IT", "people": 20}]
    of_rows, of_file = (
        oc.organization(departments=rows, replicate=1),
        oc.organization(departments="town.csv", replicate=1),
    )
    of_run = oc.organization(oc.scenario("organization.departments=town.csv"), replicate=1)
    for other in (of_file, of_run):
        assert of_rows.department_names == other.department_names == ("HR", "IT")
        np.testing.assert_array_equal(of_rows.tie_target, other.tie_target)
    assert oc.organization(employees="staff.csv").department_names == ("IT", "HR")
