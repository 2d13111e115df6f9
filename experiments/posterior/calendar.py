"""Dates of a case as weeks of a run."""

from datetime import date

BEFORE = -1
DAYS = 7


def week_of(day: date, begins: date) -> int:
    """Return the last week that was lived in full on a day: -1 before the first one is over."""
    return max(BEFORE, (day - begins).days // DAYS - 1)


def during(day: date, begins: date) -> int:
    """Return the week in which a day lies: 0 is the first, what lies before it is negative."""
    return (day - begins).days // DAYS
