"""Working days in Finland: on which other days neither a supervision begins nor a time limit ends."""

from datetime import date, timedelta

_FRIDAY = 4


def next_working_day(day: date) -> date:
    """
    The same day, or the first day after it that is no Saturday, Sunday or holiday.

    Holidays are those of the act on time limits (laki säädettyjen määräaikain laskemisesta 150/1930, 5 §): church
    holidays, Independence Day, 1 May, Christmas Eve and Midsummer Eve.
    """
    from holidays.countries.finland import Finland  # 50 ms, which no page of a party needs

    holidays = Finland(years=[day.year, day.year + 1])  # type: ignore[no-untyped-call]
    while day.weekday() > _FRIDAY or day in holidays:
        day += timedelta(days=1)
    return day
