"""Pictures of a scoreboard and of an ablation show every part where it lies and every mechanism by its name."""

from collections.abc import Iterator

import pytest
from matplotlib.axes import Axes

from experiments.pictures.page import BLUE, VERMILLION, plain_style
from experiments.validation.ablation import Ablation
from experiments.validation.ablation_text import draw_ablation
from experiments.validation.pattern import Measured
from experiments.validation.picture import EDGE, draw_board, place
from experiments.validation.scoreboard import Board, Scored
from tests.experiments.pictures.looks import boxes_of, drawn, labels_of, lines_of, texts_of
from tests.experiments.validation.targets import BAND, CODE, DIRECTION, across, inside, outside, pattern


@pytest.fixture(autouse=True)
def _style() -> Iterator[None]:
    with plain_style():
        yield


def board(*parts: Measured) -> Board:
    """Return a scoreboard of one pattern."""
    return Board((Scored(pattern(BAND, DIRECTION), parts),), 1.0)


def test_a_value_lies_on_the_scale_of_its_own_band() -> None:
    assert [place(BAND, value, 1.0) for value in (0.2, 0.3, 0.4, 0.5)] == pytest.approx([-1.0, 0.0, 1.0, 2.0])
    assert [place(DIRECTION, value, 0.5) for value in (0.05, 0.3, 0.55)] == pytest.approx([-1, 0, 1])
    assert place(DIRECTION, 0.0, 0.0) == -1.0


def _axes(found: Board) -> Axes:
    (axes,) = drawn(draw_board(found)).axes
    return axes


def test_parts_are_drawn_with_their_intervals_and_beyond_the_frame_at_its_edge() -> None:
    axes = _axes(board(inside(), outside(DIRECTION)))
    assert labels_of(axes)[:2] == ["a level", "more of it"]
    interval, dot = (x for x, y in lines_of(axes, BLUE) if y[0] == 1.0)
    assert interval == pytest.approx([-0.5, 0.5])
    assert dot == pytest.approx([0.0], abs=1e-9)
    (missed,) = [x for x, y in lines_of(axes, VERMILLION) if y == [2.0]]
    assert missed == pytest.approx([-1.0 - 2.0 * 0.65 / 0.7])
    (far,) = [x for x, y in lines_of(_axes(board(outside(), inside(DIRECTION))), VERMILLION) if y == [1.0]]
    assert far == [-EDGE]
    told = texts_of(axes)
    assert "30.0 %  (30.0 %)" in told
    assert "−60.0 points  (above 0)" in told
    assert "in part" in told


def test_checks_of_the_code_are_left_out() -> None:
    axes = _axes(board(inside(CODE), inside(DIRECTION)))
    assert labels_of(axes)[0] == "more of it"


def test_an_ablation_names_every_mechanism_and_what_it_costs() -> None:
    whole = board(inside(), inside(DIRECTION))
    without = {"hidden_errors": board(outside(), inside(DIRECTION)), "ties": board(across(), inside(DIRECTION))}
    (axes, *_) = drawn(draw_ablation(Ablation(whole, without))).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["hidden errors", "ties"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["P0 Constructed"]
    assert "-1 of 2" in texts_of(axes)
    assert len(boxes_of(axes)) == 2
