"""When somebody who has not accepted is reminded without anybody asking: on working days, in the morning, twice."""

from datetime import datetime, time, timedelta, tzinfo

from chalicelib.domain.working_days import last_working_day, next_working_day

_HOUR = time(9)
_DAY = timedelta(days=1)
_AFTER_INVITATION = timedelta(days=4)
_BEFORE_DEADLINE = timedelta(days=3)
_APART = timedelta(days=2)


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
    """Nine o'clock on that day; if it is no working day, on the next, or on the last before when the next is too late."""
    day = moment.date()
    return tuple(
        datetime.combine(it, _HOUR, moment.tzinfo) for it in (next_working_day(day), last_working_day(day))
    )
