"""What the contract costs: prices of a unit and of the whole, with and without tax, in euros and cents."""

from decimal import ROUND_HALF_UP, Decimal

from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.shares import Share, shares_of
from chalicelib.frozen import dataclass

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Price:
    """
    The price as agreed and what follows from it; euros, two decimals.

    net, gross: of one unit, equal where no tax is added. total_net, total_gross: of the whole contract, the tax
    reckoned once from the agreed total as on an invoice, not as a sum of rounded units.
    adds_up: whether units times the printed prices make the printed totals; if not, the unit's other price is a
    rounded one, and whoever prints it says so.
    trial_net, trial_gross: of the same unit in a trial session that has a price of its own, else None.
    shares: of the supervisees who pay, when several are supervised. travel_total: the estimate for every session, tax
    included; None where nothing was estimated.
    """

    net: Decimal
    gross: Decimal
    total_net: Decimal
    total_gross: Decimal
    adds_up: bool = True
    trial_net: Decimal | None = None
    trial_gross: Decimal | None = None
    shares: tuple[Share, ...] = ()
    travel_total: Decimal | None = None

    @property
    def total_tax(self) -> Decimal:
        """The tax in the total; 0.00 where none is added."""
        return self.total_gross - self.total_net

    @property
    def grand_total(self) -> Decimal:
        """Everything that the payer can expect: the total with tax, and the journeys as estimated."""
        return self.total_gross + (self.travel_total or 0)


def price_of(terms: Terms) -> Price:
    """The price of the terms; the total counts every agreed session, trial sessions at the price agreed for them."""
    usual, trial = _units(terms)
    trial_amount = _trial_amount(terms)
    net, gross = _both(terms, terms.price_amount)
    trial_net, trial_gross = _both(terms, trial_amount)
    total = _cents(terms.price_amount * usual + trial_amount * trial)
    total_net, total_gross = _both(terms, total)
    printed = _cents(net * usual + trial_net * trial), _cents(gross * usual + trial_gross * trial)
    own = terms.trial_price_mode == "other"
    travel = None if terms.travel_estimate is None else terms.travel_estimate * terms.sessions_total
    return Price(
        net=net,
        gross=gross,
        total_net=total_net,
        total_gross=total_gross,
        adds_up=printed == (total_net, total_gross),
        trial_net=trial_net if own else None,
        trial_gross=trial_gross if own else None,
        shares=shares_of(terms, _cents(terms.price_amount * _people(terms)), total, total_gross, travel),
        travel_total=travel,
    )


def _both(terms: Terms, amount: Decimal) -> tuple[Decimal, Decimal]:
    """(without tax, with tax) of an agreed amount."""
    factor = 1 + (terms.vat_rate or Decimal(0)) / 100
    net = amount / factor if terms.vat_treatment == "included" else amount
    gross = amount * factor if terms.vat_treatment == "plus" else amount
    return _cents(net), _cents(gross)


def _trial_amount(terms: Terms) -> Decimal:
    if terms.trial_price_mode == "free":
        return Decimal(0)
    agreed = terms.trial_price_amount
    return terms.price_amount if agreed is None else agreed


def _units(terms: Terms) -> tuple[Decimal, Decimal]:
    """(in sessions of the usual price, in trial sessions); a price for the whole is one unit, trial or not."""
    if terms.price_unit == "total":
        return Decimal(1), Decimal(0)
    each = {
        "session": Decimal(1),
        "person_session": _people(terms),
        "hour": Decimal(terms.session_length_min) / 60,
        "unit45": Decimal(terms.session_length_min) / 45,
    }[terms.price_unit]
    return (terms.sessions_total - terms.trial_sessions) * each, terms.trial_sessions * each


def _people(terms: Terms) -> Decimal:
    """How many times the price is paid for one unit of it."""
    return Decimal(len(terms.supervisees) if terms.price_unit == "person_session" else 1)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
