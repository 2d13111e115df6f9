"""What people hear over their standing ties, four people side by side (see ``sim.organization.tie_blocks``).

Everybody's own sum is added up tie by tie in the order of the list and in double precision: what is added up beside it
changes none of its bits. Ties to other departments weigh times the own trust.
"""

import numpy as np

from sim.compiler import kernel
from sim.compiler.simd import Four, fetch_row, four_of, numbers_of, row_of, write_row
from sim.organization.tie_blocks import LANES, STRETCH
from sim.state.chart import Chart
from sim.state.codes import TRUST
from sim.state.field import Array
from sim.state.world import World

NEARBY = 10_000  # people whose traits a core keeps near itself
AHEAD = np.uint64(16)  # ties of four people
FOUR, TWO, THREE = np.uint64(LANES), np.uint64(2), np.uint64(3)  # without a sign an index is never counted from the end

Seats = tuple[np.uint64, np.uint64, np.uint64, np.uint64]
Sums = tuple[Four, Four, Four, Four]


@kernel
def hear_standing(begin: int, rows: Array, world: World, chart: Chart, weights: Array, heard: Array) -> None:
    """Sum up the weights of a stretch of people from seat ``begin`` on, and what their contacts have in ``rows``.

    Ties inside departments and ties across are summed for themselves, and then both together.
    """
    first, many = begin // LANES * 2, _blocks(begin, world)
    for block in range(first, first + many):
        seats = _seats_of(block, chart)
        weight, sums = _sum_block(block, four_of(1.0, 1.0, 1.0, 1.0), _nothing(), rows, chart)
        _write_weights(seats, weight, weights)
        _write(seats, sums, heard)
    for block in range(first + many, first + 2 * many):
        seats = _seats_of(block, chart)
        weight, sums = _sum_block(block, _trust_of(begin, seats, world), _nothing(), rows, chart)
        one, two, three, four = _read(seats, heard)
        _write_weights(seats, _read_weights(seats, weights) + weight, weights)
        _write(seats, (one + sums[0], two + sums[1], three + sums[2], four + sums[3]), heard)


@kernel
def see_standing(begin: int, rows: Array, world: World, chart: Chart, seen: Array) -> None:
    """Sum up what the contacts of a stretch of people from seat ``begin`` on have in ``rows``, in one sum a person."""
    first, many = begin // LANES * 2, _blocks(begin, world)
    for block in range(first, first + many):
        _, sums = _sum_block(block, four_of(1.0, 1.0, 1.0, 1.0), _nothing(), rows, chart)
        _write(_seats_of(block, chart), sums, seen)
    for block in range(first + many, first + 2 * many):
        seats = _seats_of(block, chart)
        _, sums = _sum_block(block, _trust_of(begin, seats, world), _read(seats, seen), rows, chart)
        _write(seats, sums, seen)


@kernel
def _blocks(begin: int, world: World) -> int:
    """Return how many blocks a stretch has for ties inside departments, and as many for ties across."""
    return (min(STRETCH, len(world.seats) - begin) + LANES - 1) // LANES


@kernel
def _seats_of(block: int, chart: Chart) -> Seats:
    first, seats = np.uint64(block) * FOUR, chart.block_seat
    second, third, fourth = seats[first + np.uint64(1)], seats[first + TWO], seats[first + THREE]
    return np.uint64(seats[first]), np.uint64(second), np.uint64(third), np.uint64(fourth)


@kernel
def _trust_of(begin: int, seats: Seats, world: World) -> Four:
    traits, first = world.traits, np.uint64(begin)
    second, third = traits[first + seats[1], TRUST], traits[first + seats[2], TRUST]
    return four_of(traits[first + seats[0], TRUST], second, third, traits[first + seats[3], TRUST])


@kernel
def _sum_block(block: int, factors: Four, sums: Sums, rows: Array, chart: Chart) -> tuple[Four, Sums]:
    """Return the sums of weights of four people, and their sums with what is heard over the ties of a block.

    Those ``far`` away are asked for ahead, since a large organization mostly waits for memory.
    """
    one, two, three, four = sums
    weight, targets = four_of(0.0, 0.0, 0.0, 0.0), chart.tie_target
    begin, end = np.uint64(chart.block_start[np.uint64(block)]), np.uint64(chart.block_start[np.uint64(block + 1)])
    many, first = end - begin, begin * FOUR
    second, third, fourth = first + many, first + TWO * many, first + THREE * many
    far = len(rows) > NEARBY and (end + AHEAD) * FOUR <= np.uint64(len(targets))
    for tie in range(many):
        w = factors * row_of(chart.tie_weight, begin + tie)
        a, b, c, d = numbers_of(w)
        weight += w
        one += a * row_of(rows, targets[first + tie])
        two += b * row_of(rows, targets[second + tie])
        three += c * row_of(rows, targets[third + tie])
        four += d * row_of(rows, targets[fourth + tie])
        if far:
            ahead = first + FOUR * (tie + AHEAD)
            fetch_row(rows, targets[ahead])
            fetch_row(rows, targets[ahead + np.uint64(1)])
            fetch_row(rows, targets[ahead + TWO])
            fetch_row(rows, targets[ahead + THREE])
    return weight, (one, two, three, four)


@kernel
def _nothing() -> Sums:
    none = four_of(0.0, 0.0, 0.0, 0.0)
    return none, none, none, none


@kernel
def _read(seats: Seats, heard: Array) -> Sums:
    return row_of(heard, seats[0]), row_of(heard, seats[1]), row_of(heard, seats[2]), row_of(heard, seats[3])


@kernel
def _write(seats: Seats, sums: Sums, heard: Array) -> None:
    write_row(heard, seats[0], sums[0])
    write_row(heard, seats[1], sums[1])
    write_row(heard, seats[2], sums[2])
    write_row(heard, seats[3], sums[3])


@kernel
def _read_weights(seats: Seats, weights: Array) -> Four:
    return four_of(weights[seats[0]], weights[seats[1]], weights[seats[2]], weights[seats[3]])


@kernel
def _write_weights(seats: Seats, weight: Four, weights: Array) -> None:
    weights[seats[0]], weights[seats[1]], weights[seats[2]], weights[seats[3]] = numbers_of(weight)
