"""What is paid: by whom, at what price, and where the invoice goes."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.acceptance import same_name
from chalicelib.domain.errors import Fault
from chalicelib.domain.parties import Role
from chalicelib.domain.terms.client import client_bound_by, official
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.rules.rule import Rule, into

MONEY: list[Rule] = []
_rule = into(MONEY)


@_rule("price_amount", "zero_price_reason", "payer_type")
def price_and_payer(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.free_of_charge and not terms.zero_price_reason:
        yield Fault("zero_price_reason", "required")
    if terms.free_of_charge and terms.payer_type != "none":
        yield Fault("payer_type", "free_has_no_payer")
    if terms.payer_type == "none" and not terms.free_of_charge:
        yield Fault("payer_type", "price_needs_payer")


@_rule("price_amount", "supervisor")
def price_needs_business(terms: Terms, today: date) -> Iterator[Fault]:
    for key in ("business_name", "business_id"):
        if not terms.free_of_charge and not getattr(terms.supervisor, key):
            yield Fault(f"supervisor-{key}", "required_with_price")


@_rule("payer_type", "client-organisation", "price_amount")
def paying_organisation_is_known(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payer_type != "organisation" or terms.free_of_charge:
        return
    organisation = terms.client.organisation if terms.client else None
    if not organisation:
        yield Fault("client-organisation-name", "required")
    if not organisation or not organisation.business_id:
        yield Fault("client-organisation-business_id", "required")


@_rule(
    "constellation", "payer_type", "price_amount", "client-organisation-name", "client-representative-signs",
    "client-representative-same_as_manager", "manager-organisation", "manager-is_supervisee",
    "managers_manager-organisation", warns=True,
)  # fmt: skip
def payer_is_bound(terms: Terms, today: date) -> Iterator[Fault]:
    """Whoever accepts for the payer works there; otherwise the supervisor should make sure that they may accept."""
    organisation = terms.client.organisation if terms.client else None
    if terms.payer_type != "organisation" or terms.free_of_charge or not organisation:
        return
    role = client_bound_by(terms)
    person = official(terms, role)
    if not role:
        yield Fault("client-organisation-name", "payer_does_not_accept")
    elif person and not same_name(person.organisation, organisation.name):
        theirs = role is Role.MANAGER
        yield Fault(
            "client-organisation-name",
            "payer_is_not_of_manager" if theirs else "payer_is_not_of_managers_manager",
        )


@_rule(
    "payer_type", "price_amount", "invoice_details-e_invoice", "invoice_details-email",
    "invoice_details-postal_address",
)  # fmt: skip
def invoice_has_an_address(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payer_type != "organisation" or terms.free_of_charge:
        return
    details = terms.invoice_details
    if not details or not (details.e_invoice or details.email or details.postal_address):
        yield Fault("invoice_details-e_invoice", "no_invoice_address")
    elif details.e_invoice and not details.operator:
        yield Fault("invoice_details-operator", "required")


@_rule("payer_type", "supervisees-*-pays_as", "price_amount", "constellation")
def supervisees_pay(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payer_type != "supervisees" or terms.free_of_charge:
        return
    if terms.constellation == "C":
        yield Fault("payer_type", "payers_do_not_accept")
        return
    for number, person in enumerate(terms.supervisees):
        if person.pays_as == "no":
            yield Fault(f"supervisees-{number}-pays_as", "pays_as_missing")
        elif not person.business_id:
            yield Fault(f"supervisees-{number}-business_id", "required")


@_rule("price_unit", "supervision_form", "supervisees", "constellation")
def person_price_in_group(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.price_unit == "person_session" and not terms.is_group:
        yield Fault("price_unit", "person_price_needs_group")
    elif terms.price_unit == "person_session" and terms.constellation == "C" and not terms.supervisees:
        yield Fault("price_unit", "person_price_needs_names")


@_rule("late_cancel_fee_pct", "no_show_fee_pct")
def fees_in_order(terms: Terms, today: date) -> Iterator[Fault]:
    late, unused = terms.late_cancel_fee_pct, terms.no_show_fee_pct
    if late is not None and unused is not None and unused < late:
        yield Fault("no_show_fee_pct", "no_show_below_late", {"late": late})
