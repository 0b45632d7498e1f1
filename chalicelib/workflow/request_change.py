"""Asking for a change: the contract stays open, the supervisor is told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.domain.events import Event
from chalicelib.workflow.change import change
from chalicelib.workflow.evidence import Visit, evidence
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import link_of, seat_of

# Each is an entry of the trail and a mail; more than this in a day is no conversation.
MOST_IN_A_DAY = 10
_DAY = timedelta(days=1)


def request_change(services: Services, token: str, text: str, visit: Visit) -> Contract:
    """
    The party asks the supervisor for a change; each call is a wish of its own.

    Raises FormInvalid when it is empty, or one more than a party may have in a day.
    """
    if not text:
        raise FormInvalid([Fault("text", "required")])
    link = link_of(services, token)
    if not services.accounts.within(
        f"wish:{link.contract}:{link.party}", MOST_IN_A_DAY, _DAY, services.now()
    ):
        raise FormInvalid([Fault("text", "wishes_rest")])
    private = evidence(services, visit, text=text)

    def decide(dossier: Dossier, at: datetime) -> Sequence[Event]:
        return dossier.contract.request_change(seat_of(dossier, link).party, private.digest, at)

    return change(services, link.contract, decide, private)
