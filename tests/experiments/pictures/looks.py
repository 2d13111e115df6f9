"""What is drawn on axes, read back: lines, boxes, texts and names of rows."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle


def drawn(figure: Figure | None) -> Figure:
    """Return a figure that must be there."""
    assert figure is not None
    return figure


def ends_of(line: Line2D) -> tuple[list[float], list[float]]:
    """Return x and y of a line."""
    return np.asarray(line.get_xdata(), float).tolist(), np.asarray(line.get_ydata(), float).tolist()


def lines_of(axes: Axes, colour: str | None = None) -> list[tuple[list[float], list[float]]]:
    """Return x and y of every line, or of those of a colour."""
    return [ends_of(line) for line in axes.lines if colour is None or to_hex(line.get_color()) == to_hex(colour)]


def dots_of(axes: Axes, marker: str = "o") -> list[Line2D]:
    """Return the lines that are drawn as dots."""
    return [line for line in axes.lines if line.get_marker() == marker]


def boxes_of(axes: Axes, colour: str | None = None) -> list[Rectangle]:
    """Return the rectangles, or those of a colour."""
    boxes = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    return [box for box in boxes if colour is None or to_hex(box.get_facecolor()) == to_hex(colour)]


def cell_of(box: Rectangle) -> tuple[int, int]:
    """Return the column and the row of a cell of a map."""
    return round(box.get_x() + 0.49), round(box.get_y() + 0.48)


def texts_of(axes: Axes) -> list[str]:
    """Return the texts on axes."""
    return [text.get_text() for text in axes.texts]


def labels_of(axes: Axes) -> list[str]:
    """Return the names of the rows."""
    return [label.get_text() for label in axes.get_yticklabels()]
