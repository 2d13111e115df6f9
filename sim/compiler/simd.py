"""Four numbers computed with at once, as one value of compiled code: the four traits in a row of ``world.traits``.

A processor adds, multiplies or divides four numbers as fast as one, and number by number it gives the same bits. Left
to itself Numba handles the traits of every contact one after the other, which takes twice as long.

``four_of(a, b, c, d)`` makes a four; ``row_of(rows, i)`` reads one from row ``i`` of a float32 or float64 array (n, 4),
or from the first four fields of record ``i``, and ``write_row(rows, i, four)`` writes it there; ``fetch_row(rows, i)``
only asks memory for a row that will be read soon; ``numbers_of(four)`` are its numbers, and ``number_in(rows, i, k)``
is number ``k`` of row ``i`` alone, of several rows at once in a loop over everybody. Operators work number by number,
on two fours or on a four and one number. Rows are not counted from the end, nor is there a check that they exist.
"""

from typing import Any

from sim.compiler.decorators import Lowered

Four = Any

fetch_row: Any = Lowered("sim.compiler.simd_lowering", "fetch_row")
four_of: Any = Lowered("sim.compiler.simd_lowering", "four_of")
number_in: Any = Lowered("sim.compiler.simd_lowering", "number_in")
numbers_of: Any = Lowered("sim.compiler.simd_lowering", "numbers_of")
row_of: Any = Lowered("sim.compiler.simd_lowering", "row_of")
write_row: Any = Lowered("sim.compiler.simd_lowering", "write_row")
