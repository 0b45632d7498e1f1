"""Rates that the state sets, by the date from which each applies. A new rate is a new row; the contract prints what was used."""

from datetime import date
from decimal import Decimal

_Table = tuple[tuple[date, Decimal], ...]

# General VAT rate: 25.5 % since 1 September 2024 (arvonlisäverolaki 84 §).
_VAT: _Table = ((date(2024, 9, 1), Decimal("25.5")),)
# Tax-free maximum for a kilometre by car, euros; set for a calendar year by the Tax Administration's decision on
# tax-exempt travel expenses: https://taloushallintoliitto.fi/tietopankki/yrityksen-muistilista-vuodelle-2026/matkakustannusten-korvaukset/
_KM: _Table = ((date(2026, 1, 1), Decimal("0.55")),)


def vat_rate(on: date) -> Decimal:
    """The general VAT rate in per cent on that day. Raises ValueError for a day before the table begins."""
    return _latest(_VAT, on)


def km_rate(on: date) -> Decimal:
    """
    The tax-free maximum for a kilometre on that day, in euros; the last known one until the next is in the table.

    Raises ValueError for a day before the table begins.
    """
    return _latest(_KM, on)


def _latest(table: _Table, on: date) -> Decimal:
    rates = [rate for since, rate in table if since <= on]
    if not rates:
        raise ValueError(f"no rate known for {on}")
    return rates[-1]
