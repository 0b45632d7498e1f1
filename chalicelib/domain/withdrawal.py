"""How long a consumer may withdraw from a contract made at a distance (contract.md §3.5)."""

from datetime import datetime, timedelta

from chalicelib.domain.calendar import end_of_day, today_in_helsinki
from chalicelib.domain.working_days import next_working_day

WITHDRAWAL_DAYS = 14


def withdrawal_ends(concluded_at: datetime) -> datetime:
    """
    The first instant at which a consumer can no longer withdraw: 24:00 in Helsinki of the last day, aware.

    concluded_at: the last acceptance, aware. The day of conclusion does not count; a fourteenth day that is no working
    day leaves time until the end of the next one. Source: kuluttajansuojalaki 38/1978, 6 luku 14 §; laki 150/1930, 5 §.
    """
    last = today_in_helsinki(concluded_at) + timedelta(days=WITHDRAWAL_DAYS)
    return end_of_day(next_working_day(last))
