"""What has become of a contract, and what is true of it therefore."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from chalicelib.domain import events
from chalicelib.domain.errors import ContractClosed
from chalicelib.domain.events import Confidential, Document, SealedDocument, Seat
from chalicelib.domain.invitation import LIVE_AFTER_SEALING
from chalicelib.domain.parties import ANNEX, Role
from chalicelib.domain.trail import FIRST
from chalicelib.domain.withdrawal import withdrawal_ends
from chalicelib.frozen import dataclass

IN_FORCE = frozenset({"completed", "sealed"})


@dataclass(frozen=True, kw_only=True)
class State:
    """
    After `length` entries; `tip` is the digest of the last.

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
        hidden = tuple(it.salted_sha256 for it in self.confidential(party))
        return (*(document.pdf_sha256 for document in self.documents), *hidden)

    def annex_of(self, party: str) -> str:
        """The salted digest by which the trail names the Annex A that this party signs; "" for everybody else."""
        return next((it.salted_sha256 for it in self.confidential(party) if it.kind == ANNEX), "")

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

    def confidential(self, party: str) -> tuple[Confidential, ...]:
        """What this party signs beside the contract. Raises KeyError for somebody who is no party."""
        signs = self.seat(party).documents or ()
        return tuple(it for it in self.offer.confidential or () if it.kind in signs)
