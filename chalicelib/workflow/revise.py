"""Revising: a change after sending is another version of the same contract, written while the sent one stays open."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.dossier import Draft
from chalicelib.domain.errors import ChangedMeanwhile, ContractChanged, ContractClosed, NotFound
from chalicelib.domain.terms import Reading
from chalicelib.workflow.draft import checked, keep, kept_of
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services


def revise(services: Services, author: str, contract: str, given: Mapping[str, Any]) -> tuple[Draft, Reading]:
    """
    Keep a draft of the next version of an open contract; sending it (send) is what voids the acceptances so far.

    A second click finds the first one's draft. Raises FormInvalid with all faults, ContractClosed when nobody can
    accept the contract any more, ContractChanged when there is another draft already, NotFound for somebody else's.
    """
    dossier = own_contract(services, author, contract)
    sent, head = dossier.contract, dossier.head
    if not sent.is_open:
        raise ContractClosed(status=sent.status)
    reading, _ = checked(services, author, given)
    made = Draft(
        id=contract, author=author, number=head.number, given=kept_of(given), revision=1, version=sent.version + 1,
        created_at=head.created_at, touched_at=services.now(),
    )  # fmt: skip
    try:
        return keep(services, made, None), reading
    except NotFound as error:  # another window has sent the next version meanwhile
        raise ContractChanged() from error


def discard(services: Services, author: str, contract: str) -> None:
    """
    Throw away the draft of the next version; what was sent stays as it is. A second call finds none and is content.

    Raises NotFound for somebody else's and for a contract that was not sent yet, ContractChanged when another window
    saved the draft in between.
    """
    draft = own_contract(services, author, contract).draft
    if draft is None:
        return
    if draft.version == 1:
        raise NotFound()
    try:
        services.contracts.discard(draft)
    except ChangedMeanwhile as error:
        raise ContractChanged() from error
