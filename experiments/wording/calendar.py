"""Weeks as dates, where a study says on which day its first week begins."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from experiments.wording.language import say

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = 7
TERM = 4  # years of a council
WEEK = re.compile(r"\b(weeks? )(\d+)(?: to (\d+))?\b")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Calendar(NamedTuple):
    """The day on which the first week of a study begins, and one on which a term of the council does, if it is told."""

    start: date
    council: date | None = None

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

    def term_of(self, week: int) -> str:
        """Return the council's term in which a week begins, such as ``2026 to 2030``; nothing where none is told."""
        if self.council is None:
            return ""
        day, begin = self.date_of(week), self.council
        years = day.year - begin.year - ((day.month, day.day) < (begin.month, begin.day))
        first = begin.year + years // TERM * TERM
        return f"{first} to {first + TERM}"

    def span_in_words(self, weeks: int) -> str:
        """Return when so many weeks begin and end, in words."""
        first, last = (self._day(week) for week in (0, weeks - 1))
        return say("calendar.span", first=first, last=last, week=weeks - 1)

    def _day(self, week: int) -> str:
        told = {"date": str(self.date_of(week)), "quarter": self.quarter_of(week), "term": self.term_of(week)}
        return say("calendar.day" if self.council is None else "calendar.day_in_term", **told)

    def in_text(self, text: str) -> str:
        """Return a text in which weeks have their dates beside them: ``week 26 (2027-07-05)``."""
        return WEEK.sub(lambda found: self._dated(found[1], found[2], found[3]), text)

    def _dated(self, word: str, first: str, last: str | None) -> str:
        until = f" to {last}" if last else ""
        dates = f"{self.date_of(int(first))}" + (f" to {self.date_of(int(last))}" if last else "")
        return f"{word}{first}{until} ({dates})"


def calendar_of(start: str, council: str = "") -> Calendar | None:
    """Return the calendar of a study that begins on a day such as ``2027-01-04``; None where it says none.

    ``council``: a day on which a term of the council begins, empty where that is not told. Raises ValueError for a text
    that is no day.
    """
    return Calendar(_day(start), _day(council) if council else None) if start else None


def _day(text: str) -> date:
    if not DATE.fullmatch(text):
        raise ValueError(f"{text} is no date")
    return date.fromisoformat(text)
