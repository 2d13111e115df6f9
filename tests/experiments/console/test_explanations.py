"""What explain prints: overviews with the beginning of every table, columns that fit, two chains side by side."""

from collections.abc import Sequence
from typing import Any

import pytest

from experiments.console.explain.layout import print_columns, print_side_by_side
from experiments.console.explain.overview import FIRST_ROWS, print_overview
from experiments.console.explain.table import table_rows
from experiments.explain.events import Figures
from tests.experiments.console.printed import rows_of, text_of


def overview(projects: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - rows
    """Return an overview of a run with so many projects and one unit."""
    rows = [
        {"project": number, "outcome": "unused (delivered, never used)" if number % 2 else "failed", "cost": 0.125}
        for number in range(projects)
    ]
    unit = {"unit": 0, "adopted": 3, "share": 0.25, "taken_on": None}
    parts = {
        "projects": rows,
        "units": [unit],
        "departments": [],
        "employees": [{"employee": 0, "name": "Jo X"}] * 1200,
    }
    run = {"folder": "results/one", "point": "size 5", "replicate": 2, "replicates": 4, "flags": ["--point", "1"]}
    return {**run, **parts, "notes": ["a note"], **changes}


def test_an_overview_shows_the_beginning_of_every_table_and_counts_the_rest() -> None:
    rows = rows_of(lambda console: print_overview(console, overview(FIRST_ROWS + 1), ""))
    assert rows[:2] == [["results/one, size 5, replicate 2 of 0 to 3"], ["Note: a note"]]
    assert ["Projects: 7 failed, 6 unused (delivered, never used)"] in rows
    start = rows.index(["project", "outcome", "cost"])
    assert rows[start + 1 : start + 3] == [["0", "failed", "+12 %"], ["1", "unused (unused)", "+12 %"]]
    assert [row[0] for row in rows[start + 1 :][:FIRST_ROWS]] == [str(number) for number in range(FIRST_ROWS)]
    assert rows[start + 1 + FIRST_ROWS] == ["... 1 more row; all with --list projects"]
    assert rows[start + FIRST_ROWS + 3 :][:2] == [["unit", "adopted", "share", "taken_on"], ["0", "3", "25 %", "-"]]
    assert ["Employees: 1,200, numbered 0 to 1199, or by name Jo X to Jo X"] in rows
    command = "orgchange explain results/one --point 1 --project 0 | --unit 0 | --department 0 | --employee 'Jo X'"
    assert rows[-1] == [f"Ask: {command}"]


def test_a_table_that_fits_is_shown_in_full_and_one_that_is_listed_always() -> None:
    assert "more row" not in text_of(lambda console: print_overview(console, overview(FIRST_ROWS), ""))
    listed = rows_of(lambda console: print_overview(console, overview(FIRST_ROWS + 5), "projects"))
    assert len(listed) == 2 + 1 + FIRST_ROWS + 5


def test_a_run_without_projects_says_so() -> None:
    assert ["Projects: none"] in rows_of(lambda console: print_overview(console, overview(0), ""))


ROWS = [["a", "bcd", "ef"], ["1", "2", "3"]]


@pytest.mark.parametrize(("width", "panels"), [(12, [[1, 2]]), (9, [[1], [2]]), (8, [[1], [2]])])
def test_columns_that_do_not_fit_stand_below_with_the_first_again(width: int, panels: list[list[int]]) -> None:
    lines = text_of(lambda console: print_columns(console, ROWS), width).splitlines()
    wanted = [[row[place] for place in [0, *panel]] for panel in panels for row in ROWS]
    assert [line.split() for line in lines if line] == wanted
    assert lines.count("") == len(panels) - 1


def test_two_chains_stand_side_by_side() -> None:
    rows = [("week", "here", "in the baseline"), ("3", "starts", "-")]
    lines = text_of(lambda console: print_side_by_side(console, rows), 60).splitlines()
    assert [line.split() for line in lines] == [["week", "here", "in", "the", "baseline"], ["3", "starts", "-"]]
    assert lines[0].index("in the") == lines[1].index("-")


def _table(rows: Sequence[Figures]) -> list[list[str]]:
    return table_rows(rows)


def test_a_table_leaves_out_what_is_zero_throughout_and_joins_how_projects_ended() -> None:
    ended = {"successful": 0, "challenged": 0, "failed": 0, "unused": 0}
    rows: list[Figures] = [
        {"week": 12, "hear": 3, "leave": 0, "trust": 0.456, **ended},
        {"week": 25, "hear": 0, "leave": 0, "trust": 0.5, **ended, "failed": 2},
    ]
    head, *cells = _table(rows)
    assert head[:-1] == ["week", "+hear", "trust"]
    order = head[-1].split("/")
    assert cells == [
        ["12", "3", "0.46", "/".join("0" for _ in order)],
        ["25", "0", "0.50", "/".join("2" if name == "failed" else "0" for name in order)],
    ]
    assert _table([{"week": 12, "hear": 3, **ended}]) == [["week", "+hear"], ["12", "3"]]
