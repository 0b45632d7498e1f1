"""From terms to parties: who signs, under which id, and at which address."""

from chalicelib.domain.events import Seat
from chalicelib.domain.parties import MAIN, Party
from chalicelib.domain.terms.model import Person, Representative, Supervisor, Terms
from chalicelib.domain.terms.seats import USUAL_LEVEL, agreement


def signers(terms: Terms) -> tuple[Party, ...]:
    """The parties that must accept, supervisor first: the seats of the terms (terms/seats.py), with name and address."""
    return tuple(_party(seat, terms) for seat in agreement(terms).seats)


def addressees(terms: Terms) -> list[tuple[str, str]]:
    """(form field, address) of everybody who gets a link, in the form's order; without an address, nobody."""
    fields = [("supervisor-contact-email", terms.supervisor.contact.email)]
    if terms.constellation != "C":
        fields += [(f"supervisees-{n}-email", person.email) for n, person in enumerate(terms.supervisees)]
    if terms.manager:
        fields.append(("manager-email", terms.manager.email))
    if terms.managers_manager:
        fields.append(("managers_manager-email", terms.managers_manager.email))
    person = terms.client.representative if terms.client else None
    if person and person.signs and not person.same_as_manager:
        fields.append(("client-representative-email", person.email))
    return [(field, email) for field, email in fields if email]


def _party(seat: Seat, terms: Terms) -> Party:
    person, email, organisation = _people(terms)[seat.party]
    return Party(
        id=seat.party, role=seat.role, name=person.full_name, email=email, organisation=organisation,
        language=person.language or terms.contract_language, also=seat.also, documents=seat.documents or (MAIN,),
        level=seat.level or USUAL_LEVEL, consumer=bool(seat.consumer),
    )  # fmt: skip


def _people(terms: Terms) -> dict[str, tuple[Supervisor | Person | Representative, str, str]]:
    """(person, address, organisation) by party id; among them may be some who sign nothing."""
    own = terms.supervisor
    found: dict[str, tuple[Supervisor | Person | Representative, str, str]] = {
        "supervisor": (own, own.contact.email, own.business_name)
    }
    for number, person in enumerate(terms.supervisees, start=1):
        found[f"supervisee-{number}"] = (person, person.email, person.organisation)
    for party, official in (("manager", terms.manager), ("managers_manager", terms.managers_manager)):
        if official:
            found[party] = (official, official.email, official.organisation)
    if terms.client and (signing := terms.client.representative):
        organisation = terms.client.organisation.name if terms.client.organisation else ""
        found["client_representative"] = (signing, signing.email, organisation)
    return found
