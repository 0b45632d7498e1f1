"""From terms to parties: who signs, under which id, and at which address."""

from chalicelib.domain.parties import Party, Role
from chalicelib.domain.terms.model import Language, Terms


def signers(terms: Terms) -> tuple[Party, ...]:
    """
    The parties that must accept, supervisor first (contract.md §4.3).

    In constellation C with a work group its members take part and do not sign.
    """
    own = _language(terms.supervisor.language, terms)
    supervisor = terms.supervisor
    found = [
        Party(
            id="supervisor", role=Role.SUPERVISOR, name=supervisor.full_name, language=own,
            email=supervisor.contact.email, organisation=supervisor.business_name,
        )
    ]  # fmt: skip
    if terms.constellation != "C":
        found += [
            Party(
                id=f"supervisee-{number}", role=Role.SUPERVISEE, name=person.full_name, email=person.email,
                language=_language(person.language, terms), organisation=person.organisation,
            )
            for number, person in enumerate(terms.supervisees, start=1)
        ]  # fmt: skip
    return (*found, *_officials(terms), *_representative(terms))


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
    both = _represents(terms)
    return [
        Party(
            id=role.value, role=role, name=person.full_name, email=person.email,
            language=_language(person.language, terms), organisation=person.organisation,
            also=(Role.CLIENT_REPRESENTATIVE,) if role is Role.MANAGER and both else (),
        )
        for role, person in people
        if person
    ]  # fmt: skip


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
        )
    ]  # fmt: skip


def _language(own: Language | None, terms: Terms) -> str:
    return own or terms.contract_language
