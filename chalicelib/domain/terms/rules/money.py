"""What is paid: at what price, what for time that was not used, and for travelling."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.rules.rule import Rule, into

_A_HUNDREDTH = Decimal("0.01")  # by so much differ equal shares that make 100

MONEY: list[Rule] = []
_rule = into(MONEY)


@_rule("supervisor")
def price_needs_business(terms: Terms, today: date) -> Iterator[Fault]:
    for key in ("business_name", "business_id"):
        if not terms.free_of_charge and not getattr(terms.supervisor, key):
            yield Fault(f"supervisor-{key}", "required_with_price")


@_rule("price_unit", "supervision_form", "supervisees", "constellation")
def person_price_in_group(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.price_unit == "person_session" and not terms.is_group:
        yield Fault("price_unit", "person_price_needs_group")
    elif terms.price_unit == "person_session" and terms.constellation == "C" and not terms.supervisees:
        yield Fault("price_unit", "person_price_needs_names")


@_rule("price_unit", "price_amount", "cost_split", "supervisees-*", warns=True)
def person_price_is_each_ones_own(terms: Terms, today: date) -> Iterator[Fault]:
    """Unequal shares divide what everybody costs together, so that nobody pays the price that is said of each."""
    if terms.price_unit != "person_session" or not terms.cost_split:
        return
    agreed = dict(terms.cost_split)
    shares = [agreed.get(person.email, Decimal(0)) for person in terms.supervisees]
    if shares and max(shares) - min(shares) > _A_HUNDREDTH:
        together = terms.price_amount * len(shares)
        yield Fault(
            "price_unit", "person_price_is_divided", {"amount": terms.price_amount, "total": together}
        )


@_rule("trial_price_mode", "trial_price_amount", "price_unit")
def trial_has_its_price(terms: Terms, today: date) -> Iterator[Fault]:
    """A trial session of another price costs so much of the price's own unit; a price for the whole has none."""
    if terms.trial_price_mode != "other":
        return
    if terms.price_unit == "total":
        yield Fault("trial_price_mode", "trial_price_in_total")
    elif terms.trial_price_amount is None:
        yield Fault("trial_price_amount", "required")


@_rule("late_cancel_fee_pct", "no_show_fee_pct")
def fees_in_order(terms: Terms, today: date) -> Iterator[Fault]:
    late, unused = terms.late_cancel_fee_pct, terms.no_show_fee_pct
    if late is not None and unused is not None and unused < late:
        yield Fault("no_show_fee_pct", "no_show_below_late", {"late": late})


@_rule("late_cancel_fee_pct", "sudden_illness_fee_pct")
def illness_costs_no_more(terms: Terms, today: date) -> Iterator[Fault]:
    late, ill = terms.late_cancel_fee_pct, terms.sudden_illness_fee_pct
    if late is not None and ill is not None and ill > late:
        yield Fault("sudden_illness_fee_pct", "illness_above_late", {"late": late})


@_rule("price_amount", "travel_costs")
def travel_is_in_some_price(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.free_of_charge and terms.travel_costs == "included":
        yield Fault("travel_costs", "travel_in_no_price")


@_rule("payment_term_days", warns=True)
def usual_term(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payment_term_days and terms.payment_term_days > 30:
        yield Fault("payment_term_days", "long_payment_term")
