"""
A contract is the fold of its trail. Decisions are methods that return events; nothing else says what its state is.

A method changes nothing: the workflow appends the events and folds again. Each raises a ContractError when the act
is not possible; which one, a person can understand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime

from chalicelib.domain import events
from chalicelib.domain.acceptance import Statement
from chalicelib.domain.errors import (
    AcceptedAlready,
    ContractChanged,
    ContractClosed,
    DeadlinePassed,
    NotIdentified,
    NotYourTurn,
)
from chalicelib.domain.events import Confidential, Document, Event, SealedDocument, Seat
from chalicelib.domain.folding import changes
from chalicelib.domain.invitation import LIVE_AFTER_SEALING
from chalicelib.domain.parties import ANNEX, Role
from chalicelib.domain.trail import FIRST, Entry, check
from chalicelib.domain.withdrawal import withdrawal_ends
from chalicelib.frozen import dataclass

# Ways to be identified, from the weakest; each also answers for those before it.
LEVELS = ("email_link", "email_link_code", "strong")
IN_FORCE = frozenset({"completed", "sealed"})


@dataclass(frozen=True, kw_only=True)
class Contract:
    """
    State after `length` entries; `tip` is the digest of the last.

    status: "draft" before anything was sent, then sent, completed, sealed, declined, cancelled, expired, withdrawn or
    superseded. sent_as: number of the entry by which the present version was sent.
    rounds: the party's current round of links, from 1. accepted, invited, withdrawn: when, by party. renamed: parties whose
    name the text of this version has wrong.
    """

    id: str
    length: int = 0
    tip: str = FIRST
    status: str = "draft"
    sent: events.Sent | None = None
    sent_at: datetime | None = None
    sent_as: int = 0
    rounds: Mapping[str, int] = field(default_factory=dict)
    invited: Mapping[str, datetime] = field(default_factory=dict)
    accepted: Mapping[str, datetime] = field(default_factory=dict)
    change_wanted_by: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    ended_at: datetime | None = None
    ended_by: str = ""
    completed_at: datetime | None = None
    sealed: tuple[SealedDocument, ...] = ()
    sealed_at: datetime | None = None
    renewed: Mapping[str, datetime] = field(default_factory=dict)
    withdrawn: Mapping[str, datetime] = field(default_factory=dict)
    superseded_by: str = ""

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

    def shown(self, party: str) -> tuple[str, ...]:
        """
        Digests by which the trail names what this party signs: of the main contract's PDF, and the salted one of
        what is confidential. Raises KeyError for somebody who is no party.
        """
        hidden = tuple(it.salted_sha256 for it in self._confidential(party))
        return (*(document.pdf_sha256 for document in self.documents), *hidden)

    def annex_of(self, party: str) -> str:
        """The salted digest by which the trail names the Annex A that this party signs; "" for everybody else."""
        return next((it.salted_sha256 for it in self._confidential(party) if it.kind == ANNEX), "")

    @property
    def deadline(self) -> datetime | None:
        """The instant from which nobody can accept: 24:00 in Helsinki on the last day."""
        return self.sent.deadline if self.sent else None

    @property
    def is_open(self) -> bool:
        return self.status == "sent"

    @property
    def in_force(self) -> bool:
        """Everybody has accepted, and nothing has ended it since."""
        return self.status in IN_FORCE

    @property
    def to_be_sealed(self) -> bool:
        """Everybody has accepted, whatever happened afterwards, and the archive has no file yet."""
        return self.completed_at is not None and not self.sealed

    @property
    def change_requested(self) -> bool:
        """Somebody asked for a change of this version."""
        return bool(self.change_wanted_by)

    @property
    def awaited(self) -> tuple[str, ...]:
        """Parties whose turn it is and who have not accepted; empty when the contract is not open."""
        return tuple(party for party in self.invited if party not in self.accepted) if self.is_open else ()

    @property
    def others_bound(self) -> bool:
        """Whether anybody beside the supervisor is a party and has not withdrawn."""
        return any(seat.party not in {"supervisor", *self.withdrawn} for seat in self.seats)

    def seat(self, party: str) -> Seat:
        """The party's seat. Raises KeyError for somebody who is no party."""
        return {seat.party: seat for seat in self.seats}[party]

    def link_asleep(self, party: str, at: datetime) -> bool:
        """Whether the party's link is past its time, 90 days after sealing or renewing; a fresh one may be asked for."""
        awake_since = self.renewed.get(party, self.sealed_at)
        return awake_since is not None and at >= awake_since + LIVE_AFTER_SEALING

    def can_withdraw_until(self, party: str) -> datetime | None:
        """When this consumer's right to withdraw ends; None before the contract is concluded, and for everybody else."""
        concluded = self.completed_at if self.seat(party).consumer else None
        return withdrawal_ends(concluded) if concluded else None

    def may_withdraw(self, party: str, at: datetime) -> bool:
        """Whether this consumer can withdraw now: once they have accepted, until their time is over, also if it was replaced."""
        bound = bool(self.seat(party).consumer) and party in self.accepted and party not in self.withdrawn
        until = self.can_withdraw_until(party)
        lasts = self.is_open or self.in_force or self.status == "superseded"
        return bound and (until is None or at < until) and lasts

    def goes_on_without(self, party: str) -> bool:
        """Whether it stays in force for the others when this party withdraws: somebody is left to supervise."""
        gone = {*self.withdrawn, party}
        left = [it for it in self.seats if Role.SUPERVISEE in it.roles and it.party not in gone]
        return self.in_force and bool(left)

    # Decisions

    def send(self, sent: events.Sent) -> tuple[Event, ...]:
        """
        The sending of a draft, or of a new version while the one before is open.

        Raises ContractClosed when nobody can accept any more, ContractChanged when another version came in between.
        """
        if self.status not in {"draft", "sent"}:
            raise ContractClosed(status=self.status)
        if sent.version != self.version + 1:
            raise ContractChanged()
        return (sent,)

    def accept(
        self,
        party: str,
        seen: tuple[str, ...],
        statement: Statement,
        identified: str,
        commitment: str,
        at: datetime,
    ) -> tuple[Event, ...]:
        """
        The party accepts what they sign, having seen it; the last acceptance completes the contract.

        seen: as shown() has it. identified: one of LEVELS.
        Raises AcceptedAlready, ContractClosed, DeadlinePassed, NotYourTurn, ContractChanged, NotIdentified.
        """
        self._may_act(party, at)
        seat = self.seat(party)
        if seen != self.shown(party) or not statement.suits(seat, self.offer):
            raise ContractChanged()
        if LEVELS.index(identified) < LEVELS.index(seat.level or LEVELS[0]):
            raise NotIdentified()
        accepted = events.Accepted(
            version=self.version, party=party, documents=self.documents, statement=statement.id,
            statement_sha256=statement.sha256(self.offer), language=statement.language, identified=identified,
            commitment=commitment, confidential=self._confidential(party) or None,
            confirmed=statement.confirmed or None,
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
        again = self._next_round(party)
        return (
            events.AddressCorrected(version=self.version, party=party, round=again, commitment=commitment),
        )

    def correct_name(self, party: str, commitment: str) -> tuple[Event, ...]:
        """The right spelling, and a new round, for a party that has not accepted. Raises AcceptedAlready, ContractClosed."""
        again = self._next_round(party)
        return (events.NameCorrected(version=self.version, party=party, round=again, commitment=commitment),)

    def expire(self, at: datetime) -> tuple[Event, ...]:
        """Expired once the deadline is over; nothing before, or when the contract is no longer open."""
        late = self.is_open and self.deadline is not None and at >= self.deadline
        return (events.Expired(version=self.version),) if late else ()

    def record_seal(self, documents: tuple[SealedDocument, ...]) -> tuple[Event, ...]:
        """Sealed once, also what was withdrawn from meanwhile; nothing the second time. Raises ContractClosed before completion."""
        if self.sealed:
            return ()
        if not self.to_be_sealed:
            raise ContractClosed(status=self.status)
        return (events.Sealed(version=self.version, documents=documents),)

    def renew_link(self, party: str, at: datetime, anew: int = 0) -> tuple[Event, ...]:
        """
        A new round of links to the sealed copy; nothing while the present link still works, and nothing before sealing.

        anew: the round whose link is to end though it still works.
        """
        ends = self.sealed_at is not None and anew == self.rounds[self.seat(party).party]
        if not ends and not self.link_asleep(party, at):
            return ()
        return (events.LinkRenewed(version=self.version, party=party, round=self.rounds[party] + 1),)

    def withdraw(self, party: str, commitment: str, at: datetime) -> tuple[Event, ...]:
        """
        A consumer withdraws: from their acceptance on, until fourteen days from conclusion are over (contract.md §3.5).

        What another contract has replaced stays so. Nothing the second time. Raises ContractClosed for who is no
        consumer, has not accepted or is too late.
        """
        if party in self.withdrawn:
            return ()
        if not self.may_withdraw(party, at):
            raise ContractClosed(status=self.status)
        return (events.Withdrawn(version=self.version, party=party, commitment=commitment),)

    def supersede(self, by: str) -> tuple[Event, ...]:
        """Another contract takes the place of this one; nothing the second time. Raises ContractClosed unless in force."""
        if self.superseded_by:
            return ()
        if not self.in_force:
            raise ContractClosed(status=self.status)
        return (events.Superseded(version=self.version, by=by),)

    # What stands behind them

    def _confidential(self, party: str) -> tuple[Confidential, ...]:
        signs = self.seat(party).documents or ()
        return tuple(it for it in self.offer.confidential or () if it.kind in signs)

    def _next_round(self, party: str) -> int:
        self._must_be_open()
        if party in self.accepted:
            raise AcceptedAlready()
        return self.rounds[self.seat(party).party] + 1

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
