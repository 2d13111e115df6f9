"""Weeks as dates, where a study says on which day its first week begins."""

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = 7
WEEK = re.compile(r"\b(weeks? )(\d+)(?: to (\d+))?\b")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Calendar(NamedTuple):
    """Which day the first week of a study begins on."""

    start: date

    def date_of(self, week: int) -> date:
        """Return the first day of a week, counted from 0."""
        return self.start + timedelta(days=DAYS * week)

    def week_of(self, day: date) -> int:
        """Return the week in which a day lies; below 0 before the first."""
        return (day - self.start).days // DAYS

    def quarter_of(self, week: int) -> str:
        """Return the quarter in which a week begins, such as ``Q3 2027``."""
        day = self.date_of(week)
        return f"Q{(day.month + 2) // 3} {day.year}"

    def month_of(self, week: int) -> str:
        """Return the month in which a week begins, such as ``Jul 2027``."""
        day = self.date_of(week)
        return f"{MONTHS[day.month - 1]} {day.year}"

    def span_in_words(self, weeks: int) -> str:
        """Return when so many weeks begin and end, in words."""
        last = weeks - 1
        return (
            f"Week 0 begins on {self.start} ({self.quarter_of(0)}), week {last} on {self.date_of(last)} "
            f"({self.quarter_of(last)})."
        )

    def in_text(self, text: str) -> str:
        """Return a text in which weeks have their dates beside them: ``week 26 (2027-07-05)``."""
        return WEEK.sub(lambda found: self._dated(found[1], found[2], found[3]), text)

    def _dated(self, word: str, first: str, last: str | None) -> str:
        until = f" to {last}" if last else ""
        dates = f"{self.date_of(int(first))}" + (f" to {self.date_of(int(last))}" if last else "")
        return f"{word}{first}{until} ({dates})"


def calendar_of(start: str) -> Calendar | None:
    """Return the calendar of a study that begins on a day such as ``2027-01-04``; None where it says none.

    Raises ValueError for a text that is no day.
    """
    if start and not DATE.fullmatch(start):
        raise ValueError(f"{start} is no date")
    return Calendar(date.fromisoformat(start)) if start else None
