"""Dates as people write them."""

from collections.abc import Sequence
from datetime import date, datetime

WRITTEN = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
LONGEST = 10


def date_of(text: object) -> date | None:
    """Return a date as people write it, a time behind it left out; None where it is none.

    A date with slashes begins with the year, for nobody can tell 01/02 of one country from that of another.
    """
    if isinstance(text, date):
        return date_written(text, WRITTEN)
    day = str(text).strip()
    return date_written(day[:LONGEST] if day[LONGEST : LONGEST + 1] in (" ", "T") else day, WRITTEN)


def date_written(value: object, forms: Sequence[str]) -> date | None:
    """Return a date, or a text in the first of ``forms`` that it has, as a date; None where it has none of them."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    for form in forms:
        try:
            return datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a day, nowhere in particular
        except ValueError:
            continue
    return None
