"""A figure is laid out once and drawn once, and comes out as if it had been drawn for that before."""

import io

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.pictures.page import lay_out, page, plain_style


def _figure() -> Figure:
    figure = page(2.5, "Two at once", "Left a title that needs room, right a map with its scale.", "A note below.")
    left, right = figure.subplots(1, 2)
    left.plot([0.0, 1e6], [-1.5, 2.25])
    left.set_title("speed")
    left.set_ylabel("people\nwho use it")
    figure.colorbar(right.imshow(np.arange(6.0).reshape(2, 3)), ax=right, label="share")
    return figure


def _written(figure: Figure) -> str:
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


@pytest.mark.long
def test_what_is_laid_out_first_is_written_as_what_is_drawn_twice() -> None:
    with plain_style():
        one, other, apart = _figure(), _figure(), _figure()
        lay_out(one)
        other.draw_without_rendering()
        other.set_layout_engine("none")
        apart.set_layout_engine("none")
        assert _written(one) == _written(other) != _written(apart)
