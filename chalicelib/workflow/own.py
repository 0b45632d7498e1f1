"""A supervisor's own contracts: the list, and one contract with its story."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.domain.dossier import Dossier, Draft
from chalicelib.domain.errors import NotFound
from chalicelib.domain.terms.readdressed import moved_in, readdressed, respelt, with_moved
from chalicelib.workflow.compare import goals_of
from chalicelib.workflow.ports import Services

# What no other contract takes over: its supervisees' own goals, and the contract whose place it took.
_OF_THIS_ONE = {"goals_supervisees", "goals_annex_used", "supersedes_contract_id"}


def given_of(services: Services, author: str, contract: str) -> Mapping[str, Any]:
    """
    What a new contract may start from: what was given for one of the supervisor's own, or for its draft.

    Without the words of Annex A: the other one may be with other people. Raises NotFound.
    """
    dossier = own_contract(services, author, contract)
    given = present_draft(dossier).given if dossier.draft else _given(dossier)
    return {key: value for key, value in given.items() if key not in _OF_THIS_ONE}


def given_to_change(
    services: Services, author: str, contract: str, known: Dossier | None = None
) -> Mapping[str, Any]:
    """
    What a changed contract starts from, Annex A's words and corrected addresses with it.

    Of an open one it is the next version; another contract takes the place of one in force and names its number. A
    draft of the next version that came too late to be sent is gone on from. known: the contract, when the caller has just read it. Raises NotFound.
    """
    dossier = known or own_contract(services, author, contract)
    if dossier.draft:
        given = dict(present_draft(dossier).given)
    else:
        goals = goals_of(services, dossier.contract)
        given = _given(dossier) | ({"goals_supervisees": goals} if goals else {})
    return given | ({"supersedes_contract_id": dossier.head.number} if dossier.contract.in_force else {})


def present_draft(dossier: Dossier) -> Draft:
    """The draft, with the names and addresses that were corrected since it was begun. Raises NotFound when there is none."""
    if dossier.draft is None:
        raise NotFound()
    given = with_moved(dossier.draft.given, moved(dossier))
    return replace(dossier.draft, given=respelt(given, _respelt(dossier)))


def moved(dossier: Dossier) -> Mapping[str, str]:
    """New address by old one, of those that were corrected in what was sent and not in what was drafted."""
    if dossier.draft is None or not dossier.contract.sent:
        return {}
    return moved_in(dossier.draft.given, dossier.moved)


def own_contract(services: Services, author: str, contract: str) -> Dossier:
    """Everything kept of the supervisor's own contract. Raises NotFound for anybody else's, as if there were none."""
    dossier = services.contracts.dossier(contract)
    if dossier.head.author != author:
        raise NotFound()
    return dossier


def _given(dossier: Dossier) -> dict[str, Any]:
    """As the present version was sent, with the names and addresses that its parties have by now."""
    addresses = {seat.party: dossier.email(seat.party) for seat in dossier.contract.seats}
    return respelt(readdressed(dossier.offered["given"], addresses), _respelt(dossier))


def _respelt(dossier: Dossier) -> dict[str, tuple[str, str]]:
    """By address, how a name stands in the text that was sent and how it is spelt by now; of those that differ."""
    return {
        dossier.email(party): (dossier.head.printed_name(party), dossier.head.name(party))
        for party in dossier.contract.renamed
    }
