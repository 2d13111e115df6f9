"""Tables at any width: every key and every number is whole, no line too long, names broken at separators."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from experiments.wording.grid import Column, Grid
from experiments.wording.layout import lines_of
from experiments.wording.readable import readable
from experiments.wording.tables import Table
from experiments.wording.terminal import new_console
from experiments.wording.wrapping import wrapped

WIDE = "市民局"
WIDTHS = (60, 80, 100, 200)
PARTS = st.sampled_from(["rollout", "speed", "okr", "benefits_governance", "Gemeente Zürich", WIDE, "a", "x" * 30])
NAMES = st.lists(PARTS, min_size=1, max_size=9).flatmap(
    lambda parts: st.lists(
        st.sampled_from(["/", "_", ".", "=", ",", ", "]), min_size=len(parts), max_size=len(parts)
    ).map(lambda signs: "".join(part + sign for part, sign in zip(parts, signs, strict=True)))
)
NUMBERS = st.floats(-1e9, 1e9).map(lambda value: f"{value:+,.3f} to {value + 1:+,.3f}")
HEADINGS = st.sampled_from(["mean", "largest regret", "95 % interval", "pairs with this sign"])


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Return a table of names and up to nine columns of numbers."""
    grid = Grid(panels=draw(st.booleans()))
    grid.add_column("policy")
    columns = draw(st.integers(1, 9))
    for _ in range(columns):
        grid.add_column(draw(HEADINGS), number=True, optional=False)
    for _ in range(draw(st.integers(1, 4))):
        grid.add_row(draw(NAMES), *(draw(NUMBERS) for _ in range(columns)))
    return grid


@pytest.mark.long
@given(grids(), st.sampled_from(WIDTHS))
def test_at_any_width_every_number_is_whole_every_key_there_and_no_line_too_long(grid: Grid, width: int) -> None:
    lines = [line.text for line in lines_of(grid, width)]
    assert max(map(cell_len, lines)) <= width
    for key, *numbers in grid.rows:
        assert all(any(number in line for line in lines) for number in numbers)
        title = wrapped(f"policy: {key.strip()}", width)
        assert _begin(lines, title) or any(_begin(lines, wrapped(key, broken)) for broken in range(5, width + 1))


def _begin(lines: list[str], parts: list[str]) -> bool:
    return all(any(line.startswith(part.strip()) for line in lines) for part in parts)


@given(NAMES, st.integers(32, 60))
def test_a_name_is_broken_at_separators_and_spaces_alone(name: str, width: int) -> None:
    lines = wrapped(name, width)
    assert "".join("".join(lines).split()) == "".join(name.split())
    place = 0
    for line in lines[:-1]:
        place = name.index(line.strip(), place) + len(line.strip())
        assert name[place] == " " or name[place - 1] in "/_.=," or name[place - 1] in WIDE


def test_a_number_is_broken_nowhere_and_keeps_its_sign_of_percent() -> None:
    assert wrapped("between 1,234.567 and 95 % of 0.25", 9) == ["between", "1,234.567", "and 95 %", "of 0.25"]
    assert wrapped("project.size=1.25,rollout.speed=0.1", 18) == ["project.size=1.25,", "rollout.speed=0.1"]
    assert wrapped("(EUR 1.9 k to EUR 3.3 k).", 12) == ["(EUR 1.9 k", "to", "EUR 3.3 k)."]
    narrower = wrapped("project.size=1.25,rollout.speed=0.1", 15)
    assert narrower == ["project.size=", "1.25,rollout.", "speed=0.1"]
    assert wrapped("1,234,567,890.123", 6) == ["1,234,567,890.123"]


def test_what_hangs_on_a_dash_stands_under_its_words() -> None:
    assert wrapped("  - one two three", 10) == ["  - one", "    two", "    three"]


def grid(panels: bool = False) -> Grid:
    """Return a small table."""
    made = Grid(panels)
    for heading in ("plan", "reached", "it costs"):
        made.add_column(heading, number=heading != "plan")
    made.add_row("big_bang/okr", "0.25", "1,000")
    made.add_row("waves", "0.125", "")
    return made


def texts(made: Grid, width: int) -> list[str]:
    """Return the lines of a table as text."""
    return [line.text for line in lines_of(made, width)]


def test_a_table_is_columns_then_narrow_columns_then_blocks() -> None:
    assert texts(grid(), 40) == [
        "plan          reached  it costs",
        "big_bang/okr     0.25     1,000",
        "waves           0.125",
    ]
    assert texts(grid(), 26) == [
        "plan       reached     it",
        "                    costs",
        "big_bang/     0.25  1,000",
        "okr",
        "waves        0.125",
    ]
    assert texts(grid(), 16) == [
        "plan:",
        "big_bang/okr",
        "  reached   0.25",
        "  it costs",
        "    1,000",
        "",
        "plan: waves",
        "  reached",
        "    0.125",
        "",
    ]


def test_many_columns_of_one_kind_go_into_tables_below_one_another() -> None:
    assert texts(grid(panels=True), 20) == [
        "plan         reached",
        "big_bang/       0.25",
        "okr",
        "waves          0.125",
        "",
        "plan             it",
        "              costs",
        "big_bang/     1,000",
        "okr",
        "waves",
    ]


def test_optional_columns_go_first_and_are_named() -> None:
    made = grid()
    made.columns[2] = Column("it costs", optional=True)
    assert texts(made, 20) == [
        "plan         reached",
        "big_bang/       0.25",
        "okr",
        "waves          0.125",
        "(1 more in a wider",
        "terminal or a pipe:",
        "it costs)",
    ]


def test_signs_that_command_a_terminal_are_spelled_out_and_those_an_encoding_lacks_replaced() -> None:
    assert readable("a\x1b[2Jb\x9bc\u202ed") == "a\\x1b[2Jb\\x9bc\\u202ed"
    assert readable("−0.5 ≥ 市", "ascii") == "-0.5 >= ?"
    assert readable("−0.5 é", "latin-1") == "-0.5 é"


class _Latin(StringIO):
    encoding = "ascii"


def test_columns_stand_under_one_another_in_any_encoding() -> None:
    made = Table()
    made.add_column("a → b")
    made.add_column("c", number=True)
    made.add_row("x≥1", "−1")
    file = _Latin()
    new_console(file).print(made)
    assert file.getvalue().splitlines() == ["a -> b   c", "x>=1    -1"]


def test_any_console_prints_a_table() -> None:
    made, file = Table(), StringIO()
    made.add_column("name")
    made.add_row("one")
    Console(file=file, width=20).print(made)
    assert file.getvalue() == "name\none\n"
