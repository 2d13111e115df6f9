"""Tables of departments: what may be left out, what is refused, and that all problems are said at once."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from experiments.organizations.departments_table import recipe_of_departments
from sim.errors import ScenarioError

TOLD = {
    "departments": 3,
    "department_names": "Permits;Social affairs;Works",
    "department_sizes": [60, 120, 40],
    "headcount": 220,
    "change_departments": [3],
    "department_trust": [0.35, 0.6, -1.0],
    "department_silo": [-1.0, 0.7, -1.0],
}
ROWS: list[tuple[object, ...]] = [
    ("Name", "People", "Kind", "Trust", "Silo", "Floor"),
    ("Permits", 60, "process", 0.35, None, 1),
    ("Social affairs", 120, None, 0.6, 0.7, 2),
    ("Works", 40, "change-oriented", None, None, 3),
]


def _csv(folder: Path, text: str) -> str:
    path = folder / "departments.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_with_commas_for_points_and_per_cents(tmp_path: Path) -> None:
    text = (
        "Afdeling;people;kind;trust;silo;floor\n"
        "Permits;60;process;0,35;;1\nSocial affairs;120;;60 %;0,7;2\nWorks;40;change;;;3\n"
    )
    notes: list[str] = []
    assert recipe_of_departments(_csv(tmp_path, text), notes) == TOLD
    assert [note.partition(": ")[2] for note in notes] == [
        "column 'Afdeling' is read as name",
        "other columns are left alone: floor",
    ]


def test_a_spreadsheet_tells_the_same(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "departments.xlsx"
    sheet = book.create_sheet("Now", 0)
    for row in ROWS:
        sheet.append(row)
    book.save(path)
    assert recipe_of_departments(f"{path}#Now", []) == TOLD


def test_rows_of_a_configuration_tell_the_same() -> None:
    names = [str(name).lower() for name in ROWS[0][:-1]]
    assert recipe_of_departments([dict(zip(names, row, strict=False)) for row in ROWS[1:]], []) == TOLD


def test_demand_growth_and_legacy_of_a_department() -> None:
    rows = [
        {"name": "A", "people": 9, "workload": 0.9, "growth": -0.1},
        {"name": "B", "people": 5, "growth": "5 %", "legacy": 0.8},
    ]
    told = recipe_of_departments(rows, [])
    assert told["department_workload"] == [0.9, -1.0]
    assert told["department_growth"] == [-0.1, 0.05]
    assert told["department_legacy"] == [-1.0, 0.8]


def test_names_and_people_are_enough_and_no_kind_is_a_kind() -> None:
    assert recipe_of_departments([{"name": "A", "people": 9}], []) == {
        "departments": 1,
        "department_names": "A",
        "department_sizes": [9],
        "headcount": 9,
    }
    assert recipe_of_departments([{"name": "A", "kind": "process"}], [])["change_oriented"] == 0.0


def test_all_problems_are_said_at_once_a_line_each(tmp_path: Path) -> None:
    path = _csv(tmp_path, "name,people,kind,trust,workload\nA,0,,1.5,\nA,,slow,,0.9\n,5,,x,2.5\n")
    with pytest.raises(ScenarioError) as error:
        recipe_of_departments(path, [])
    head, *lines = str(error.value).replace(f"organization.departments = {path}", "FILE").splitlines()
    assert head == "8 problems:"
    assert [line.strip() for line in lines] == [
        "FILE row 2: trust must be a number from 0 to 1, not '1.5'",
        "FILE row 2: people must be a whole number from 1, not '0'",
        "FILE row 3: kind must be one of process, process-oriented, change, change-oriented, not 'slow'",
        "FILE row 4: a name is needed, without ;",
        "FILE row 4: trust must be a number from 0 to 1, not 'x'",
        "FILE row 4: workload must be a number from 0 to 2, not '2.5'",
        "organization.departments: 'A' is there 2 times; a department has one row",
        "FILE row 3: people is missing, while other departments have it",
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "is empty: it needs at least one row such as {name: Permits, people: 250}"),
        (["A"], "organization.departments[0] must be a row such as"),
        ([{"name": "A", "people": 1, "trusts": 1}], "[0]: there is no 'trusts'; did you mean 'trust'?"),
        ([{"name": "A", "people": True}], "[0]: people must be a whole number from 1, not 'True'"),
        ([{"name": "A", "people": "nan"}], "[0]: people must be a whole number from 1, not 'nan'"),
        ([{"name": "A", "people": 1, "trust": "inf"}], "[0]: trust must be a number from 0 to 1, not 'inf'"),
        ([{"name": "A", "people": [1, 2]}], "[0]: people must be a whole number from 1"),
    ],
)
def test_rows_that_are_none_are_refused_with_their_place(rows: list[object], said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        recipe_of_departments(rows, [])
    assert said in str(error.value)
    assert "\n" not in str(error.value)
