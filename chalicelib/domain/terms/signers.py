"""From terms to parties: who signs, under which id, and at which address."""

from dataclasses import replace

from chalicelib.domain.parties import ANNEX, MAIN, Party, Role
from chalicelib.domain.terms.model import Assurance, Language, Terms


def signers(terms: Terms) -> tuple[Party, ...]:
    """
    The parties that must accept, supervisor first (contract.md §4.3).

    In constellation C with a work group its members take part and do not sign. Annex A is signed by the supervisor and
    whoever is supervised.
    """
    supervisor = terms.supervisor
    found = [
        Party(
            id="supervisor", role=Role.SUPERVISOR, name=supervisor.full_name, email=supervisor.contact.email,
            language=_language(supervisor.language, terms), organisation=supervisor.business_name,
            level=_level(supervisor.assurance_level, terms),
        )
    ]  # fmt: skip
    if terms.constellation != "C":
        found += [
            Party(
                id=f"supervisee-{number}", role=Role.SUPERVISEE, name=person.full_name, email=person.email,
                language=_language(person.language, terms), organisation=person.organisation,
                level=_level(person.assurance_level, terms), consumer=terms.is_consumer(person),
            )
            for number, person in enumerate(terms.supervisees, start=1)
        ]  # fmt: skip
    everybody = (*found, *_officials(terms), *_representative(terms))
    return tuple(map(_with_annex, everybody)) if terms.goals_annex_used else everybody


def _with_annex(party: Party) -> Party:
    reads_it = {Role.SUPERVISOR, Role.SUPERVISEE} & {party.role, *party.also}
    return replace(party, documents=(MAIN, ANNEX)) if reads_it else party


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


def _officials(terms: Terms) -> list[Party]:
    people = [(Role.MANAGER, terms.manager), (Role.MANAGERS_MANAGER, terms.managers_manager)]
    return [
        Party(
            id=role.value, role=role, name=person.full_name, email=person.email,
            language=_language(person.language, terms), organisation=person.organisation,
            also=_managers_other_roles(terms) if role is Role.MANAGER else (),
            level=_level(person.assurance_level, terms),
        )
        for role, person in people
        if person
    ]  # fmt: skip


def _managers_other_roles(terms: Terms) -> tuple[Role, ...]:
    supervised = terms.constellation == "C" and terms.manager and terms.manager.is_supervisee
    cases = [(supervised, Role.SUPERVISEE), (_represents(terms), Role.CLIENT_REPRESENTATIVE)]
    return tuple(role for holds, role in cases if holds)


def _represents(terms: Terms) -> bool:
    person = terms.client.representative if terms.client else None
    return bool(person and person.signs and person.same_as_manager)


def _representative(terms: Terms) -> list[Party]:
    person = terms.client.representative if terms.client else None
    if not person or not person.signs or person.same_as_manager:
        return []
    organisation = terms.client.organisation.name if terms.client and terms.client.organisation else ""
    role = Role.CLIENT_REPRESENTATIVE
    return [
        Party(
            id=role.value, role=role, name=person.full_name, email=person.email,
            language=_language(person.language, terms), organisation=organisation,
            level=_level(person.assurance_level, terms),
        )
    ]  # fmt: skip


def _language(own: Language | None, terms: Terms) -> str:
    return own or terms.contract_language


def _level(own: Assurance | None, terms: Terms) -> str:
    return own or terms.assurance_level
