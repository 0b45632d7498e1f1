"""Declining: the party does not accept, and the offer ends for everybody."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.domain.events import Event
from chalicelib.workflow.change import change
from chalicelib.workflow.evidence import Visit, evidence
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import link_of, seat_of


def decline(services: Services, token: str, ticked: bool, reason: str, visit: Visit) -> Contract:
    """
    The party does not accept, with a reason for the supervisor or without one; the offer ends for everybody.

    A tick or a reason is asked for, because mail scanners press the buttons of a page as it was served.

    Raises AcceptedAlready and what accept raises; a second call raises ContractClosed, whose page says the same.
    """
    if not ticked and not reason:
        raise FormInvalid([Fault("decline", "tick_missing_to_decline")])
    link = link_of(services, token)
    private = evidence(services, visit, reason=reason)

    def decide(dossier: Dossier, at: datetime) -> Sequence[Event]:
        return dossier.contract.decline(seat_of(dossier, link).party, private.digest, at)

    return change(services, link.contract, decide, private)
