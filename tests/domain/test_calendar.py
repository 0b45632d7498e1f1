"""Days in Helsinki: which day it is, and when it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.calendar import end_of_day, today_in_helsinki


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-23T21:59:59+00:00", date(2026, 11, 23)),
        ("2026-11-23T22:00:00+00:00", date(2026, 11, 24)),
        ("2026-07-01T20:59:59+00:00", date(2026, 7, 1)),
        ("2026-07-01T21:00:00+00:00", date(2026, 7, 2)),
        ("2026-12-31T22:00:00+00:00", date(2027, 1, 1)),
        ("2026-11-24T05:00:00+09:00", date(2026, 11, 23)),
    ],
)
def test_a_day_begins_at_midnight_in_helsinki(instant, day):
    assert today_in_helsinki(datetime.fromisoformat(instant)) == day


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 12, 7), "2026-12-07T22:00:00+00:00"),
        (date(2026, 7, 1), "2026-07-01T21:00:00+00:00"),
        (date(2026, 12, 31), "2026-12-31T22:00:00+00:00"),
        (date(2028, 2, 29), "2028-02-29T22:00:00+00:00"),
        (date(2027, 3, 28), "2027-03-28T21:00:00+00:00"),
        (date(2026, 10, 25), "2026-10-25T22:00:00+00:00"),
    ],
    ids=["winter", "summer", "New Year's Eve", "leap day", "into summer time", "out of summer time"],
)
def test_a_day_ends_when_the_next_begins(day, end):
    assert end_of_day(day).astimezone(UTC) == datetime.fromisoformat(end)


def test_the_end_of_a_day_is_the_first_instant_that_is_not_of_it():
    for number in range(0, 800, 7):
        day = date(2026, 1, 1) + timedelta(days=number)
        end = end_of_day(day).astimezone(UTC)
        assert today_in_helsinki(end - timedelta(seconds=1)) == day
        assert today_in_helsinki(end) == day + timedelta(days=1)
