"""A contract that takes the place of another one: which it names, and how that one ends once this is in force."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.domain.contract import IN_FORCE, Contract
from chalicelib.domain.dossier import Dossier, Head, Supersede
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.domain.terms import Terms
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services

_FIELD = "supersedes_contract_id"
NOBODY: Mapping[str, Mapping[str, str] | None] = {"replaces": None, "replaced_by": None}


def superseding_faults(services: Services, author: str, given: Mapping[str, Any]) -> Iterator[Fault]:
    """The fault of a number that is not that of the supervisor's own contract in force; a call only if there is one."""
    number = str(given.get(_FIELD) or "").strip()
    if number and _in_force(services, author, number) is None:
        yield Fault(_FIELD, "not_in_force", {"number": number})


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


def _in_force(services: Services, author: str, number: str) -> Head | None:
    own = (head for head in services.contracts.authored(author) if head.number == number)
    return next((head for head in own if head.status in IN_FORCE), None)
