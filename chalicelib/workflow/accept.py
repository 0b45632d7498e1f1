"""Accepting: a tick, a typed name and a click, bound to the digests that the page showed."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chalicelib.domain.acceptance import EARLY_START, LANGUAGE, Statement, same_name, statement
from chalicelib.domain.contract import LEVELS, Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import AcceptedAlready, Fault, FormInvalid
from chalicelib.domain.events import Event, Seat
from chalicelib.domain.invitation import Link
from chalicelib.frozen import dataclass
from chalicelib.workflow.access_code import NEEDS_CODE, code_fault
from chalicelib.workflow.change import change
from chalicelib.workflow.evidence import Visit, evidence
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import link_of, seat_of


@dataclass(frozen=True, kw_only=True)
class Consent:
    """
    The acceptance form as it came in.

    documents: the digests that the page carried, as Contract.shown has them. language: that of the page.
    """

    ticked: bool
    representation_confirmed: bool = False
    language_understood: bool = False
    early_start_request: bool = False
    typed_name: str
    access_code: str = ""
    documents: tuple[str, ...]
    language: str = "fi"


def accept(services: Services, token: str, consent: Consent, visit: Visit) -> Contract:
    """
    The party accepts what was shown; the last one to do so completes the contract, in the same transaction.

    A second call changes nothing and returns the contract. Raises FormInvalid with all faults, LinkExpired, NotFound,
    ContractClosed, DeadlinePassed, NotYourTurn, ContractChanged, NotIdentified, Busy.
    """
    link = link_of(services, token)
    dossier = services.contracts.load(link.contract)
    wrong_code = _code_fault(services, link, seat_of(dossier, link), dossier.contract, consent)
    private = evidence(services, visit, typed_name=consent.typed_name)

    def decide(dossier: Dossier, at: datetime) -> Sequence[Event]:
        contract, seat = dossier.contract, seat_of(dossier, link)
        early = (EARLY_START,) if consent.early_start_request else ()
        said = statement(seat, contract.offer, consent.language, early)
        events = contract.accept(seat.party, consent.documents, said, _identified(seat), private.digest, at)
        faults = (*_faults(consent, seat, said, dossier.head.name(seat.party)), *wrong_code)
        if faults:
            raise FormInvalid(faults)
        return events

    try:
        return change(services, link.contract, decide, private, known=dossier)
    except AcceptedAlready:
        return services.contracts.load(link.contract).contract


def _identified(seat: Seat) -> str:
    """By the link, and by the code once it is right; nothing stronger is connected (ports.Identification)."""
    return NEEDS_CODE if seat.level == NEEDS_CODE else LEVELS[0]


def _code_fault(
    services: Services, link: Link, seat: Seat, contract: Contract, consent: Consent
) -> tuple[Fault, ...]:
    """Asked only of whoever needs a code and can still accept, so that nothing else costs a try."""
    if seat.level != NEEDS_CODE or seat.party not in contract.awaited:
        return ()
    fault = code_fault(services, link, consent.access_code)
    return (fault,) if fault else ()


def _faults(consent: Consent, seat: Seat, said: Statement, name: str) -> Iterator[Fault]:
    if not consent.ticked:
        yield Fault("accept", "tick_missing")
    if seat.acts_for_organisation and not consent.representation_confirmed:
        yield Fault("representation_confirmed", "tick_missing")
    if LANGUAGE in said.confirmed and not consent.language_understood:
        yield Fault("language_understood", "tick_missing")
    if not same_name(consent.typed_name, name):
        yield Fault("typed_name", "name_differs" if consent.typed_name else "required", {"name": name})
