"""How supervisees who pay divide the price: shares that add up to it, to the cent."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from chalicelib.domain.terms.model import Terms

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Share:
    """
    What one supervisee pays, two decimals: percent of the price, euros of one unit and of the whole contract.

    Euros as the price was agreed: with the tax where it is included, otherwise without. The percents make 100.00, the
    units and totals the price's own, so a total may differ by cents from units times sessions.
    """

    name: str
    percent: Decimal
    unit: Decimal
    total: Decimal


def shares_of(terms: Terms, unit: Decimal, total: Decimal) -> tuple[Share, ...]:
    """
    The shares of the supervisees who pay, in the order of the terms; none when one is supervised or another pays.

    unit, total: what is divided, in euros; of a price per person a unit is a session of everybody.
    """
    payers = terms.payers if len(terms.supervisees) > 1 else ()
    agreed = dict(terms.cost_split or ())
    weights = [agreed.get(person.email, Decimal(0)) if agreed else Decimal(1) for person in payers]
    columns = [parted(amount, weights) for amount in (Decimal("100.00"), unit, total)]
    return tuple(Share(person.full_name, *column) for person, *column in zip(payers, *columns, strict=True))


def parted(amount: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """
    The amount, two decimals, in parts by these weights, which add up to it: each rounded down, and the hundredths
    that are left given to the largest remainders, of equal ones to the first.
    """
    whole = sum(weights)
    exact = [amount * weight / whole for weight in weights]
    parts = [part.quantize(_HUNDREDTH, rounding=ROUND_DOWN) for part in exact]
    left = int((amount - sum(parts)) / _HUNDREDTH)
    first = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    return [part + _HUNDREDTH if place in first[:left] else part for place, part in enumerate(parts)]
