"""When somebody who has not accepted is reminded without anybody asking: on working days, in the morning, twice."""

from datetime import datetime, timedelta, tzinfo

_HOUR = 9
_DAY = timedelta(days=1)
_AFTER_INVITATION = timedelta(days=4)
_BEFORE_DEADLINE = timedelta(days=3)
_APART = timedelta(days=2)
_SATURDAY = 5


def reminder_times(invited_at: datetime, deadline: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """
    The instants at which this party is reminded, in order; none within a day of the invitation or of the deadline,
    no two within two days of each other.

    zone: Europe/Helsinki. A long time to accept gives two reminders, a short one gives one or none.
    """
    times: list[datetime] = []
    for moment in sorted((invited_at + _AFTER_INVITATION, deadline - _BEFORE_DEADLINE)):
        fitting = [
            at for at in _mornings(moment.astimezone(zone)) if invited_at + _DAY <= at <= deadline - _DAY
        ]
        if fitting and (not times or fitting[0] - times[-1] >= _APART):
            times.append(fitting[0])
    return tuple(times)


def _mornings(moment: datetime) -> tuple[datetime, ...]:
    """Nine o'clock on that day; for a weekend on the Monday after it, or on the Friday before when Monday is too late."""
    morning = moment.replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    into_weekend = moment.weekday() - _SATURDAY
    if into_weekend < 0:
        return (morning,)
    return morning + (2 - into_weekend) * _DAY, morning - (1 + into_weekend) * _DAY
