"""A supervisor's own contracts: the list, and one contract with its story."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.domain.dossier import Dossier, Head
from chalicelib.domain.errors import NotFound
from chalicelib.workflow.draft import own_draft
from chalicelib.workflow.ports import Services


def own_contracts(services: Services, author: str) -> Sequence[Head]:
    """The supervisor's contracts and drafts, last touched first."""
    return services.contracts.authored(author)


def given_of(services: Services, author: str, contract: str) -> Mapping[str, Any]:
    """What the supervisor gave for a draft or a contract of their own, to start another from. Raises NotFound."""
    try:
        return own_draft(services, author, contract).given
    except NotFound:
        given: Mapping[str, Any] = own_contract(services, author, contract).offered["given"]
        return given


def own_contract(services: Services, author: str, contract: str) -> Dossier:
    """Everything kept of the supervisor's own contract. Raises NotFound for anybody else's, as if there were none."""
    dossier = services.contracts.dossier(contract)
    if dossier.head.author != author:
        raise NotFound()
    return dossier
