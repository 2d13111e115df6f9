"""Kinds of faults that were reported of pictures and of what a screen shows: ten variations each."""

import io
import os
import warnings
from collections.abc import Sequence

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.pictures.backend import forget_missing_backend
from experiments.pictures.letters import missing_letters_said
from experiments.pictures.lines import Line, draw_lines, name_ends, name_peaks
from experiments.pictures.page import plain_style
from experiments.results.levels import Weekly
from experiments.wording.notes import notes_on_stderr
from experiments.wording.readable import PLAIN, readable
from experiments.wording.terminal import new_console, new_table


@pytest.mark.parametrize(
    "named",
    [
        "module://not_installed_here.backend",
        "module://matplotlib_inline_nowhere.backend_inline",
        "module://ipympl_nowhere.backend_nbagg",
        "module://a.b.c.d",
        "module://",
        "module://.relative",
        "module://..",
        "module://with space",
        "module://with-dash.backend",
        "module://os.path.nowhere",
        "module://数",
    ],
)
def test_a_backend_that_is_not_here_is_forgotten(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("MPLBACKEND", named)
    forget_missing_backend()
    assert "MPLBACKEND" not in os.environ


@pytest.mark.parametrize("named", ["agg", "svg", "", "module://matplotlib.backends.backend_agg"])
def test_a_backend_that_is_here_stays(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("MPLBACKEND", named)
    forget_missing_backend()
    assert os.environ["MPLBACKEND"] == named


@pytest.mark.parametrize(
    "weeks",
    [(26, 52), (52, 26), (1, 30), (1, 2), (10, 20, 40), (40, 20, 10), (5, 5, 6), (260, 3), (52, 1, 52), (2, 3, 4, 5)],
)
def test_curves_end_where_their_runs_end(weeks: Sequence[int]) -> None:
    rising = [np.linspace(0.0, 0.2 * (place + 1), count) for place, count in enumerate(weeks)]
    lines = [Line(str(place), Weekly(each, each - 0.01, each + 0.01), "k") for place, each in enumerate(rising)]
    axes = Figure().subplots()
    draw_lines(axes, lines)
    name_ends(axes, lines, 3.0)
    name_peaks(axes, lines)
    assert [len(np.asarray(line.get_xdata())) for line in axes.lines] == list(weeks)
    assert axes.get_xlim()[1] == max(weeks)


@pytest.mark.parametrize(
    "text",
    [
        "快速推广还是慢速推广",
        "素早く、それともゆっくり",
        "빠르게 아니면 천천히",
        "سريع أم بطيء",
        "מהר או לאט",
        "быстро или медленно",
        "γρήγορα ή αργά",
        "तेज़ या धीमा",
        "เร็วหรือช้า",
        "արագ թե դանդաղ",
        "🙂🏢📈",
    ],
)
def test_letters_of_any_script_are_drawn_or_said_in_one_line(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings(record=True) as raw, notes_on_stderr(), missing_letters_said(), plain_style():
        figure = Figure(figsize=(1, 1), dpi=20)
        figure.suptitle(text)
        figure.savefig(io.BytesIO(), format="png")
    assert not [one for one in raw if "missing from" in str(one.message)]
    said = capsys.readouterr().err.splitlines()
    assert len(said) <= 1
    assert all("the pictures show boxes for" in line for line in said)


@pytest.mark.parametrize(
    "encoding",
    [
        "ascii",
        "cp1252",
        "latin-1",
        "cp437",
        "cp850",
        "koi8-r",
        "mac-roman",
        "iso8859-7",
        "shift-jis",
        "gb2312",
        "utf-8",
    ],
)
def test_every_sign_of_ours_is_printed_in_any_encoding(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding)
    console, table = new_console(stream), new_table()
    table.add_column("sign")
    for sign in PLAIN:
        table.add_row(f"a{sign}b")
    console.print(table)
    console.print("".join(PLAIN))
    stream.seek(0)
    shown = stream.read()
    assert "?" not in shown
    assert all(sign in shown or plain in shown for sign, plain in PLAIN.items())
    assert readable("−1 → 2", encoding).encode(encoding)
