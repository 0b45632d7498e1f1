"""How long a consumer may withdraw from a contract made at a distance."""

from datetime import date, datetime, timedelta

from chalicelib.domain.calendar import end_of_day, today_in_helsinki
from chalicelib.domain.working_days import next_working_day

_WITHDRAWAL_DAYS = 14


def withdrawal_ends(concluded_at: datetime) -> datetime:
    """
    The first instant at which a consumer can no longer withdraw: 24:00 in Helsinki of the last day, aware.

    concluded_at: the last acceptance, aware.
    """
    return end_of_day(last_day_to_withdraw(today_in_helsinki(concluded_at)))


def last_day_to_withdraw(concluded_on: date) -> date:
    """
    The fourteenth day after that of conclusion, which does not count; where it is no working day, the next one.

    Source: kuluttajansuojalaki 38/1978, 6 luku 14 §; laki 150/1930, 5 §.
    """
    return next_working_day(concluded_on + timedelta(days=_WITHDRAWAL_DAYS))
