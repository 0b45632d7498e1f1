"""How long an archived file is locked: to the end of the year in which the contract ends, and the agreed years after."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.retention import retain_until
from tests.builders import NOW

NEW_YEARS_EVE = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)  # it is 2027 in Helsinki


@pytest.mark.parametrize(
    ("end_date", "years", "now", "until"),
    [
        ("2027-12-13", 6, NOW, "2034-01-01T00:00:00+02:00"),
        ("2027-01-01", 6, NOW, "2034-01-01T00:00:00+02:00"),
        ("2027-12-31", 3, NOW, "2031-01-01T00:00:00+02:00"),
        ("2028-02-29", 10, NOW, "2039-01-01T00:00:00+02:00"),
        (None, 6, NOW, "2034-01-01T00:00:00+02:00"),
        (None, 3, NEW_YEARS_EVE, "2032-01-01T00:00:00+02:00"),
    ],
    ids=["late in a year", "early in it", "on its last day", "a leap day", "open", "open, on New Year's Eve"],
)
def test_a_file_is_locked_to_the_end_of_a_year(end_date, years, now, until):
    assert retain_until(end_date, years, now) == datetime.fromisoformat(until)


@pytest.mark.parametrize("end_date", ["31.12.2027", "2027-13-01"])
def test_what_is_no_date_is_no_lock(end_date):
    with pytest.raises(ValueError, match=r"isoformat|month"):
        retain_until(end_date, 6, NOW)
