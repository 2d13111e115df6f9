"""When a measure of a plan is done and how strongly: once or several times, with one strength or others later.

A line says from when to when, and below ``later`` from when on with which strength. Another line of the same measure
is another time of it: it says when and how strongly, all else is as in the first line.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from experiments.configuration.plans.problems import no_such
from experiments.wording.calendar import DATE

MEASURE, FROM, TO, LATER, STRENGTH = "measure", "from", "to", "later", "strength"
TIMES = (FROM, TO, LATER, STRENGTH)
OF_LATER = (FROM, STRENGTH)
EXAMPLE = "[{from: 52, strength: 0.5}]"
Line = Mapping[Any, Any]
Phase = tuple[int, float]


def mistimed(item: Line) -> Iterator[str]:
    """Yield what is wrong with the times of one line."""
    begin, end = item.get(FROM, 0), item.get(TO)
    odd = [key for key, week in ((FROM, begin), (TO, end)) if not (_is_week(week) or (key == TO and week is None))]
    for key in odd:
        yield _no_week(key, item[key])
    if not odd and end is not None and end <= begin:
        yield f"{TO}: it ends in week {end}, before it has begun in week {begin}"
    if not odd and LATER in item:
        yield from _mistimed_later(item[LATER], begin, end)


def again_otherwise(item: Line) -> Iterator[str]:
    """Yield what is wrong with a line that is another time of a measure, apart from its times."""
    for key in item:
        if key not in (MEASURE, *TIMES):
            yield f"{key}: this is another time of '{item[MEASURE]}'; say it in its first line, for all its times"
    if not _is_share(item.get(STRENGTH, 1.0)):
        yield f"{STRENGTH} must be from 0 to 1, not {item[STRENGTH]!r}"


def times_in_words(item: Line) -> str:
    """Return when and how strongly a line says that its measure is done."""
    begin, end = item.get(FROM, 0), item.get(TO)
    later = (f"{STRENGTH} {one[STRENGTH]} from week {one[FROM]}" for one in item.get(LATER, ()))
    return ", ".join((f"from week {begin}" if end is None else f"weeks {begin} to {end}", *later))


def overlapping(lines: Sequence[Line]) -> Iterator[str]:
    """Yield which of the lines of one measure, in their order, begin before the one before them has ended."""
    for before, line in pairwise(lines):
        if before.get(TO) is None:
            yield f"'{line[MEASURE]}' is there twice; the first time needs a week in which it ends, such as {TO}: 26"
        elif line.get(FROM, 0) < before[TO]:
            yield (
                f"'{line[MEASURE]}' begins again in week {line.get(FROM, 0)}, before it ends in week {before[TO]}; its "
                "times stand in their order"
            )


def timed(lines: Sequence[Line]) -> Iterator[tuple[str, object]]:
    """Yield the parameters of an intervention that tell when it is done, for the lines of one measure."""
    first, last = lines[0], lines[-1]
    if FROM in first:
        yield "start_week", first[FROM]
    if last.get(TO) is not None:
        yield "end_week", last[TO]
    later = list(_later(lines))
    if later:
        yield "later_weeks", [week for week, _ in later]
        yield "later_strengths", [strength for _, strength in later]


def _later(lines: Sequence[Line]) -> Iterator[Phase]:
    usual = lines[0].get(STRENGTH, 1.0)
    for number, line in enumerate(lines):
        if number:
            pause, begin = lines[number - 1][TO], line.get(FROM, 0)
            yield from [(pause, 0.0)] if pause < begin else []
            yield begin, line.get(STRENGTH, usual)
        yield from ((one[FROM], one[STRENGTH]) for one in line.get(LATER, ()))


def _mistimed_later(later: object, begin: int, end: int | None) -> Iterator[str]:
    if not isinstance(later, list) or not all(isinstance(one, Mapping) and {*OF_LATER} <= {*one} for one in later):
        yield f"{LATER} must be a list of strengths such as {EXAMPLE}, not {later!r}"
        return
    yield from (f"{LATER}: {no_such(key, OF_LATER)}" for one in later for key in one if key not in OF_LATER)
    weeks = [one[FROM] for one in later]
    yield from (_no_week(f"{LATER}: {FROM}", week) for week in weeks if not _is_week(week))
    strengths = [one[STRENGTH] for one in later]
    yield from (f"{LATER}: {STRENGTH} must be from 0 to 1, not {one!r}" for one in strengths if not _is_share(one))
    if all(map(_is_week, weeks)):
        ends = [] if end is None else [end]
        if any(one >= other for one, other in zip((begin, *weeks), (*weeks, *ends), strict=False)):
            yield f"{LATER}: its weeks must rise between the beginning and the end of the measure"


def _no_week(key: str, value: object) -> str:
    dated = "; a date needs study.start" if isinstance(value, str) and DATE.fullmatch(value) else ""
    return f"{key} must be a week of the plan, counted from 0, not {value!r}{dated}"


def _is_week(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_share(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0.0 <= value <= 1.0
