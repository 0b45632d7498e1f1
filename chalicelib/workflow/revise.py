"""Revising: a change after sending is another version of the same contract, written while the sent one stays open."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.dossier import Draft
from chalicelib.domain.errors import ChangedMeanwhile, ContractChanged, ContractClosed, NotFound
from chalicelib.domain.terms import Reading
from chalicelib.workflow.draft import checked, keep, kept_of
from chalicelib.workflow.goals import check_goals
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services


def revise(
    services: Services, author: str, contract: str, given: Mapping[str, Any], base: str = "",
    aside: Mapping[str, str] | None = None,
) -> tuple[Draft, Reading]:  # fmt: skip
    """
    Keep a draft of the next version of an open contract; sending it (send) is what voids the acceptances so far.

    base: the version that the form was made from, "" for any. aside: as Draft has it. A second click finds the first
    one's draft. Raises FormInvalid with all faults, ContractClosed when nobody can accept the contract any more,
    ContractChanged when there is another draft already or base is no longer the present version, NotFound for somebody
    else's.
    """
    dossier = own_contract(services, author, contract)
    sent, head = dossier.contract, dossier.head
    if not sent.is_open:
        raise ContractClosed(status=sent.status)
    if base not in ("", str(sent.version)):
        raise ContractChanged()
    reading, terms, replaced = checked(services, author, given)
    check_goals(services, dossier, given, terms)
    made = Draft(
        id=contract, author=author, number=head.number, given=kept_of(given), begun=services.new_id(), revision=1,
        version=sent.version + 1, created_at=head.created_at, touched_at=services.now(),
        aside=dict(aside or {}), supersedes=replaced.contract.id if replaced else "",
    )  # fmt: skip
    try:
        return keep(services, made, None), reading
    except NotFound as error:  # another window has sent the next version meanwhile
        raise ContractChanged() from error


def discard(services: Services, author: str, contract: str, mark: str = "") -> None:
    """
    Throw away the draft of the next version; what was sent stays as it is. A second call finds none and is content.

    mark: the save that was looked at, "" for any. Raises NotFound for somebody else's and for a contract that was not
    sent yet, ContractChanged when another window saved the draft in between, or began another.
    """
    draft = own_contract(services, author, contract).draft
    if draft is None:
        return
    if draft.version == 1:
        raise NotFound()
    if mark not in ("", draft.mark):
        raise ContractChanged()
    try:
        services.contracts.discard(draft)
    except ChangedMeanwhile as error:
        raise ContractChanged() from error
