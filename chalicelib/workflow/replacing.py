"""A draft that is to take the place of another contract: which one it names, and whether it may."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.acceptance import same_name
from chalicelib.domain.canonical import parsed
from chalicelib.domain.dossier import Dossier, Draft
from chalicelib.domain.errors import Fault
from chalicelib.domain.events import Seat
from chalicelib.domain.parties import Party, Role
from chalicelib.domain.terms import Terms
from chalicelib.domain.terms.public import names_in
from chalicelib.domain.terms.signers import signers
from chalicelib.workflow.ports import Services

_FIELD = "supersedes_contract_id"


def replaced_one(
    services: Services, author: str, given: Mapping[str, Any], draft: Draft | None = None
) -> Dossier | None:
    """
    The supervisor's own contract in force whose number was given, with its private data; None for any other number.

    draft: what this was given for; where its last save found the contract, it is read at once. Otherwise two calls, and
    none without a number.
    """
    number = _number(given)
    if not number:
        return None
    known = draft.supersedes if draft and _number(draft.given) == number else ""
    for contract in (known,) if known else services.contracts.numbered(author, number):
        found = services.contracts.dossier(contract)
        if (found.head.author, found.head.number) == (author, number) and found.contract.in_force:
            return found
    return None


def superseding_faults(
    replaced: Dossier | None, given: Mapping[str, Any], terms: Terms | None, at: datetime
) -> Iterator[Fault]:
    """
    The fault of a number that is not that of the supervisor's own contract in force, or whose people are left out.

    replaced: as replaced_one() finds it. terms: as read from what was given, None while it has faults; who is in it is
    asked afterwards.
    """
    number = _number(given)
    if number and replaced is None:
        yield Fault(_FIELD, "not_in_force", {"number": number})
    elif replaced and terms is not None and (missing := left_behind(replaced, terms, at)):
        yield Fault(_FIELD, "bound_left_out", {"number": number, "names": missing})


def _number(given: Mapping[str, Any]) -> str:
    return str(given.get(_FIELD) or "").strip()


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
