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


def test_a_council_has_terms_of_four_years() -> None:
    calendar = Calendar(date(2027, 1, 4), date(2026, 3, 18))
    assert calendar.term_of(0) == "2026 to 2030"
    ends = calendar.week_of(date(2030, 3, 18))
    assert [calendar.term_of(week) for week in (ends - 1, ends)] == ["2026 to 2030", "2030 to 2034"]
    assert Calendar(date(2025, 1, 6), date(2026, 3, 18)).term_of(0) == "2022 to 2026"
    assert calendar.span_in_words(208) == (
        "Week 0 begins on 2027-01-04 (Q1 2027, council 2026 to 2030), "
        "week 207 on 2030-12-23 (Q4 2030, council 2030 to 2034)."
    )
    assert Calendar(date(2027, 1, 4)).term_of(0) == ""
