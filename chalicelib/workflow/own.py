"""A supervisor's own contracts: the list, and one contract with its story."""

from collections.abc import Sequence

from chalicelib.domain.dossier import Dossier, Head
from chalicelib.domain.errors import NotFound
from chalicelib.workflow.ports import Services


def own_contracts(services: Services, author: str) -> Sequence[Head]:
    """The supervisor's contracts and drafts, last touched first."""
    return services.contracts.authored(author)


def own_contract(services: Services, author: str, contract: str) -> Dossier:
    """Everything kept of the supervisor's own contract. Raises NotFound for anybody else's, as if there were none."""
    dossier = services.contracts.dossier(contract)
    if dossier.head.author != author:
        raise NotFound()
    return dossier
