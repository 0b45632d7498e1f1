"""
A contract is the fold of its trail. Decisions are methods that return events; nothing else says what its state is.

A method changes nothing: the workflow appends the events and folds again. Each raises a ContractError when the act
is not possible; which one, a person can understand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain import events
from chalicelib.domain.errors import (
    AcceptedAlready,
    ContractChanged,
    ContractClosed,
    DeadlinePassed,
    NotYourTurn,
)
from chalicelib.domain.events import Document, Event, SealedDocument, Seat
from chalicelib.domain.folding import changes
from chalicelib.domain.invitation import LIVE_AFTER_SEALING
from chalicelib.domain.trail import FIRST, Entry, check

IDENTIFIED = "email_link"


@dataclass(frozen=True, kw_only=True)
class Contract:
    """
    State after `length` entries; `tip` is the digest of the last.

    status: "draft" before anything was sent, then sent, completed, sealed, declined, cancelled or expired.
    rounds: the party's current round of links, from 1. accepted, invited: when, by party.
    """

    id: str
    length: int = 0
    tip: str = FIRST
    status: str = "draft"
    sent: events.Sent | None = None
    sent_at: datetime | None = None
    rounds: Mapping[str, int] = field(default_factory=dict)
    invited: Mapping[str, datetime] = field(default_factory=dict)
    accepted: Mapping[str, datetime] = field(default_factory=dict)
    change_wanted_by: tuple[str, ...] = ()
    ended_at: datetime | None = None
    ended_by: str = ""
    completed_at: datetime | None = None
    sealed: tuple[SealedDocument, ...] = ()
    sealed_at: datetime | None = None
    renewed: Mapping[str, datetime] = field(default_factory=dict)

    @classmethod
    def replay(cls, contract: str, entries: Iterable[Entry]) -> "Contract":
        """The contract after these entries, whose chain is checked. Raises TrailBroken."""
        read = tuple(entries)
        check(read, contract)
        return cls(id=contract).after(read)

    def after(self, entries: Iterable[Entry]) -> "Contract":
        """The contract one or more entries later."""
        contract = self
        for entry in entries:
            grown = replace(contract, length=entry.number, tip=entry.sha256)
            contract = replace(grown, **changes(grown, entry.event, entry.at))
        return contract

    # What is true of it

    @property
    def version(self) -> int:
        return self.sent.version if self.sent else 0

    @property
    def offer(self) -> events.Sent:
        """What was sent. Raises ContractClosed for a draft."""
        if self.sent is None:
            raise ContractClosed(status=self.status)
        return self.sent

    @property
    def seats(self) -> tuple[Seat, ...]:
        return self.sent.seats if self.sent else ()

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.sent.documents if self.sent else ()

    @property
    def deadline(self) -> datetime | None:
        """The instant from which nobody can accept: 24:00 in Helsinki on the last day."""
        return self.sent.deadline if self.sent else None

    @property
    def is_open(self) -> bool:
        return self.status == "sent"

    @property
    def change_requested(self) -> bool:
        """Somebody asked for a change of this version."""
        return bool(self.change_wanted_by)

    @property
    def awaited(self) -> tuple[str, ...]:
        """Parties whose turn it is and who have not accepted; empty when the contract is not open."""
        return tuple(party for party in self.invited if party not in self.accepted) if self.is_open else ()

    def seat(self, party: str) -> Seat:
        """The party's seat. Raises KeyError for somebody who is no party."""
        return {seat.party: seat for seat in self.seats}[party]

    def link_asleep(self, party: str, at: datetime) -> bool:
        """Whether the party's link is past its time, 90 days after sealing or renewing; a fresh one may be asked for."""
        awake_since = self.renewed.get(party, self.sealed_at)
        return awake_since is not None and at >= awake_since + LIVE_AFTER_SEALING

    # Decisions

    def send(self, sent: events.Sent) -> tuple[Event, ...]:
        """The first sending of a draft. Raises ContractClosed when it was sent before."""
        if self.status != "draft":
            raise ContractClosed(status=self.status)
        return (sent,)

    def accept(
        self,
        party: str,
        seen: tuple[str, ...],
        statement: tuple[str, str],
        language: str,
        commitment: str,
        at: datetime,
    ) -> tuple[Event, ...]:
        """
        The party accepts the documents whose PDF digests it saw; the last acceptance completes the contract.

        statement: id and SHA-256 of the sentence that was ticked.
        Raises AcceptedAlready, ContractClosed, DeadlinePassed, NotYourTurn, ContractChanged.
        """
        self._may_act(party, at)
        if seen != tuple(document.pdf_sha256 for document in self.documents):
            raise ContractChanged()
        accepted = events.Accepted(
            version=self.version, party=party, documents=self.documents, statement=statement[0],
            statement_sha256=statement[1], language=language, identified=IDENTIFIED, commitment=commitment,
        )  # fmt: skip
        last = {seat.party for seat in self.seats} == {*self.accepted, party}
        return (accepted, events.Completed(version=self.version)) if last else (accepted,)

    def decline(self, party: str, commitment: str, at: datetime) -> tuple[Event, ...]:
        """The party does not accept: the offer ends for everybody. Raises as accept does."""
        self._may_act(party, at)
        return (events.Declined(version=self.version, party=party, commitment=commitment),)

    def request_change(self, party: str, commitment: str, at: datetime) -> tuple[Event, ...]:
        """The party asks for a change; the contract stays open. Raises as accept does."""
        self._may_act(party, at)
        return (events.ChangeRequested(version=self.version, party=party, commitment=commitment),)

    def cancel(self) -> tuple[Event, ...]:
        """The supervisor takes the offer back. Raises ContractClosed unless it is open."""
        self._must_be_open()
        return (events.Cancelled(version=self.version),)

    def correct_address(self, party: str, commitment: str) -> tuple[Event, ...]:
        """A new address and a new round for a party that has not accepted. Raises AcceptedAlready, ContractClosed."""
        self._must_be_open()
        if party in self.accepted:
            raise AcceptedAlready()
        following = self.rounds[self.seat(party).party] + 1
        return (
            events.AddressCorrected(version=self.version, party=party, round=following, commitment=commitment),
        )  # fmt: skip

    def expire(self, at: datetime) -> tuple[Event, ...]:
        """Expired once the deadline is over; nothing before, or when the contract is no longer open."""
        late = self.is_open and self.deadline is not None and at >= self.deadline
        return (events.Expired(version=self.version),) if late else ()

    def record_seal(self, documents: tuple[SealedDocument, ...]) -> tuple[Event, ...]:
        """Sealed once; nothing the second time. Raises ContractClosed before completion."""
        if self.status == "sealed":
            return ()
        if self.status != "completed":
            raise ContractClosed(status=self.status)
        return (events.Sealed(version=self.version, documents=documents),)

    def renew_link(self, party: str, at: datetime) -> tuple[Event, ...]:
        """A new round of links to the sealed copy; nothing while the present link still works."""
        if not self.link_asleep(self.seat(party).party, at):
            return ()
        return (events.LinkRenewed(version=self.version, party=party, round=self.rounds[party] + 1),)

    # What stands behind them

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise ContractClosed(status=self.status)

    def _may_act(self, party: str, at: datetime) -> None:
        self.seat(party)
        if party in self.accepted:
            raise AcceptedAlready()
        late = self.is_open and self.deadline is not None and at >= self.deadline
        if late or self.status == "expired":
            raise DeadlinePassed(status="expired")
        self._must_be_open()
        if party not in self.invited:
            raise NotYourTurn()
