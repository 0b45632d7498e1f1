"""When reminders fall due: on weekday mornings in Helsinki, and never when they would only annoy."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.reminders import reminder_times

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


def test_a_second_reminder_that_the_weekend_pushes_to_the_last_day_is_left_out():
    assert times("2026-11-23T09:00", "2026-12-08T00:00") == ["Fri 27.11. 09:00 +0200"]


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
        ("2027-03-25T09:00", "2027-04-09T00:00", ["Mon 29.3. 09:00 +0300", "Tue 6.4. 09:00 +0300"]),
        ("2026-10-21T09:00", "2026-11-06T00:00", ["Mon 26.10. 09:00 +0200", "Tue 3.11. 09:00 +0200"]),
    ],
    ids=["into summer time", "out of summer time"],
)
def test_it_is_nine_o_clock_in_helsinki_on_either_side_of_a_clock_change(invited, deadline, expected):
    assert times(invited, deadline) == expected


def test_reminders_come_in_order():
    found = times("2026-11-23T09:00", "2027-01-22T00:00")

    assert found == ["Fri 27.11. 09:00 +0200", "Tue 19.1. 09:00 +0200"]
