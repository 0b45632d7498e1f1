"""How long the archive keeps what was sealed, by what it is."""

from datetime import date, datetime

from chalicelib.domain.calendar import end_of_day, today_in_helsinki


def retain_until(end_date: str | None, years: int, now: datetime) -> datetime:
    """
    The instant until which the contract is locked: the end of the year in which it ends, and the agreed years after.

    end_date: ISO, None for an open-ended contract, which counts as ending next year; while it goes on, an operator
    lengthens its lock once a year (docs/operations.md).
    Source: kirjanpitolaki 1336/1997, 2 luku 10 §.
    """
    last_year = date.fromisoformat(end_date).year if end_date else today_in_helsinki(now).year + 1
    return end_of_day(date(last_year + years, 12, 31))


def retain_annex_until(end_date: str | None, now: datetime) -> datetime:
    """
    The instant until which Annex A is locked: a year after the contract ends, whatever was agreed for the contract.

    end_date: ISO; an open-ended contract, None, counts as ending in a year from now.
    """
    ends = date.fromisoformat(end_date) if end_date else _a_year_after(today_in_helsinki(now))
    return end_of_day(_a_year_after(ends))


def _a_year_after(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 3, 1) if leap_day else day.replace(year=day.year + 1)
