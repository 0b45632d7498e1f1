"""Who pays: an organisation that is known and bound, or supervisees, each with their share."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from chalicelib.domain.acceptance import same_name
from chalicelib.domain.errors import Fault
from chalicelib.domain.parties import Role
from chalicelib.domain.terms.client import client_bound_by, official
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.rules.rule import Rule, into

PAYERS: list[Rule] = []
_rule = into(PAYERS)


@_rule("price_amount", "zero_price_reason", "payer_type")
def price_and_payer(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.free_of_charge and not terms.zero_price_reason:
        yield Fault("zero_price_reason", "required")
    if terms.free_of_charge and terms.payer_type != "none":
        yield Fault("payer_type", "free_has_no_payer")
    if terms.payer_type == "none" and not terms.free_of_charge:
        yield Fault("payer_type", "price_needs_payer")


@_rule("payer_type", "client-organisation")
def paying_organisation_is_known(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payer_type != "organisation" or terms.free_of_charge:
        return
    organisation = terms.client.organisation if terms.client else None
    if not organisation:  # in A and C this is told of the manager, where it lacks (reading.py)
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


@_rule("payer_type", "invoice_details-e_invoice", "invoice_details-email", "invoice_details-postal_address")
def invoice_has_an_address(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payer_type != "organisation" or terms.free_of_charge:
        return
    details = terms.invoice_details
    if not details or not (details.e_invoice or details.email or details.postal_address):
        yield Fault("invoice_details-e_invoice", "no_invoice_address")
    elif details.e_invoice and not details.operator:
        yield Fault("invoice_details-operator", "required")


@_rule(
    "payer_type",
    "supervisees-*-pays_as",
    "supervisees-*-email",
    "constellation",
    "cost_split",
)
def supervisees_pay(terms: Terms, today: date) -> Iterator[Fault]:
    """Every supervisee pays and says how; who has no share in a cost_split need not."""
    if terms.payer_type != "supervisees" or terms.free_of_charge:
        return
    if terms.constellation == "C":
        yield Fault("payer_type", "payers_do_not_accept")
        return
    sharing = {email for email, _ in terms.cost_split or ()}
    for number, person in enumerate(terms.supervisees):
        if person.pays_as == "no" and (not sharing or person.email in sharing):
            yield Fault(f"supervisees-{number}-pays_as", "pays_as_missing")
        elif person.pays_as == "business" and person.business_id == "":
            yield Fault(f"supervisees-{number}-business_id", "required")


@_rule("cost_split", "supervisees-*-email", "supervisees-*-pays_as")
def shares_are_of_the_payers(terms: Terms, today: date) -> Iterator[Fault]:
    """Whoever pays has one share, nobody else has any, and the shares make the whole."""
    if not terms.cost_split:
        return
    given = Counter(email for email, _ in terms.cost_split)
    for number, (email, _) in enumerate(terms.cost_split):
        if email not in {person.email for person in terms.supervisees}:
            yield Fault(f"cost_split-{number}-0", "share_of_nobody", {"email": email})
        elif given[email] > 1:
            yield Fault(f"cost_split-{number}-0", "share_given_twice", {"email": email})
    for person in terms.supervisees:
        if person.email and person.pays_as != "no" and not given[person.email]:
            yield Fault("cost_split", "payer_without_share", {"name": person.full_name})
    total = sum(percent for _, percent in terms.cost_split)
    if total != 100:
        yield Fault("cost_split", "shares_not_whole", {"total": total})
