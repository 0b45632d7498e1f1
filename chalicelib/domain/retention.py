"""How long the archive keeps a contract: to the end of the year in which it ends, and the agreed years after."""

from datetime import date, datetime

from chalicelib.domain.calendar import end_of_day, today_in_helsinki


def retain_until(end_date: str | None, years: int, now: datetime) -> datetime:
    """
    The instant until which the archived file is locked (contract.md §3.6, kirjanpitolaki 2:10 §).

    end_date: ISO, None for an open-ended contract, which counts as ending next year; its lock is lengthened later.
    """
    last_year = date.fromisoformat(end_date).year if end_date else today_in_helsinki(now).year + 1
    return end_of_day(date(last_year + years, 12, 31))
