"""
Everything that can happen to a contract after it was sent. Past tense; an event is never changed, only followed.

No addresses, reasons, free text or IPs: those are private data that an event commits to by a salted digest.
The bodies are part of every archived file (docs/archive-format.md): a field may be added, never renamed.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.parties import Role


@dataclass(frozen=True, kw_only=True)
class Document:
    """Digests (SHA-256, hex) of what every signer of it accepts; pdf_bytes is the length of the PDF."""

    kind: str
    pdf_sha256: str
    pdf_bytes: int
    text_sha256: str
    terms_sha256: str


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A party as the trail knows it: no name, no address. `also`: other roles of the same human."""

    party: str
    role: Role
    also: tuple[Role, ...] = ()

    @property
    def acts_for_organisation(self) -> bool:
        return any(role.acts_for_organisation for role in (self.role, *self.also))


@dataclass(frozen=True, kw_only=True)
class SealedDocument:
    """Where an archived document lies: object key, its version there and the SHA-256 of the whole file."""

    kind: str
    key: str
    version_id: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The supervisor sent this version to its parties: the text is fixed from here on."""

    version: int
    number: str
    template: str
    language: str
    constellation: str
    signing_mode: str
    deadline: datetime
    documents: tuple[Document, ...]
    seats: tuple[Seat, ...]
    commitment: str


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A party accepted exactly these documents with this sentence (its id and its SHA-256)."""

    version: int
    party: str
    documents: tuple[Document, ...]
    statement: str
    statement_sha256: str
    language: str
    identified: str
    commitment: str


@dataclass(frozen=True, kw_only=True)
class Completed:
    """Every party has accepted this version: the contract is in force."""

    version: int


@dataclass(frozen=True, kw_only=True)
class Declined:
    """A party does not accept this version; the reason, if any, is private."""

    version: int
    party: str
    commitment: str


@dataclass(frozen=True, kw_only=True)
class ChangeRequested:
    """A party asks for a change before accepting; the wish is private."""

    version: int
    party: str
    commitment: str


@dataclass(frozen=True, kw_only=True)
class AddressCorrected:
    """The supervisor corrected a party's address: a new round of links, the old link is dead."""

    version: int
    party: str
    round: int
    commitment: str


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
    """A party asked for a fresh link to the sealed copy: a new round of links, the old link is dead."""

    version: int
    party: str
    round: int


Event = (
    Sent
    | Accepted
    | Completed
    | Declined
    | ChangeRequested
    | AddressCorrected
    | Cancelled
    | Expired
    | Sealed
    | LinkRenewed
)
KINDS: dict[str, type[Event]] = {
    "sent": Sent,
    "accepted": Accepted,
    "completed": Completed,
    "declined": Declined,
    "change_requested": ChangeRequested,
    "address_corrected": AddressCorrected,
    "cancelled": Cancelled,
    "expired": Expired,
    "sealed": Sealed,
    "link_renewed": LinkRenewed,
}
