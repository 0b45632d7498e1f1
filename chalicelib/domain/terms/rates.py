"""Rates that the state sets, by the date from which each applies. A new rate is a new row; the contract prints what was used."""

from datetime import date
from decimal import Decimal

# General VAT rate: 25.5 % since 1 September 2024 (arvonlisäverolaki 84 §).
_VAT = ((date(2024, 9, 1), Decimal("25.5")),)


def vat_rate(on: date) -> Decimal:
    """The general VAT rate in per cent on that day. Raises ValueError for a day before the table begins."""
    rates = [rate for since, rate in _VAT if since <= on]
    if not rates:
        raise ValueError(f"no VAT rate known for {on}")
    return rates[-1]
