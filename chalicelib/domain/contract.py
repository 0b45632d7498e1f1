"""
A contract is the fold of its trail. Decisions are methods that return events; nothing else says what its state is.

A method changes nothing: the workflow appends the events and folds again. Each raises a ContractError when the act
is not possible; which one, a person can understand.
"""

from collections.abc import Iterable
from dataclasses import replace
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
from chalicelib.domain.events import Event, SealedDocument
from chalicelib.domain.folding import changes
from chalicelib.domain.state import State
from chalicelib.domain.trail import Entry, check

# Ways to be identified, from the weakest; each also answers for those before it.
LEVELS = ("email_link", "email_link_code", "strong")


class Contract(State):
    """Its state, how it came to it, and what can be done with it now."""

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
            commitment=commitment, confidential=self.confidential(party) or None,
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
        A consumer withdraws: from their acceptance on, until fourteen days from conclusion are over (ADR 19).

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
