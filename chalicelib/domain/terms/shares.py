"""How supervisees who pay divide the price: shares that add up to it, to the cent."""

from decimal import ROUND_DOWN, Decimal

from chalicelib.domain.terms.model import Terms
from chalicelib.frozen import dataclass

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Share:
    """
    What one supervisee pays, two decimals: percent of the price, euros of one unit and of the whole contract.

    Euros as the price was agreed: with the tax where it is included, otherwise without. The percents make 100.00, the
    units and totals the price's own, so a total may differ by cents from units times sessions.
    travel: of the journeys as estimated, None without an estimate. grand: all that they can expect to pay, the tax and
    these journeys included; the grands make the price's grand total.
    """

    name: str
    percent: Decimal
    unit: Decimal
    total: Decimal
    travel: Decimal | None
    grand: Decimal


def shares_of(
    terms: Terms, unit: Decimal, total: Decimal, gross: Decimal, travel: Decimal | None
) -> tuple[Share, ...]:
    """
    The shares of the supervisees who pay, in the order of the terms; none when one is supervised or another pays.

    unit, total: what is divided, in euros; of a price per person a unit is a session of everybody. gross: the total with
    tax. travel: the estimate for all journeys, divided in the same proportion (contract text, K10), or None.
    """
    payers = terms.payers if len(terms.supervisees) > 1 else ()
    agreed = dict(terms.cost_split or ())
    weights = [agreed.get(person.email, Decimal(0)) if agreed else Decimal(1) for person in payers]
    divided = (Decimal("100.00"), unit, total, gross, travel or Decimal("0.00"))
    columns = [parted(amount, weights) for amount in divided]
    return tuple(
        Share(person.full_name, percent, per_unit, whole, None if travel is None else way, taxed + way)
        for person, percent, per_unit, whole, taxed, way in zip(payers, *columns, strict=True)
    )


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
