"""What else must be so when a supervisee pays as a private person (kuluttajansuojalaki 38/1978)."""

from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.rules.rule import Rule, into
from chalicelib.domain.withdrawal import last_day_to_withdraw

NOTICE_AT_MOST = 30  # days, by the Consumer Ombudsman's line on contracts that go on
_FAIR_FEE = 50  # per cent; a whole fee for a late word may be unreasonable
_PAYING = ("payer_type", "price_amount", "supervisees-*-pays_as")

CONSUMER: list[Rule] = []
_rule = into(CONSUMER)


@_rule(*_PAYING, "vat_treatment")
def price_holds_the_tax(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.has_consumers and terms.vat_treatment == "plus":
        yield Fault("vat_treatment", "consumer_price_without_tax")


@_rule(*_PAYING, "supervisor-contact")
def supervisor_can_be_reached(terms: Terms, today: date) -> Iterator[Fault]:
    for key in ("phone", "address"):
        if terms.has_consumers and getattr(terms.supervisor.contact, key) == "":
            yield Fault(f"supervisor-contact-{key}", "consumer_needs_contact")


@_rule(*_PAYING, "trial_default_outcome")
def silence_binds_to_nothing(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.has_consumers and terms.trial_default_outcome == "continues":
        yield Fault("trial_default_outcome", "consumer_trial_continues")


@_rule(*_PAYING, "termination_notice_days")
def notice_is_short(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.has_consumers and terms.termination_notice_days > NOTICE_AT_MOST:
        yield Fault("termination_notice_days", "consumer_notice_too_long", {"most": NOTICE_AT_MOST})


@_rule(*_PAYING, "travel_costs", "travel_estimate")
def travel_is_in_the_total(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.has_consumers and terms.travel_costs in {"km", "actual"} and terms.travel_estimate is None:
        yield Fault("travel_estimate", "consumer_needs_travel_estimate")


@_rule(*_PAYING, "invoicing_rhythm", warns=True)
def nothing_is_paid_before(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.has_consumers and terms.invoicing_rhythm == "advance":
        yield Fault("invoicing_rhythm", "consumer_pays_in_advance")


@_rule(*_PAYING, "late_cancel_fee_pct", "no_show_fee_pct", warns=True)
def fee_is_fair(terms: Terms, today: date) -> Iterator[Fault]:
    for key in ("late_cancel_fee_pct", "no_show_fee_pct"):
        if terms.has_consumers and (getattr(terms, key) or 0) > _FAIR_FEE:
            yield Fault(key, "consumer_fee_high", {"usual": _FAIR_FEE})


@_rule(*_PAYING, "start_date", "signing_deadline_days", warns=True)
def start_may_need_a_request(terms: Terms, today: date) -> Iterator[Fault]:
    """The last acceptance may come on the deadline's day; the days of withdrawal begin on the next one."""
    concluded = today + timedelta(days=terms.signing_deadline_days)
    if terms.has_consumers and terms.start_date <= last_day_to_withdraw(concluded):
        yield Fault("start_date", "early_start_will_be_asked")
