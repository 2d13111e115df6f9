"""Texts of a user, and those of a damaged study, never act in a spreadsheet."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.experiments.shell import TINY, Shell

FORGED = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1-1",
    "@SUM(A1)",
    "#N/A",
    "\t=1+1",
    "\uff1d1+1",
    "a\x1b[2J\x00b",
    "x" * 40_000,
)


def _cells(path: Path) -> list[Any]:
    return [cell for page in load_workbook(path).worksheets for row in page.iter_rows() for cell in row]


@pytest.mark.long
def test_names_of_people_and_departments_stay_texts(shell: Shell) -> None:
    staff = ["id,department", "=1+1,=HYPERLINK(1)", "+b,-minus", "@c,Zürich", "d,市民局", "e,市民局", "f,Zürich"]
    Path("staff.csv").write_text("\n".join(staff), encoding="utf-8")
    Path("mail.csv").write_text("source,target\n=1+1,d\nd,e\n+b,@c\n@c,=1+1\nf,d\n", encoding="utf-8")
    words = ("organization=from_data", "organization.employees=staff.csv", "organization.ties=mail.csv")
    projects = ("portfolio.efforts=[5,5]", "portfolio.names='=A;-B'")
    weeks = ("horizon.weeks=20", "study.replicates=2", "study.pictures=false", "study.name=x")
    assert shell("run", *words, *projects, *weeks, "intervention=[okr]").code == 0
    said = shell("export", "results/x", "--what", "all", "--format", "excel,csv,graphml")
    assert said.code == 0, said.err
    texts = [cell for cell in _cells(Path("results/x/export/x.xlsx")) if cell.data_type != "n"]
    assert {"=A", "-B", "=1+1", "=HYPERLINK(1)", "+b", "-minus", "@c", "市民局"} <= {cell.value for cell in texts}
    assert {cell.data_type for cell in texts} <= {"s", "b"}
    assert all(cell.quotePrefix for cell in texts if str(cell.value).startswith(("=", "+", "-", "@")))
    with Path("results/x/export/people.csv").open(encoding="utf-8", newline="") as file:
        names = {row["seat_name"] for row in csv.DictReader(file)}
    assert names == {"'=1+1", "'+b", "'@c", "d", "e", "f"}


@pytest.mark.long
@pytest.mark.parametrize("text", FORGED, ids=range(len(FORGED)))
def test_what_a_damaged_study_says_stays_text_in_cells_headings_and_names_of_files(shell: Shell, text: str) -> None:
    assert shell("run", *TINY, "intervention=[okr]", "study.name=x").code == 0
    path = Path("results/x/manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["name"] = f"../{text}"
    manifest["command"] = [text]
    for point in manifest["points"]:
        point["label"], point["choices"] = text, {"intervention": text, text: text}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    said = shell("export", "results/x", "--format", "excel,csv,parquet", "--what", "levels,differences,dictionary")
    assert said.code == 0, said.err
    assert "Traceback" not in said.err
    cells = _cells(Path("results/x/export/x.xlsx"))
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    for table in Path("results/x/export").glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            values = {value for row in csv.reader(file) for value in row}
        numbers = {value for value in values if value[:1] in {"+", "-"} and _is_number(value)}
        assert not [value for value in values - numbers if value.startswith(("=", "+", "-", "@", "\t", "\uff1d"))]
    assert {each.name.partition(".")[0] for each in Path("results/x/export").iterdir()} == {
        *("x", "levels", "differences", "dictionary")
    }


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
