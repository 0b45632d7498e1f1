"""When reminders fall due: on the mornings of working days in Helsinki, and never when they would only annoy."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.reminders import reminder_times
from chalicelib.domain.working_days import next_working_day

HELSINKI = ZoneInfo("Europe/Helsinki")


def times(invited, deadline):
    """The reminders as people in Helsinki see them, with the offset of their clocks."""
    begin, end = (datetime.fromisoformat(text).replace(tzinfo=HELSINKI) for text in (invited, deadline))
    return [
        f"{at:%a %-d.%-m. %H:%M %z}"
        for at in reminder_times(begin.astimezone(UTC), end.astimezone(UTC), HELSINKI)
    ]


def test_two_weeks_give_two_reminders():
    """The second comes three days before the last day is over."""
    assert times("2026-11-24T09:00", "2026-12-09T00:00") == [
        "Mon 30.11. 09:00 +0200",
        "Mon 7.12. 09:00 +0200",
    ]


@pytest.mark.parametrize(
    ("invited", "deadline", "expected"),
    [
        ("2026-11-23T09:00", "2026-12-08T00:00", ["Fri 27.11. 09:00 +0200", "Fri 4.12. 09:00 +0200"]),
        ("2026-11-25T09:00", "2026-12-01T00:00", ["Fri 27.11. 09:00 +0200"]),
    ],
    ids=["two weeks from a Monday: Saturday is due, Monday the last day", "the first: Sunday is due"],
)
def test_a_reminder_that_would_wait_for_the_last_day_comes_before_the_weekend(invited, deadline, expected):
    assert times(invited, deadline) == expected


def test_two_reminders_are_at_least_two_days_apart():
    up_to_seventy_days = [
        reminder_times(begin, begin + timedelta(hours=hours), HELSINKI)
        for begin in (datetime(2026, 11, day, 15, tzinfo=HELSINKI) for day in range(16, 23))
        for hours in range(0, 70 * 24, 3)
    ]

    pairs = [found for found in up_to_seventy_days if len(found) == 2]
    assert pairs
    assert [found for found in pairs if found[1] - found[0] < timedelta(days=2)] == []


def test_every_reminder_is_on_the_morning_of_a_working_day_a_day_from_either_end():
    begins = [datetime(2026, 12, day, 15, tzinfo=HELSINKI) for day in range(1, 29)]
    spans = [(begin, begin + timedelta(hours=hours)) for begin in begins for hours in range(0, 40 * 24, 7)]

    told = [(at, span) for span in spans for at in reminder_times(*span, HELSINKI)]

    assert {(at.hour, at.minute) for at, _ in told} == {(9, 0)}
    assert [at for at, _ in told if next_working_day(at.date()) != at.date()] == []
    assert all(begin + timedelta(days=1) <= at <= end - timedelta(days=1) for at, (begin, end) in told)


@pytest.mark.parametrize(
    ("invited", "deadline", "expected"),
    [
        ("2026-11-24T15:00", "2026-12-12T00:00", ["Mon 30.11. 09:00 +0200", "Wed 9.12. 09:00 +0200"]),
        ("2026-11-25T15:00", "2026-12-12T00:00", ["Mon 30.11. 09:00 +0200", "Wed 9.12. 09:00 +0200"]),
    ],
    ids=["from Saturday to Monday", "from Sunday to Monday"],
)
def test_a_reminder_waits_for_the_weekend_to_pass(invited, deadline, expected):
    assert times(invited, deadline) == expected


@pytest.mark.parametrize(
    ("invited", "deadline", "expected"),
    [
        ("2026-12-21T15:00", "2027-01-12T00:00", ["Mon 28.12. 09:00 +0200", "Fri 8.1. 09:00 +0200"]),
        ("2026-12-15T15:00", "2026-12-28T00:00", ["Mon 21.12. 09:00 +0200", "Wed 23.12. 09:00 +0200"]),
        ("2027-03-23T15:00", "2027-03-31T00:00", ["Thu 25.3. 09:00 +0200"]),
    ],
    ids=[
        "Christmas Day is due",
        "Christmas Day is due, Monday the last day",
        "Easter: Saturday is due, Tuesday the last day",
    ],
)
def test_a_reminder_keeps_away_from_holidays(invited, deadline, expected):
    assert times(invited, deadline) == expected


def test_both_reminders_on_one_morning_are_one():
    assert times("2026-11-23T09:00", "2026-12-01T00:00") == ["Fri 27.11. 09:00 +0200"]


@pytest.mark.parametrize("deadline", ["2026-11-24T00:00", "2026-11-25T00:00", "2026-11-26T00:00"])
def test_a_short_time_to_accept_gives_no_reminder(deadline):
    assert times("2026-11-23T09:00", deadline) == []


def test_nobody_is_reminded_within_a_day_of_the_deadline():
    """Four days after the invitation would be the last day itself."""
    assert times("2026-11-23T08:00", "2026-11-28T00:00") == ["Wed 25.11. 09:00 +0200"]


def test_nobody_is_reminded_within_a_day_of_the_invitation():
    assert times("2026-11-24T12:00", "2026-11-28T00:00") == []


@pytest.mark.parametrize(
    ("invited", "deadline", "expected"),
    [
        ("2027-03-25T09:00", "2027-04-09T00:00", ["Tue 30.3. 09:00 +0300", "Tue 6.4. 09:00 +0300"]),
        ("2026-10-21T09:00", "2026-11-06T00:00", ["Mon 26.10. 09:00 +0200", "Tue 3.11. 09:00 +0200"]),
    ],
    ids=["into summer time", "out of summer time"],
)
def test_it_is_nine_o_clock_in_helsinki_on_either_side_of_a_clock_change(invited, deadline, expected):
    assert times(invited, deadline) == expected


def test_reminders_come_in_order():
    found = times("2026-11-23T09:00", "2027-01-22T00:00")

    assert found == ["Fri 27.11. 09:00 +0200", "Tue 19.1. 09:00 +0200"]
