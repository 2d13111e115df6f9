"""Dates of a case as weeks of a run."""

from datetime import date, datetime

BEFORE = -1
DAYS = 7
WRITTEN = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S", "%Y%m%d")


def date_of(text: object) -> date | None:
    """Return a date as people write it; None where it is none. A date with slashes begins with the year."""
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    for form in WRITTEN:
        try:
            return datetime.strptime(str(text).strip(), form).date()  # noqa: DTZ007 - a day, nowhere in particular
        except ValueError:
            continue
    return None


def week_of(day: date, begins: date) -> int:
    """Return the last week that was lived in full on a day: -1 before the first one is over."""
    return max(BEFORE, (day - begins).days // DAYS - 1)


def during(day: date, begins: date) -> int:
    """Return the week in which a day lies: 0 is the first, what lies before it is negative."""
    return (day - begins).days // DAYS
