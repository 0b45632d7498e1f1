"""The working days, held against the calendar of a library that follows the laws of Finland."""

from datetime import date, timedelta

from holidays.countries.finland import Finland

from chalicelib.domain.working_days import is_holiday

YEARS = range(2020, 2100)


def test_a_weekday_is_a_holiday_exactly_where_the_library_has_one():
    theirs = Finland(years=YEARS)
    days = (
        date(YEARS[0], 1, 1) + timedelta(days=n)
        for n in range((date(YEARS[-1], 12, 31) - date(YEARS[0], 1, 1)).days + 1)
    )
    weekdays = [day for day in days if day.weekday() < 5]

    assert [day for day in weekdays if is_holiday(day)] == [day for day in weekdays if day in theirs]
