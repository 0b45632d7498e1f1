"""What the contract costs: gross price and total, in euros and cents."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from chalicelib.domain.terms.model import Terms

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Price:
    """
    The price as agreed and what follows from it; euros, two decimals.

    net, gross: of one unit, equal where no tax is added. total_net, total_gross: of the whole contract.
    """

    net: Decimal
    gross: Decimal
    total_net: Decimal
    total_gross: Decimal


def price_of(terms: Terms) -> Price:
    """The price of the terms; the total counts every agreed session, trial sessions free if so agreed."""
    factor = 1 + (terms.vat_rate or Decimal(0)) / 100
    amount, units = terms.price_amount, _units(terms)
    net = amount / factor if terms.vat_treatment == "included" else amount
    gross = amount * factor if terms.vat_treatment == "plus" else amount
    return Price(_cents(net), _cents(gross), _cents(net * units), _cents(gross * units))


def _units(terms: Terms) -> Decimal:
    if terms.price_unit == "total":
        return Decimal(1)
    sessions = Decimal(terms.sessions_total)
    if terms.trial_price_mode == "free":
        sessions -= terms.trial_sessions
    each = {
        "session": Decimal(1),
        "person_session": Decimal(len(terms.supervisees)),
        "hour": Decimal(terms.session_length_min) / 60,
        "unit45": Decimal(terms.session_length_min) / 45,
    }
    return sessions * each[terms.price_unit]


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
