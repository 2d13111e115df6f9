"""Who has a tie with whom: people in turn make ties, to friends of friends while the network is too little clustered.

Rule    In each round everybody, in an order that jumps through the organization, makes ties up to a share of the
        wish. While clustering is below its aim the tie closes open triangles (of up to eight contacts of contacts the
        one with most contacts in common, like Holme & Kim 2002); otherwise it goes to a stranger who wants ties. The
        two sides of a department's border have a quota each and are drawn apart, so the silo ratio holds exactly.
Limits  Wishes beyond what is possible (more contacts than people, less clustering than chance gives, more than the
        turns can reach) end as near as the turns come; the work is bounded by turns and tries, linear in ties.
"""

from math import gcd

from sim.compiler import entry_point, kernel
from sim.organization.growing_network import (
    ACROSS,
    DEPARTMENT,
    HELD,
    MARK,
    PATHS,
    ROOM,
    SHARED,
    WISH,
    WITHIN,
    Integers,
    Wiring,
    connect,
    contact_range,
)
from sim.streams import CLOSURE, TIES, Array, four_uniforms

ROUNDS = 4
CANDIDATES = 8
TRIES = 16


@entry_point
def grow_ties(wiring: Wiring, clustering: float, stride: int, luck: Array) -> None:
    """Fill an empty network up to its quotas, at a mean local clustering of ``clustering`` where it can be reached."""
    n = len(wiring.seats)
    aim = clustering * n
    for round_ in range(ROUNDS):
        for step in range(n):
            _take_turn(wiring, aim, round_, step * stride % n, round_ * n + step + 1, luck)


def jump(n: int) -> int:
    """Return a step near the golden section of ``n`` that visits all of ``n`` seats once before it repeats."""
    step = max(1, round(n * 0.6180339887498949))
    while gcd(step, n) != 1:
        step += 1
    return step


@kernel
def _take_turn(wiring: Wiring, aim: float, round_: int, seat: int, stamp: int, luck: Array) -> None:
    """Let one seat make the ties that are due by this round; ``stamp`` is unique to the turn."""
    if _due(wiring.seats, seat, WITHIN, round_) <= 0 and _due(wiring.seats, seat, ACROSS, round_) <= 0:
        return
    start, end = contact_range(wiring.seats, seat)
    for slot in range(start, end):
        wiring.notes[wiring.contacts[slot], MARK] = stamp
    wiring.notes[seat, MARK] = stamp
    if wiring.clustering[0] < aim:
        _look_around(wiring, seat, stamp)
    for side in (WITHIN, ACROSS):
        for number in range(_due(wiring.seats, seat, side, round_)):
            if wiring.left[side] == 0:
                break
            other = -1
            if wiring.clustering[0] < aim:
                other = _friend_of_friends(wiring, side, round_, seat, number, stamp, luck)
            if other < 0:
                other = _stranger(wiring, side, round_, seat, number, stamp, luck)
            if other < 0:
                break
            connect(wiring, seat, other, side, stamp)
            _meet_contacts_of(wiring, seat, other, stamp)
    for side in (WITHIN, ACROSS):
        for path in range(wiring.path_count[side]):
            wiring.notes[wiring.paths[side, path], SHARED] = 0
        wiring.path_count[side] = 0


@kernel
def _due(seats: Integers, seat: int, side: int, round_: int) -> int:
    aimed = (seats[seat, WISH + side] * (round_ + 1) + ROUNDS - 1) // ROUNDS
    return int(aimed - seats[seat, HELD + side])


@kernel
def _look_around(wiring: Wiring, seat: int, stamp: int) -> None:
    """List the contacts of contacts, beginning with another one each turn, since the list may be too short for all."""
    start, end = contact_range(wiring.seats, seat)
    for offset in range(end - start):
        _meet_contacts_of(wiring, seat, wiring.contacts[start + (stamp + offset) % (end - start)], stamp)


@kernel
def _meet_contacts_of(wiring: Wiring, seat: int, contact: int, stamp: int) -> None:
    department = wiring.seats[seat, DEPARTMENT]
    first, last = wiring.department_start[department], wiring.department_start[department + 1]
    start, end = contact_range(wiring.seats, contact)
    room = PATHS - wiring.path_count[ACROSS] - wiring.path_count[WITHIN]
    for slot in range(start, min(end, start + room)):
        third = wiring.contacts[slot]
        if wiring.notes[third, MARK] != stamp:
            side = WITHIN if first <= third < last else ACROSS
            wiring.paths[side, wiring.path_count[side]] = third
            wiring.path_count[side] += 1
            wiring.notes[third, SHARED] += 1


@kernel
def _friend_of_friends(wiring: Wiring, side: int, round_: int, seat: int, number: int, stamp: int, luck: Array) -> int:
    """Return the candidate with most contacts in common among those drawn, or -1 when none of them fits."""
    best, most, found = -1, 0, 0
    if wiring.path_count[side] == 0:
        return best
    for attempt in range(TRIES // 4):
        key = (number * 2 + side) * TRIES + attempt
        for lane in four_uniforms(luck, CLOSURE, round_ + 1, seat, key):
            other = wiring.paths[side, int(lane * wiring.path_count[side])]
            if wiring.notes[other, MARK] == stamp or not _has_room(wiring.seats, side, round_, other):
                continue
            found += 1
            if wiring.notes[other, SHARED] > most:
                best, most = other, wiring.notes[other, SHARED]
            if found == CANDIDATES:
                return best
    return best


@kernel
def _stranger(wiring: Wiring, side: int, round_: int, seat: int, number: int, stamp: int, luck: Array) -> int:
    """Return somebody on this side of the border who wants ties (at last: anybody there), or -1."""
    department = wiring.seats[seat, DEPARTMENT]
    for attempt in range(TRIES):
        key = (number * 2 + side) * TRIES + attempt
        for lane in four_uniforms(luck, TIES, round_ + 1, seat, key):
            other = _drawn(wiring, side, department, attempt < TRIES // 2, lane)
            same_side = (wiring.seats[other, DEPARTMENT] == department) == (side == WITHIN)
            if same_side and wiring.notes[other, MARK] != stamp and _has_room(wiring.seats, side, round_, other):
                return other
    return -1


@kernel
def _drawn(wiring: Wiring, side: int, department: int, by_wish: bool, lane: float) -> int:
    """Draw anybody, or somebody in proportion to what they wish; there is a wish, the seat's own, on this side."""
    start = wiring.wisher_start if by_wish else wiring.department_start
    first, end = start[department], start[department + 1]
    if side == ACROSS:
        first, end = (start[-1], len(wiring.wishers)) if by_wish else (0, len(wiring.seats))
    drawn = first + int(lane * (end - first))
    return int(wiring.wishers[drawn]) if by_wish else drawn


@kernel
def _has_room(seats: Integers, side: int, round_: int, seat: int) -> bool:
    """Is there room for one more tie: up to the wish at first, an eighth more in the last round?"""
    limit = WISH if round_ < ROUNDS - 1 else ROOM
    return bool(seats[seat, HELD + side] < seats[seat, limit + side])
