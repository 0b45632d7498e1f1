"""Accepting: a tick, a typed name and a click, bound to the digests that the page showed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.acceptance import same_name, sentence_digest, statement_of
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import AcceptedAlready, Fault, FormInvalid
from chalicelib.domain.events import Event, Seat
from chalicelib.workflow.change import change
from chalicelib.workflow.evidence import Visit, evidence
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import link_of, seat_of


@dataclass(frozen=True, kw_only=True)
class Consent:
    """The acceptance form as it came in. documents: the PDF digests that the page carried."""

    ticked: bool
    representation_confirmed: bool
    typed_name: str
    documents: tuple[str, ...]


def accept(services: Services, token: str, consent: Consent, visit: Visit) -> Contract:
    """
    The party accepts what was shown; the last one to do so completes the contract, in the same transaction.

    A second call changes nothing and returns the contract. Raises FormInvalid with all faults, LinkExpired, NotFound,
    ContractClosed, DeadlinePassed, NotYourTurn, ContractChanged, Busy.
    """
    link = link_of(services, token)
    private = evidence(services, visit, typed_name=consent.typed_name)

    def decide(dossier: Dossier, at: datetime) -> Sequence[Event]:
        contract, sent = dossier.contract, dossier.contract.offer
        seat = seat_of(dossier, link)
        statement = statement_of(seat)
        digest = sentence_digest(statement, sent.language, sent.number, sent.version)
        events = contract.accept(
            seat.party, consent.documents, (statement, digest), sent.language, private.digest, at
        )  # fmt: skip
        _check(consent, seat, dossier.head.name(seat.party))
        return events

    try:
        return change(services, link.contract, decide, private)
    except AcceptedAlready:
        return services.contracts.load(link.contract).contract


def _check(consent: Consent, seat: Seat, name: str) -> None:
    faults = []
    if not consent.ticked:
        faults.append(Fault("accept", "tick_missing"))
    if seat.acts_for_organisation and not consent.representation_confirmed:
        faults.append(Fault("representation_confirmed", "tick_missing"))
    if not same_name(consent.typed_name, name):
        faults.append(
            Fault("typed_name", "name_differs" if consent.typed_name else "required", {"name": name})
        )
    if faults:
        raise FormInvalid(faults)
