"""
Everything that can happen to a contract after it was sent. Past tense; an event is never changed, only followed.

No addresses, reasons, free text or IPs: those are private data that an event commits to by a salted digest.
The bodies are part of every archived file (docs/archive-format.md): a field may be added, never renamed.
"""

from datetime import datetime
from typing import Annotated

from chalicelib.domain.parties import ANNEX, Role
from chalicelib.frozen import dataclass

Digest = Annotated[str, "[0-9a-f]{64}"]  # SHA-256, and the form that a reader demands (domain/trail.py)


@dataclass(frozen=True, kw_only=True)
class Document:
    """Digests (SHA-256, hex) of what every signer of it accepts; pdf_bytes is the length of the PDF."""

    kind: str
    pdf_sha256: Digest
    pdf_bytes: int
    text_sha256: Digest
    terms_sha256: Digest


@dataclass(frozen=True, kw_only=True)
class Confidential:
    """
    A document that only some of the signers may see: SHA-256 over its salt and the digest of its PDF, both as text.

    The salt stands in the document itself: who holds the document can check it here, and nobody else can guess it.
    """

    kind: str
    salted_sha256: Digest


@dataclass(frozen=True, kw_only=True)
class Seat:
    """
    A party as the trail knows it: no name, no address.

    also: other roles of the same human. documents: kinds of what this party signs, None for the main contract alone.
    level: how they must be identified, None for the link alone. consumer: they pay as a private person.
    may_start_early: the work may begin before their time to withdraw is over, so they are asked.
    """

    party: str
    role: Role
    also: tuple[Role, ...] = ()
    documents: tuple[str, ...] | None = None
    level: str | None = None
    consumer: bool | None = None
    may_start_early: bool | None = None

    @property
    def roles(self) -> tuple[Role, ...]:
        return (self.role, *self.also)

    @property
    def acts_for_organisation(self) -> bool:
        """A manager who is supervised acts for themselves, unless they also represent the client."""
        if Role.SUPERVISEE in self.also:
            return Role.CLIENT_REPRESENTATIVE in self.also
        return any(role.acts_for_organisation for role in self.roles)

    @property
    def acts_for_self(self) -> bool:
        return not self.acts_for_organisation or Role.SUPERVISEE in self.also

    @property
    def signs_annex(self) -> bool:
        return ANNEX in (self.documents or ())


@dataclass(frozen=True, kw_only=True)
class SealedDocument:
    """Where an archived document lies: object key, its version there and the SHA-256 of the whole file."""

    kind: str
    key: str
    version_id: str
    sha256: Digest


@dataclass(frozen=True, kw_only=True)
class Sent:
    """
    The supervisor sent this version to its parties: the text is fixed from here on.

    A later version makes the acceptances of the one before void. supersedes: id of the contract in force that ends
    when this one comes into force.
    """

    version: int
    number: str
    template: str
    language: str
    constellation: str
    signing_mode: str
    deadline: datetime
    documents: tuple[Document, ...]
    seats: tuple[Seat, ...]
    commitment: Digest
    confidential: tuple[Confidential, ...] | None = None
    supersedes: str | None = None


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """
    A party accepted exactly these documents with this sentence (its id, and the SHA-256 of all that was ticked).

    confirmed: ids of the sentences that were ticked beside it, in the order of the page.
    """

    version: int
    party: str
    documents: tuple[Document, ...]
    statement: str
    statement_sha256: Digest
    language: str
    identified: str
    commitment: Digest
    confidential: tuple[Confidential, ...] | None = None
    confirmed: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Completed:
    """Every party has accepted this version: the contract is in force."""

    version: int


@dataclass(frozen=True, kw_only=True)
class Declined:
    """A party does not accept this version; the reason, if any, is private."""

    version: int
    party: str
    commitment: Digest


@dataclass(frozen=True, kw_only=True)
class ChangeRequested:
    """A party asks for a change before accepting; the wish is private."""

    version: int
    party: str
    commitment: Digest


@dataclass(frozen=True, kw_only=True)
class AddressCorrected:
    """The supervisor corrected a party's address: a new round of links, the old link is dead."""

    version: int
    party: str
    round: int
    commitment: Digest


@dataclass(frozen=True, kw_only=True)
class NameCorrected:
    """
    The supervisor corrected how a party's name is written: the same human, a new round of links, the old link is dead.

    The text stays as it was sent, so that nobody who has accepted it is asked again; the acceptance record has both.
    """

    version: int
    party: str
    round: int
    commitment: Digest


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """The supervisor took the offer back."""

    version: int


@dataclass(frozen=True, kw_only=True)
class Expired:
    """The deadline passed before every party had accepted."""

    version: int


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """Every document of this version is sealed and in the archive."""

    version: int
    documents: tuple[SealedDocument, ...]


@dataclass(frozen=True, kw_only=True)
class LinkRenewed:
    """A party asked for a fresh link to the sealed copy, or an operator ended theirs: a new round of links, the old link is dead."""

    version: int
    party: str
    round: int


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """A consumer withdrew from the contract in the time that the law gives them; what they wrote is private."""

    version: int
    party: str
    commitment: Digest


@dataclass(frozen=True, kw_only=True)
class Superseded:
    """Another contract (its id) took the place of this one."""

    version: int
    by: str


Event = (
    Sent
    | Accepted
    | Completed
    | Declined
    | ChangeRequested
    | AddressCorrected
    | NameCorrected
    | Cancelled
    | Expired
    | Sealed
    | LinkRenewed
    | Withdrawn
    | Superseded
)
KINDS: dict[str, type[Event]] = {
    "sent": Sent,
    "accepted": Accepted,
    "completed": Completed,
    "declined": Declined,
    "change_requested": ChangeRequested,
    "address_corrected": AddressCorrected,
    "name_corrected": NameCorrected,
    "cancelled": Cancelled,
    "expired": Expired,
    "sealed": Sealed,
    "link_renewed": LinkRenewed,
    "withdrawn": Withdrawn,
    "superseded": Superseded,
}
