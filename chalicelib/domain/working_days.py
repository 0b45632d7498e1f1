"""Working days in Finland: on which other days no supervision begins, no time limit ends and nobody is reminded."""

from datetime import date, timedelta

from dateutil.easter import easter

_FRIDAY = 4
# New Year, Epiphany, 1 May, Independence Day, Christmas Eve, Christmas Day, Boxing Day.
_FIXED = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)}
# Good Friday, Easter Monday, Ascension Day; Whitsun is a Sunday.
_FROM_EASTER = {timedelta(days=days) for days in (-2, 1, 39)}


def next_working_day(day: date) -> date:
    """The same day, or the first day after it that is no Saturday, Sunday or holiday."""
    while not _is_working_day(day):
        day += timedelta(days=1)
    return day


def last_working_day(day: date) -> date:
    """The same day, or the last day before it that is no Saturday, Sunday or holiday."""
    while not _is_working_day(day):
        day -= timedelta(days=1)
    return day


def is_holiday(day: date) -> bool:
    """
    Whether a day from Monday to Friday is free in the whole of Finland.

    Holidays are those of the act on time limits (laki säädettyjen määräaikain laskemisesta 150/1930, 5 §): church
    holidays, Independence Day, 1 May, Christmas Eve and Midsummer Eve.
    """
    return (day.month, day.day) in _FIXED or day - easter(day.year) in _FROM_EASTER or _is_midsummer_eve(day)


def _is_working_day(day: date) -> bool:
    return day.weekday() <= _FRIDAY and not is_holiday(day)


def _is_midsummer_eve(day: date) -> bool:
    """The Friday from 19 to 25 June; All Saints' Day, the other feast that moves by the week, is a Saturday."""
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == _FRIDAY
