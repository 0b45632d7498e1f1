"""Working days in Finland, and the last moment at which a consumer may withdraw."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.calendar import HELSINKI
from chalicelib.domain.withdrawal import withdrawal_ends
from chalicelib.domain.working_days import next_working_day


# The day of conclusion does not count, the fourteenth after it does; "until" is the last day on which one may withdraw.
@pytest.mark.parametrize(
    ("concluded", "until"),
    [
        ("2026-11-23", "2026-12-07"),  # Monday to Monday
        ("2026-11-22", "2026-12-07"),  # the sixth of December is a Sunday and Independence Day
        ("2027-11-22", "2027-12-07"),  # Independence Day on a Monday
        ("2026-12-10", "2026-12-28"),  # Christmas Eve on a Thursday, then Christmas and a weekend
        ("2026-12-18", "2027-01-04"),  # New Year's Day on a Friday
        ("2026-12-23", "2027-01-07"),  # Epiphany on a Wednesday
        ("2026-06-05", "2026-06-22"),  # Midsummer Eve on a Friday
        ("2026-04-17", "2026-05-04"),  # the first of May on a Friday
        ("2026-03-20", "2026-04-07"),  # Good Friday to Easter Monday
        ("2026-04-30", "2026-05-15"),  # Ascension Day on a Thursday
        ("2026-11-28", "2026-12-14"),  # an ordinary Saturday
    ],
)
def test_a_consumer_may_withdraw_until_the_fourteenth_day_or_the_working_day_after_it(concluded, until):
    at = datetime.fromisoformat(f"{concluded}T15:00:00+02:00")
    last = date.fromisoformat(until)

    ends = withdrawal_ends(at).astimezone(HELSINKI)

    assert (ends.hour, ends.minute) == (0, 0)
    assert ends.date().toordinal() == last.toordinal() + 1


def test_the_day_of_conclusion_is_that_of_helsinki():
    """Half past ten in the evening in London is already the next day in Helsinki."""
    assert withdrawal_ends(datetime(2026, 11, 23, 22, 30, tzinfo=UTC)) == datetime(
        2026, 12, 8, 22, 0, tzinfo=UTC
    )


def test_the_end_is_midnight_in_summer_time_too():
    assert withdrawal_ends(datetime(2026, 7, 1, 9, 0, tzinfo=UTC)) == datetime(2026, 7, 15, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-10-31", "2026-11-02"),  # All Saints' Day
        ("2026-12-24", "2026-12-28"),
        ("2026-12-31", "2026-12-31"),  # New Year's Eve is a working day
        ("2027-03-25", "2027-03-25"),  # so is Maundy Thursday
        ("2027-06-25", "2027-06-28"),
    ],
)
def test_a_day_that_is_no_working_day_gives_way_to_the_next_one(day, working):
    assert next_working_day(date.fromisoformat(day)) == date.fromisoformat(working)
