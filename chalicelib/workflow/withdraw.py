"""Withdrawing: what the law gives a consumer for fourteen days, and before conclusion as well (ADR 19)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from chalicelib.domain.acceptance import same_name
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Fault, FormInvalid, NotFound
from chalicelib.domain.events import Event
from chalicelib.frozen import dataclass
from chalicelib.workflow.change import change
from chalicelib.workflow.evidence import Visit, evidence
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import Invited, link_of, seat_of


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """What a consumer gives: their name, and words for the supervisor if they like; no reason is asked."""

    typed_name: str
    text: str = ""


def consumer(services: Services, token: str) -> Invited:
    """
    The consumer who holds this link, with the private data of the contract. Two reads; the same every time.

    Raises NotFound for everybody else, as if there were no such page, and LinkExpired.
    """
    link = link_of(services, token)
    dossier = services.contracts.dossier(link.contract)
    seat = seat_of(dossier, link)
    if not seat.consumer:
        raise NotFound()
    return Invited(link=link, seat=seat, dossier=dossier)


def checked(invited: Invited, given: Withdrawal) -> None:
    """Raise FormInvalid unless the withdrawal can be confirmed as it is. Changes nothing."""
    _refuse(_faults(invited, given))


def withdraw(services: Services, token: str, given: Withdrawal, ticked: bool, visit: Visit) -> Contract:
    """
    Record the withdrawal; the stream mails its acknowledgement at once.

    A tick is asked for beside the name, because mail scanners press the buttons of a page as it was served.
    A second call changes nothing and returns the contract. Raises NotFound, LinkExpired, FormInvalid with all faults,
    ContractClosed for who has not accepted or is too late, Busy.
    """
    invited = consumer(services, token)
    private = evidence(services, visit, typed_name=given.typed_name, text=given.text)

    def decide(dossier: Dossier, at: datetime) -> Sequence[Event]:
        events = dossier.contract.withdraw(seat_of(dossier, invited.link).party, private.digest, at)
        if events:
            _refuse((*_faults(invited, given), *_unticked(ticked)))
        return events

    return change(services, invited.link.contract, decide, private, known=invited.dossier)


def _faults(invited: Invited, given: Withdrawal) -> Iterator[Fault]:
    name = invited.dossier.head.name(invited.seat.party)
    if not same_name(given.typed_name, name):
        yield Fault("typed_name", "name_differs" if given.typed_name else "required", {"name": name})


def _unticked(ticked: bool) -> Iterator[Fault]:
    if not ticked:
        yield Fault("withdraw", "tick_missing_to_withdraw")


def _refuse(faults: Iterable[Fault]) -> None:
    if found := tuple(faults):
        raise FormInvalid(found)
