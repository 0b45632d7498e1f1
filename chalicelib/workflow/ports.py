"""
What the workflow needs from the world. aws/ keeps these promises on AWS, tests/fakes.py in memory.

One suite of tests (tests/ports) holds both to them. Times are aware UTC; digests are SHA-256 in hex.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import Any, Literal, Protocol

from chalicelib.domain.accounts import Account, LoginAttempt, Session
from chalicelib.domain.api_keys import ApiKey, Request
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Claimed, Dossier, Draft, Head, Private
from chalicelib.domain.finding import Archived, Found, Query
from chalicelib.domain.invitation import KeptLink, Link
from chalicelib.domain.listing import Asked, Listed
from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.practice import Practice
from chalicelib.domain.trail import Entry
from chalicelib.domain.typed import Kept, TypedForm
from chalicelib.frozen import dataclass
from chalicelib.journal import Journal


class Contracts(Protocol):
    """Drafts, trails, links and claims. Every read for a decision is consistent."""

    def save_draft(self, draft: Draft, head: Head | None) -> None:
        """
        Keep the draft if the save before it is the kept one and draft.version - 1 was the last sent; else ChangedMeanwhile.

        head: its row; None for a draft of a later version, of which the row of the sent one has a note (next_draft).
        """

    def discard(self, draft: Draft) -> None:
        """The draft is no more; again: content. Raises ChangedMeanwhile when another save is kept."""

    def draft(self, contract: str) -> Draft:
        """The draft. Raises NotFound when there is none (any more)."""

    def load(self, contract: str) -> Dossier:
        """Trail and row in one read, without private data and claims. Raises NotFound."""

    def dossier(self, contract: str) -> Dossier:
        """Everything kept of the contract in one read. Raises NotFound."""

    def head(self, contract: str) -> Head:
        """The row alone, which can be read when the trail cannot. Raises NotFound."""

    def heads_of(self, contracts: Iterable[str]) -> Mapping[str, Head]:
        """The row of each contract that has one, by its id."""

    def append(
        self,
        before: Contract,
        entries: Sequence[Entry],
        head: Head,
        private: Private | None,
        draft: Draft | None = None,
    ) -> None:
        """
        Add entries after `before`, with the private data of the first and the new row, all or nothing.

        Raises ChangedMeanwhile when the trail is no longer as long as before.length, and when a draft of a later version
        came or went since the row was read. With a draft: only if it is still the kept save, and the draft goes away in
        the same transaction.
        """

    def ask(self, contract: str, jobs: Iterable[Claimed], at: datetime) -> None:
        """Want these jobs: a claim in state "asked" each, where there is none yet, and the row due at once."""

    def claim(
        self,
        contract: str,
        job: Claimed,
        now: datetime,
        lease: timedelta,
        link: KeptLink | None = None,
    ) -> bool:
        """
        Take the job until now + lease and count the try; False when it is done or somebody else holds it.

        link: the one that the mail carries, noted in the claim.
        """

    def keep_link(self, link: Link, kept: KeptLink) -> None:
        """The link with this digest opens what it stands for, and may be forgotten then. Again: the time is the later call's."""

    def finish(self, contract: str, job: Claimed, at: datetime, outcome: dict[str, str]) -> None:
        """The job is done. A second finish keeps the first outcome."""

    def hear(self, event: MailEvent, now: datetime) -> bool:
        """
        Keep the news beside the mail, unless what is kept outdoes it; of the same news the earliest time stays.

        With a bounce or a complaint, and with a delivery after a bounce, the row is due a second from now, in the same
        transaction. False, and nothing done, when no such mail was sent as that message. Again: the same. Raises
        ChangedMeanwhile when other news of this mail came in the same moment.
        """

    def link(self, digest: str) -> Link:
        """What the link stands for. Raises NotFound."""

    def listed(self, author: str, asked: Asked) -> Listed:
        """A page of the supervisor's own contracts; a place in another's list leads nowhere but into their own."""

    def beginnings(self, author: str, most: int) -> tuple[Account | None, tuple[Head, ...]]:
        """What a new contract may begin from: the author's account, and their contracts of the newest standing, so many at most."""

    def numbered(self, author: str, number: str) -> Sequence[str]:
        """Ids of the supervisor's contracts that sort under this number: of the one that has it, if there is any."""

    def due(self, now: datetime) -> Iterable[tuple[str, datetime]]:
        """Contracts due by now and since when, from every shard, earliest first within each; may be stale."""

    def reschedule(
        self,
        seen: Head,
        due_at: datetime | None,
        undelivered: bool | None = None,
        findable: bool | None = None,
    ) -> None:
        """
        Set when the sweep looks again, whether mails do not get through and whether the search rows lie there, unless
        something was appended or asked for since this row was seen. None: as it was seen.
        """

    def make_findable(self, archived: Archived) -> None:
        """Keep the search rows and digests of a sealed contract; a second time changes nothing."""

    def find(self, query: Query) -> Found:
        """A page of the archived contracts that match every given part of the query, last completed first."""

    def sealed(self, sha256: str) -> Archived | None:
        """The archived contract whose file has this digest."""


