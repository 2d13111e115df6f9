"""Weeks as dates, against the calendar of the standard library."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from experiments.wording.calendar import Calendar

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 2600), st.integers(0, 6))
def test_every_day_of_a_week_lies_in_it(start: date, week: int, day: int) -> None:
    calendar = Calendar(start)
    first = calendar.date_of(week)
    assert calendar.week_of(date.fromordinal(first.toordinal() + day)) == week
    assert first.isoweekday() == start.isoweekday()
    assert calendar.quarter_of(week) == f"Q{1 + (first.month - 1) // 3} {first.year}"


def test_texts_get_dates_beside_weeks_and_nothing_else() -> None:
    calendar = Calendar(date(2027, 1, 4))
    assert calendar.in_text("okr from week 26, 3 weeks after") == "okr from week 26 (2027-07-05), 3 weeks after"
    assert calendar.in_text("weeks 0 to 26") == "weeks 0 to 26 (2027-01-04 to 2027-07-05)"
    assert calendar.in_text("speed 0.25 of 12 units") == "speed 0.25 of 12 units"
    assert calendar.month_of(26) == "Jul 2027"
