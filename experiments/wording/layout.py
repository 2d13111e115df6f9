"""How a table is laid out in so many cells: as columns, as tables below one another, or as a block a row."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from experiments.wording.grid import Column, Grid, Line
from experiments.wording.wrapping import widest_piece, wrapped

GAP, INDENT = 2, 2
KEY_SHARE = 3  # up to a third of the width a key is not broken
MOST_LINES = 4  # of a cell in a column; a longer text is read better in a block


def lines_of(table: Grid, width: int) -> Iterator[Line]:
    """Yield the lines of a table on a screen of this width."""
    yield from _body(table, width)
    if table.caption:
        yield from map(Line, wrapped(table.caption, width))


def _body(table: Grid, width: int) -> Iterator[Line]:
    shown, left_out = table, list[str]()
    while (widths := _widths(shown, width)) is None and (optional := _last_optional(shown)) is not None:
        left_out.insert(0, shown.columns[optional].heading)
        shown = shown.without({optional})
    if widths is not None:
        yield from _in_columns(shown, widths)
    elif table.panels and (panels := list(_panels(shown, width))):
        for place, panel in enumerate(panels):
            yield from [Line("")] if place else []
            yield from _in_columns(panel, _widths(panel, width) or _natural(panel))
    else:
        yield from _in_blocks(shown, width)
    if left_out:
        more = f"({len(left_out)} more in a wider terminal or a pipe: {', '.join(left_out)})"
        yield from map(Line, wrapped(more, width))


def _last_optional(table: Grid) -> int | None:
    return max((place for place, column in enumerate(table.columns) if column.optional), default=None)


def _natural(table: Grid) -> list[int]:
    return [
        max(cell_len(column.heading), max(map(cell_len, table.cells(place)), default=0))
        for place, column in enumerate(table.columns)
    ]


def _least(table: Grid, place: int, width: int) -> int:
    """Return how wide a column is at least: else it would cut a number, break a word, or become too long to read."""
    column, cells = table.columns[place], list(table.cells(place))
    longest = max(map(cell_len, cells), default=0)
    if column.number:
        return max(widest_piece(column.heading), longest)
    whole = 0 if place else min(longest, width // KEY_SHARE)
    return max(*map(widest_piece, [column.heading, *cells]), -(-longest // MOST_LINES), whole, 1)


def _widths(table: Grid, width: int) -> list[int] | None:
    """Return how wide each column is, None where they do not fit; the room that is left goes where it is missed."""
    free = width - GAP * (len(table.columns) - 1)
    natural = _natural(table)
    if sum(natural) <= free:
        return natural
    least = [_least(table, place, width) for place in range(len(table.columns))]
    spare, missed = free - sum(least), sum(natural) - sum(least)
    if spare < 0:
        return None
    return [small + spare * (large - small) // missed for small, large in zip(least, natural, strict=True)]


def _panels(table: Grid, width: int) -> Iterator[Grid]:
    """Yield tables that fit, each with the key; none where not even one column stands beside it."""
    places, panel = list(range(1, len(table.columns))), list[int]()
    if any(_widths(_only(table, [place]), width) is None for place in places):
        return
    for place in places:
        if panel and _widths(_only(table, [*panel, place]), width) is None:
            yield _only(table, panel)
            panel = []
        panel.append(place)
    yield _only(table, panel)


def _only(table: Grid, places: Sequence[int]) -> Grid:
    return table.without(set(range(1, len(table.columns))) - set(places))


def _in_columns(table: Grid, widths: Sequence[int]) -> Iterator[Line]:
    headings = tuple(column.heading for column in table.columns)
    if any(headings):
        yield from (Line(text, heading=True) for text in _row(table.columns, headings, widths))
    for row in table.rows:
        yield from map(Line, _row(table.columns, row, widths))


def _row(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a row; each cell takes as many as it needs."""
    broken = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*broken, fillvalue=""):
        placed = zip(columns, parts, widths, strict=True)
        yield (" " * GAP).join(_padded(part, width, right=column.number) for column, part, width in placed).rstrip()


def _padded(text: str, width: int, *, right: bool) -> str:
    room = " " * (width - cell_len(text))
    return room + text if right else text + room


def _in_blocks(table: Grid, width: int) -> Iterator[Line]:
    """Yield a block a row: its key, and below it what else stands in the row, a line each with its heading."""
    key, *others = table.columns
    label = max((cell_len(column.heading) for column in others), default=0)
    for number, (name, *cells) in enumerate(table.rows):
        yield from [Line("")] if number else []
        title = f"{key.heading.strip()}: {name.strip()}" if key.heading.strip() else name.strip()
        yield from (Line(text, heading=True) for text in wrapped(title, width))
        for column, cell in zip(others, cells, strict=True):
            yield from map(Line, _entry(column.heading, cell, label, width)) if cell.strip() else ()
    yield from [Line("")] if table.rows else []


def _entry(heading: str, cell: str, label: int, width: int) -> Iterator[str]:
    """Yield a heading with what stands under it, beside each other where there is room for both."""
    room, length = width - INDENT - label - GAP, cell_len(cell.strip())
    anyway_broken = length > width - 2 * INDENT and room >= max(widest_piece(cell), width // 2)
    if room >= length or anyway_broken:
        lead = " " * INDENT + _padded(heading, label, right=False) + " " * GAP
        for place, text in enumerate(wrapped(cell.strip(), room)):
            yield (lead if not place else " " * len(lead)) + text
        return
    yield from (" " * INDENT + text for text in wrapped(heading.strip(), width - INDENT))
    yield from (" " * 2 * INDENT + text for text in wrapped(cell.strip(), width - 2 * INDENT))