class Accounts(Protocol):
    """People who log in, their codes and sessions, and throttles."""

    def save(self, account: Account) -> None: ...

    def save_own(self, account: Account) -> None:
        """
        Keep what people change themselves: profile, defaults, language and welcomed; the last save wins.

        Role and access stay as they are kept: who was disabled meanwhile stays so. Raises NotFound for a stranger.
        """

    def account(self, email: str) -> Account | None: ...

    def all(self) -> Sequence[Account]: ...

    def next_number(self, email: str, year: int) -> int:
        """1, 2, 3 … for this supervisor and year; a crash may leave a gap, never a double."""

    def save_attempt(self, attempt: LoginAttempt) -> None: ...

    def peek(self, digest: str) -> LoginAttempt | None:
        """The attempt as it is, without counting a try; None when there is none or it was used up."""

    def attempt(self, digest: str) -> LoginAttempt | None:
        """Count one try and give the attempt as it was before it; None when there is none or its tries are used up."""

    def end_attempt(self, digest: str) -> bool:
        """Use the attempt up; True for the one caller who did."""

    def save_session(self, session: Session) -> None: ...

    def session(self, digest: str) -> Session | None: ...

    def end_session(self, digest: str) -> None: ...

    def within(self, key: str, most: int, window: timedelta, now: datetime) -> bool:
        """Count one more under key in this window of time; False when that is more than `most`."""


class ApiKeys(Protocol):
    """What practice systems hold and ask: keys by their digests, and requests that may be repeated."""

    def add(self, key: ApiKey) -> None: ...

    def of(self, email: str) -> Sequence[ApiKey]:
        """The account's keys that were not ended."""

    def key(self, digest: str) -> ApiKey | None: ...

    def used(self, key: ApiKey, day: date) -> None:
        """It served on that day; one that was ended meanwhile stays ended. Left out when AWS is busy."""

    def end(self, email: str, digest: str) -> None:
        """The account's key is no more; again, and of another account's key: nothing."""

    def ask(self, asked: Request, now: datetime, instead: str = "") -> Request:
        """
        The request that this name stands for: this one, unless another was kept first and has not expired by now.

        instead: the contract of the request whose place this one may take.
        """


class TypedForms(Protocol):
    """Contract forms as they were typed, for 90 days after the last letter; a row for each page they were opened on."""

    def keep(self, form: TypedForm) -> Kept:
        """Keep it, unless a later turn of its page is kept or the page is over: FIRST, AGAIN or OUTDATED."""

    def one(self, email: str, contract: str, page: str) -> TypedForm | None: ...

    def all(self, email: str, contract: str = "") -> Sequence[TypedForm]:
        """The account's forms in the order of their ids; only of this contract where one is given."""

    def end(self, email: str, contract: str, page: str, turn: int, at: datetime) -> None:
        """
        Forget the page up to that turn, and refuse for a day what comes late; it stays if somebody typed on since.

        Again, and of a page that was never kept: the same.
        """


