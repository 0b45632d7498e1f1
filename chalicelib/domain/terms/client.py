"""The organisation that orders or pays: who accepts the contract for it."""

from chalicelib.domain.parties import Role
from chalicelib.domain.terms.model import Official, Terms


def client_bound_by(terms: Terms) -> Role | None:
    """
    Who accepts for the client: a representative who signs, else whoever answers for the frame.

    That is the manager, and for a manager who is supervised the manager's manager. How the organisations are spelt
    does not matter here; a warning tells when they differ. None: there is no client, or nobody accepts for it.
    """
    if not terms.client or not terms.client.organisation:
        return None
    person = terms.client.representative
    if person and person.signs:
        return Role.MANAGER if person.same_as_manager else Role.CLIENT_REPRESENTATIVE
    return overseer(terms)


def overseer(terms: Terms) -> Role | None:
    """Who answers for the frame of the supervision; None where supervisor and supervisees agree by themselves."""
    if terms.constellation == "C" and terms.manager and terms.manager.is_supervisee:
        return Role.MANAGERS_MANAGER if terms.managers_manager else None
    return Role.MANAGER if terms.manager else None


def official(terms: Terms, role: Role | None) -> Official | None:
    """The person in that role, if it is one that answers for an organisation's frame."""
    return (
        {Role.MANAGER: terms.manager, Role.MANAGERS_MANAGER: terms.managers_manager}.get(role)
        if role
        else None
    )
