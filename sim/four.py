"""Four numbers computed with at once, as one value of compiled code: the four traits in a row of ``world.traits``.

A processor adds, multiplies or divides four numbers as fast as one, and number by number it gives the same bits. Left
to itself Numba handles the traits of every contact one after the other, which takes twice as long.

``four_of(a, b, c, d)`` makes a four; ``row_of(rows, i)`` reads one from row ``i`` of a float32 array (n, 4), and
``write_row(rows, i, four)`` writes it there; ``fetch_row(rows, i)`` only asks memory for a row that will be read soon;
``numbers_of(four)`` are its numbers. Operators work number by number, on two fours or on a four and one number. Rows are
not counted from the end, nor is there a check that they exist.
"""

from typing import Any

Four = Any


class Operation:
    """A name that compiled functions call; :mod:`sim.four_code` tells the compiler what it does."""


fetch_row: Any = Operation()
four_of: Any = Operation()
numbers_of: Any = Operation()
row_of: Any = Operation()
write_row: Any = Operation()