class Archive(Protocol):
    """Documents: offered ones by the digest that the trail has of them, sealed ones once and for years."""

    def offer(self, contract: str, name: str, suffix: str, data: bytes) -> None:
        """
        Keep what parties are shown; doing it again keeps it for as long from then. suffix: pdf or xhtml.

        name: its digest; for what is confidential the salted one, so that no key tells a digest of it.
        """

    def offered(self, contract: str, name: str, suffix: str) -> bytes:
        """The bytes. Raises NotFound when they are gone."""

    def offered_url(self, contract: str, name: str, filename: str) -> str:
        """A short-lived address of the offered PDF."""

    def put_once(self, key: str, data: bytes, retain_until: datetime) -> tuple[str, bytes]:
        """
        Archive under a key that is written once, locked until then: (version id, archived bytes).

        When the key is taken the bytes are those that lie there: whoever came first is adopted.
        """

    def archived(self, key: str, version_id: str) -> bytes: ...

    def archived_url(self, key: str, version_id: str, filename: str) -> str:
        """A short-lived address of the archived PDF, as a download."""


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A file that a letter carries, under the name by which its reader saves it. Text is UTF-8."""

    name: str
    data: bytes
    media_type: Literal["application/pdf", "text/calendar"] = "application/pdf"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """
    One mail to one person. sender: the name shown in From beside our own address.

    tags: what its news come back with (domain/mail_events.py); of a mail without any, nothing is told.
    """

    to: str
    sender: str
    reply_to: str
    subject: str
    text: str
    html: str
    language: str
    enclosures: tuple[Enclosure, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)


class Mailer(Protocol):
    def send(self, letter: Letter) -> str:
        """Hand the letter to the mail service once and return its message id; no retry of its own."""


class Key(Protocol):
    """An HMAC-SHA256 key that never leaves its keeper."""

    def mac(self, message: bytes) -> bytes:
        """32 bytes."""


class SealKey(Protocol):
    """The organisation's P-256 key; certificates as DER, the first is the one that seals now, all are trusted."""

    @property
    def certificates(self) -> tuple[bytes, ...]: ...

    def sign(self, data: bytes) -> bytes:
        """ECDSA over SHA-256 of data (at most 4096 bytes), DER."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """
    Who was strongly identified: the name that the provider vouches for, by what means ("ftn", "eudi_wallet"), and when.

    reference: the provider's own name for this identification. Never a personal identity code.
    """

    name: str
    means: str
    reference: str
    at: datetime


class Identification(Protocol):
    """Strong identification by somebody who answers for it, such as a bank; docs/adr/0018 says what an adapter owes."""

    def begin(self, state: str, return_to: str, language: str) -> str:
        """An address of the provider to send the browser to; it comes back to return_to with the state."""

    def finish(self, state: str, answer: Mapping[str, str]) -> Identity:
        """Who came back, once; answer: what return_to was called with. Raises NotIdentified for anybody and anything else."""


class Queue(Protocol):
    def send(self, messages: Sequence[dict[str, Any]]) -> None:
        """Put each message once or more; raises when any could not be put."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """Everything the workflow works with; made by wiring.py, or by a test."""

    contracts: Contracts
    accounts: Accounts
    api_keys: ApiKeys
    typed: TypedForms
    archive: Archive
    mailer: Mailer
    link_key: Key
    login_key: Key
    seal_key: SealKey
    jobs: Queue
    seals: Queue
    base_url: str
    seal_holder: str
    codes_per_hour: int
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_token: Callable[[], str]
    wait: Callable[[int], None]
    identification: Identification | None = None
    practice: Practice = field(default_factory=Practice)
    journal: Journal = field(default_factory=Journal)
