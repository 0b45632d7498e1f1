"""Renewing a link to the sealed copy, which has had its time or is in wrong hands: a fresh one goes to the same address."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.domain.events import Event
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import link_of, seat_of


def renew_link(services: Services, token: str, ticked: bool) -> Contract:
    """
    Mail a fresh link to the holder's address; whoever only has the old link gains nothing.

    A tick is asked for, because mail scanners press the buttons of a page as it was served. Nothing happens while the
    link still works. Raises FormInvalid, NotFound, LinkExpired when a newer link replaced it.
    """
    if not ticked:
        raise FormInvalid([Fault("renew", "tick_missing_to_renew")])
    link = link_of(services, token)

    def decide(dossier: Dossier, at: datetime) -> Sequence[Event]:
        return dossier.contract.renew_link(seat_of(dossier, link).party, at)

    return change(services, link.contract, decide)


def end_link(services: Services, contract: str, party: str, round_: int) -> Contract:
    """
    The party's link to the sealed copy ends before its time, and a fresh one is mailed to the same address.

    round_: the link's. Nothing before sealing, and nothing once that link was replaced, so a second call changes nothing.
    Raises NotFound, KeyError for somebody who is no party.
    """

    def decide(dossier: Dossier, at: datetime) -> Sequence[Event]:
        return dossier.contract.renew_link(party, at, anew=round_)

    return change(services, contract, decide)
