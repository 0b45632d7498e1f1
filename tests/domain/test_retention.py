"""How long archived files are locked: the contract for the agreed years, Annex A for one."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.retention import retain_annex_until, retain_until
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


@pytest.mark.parametrize(
    ("end_date", "now", "until"),
    [
        ("2027-12-16", NOW, "2028-12-17T00:00:00+02:00"),
        ("2028-02-29", NOW, "2029-03-02T00:00:00+02:00"),
        ("2027-02-28", NOW, "2028-02-29T00:00:00+02:00"),
        (None, NOW, "2028-11-24T00:00:00+02:00"),
        (None, NEW_YEARS_EVE, "2029-01-02T00:00:00+02:00"),
    ],
    ids=["an ordinary day", "a leap day", "the day before one", "open", "open, on New Year's Eve"],
)
def test_annex_a_is_locked_for_a_year_after_the_end(end_date, now, until):
    assert retain_annex_until(end_date, now) == datetime.fromisoformat(until)


def test_annex_a_goes_before_the_contract_even_when_that_is_kept_shortest():
    assert retain_annex_until("2027-12-31", NOW) < retain_until("2027-12-31", 3, NOW)
