"""Cancelling: the supervisor takes the offer back."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import Event
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services


def cancel(services: Services, author: str, contract: str) -> Contract:
    """Take the offer back; links then say so. A second call changes nothing.

    Raises ContractClosed once it is in force or over, NotFound for a stranger.
    """

    def decide(dossier: Dossier, at: datetime) -> Sequence[Event]:
        if dossier.head.author != author:
            raise NotFound()
        if dossier.contract.status == "cancelled":
            return ()
        return dossier.contract.cancel()

    return change(services, contract, decide)
