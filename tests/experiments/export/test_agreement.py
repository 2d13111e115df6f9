"""Terminal, report, workbook, tables and JSON of the same study say the same numbers."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.wording.quantities import number, signed, span
from tests.experiments.export.workbook import Rows, sheets_of
from tests.experiments.shell import TINY, Shell

STUDY = ("intervention=[okr]", "project.size=5", "horizon.weeks=52", "study.name=x")


@pytest.fixture
def made(shell: Shell) -> Shell:
    """Return a shell with a study of one point."""
    assert shell("run", *TINY, *STUDY).code == 0
    return shell


def _differences(sheets: dict[str, Rows]) -> Rows:
    return [row for row in sheets["differences"] if row["against"] == "baseline"]


@pytest.mark.long
def test_the_workbook_has_the_numbers_of_the_json_and_of_the_summary_to_their_digits(made: Shell) -> None:
    said = made("export", "results/x")
    assert said.code == 0, said.err
    sheets = sheets_of(made.folder / "results/x/export/x.xlsx")
    (point,) = json.loads(made("run", *TINY, *STUDY, "--json").out)["points"]
    with (made.folder / "results/x/summary.csv").open(encoding="utf-8", newline="") as file:
        summary = {row["metric"]: row for row in csv.DictReader(file)}
    levels = {row["metric"]: row for row in sheets["levels"] if row["point"] != "baseline"}
    assert len(levels) == len(summary) > 50
    for name, row in levels.items():
        assert row["mean"] == near(point["means"][name])
        assert _same(row["mean"], summary[name]["mean"], 6)
        assert _same(row["median"], summary[name]["median"], 6)
        assert _same(row["low"], summary[name]["low"], 4)
        assert str(row["runs"]) == summary[name]["runs"]
    for row in _differences(sheets):
        name = row["metric"]
        found = point["minus_baseline"][name]
        assert [row[key] for key in ("difference", "difference_low", "difference_high")] == [
            near(found[key]) for key in ("mean", "low", "high")
        ]
        assert (row["verdict"], row["pairs"]) == (found["verdict"], found["pairs"])
        assert _same(row["difference"], summary[name]["difference"], 6)
        assert _same(row["p_holm"], summary[name]["p_holm"], 3)
        assert _same(row["superiority"], summary[name]["superiority"], 3)


def near(value: object) -> object:
    """Return what a workbook has of a value: Excel knows 15 digits of a number."""
    return pytest.approx(value, rel=1e-14, abs=0.0) if isinstance(value, float) else value


def _same(value: float | None, text: str, digits: int) -> bool:
    """Return whether a number is what a text says in so many digits; nothing is nothing in both."""
    return text == ("" if value is None else f"{value:.{digits}g}")


@pytest.mark.long
def test_the_terminal_and_the_report_say_the_numbers_of_the_workbook(made: Shell) -> None:
    assert made("export", "results/x").code == 0
    sheets = sheets_of(made.folder / "results/x/export/x.xlsx")
    levels = {row["metric"]: row for row in sheets["levels"] if row["point"] != "baseline"}
    terminal = made("run", *TINY, *STUDY).out
    assert made("report", "results/x").code == 0
    report = (made.folder / "results/x/report.html").read_text(encoding="utf-8")
    seen = 0
    for row in _differences(sheets):
        line = next((line for line in terminal.splitlines() if line.startswith(f"{row['metric']} ")), "")
        if not line or row["difference"] is None:
            continue
        said = " ".join(line.split())
        assert number(levels[row["metric"]]["mean"]) in line.split()
        assert signed(row["difference"]) in line.split()
        assert span(row["difference_low"], row["difference_high"]) in said
        assert row["verdict"] in said
        seen += 1
    assert seen > 5
    best = next(row for row in _differences(sheets) if row["metric"] == "change_success")
    assert signed(best["difference"]) in report
    assert span(best["difference_low"], best["difference_high"]) in report.replace("\N{NO-BREAK SPACE}", " ")


def test_departments_are_those_that_the_command_tells(made: Shell) -> None:
    found = json.loads(made("departments", "results/x", "--json").out)
    assert made("export", "results/x").code == 0
    rows = sheets_of(made.folder / "results/x/export/x.xlsx")["departments"]
    assert len(rows) == 3 * len(found["departments"])
    by_key = {(row["department"], row["measure"]): row for row in rows}
    for department in found["departments"]:
        row = by_key[department["name"], "trust"]
        assert row["mean"] == near(department["ends"]["trust"]["mean"])
        assert row["difference"] == near(department["difference"]["trust"]["mean"])


@pytest.mark.long
def test_every_kind_of_file_holds_the_same_values(shell: Shell) -> None:
    assert shell("run", *TINY, *STUDY, "organization.headcount=20", "horizon.weeks=14").code == 0
    assert shell("export", "results/x", "--format", "excel,csv,parquet", "--what", "all").code == 0
    folder = shell.folder / "results/x/export"
    for name, rows in sheets_of(folder / "x.xlsx").items():
        table = _digits(pq.read_table(folder / f"{name}.parquet")).to_pylist()
        assert [list(row) for row in rows] == [list(row) for row in table]
        assert [list(map(near, row.values())) for row in table] == [list(row.values()) for row in rows]
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            texts = list(csv.DictReader(file))
        for row, told in zip(table, texts, strict=True):
            assert all(map(_says, told.values(), row.values()))


def _digits(table: pa.Table) -> pa.Table:
    """Return a table in which small numbers have the digits that they are written with."""
    small = [field.type == pa.float32() for field in table.schema]
    columns = zip(table.columns, small, strict=True)
    kept = [column.cast(pa.string()).cast(pa.float64()) if short else column for column, short in columns]
    return pa.Table.from_arrays(kept, names=table.column_names)


def _says(text: str, value: object) -> bool:
    """Return whether a cell of a CSV says a value, to the last bit."""
    if value is None:
        return not text
    if isinstance(value, bool):
        return text == str(value).lower()
    if isinstance(value, (int, float)):
        return float(text) == value
    return text.removeprefix("'") == value  # such as the unit "-1 to 1", which is no formula


@pytest.mark.long
def test_a_workbook_goes_where_it_is_asked_for_and_verify_still_says_same(made: Shell, tmp_path: Path) -> None:
    assert made("export", "results/x", "--out", str(tmp_path / "town.xlsx")).code == 0
    usual = {"levels", "differences", "money", "departments", "projects", "dictionary"}
    assert set(sheets_of(tmp_path / "town.xlsx")) == usual
    assert made("export", "results/x").code == 0
    assert made("verify", "results/x").code == 0
