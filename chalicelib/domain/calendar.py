"""Days as the parties live them: in Helsinki."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

# Lambda has no zone files of its own: the tzdata package brings them.
HELSINKI = ZoneInfo("Europe/Helsinki")


def today_in_helsinki(now: datetime) -> date:
    """The date in Helsinki at that instant."""
    return now.astimezone(HELSINKI).date()


def end_of_day(day: date) -> datetime:
    """24:00 in Helsinki on that day, aware: the first instant that no longer belongs to it."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=HELSINKI)
