"""A contract that takes the place of another one: which it names, and how that one ends once this is in force."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.acceptance import same_name
from chalicelib.domain.canonical import parsed
from chalicelib.domain.contract import IN_FORCE, Contract
from chalicelib.domain.dossier import Dossier, Head, Supersede
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.domain.events import Seat
from chalicelib.domain.parties import Party, Role
from chalicelib.domain.terms import Terms
from chalicelib.domain.terms.public import names_in
from chalicelib.domain.terms.signers import signers
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services

_FIELD = "supersedes_contract_id"
NOBODY: Mapping[str, Mapping[str, str] | None] = {"replaces": None, "replaced_by": None}


def superseding_faults(
    services: Services, author: str, given: Mapping[str, Any], terms: Terms | None
) -> Iterator[Fault]:
    """
    The fault of a number that is not that of the supervisor's own contract in force, or whose people are left out.

    terms: as read from what was given, None while it has faults; who is in it is asked afterwards. No call without a
    number, two with one.
    """
    number = str(given.get(_FIELD) or "").strip()
    if not number:
        return
    found = _in_force(services, author, number)
    if found is None:
        yield Fault(_FIELD, "not_in_force", {"number": number})
    elif terms is not None:
        missing = left_behind(services.contracts.dossier(found.contract), terms, services.now())
        if missing:
            yield Fault(_FIELD, "bound_left_out", {"number": number, "names": missing})


def left_behind(earlier: Dossier, terms: Terms, at: datetime) -> tuple[str, ...]:
    """
    Names of those whom the earlier contract binds and these terms would release unasked; empty when it may be replaced.

    Whoever accepted it and has not withdrawn must accept the new one: a human is known by name or address, and for an
    organisation a successor may accept, since it was the organisation that was bound. Of several
    supervisees some may be missing, who have left (contract text, K17), but no consumer who could still withdraw: their
    right would lose its contract. earlier: with its private data.
    """
    contract, coming = earlier.contract, signers(terms)
    bound = [seat for seat in contract.seats if seat.party not in contract.withdrawn]
    agreed = names_in(parsed(earlier.offered["terms"].encode()))
    out = [
        seat
        for seat in bound
        if not _comes_along(earlier, seat.party, coming) and not _has_successor(seat, agreed, coming)
    ]
    supervised = [seat for seat in bound if seat.role is Role.SUPERVISEE]
    if any(seat not in out for seat in supervised):
        left = [seat for seat in supervised if not contract.may_withdraw(seat.party, at)]
        out = [seat for seat in out if seat not in left]
    return tuple(earlier.head.name(seat.party) for seat in out)


def _comes_along(earlier: Dossier, party: str, coming: tuple[Party, ...]) -> bool:
    name, email = earlier.head.name(party), earlier.email(party)
    return any(it.email == email or same_name(it.name, name) for it in coming)


def _has_successor(seat: Seat, agreed: Mapping[str, tuple[str, str]], coming: tuple[Party, ...]) -> bool:
    """Whether somebody else now acts for the organisation that this party bound, and it alone."""
    organisation = agreed[seat.party][1]
    theirs = (
        it for it in coming if it.role.acts_for_organisation and same_name(it.organisation, organisation)
    )
    return not seat.acts_for_self and any(theirs)


def superseded_id(services: Services, author: str, terms: Terms) -> str | None:
    """The id of the contract that ends when one of these terms comes into force. Raises FormInvalid."""
    number = terms.supersedes_contract_id
    if number is None:
        return None
    if found := _in_force(services, author, number):
        return found.contract
    raise FormInvalid([Fault(_FIELD, "not_in_force", {"number": number})])


def supersede(services: Services, dossier: Dossier) -> None:
    """
    End the contract whose place this one has taken.

    Again, or where that one has ended in another way meanwhile: nothing. dossier: of the contract in force.
    """
    following = dossier.contract
    earlier = following.offer.supersedes
    if earlier is None or following.completed_at is None:
        return
    change(
        services,
        earlier,
        lambda latest, at: latest.contract.supersede(following.id) if latest.contract.in_force else (),
    )
    services.contracts.finish(following.id, Supersede(), services.now(), {})


def related(services: Services, contract: Contract) -> Mapping[str, Mapping[str, str] | None]:
    """Id and number of the contract whose place this one takes ("replaces"), and of the one that took its ("replaced_by")."""
    ids = {"replaces": contract.offer.supersedes, "replaced_by": contract.superseded_by}
    return {
        name: {"contract": it, "number": services.contracts.head(it).number} if it else None
        for name, it in ids.items()
    }


def replaced_number(services: Services, contract: Contract) -> str:
    """Number of the contract whose place this one takes; "" for none. A call only if there is one."""
    earlier = contract.offer.supersedes
    return services.contracts.head(earlier).number if earlier else ""


def _in_force(services: Services, author: str, number: str) -> Head | None:
    own = services.contracts.numbered(author, number)
    return next((head for head in own if head.number == number and head.status in IN_FORCE), None)
