"""What the contract costs: prices of a unit and of the whole, with and without tax, in euros and cents."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from chalicelib.domain.terms.model import Terms

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Price:
    """
    The price as agreed and what follows from it; euros, two decimals.

    net, gross: of one unit, equal where no tax is added. total_net, total_gross: of the whole contract, the tax
    reckoned once from the agreed total as on an invoice, not as a sum of rounded units.
    adds_up: whether units times the printed prices make the printed totals; if not, the unit's other price is a
    rounded one, and whoever prints it says so.
    """

    net: Decimal
    gross: Decimal
    total_net: Decimal
    total_gross: Decimal
    adds_up: bool = True

    @property
    def total_tax(self) -> Decimal:
        """The tax in the total; 0.00 where none is added."""
        return self.total_gross - self.total_net


def price_of(terms: Terms) -> Price:
    """The price of the terms; the total counts every agreed session, trial sessions free if so agreed."""
    units = _units(terms)
    net, gross = _both(terms, terms.price_amount)
    total_net, total_gross = _both(terms, _cents(terms.price_amount * units))
    adds_up = (_cents(net * units), _cents(gross * units)) == (total_net, total_gross)
    return Price(net, gross, total_net, total_gross, adds_up)


def _both(terms: Terms, amount: Decimal) -> tuple[Decimal, Decimal]:
    """(without tax, with tax) of an agreed amount."""
    factor = 1 + (terms.vat_rate or Decimal(0)) / 100
    net = amount / factor if terms.vat_treatment == "included" else amount
    gross = amount * factor if terms.vat_treatment == "plus" else amount
    return _cents(net), _cents(gross)


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
