"""Dates as people write them."""

from datetime import date, datetime

WRITTEN = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
LONGEST = 10


def date_of(text: object) -> date | None:
    """Return a date as people write it, a time behind it left out; None where it is none.

    A date with slashes begins with the year, for nobody can tell 01/02 of one country from that of another.
    """
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    day = str(text).strip()
    if len(day) > LONGEST and day[LONGEST] in " T":
        day = day[:LONGEST]
    for form in WRITTEN:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007 - a day, nowhere in particular
        except ValueError:
            continue
    return None
