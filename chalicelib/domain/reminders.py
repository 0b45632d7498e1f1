"""When somebody who has not accepted is reminded without anybody asking: on working days, in the morning, twice."""

from datetime import datetime, timedelta, tzinfo

_HOUR = 9
_AFTER_INVITATION = timedelta(days=4)
_BEFORE_DEADLINE = timedelta(days=3)


def reminder_times(invited_at: datetime, deadline: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """
    The instants at which this party is reminded, in order; none within a day of the invitation or of the deadline.

    zone: Europe/Helsinki. A long time to accept gives two reminders, a short one gives one or none.
    """
    wanted = (invited_at + _AFTER_INVITATION, deadline - _BEFORE_DEADLINE)
    mornings = sorted({_morning(moment.astimezone(zone)) for moment in wanted})
    day = timedelta(days=1)
    return tuple(at for at in mornings if invited_at + day <= at <= deadline - day)


def _morning(moment: datetime) -> datetime:
    """Nine o'clock on that day, or on the Monday after a weekend."""
    day = moment + timedelta(days={5: 2, 6: 1}.get(moment.weekday(), 0))
    return day.replace(hour=_HOUR, minute=0, second=0, microsecond=0)
