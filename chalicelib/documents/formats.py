"""
Dates, money and numbers as people read them, for contracts, pages and mails alike.

Babel is imported when the first thing is formatted: a page that formats nothing does not wait for it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from chalicelib.domain.calendar import HELSINKI

_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_WIDTHS = {"fi": "medium", "sv": "long", "en": "long"}
_AT = {"fi": "klo ", "sv": "kl.\u00a0", "en": "at "}
# Swedish as written in Finland: CLDR has 09:00 for it, which is Sweden's.
_CLOCKS = {"fi": "H.mm", "sv": "H.mm", "en": "HH:mm"}


def day(value: date, language: str = "fi") -> str:
    """
    A calendar day: "18.1.2027", "18 January 2027" with its number tied to the month.

    Raises KeyError for a language we do not speak, as do all below.
    """
    from babel.dates import format_date

    return format_date(value, _WIDTHS[language], _LOCALES[language]).replace(" ", "\u00a0", 1)


def last_day(deadline: datetime, language: str = "fi") -> str:
    """The last day before a deadline that falls at 24:00 in Helsinki, as people name it. deadline: aware."""
    return day((deadline.astimezone(HELSINKI) - timedelta(seconds=1)).date(), language)


def moment(value: datetime, language: str = "fi") -> str:
    """
    An instant on the clocks of Helsinki, to the minute: "23.11.2026 klo 9.00".

    value: aware, in any zone. Raises ValueError for one without a zone, which would mean something else on each machine.
    """
    if value.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return f"{day(value.astimezone(HELSINKI).date(), language)} {clock(value, language)}"


def clock(value: datetime, language: str = "fi") -> str:
    """The time of an instant on the clocks of Helsinki, of a day that the reader knows: "klo 9.00". value: aware."""
    from babel.dates import format_time

    local = value.astimezone(HELSINKI)
    return f"{_AT[language]}{format_time(local, _CLOCKS[language], locale=_LOCALES[language])}"


def money(amount: Decimal, language: str = "fi") -> str:
    """Euros with two decimals: "2 880,00 €", its blanks unbreakable."""
    from babel.numbers import format_currency

    return format_currency(amount, "EUR", locale=_LOCALES[language])


def number(value: Decimal | int, language: str = "fi") -> str:
    """A plain number with the decimals it has and no idle zeros: "25,5"."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_LOCALES[language], decimal_quantization=False)


def percent(value: Decimal | int, language: str = "fi") -> str:
    """value: in hundredths, as the terms hold it: 25.5 is "25,5 %"."""
    from babel.numbers import format_percent

    return format_percent(Decimal(value) / 100, locale=_LOCALES[language], decimal_quantization=False)


def listed(names: Iterable[str], language: str = "fi") -> str:
    """Names as a sentence has them: "Aino, Saimi ja Åke"; "" for nobody."""
    from babel.lists import format_list

    return format_list(list(names), "standard", _LOCALES[language])
