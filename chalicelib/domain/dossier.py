"""What is kept of a contract beside its trail: the draft, the row for lists, private data, and claims on work."""

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.acceptance import EARLY_START
from chalicelib.domain.canonical import commitment
from chalicelib.domain.contract import Contract
from chalicelib.domain.events import Accepted, Sent, Withdrawn
from chalicelib.domain.invitation import KeptLink
from chalicelib.domain.mail_news import News
from chalicelib.domain.parties import Party
from chalicelib.domain.trail import Entry
from chalicelib.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class Draft:
    """
    A contract before it is sent: what the supervisor gave, as given (the shape of examples/*.json).

    begun: random, the same for every save of this draft and no other. revision: counts saves from 1; a save names the
    mark it was made from. version: what sending it makes, 1 for a contract that was not sent yet. aside: what its form
    held that does not apply to the deal as it is, by form name, sound or not; only the form reads it, and it ends with
    the draft. supersedes: id of the contract whose place it would take, as its number was found by this save; "" for none.
    """

    id: str
    author: str
    number: str
    given: Mapping[str, Any]
    begun: str
    revision: int
    created_at: datetime
    touched_at: datetime
    version: int = 1
    aside: Mapping[str, str] = field(default_factory=dict)
    supersedes: str = ""

    @property
    def mark(self) -> str:
        """Name of this very save, which no other save of any draft has: pages carry it and say it again."""
        return f"{self.begun}.{self.revision}"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A party's name for pages and lists, the language that they read, and the name in the text where that is wrong."""

    party: str
    role: str
    name: str
    language: str = "fi"
    printed: str = ""


@dataclass(frozen=True, kw_only=True)
class Head:
    """
    The row of a contract in lists, rewritten with every append; a projection of the trail and of private data.

    author: the supervisor's account (e-mail). length: trail entries so far, 0 for a draft.
    since: when it came to where it stands in lists. sent_at: of its present version. undelivered: the clock saw mails that do not get through.
    agreed_until: the last day that its text names; None where it names none. next_draft: one of its next version lies beside it.
    replaces, replaced_by: number of the contract whose place it takes, and of the one that took its; "" for none.
    findable: its search rows lie there. due_at: when the sweep looks at this contract; None when nothing is ahead.
    asked: mark of the last time that somebody asked for a job, another one each time; "" for never.
    """

    contract: str
    author: str
    number: str
    title: str
    people: tuple[Person, ...]
    status: str
    created_at: datetime
    touched_at: datetime
    since: datetime
    version: int = 0
    length: int = 0
    accepted: tuple[str, ...] = ()
    change_requested: bool = False
    undelivered: bool = False
    findable: bool = False
    asked: str = ""
    sent_at: datetime | None = None
    deadline: datetime | None = None
    due_at: datetime | None = None
    agreed_until: date | None = None
    next_draft: bool = False
    replaces: str = ""
    replaced_by: str = ""

    def name(self, party: str) -> str:
        """The party's name; raises KeyError for nobody."""
        return {person.party: person.name for person in self.people}[party]

    def printed_name(self, party: str) -> str:
        """The party's name as the text of the present version has it; raises KeyError for nobody."""
        return {person.party: person.printed or person.name for person in self.people}[party]

    def language(self, party: str) -> str:
        """The language that the party reads; raises KeyError for nobody."""
        return {person.party: person.language for person in self.people}[party]


@dataclass(frozen=True, kw_only=True)
class Private:
    """What one entry commits to and does not tell: data as JSON values, and the salt of the commitment."""

    salt: str
    data: Mapping[str, Any]
    expires_at: datetime | None = None

    @property
    def digest(self) -> str:
        return commitment(self.salt, dict(self.data))


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail that is owed: to a party (or "author", the supervisor's account), of a kind, once per round."""

    party: str
    kind: str
    round: str


@dataclass(frozen=True)
class Seal:
    """The sealing of a completed contract."""


@dataclass(frozen=True)
class Index:
    """Making a sealed contract findable. It has no claim: twice writes the same rows, and the contract's row says when it is done."""


@dataclass(frozen=True)
class Supersede:
    """The end of the contract whose place this one takes."""


Claimed = Mail | Seal | Supersede
Job = Claimed | Index


@dataclass(frozen=True, kw_only=True)
class Claim:
    """
    Who may do a job now, and what came of it.

    state: "asked" (wanted by a page), "claimed" until the lease ends, "done". outcome: e.g. the message id.
    tries: how often it was claimed; more than once when somebody failed, or a repeat by AWS counted twice.
    news, news_at: what the mail service told of it after it was sent. link: the one that the mail carries.
    """

    job: Claimed
    state: str
    until: datetime | None = None
    at: datetime | None = None
    tries: int = 0
    outcome: Mapping[str, str] = field(default_factory=dict)
    news: News | None = None
    news_at: datetime | None = None
    link: KeptLink | None = None

    def free(self, now: datetime) -> bool:
        """Nobody works on it at the moment and it is not done."""
        return self.state == "asked" or (
            self.state == "claimed" and self.until is not None and self.until <= now
        )


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """
    A contract with its trail and what lies beside it.

    entries: the whole trail. private: by entry number; both maps are empty where a page does not need them.
    draft: what is being written, of the next version when something was sent; only where private data was read too.
    trace: id of the request that made the last entry, for the journal alone; "" where nobody told.
    """

    contract: Contract
    head: Head
    entries: tuple[Entry, ...] = ()
    private: Mapping[int, Private] = field(default_factory=dict)
    claims: Mapping[Job, Claim] = field(default_factory=dict)
    draft: Draft | None = None
    trace: str = ""

    @property
    def offered(self) -> Mapping[str, Any]:
        """
        What was kept when the present version was sent. Needs private.

        addresses, languages: by party. given: as the supervisor gave it, without Annex A. terms: terms.json.
        annex: salt and text_sha256 of Annex A; missing where there is none.
        """
        return self.private[self.contract.sent_as].data

    def begun(self, entry: Entry) -> Contract:
        """The contract as it was when the version began in which this happened."""
        number = max(it.number for it in self.entries[: entry.number] if isinstance(it.event, Sent))
        return Contract(id=self.contract.id).after(self.entries[:number])

    def email(self, party: str, entries: int | None = None) -> str:
        """
        The party's present address, or as it was after so many entries; the account's for "author". Needs private.

        Raises KeyError for nobody.
        """
        if party == "author":
            return self.head.author
        found: dict[str, object] = {}
        for number, private in sorted(self.private.items()):
            if entries is None or number <= entries:
                found |= private.data.get("addresses", {})
        return str(found[party])

    @property
    def moved(self) -> Mapping[str, str]:
        """
        Present address by each that a party of the present version had and has no more. Needs private.

        What one party left and another has now is nobody's old address.
        """
        now = {self.email(seat.party) for seat in self.contract.seats}
        had = {
            address: party
            for number, private in self.private.items()
            for party, address in private.data.get("addresses", {}).items()
            if number >= self.contract.sent_as
        }
        return {address: self.email(party) for address, party in had.items() if address not in now}

    def asked_for_early_start(self, party: str) -> bool:
        """Whether a consumer, when accepting the present version, asked for sessions within their time to withdraw."""
        acts = (entry.event for entry in self.entries)
        own = [it for it in acts if isinstance(it, Accepted) and it.party == party]
        return any(EARLY_START in (it.confirmed or ()) for it in own if it.version == self.contract.version)

    def withdrawal(self, party: str) -> Entry | None:
        """The entry by which this party withdrew."""
        own = (it for it in self.entries if isinstance(it.event, Withdrawn) and it.event.party == party)
        return next(own, None)

    def having_done(self, jobs: Collection[Job]) -> "Dossier":
        """The same with these jobs done. Needs claims."""
        findable = self.head.findable or Index() in jobs
        done: dict[Job, Claim] = {
            job: Claim(job=job, state="done") for job in jobs if not isinstance(job, Index)
        }
        return replace(self, claims={**self.claims, **done}, head=replace(self.head, findable=findable))

    def kept_link(self, digest: str) -> KeptLink | None:
        """What is known of this link's row, as whoever kept it longest noted; None when no mail carried it. Needs claims."""
        links = (claim.link for claim in self.claims.values() if claim.link and claim.link.digest == digest)
        return max(links, key=lambda link: link.until, default=None)

    def tries(self, job: Job) -> int:
        """How often somebody has begun this job. Needs claims."""
        return self.claims[job].tries if job in self.claims else 0


def round_of(contract: Contract, party: str) -> str:
    """Name of the party's present round of links: version and round."""
    return f"{contract.version}.{contract.rounds[party]}"


def wanted(contract: Contract, job: Job) -> bool:
    """Whether the job still makes sense: a party may have accepted, or got a new link, in between."""
    match job:
        case Mail(kind="invitation" | "new_version" | "reminder", party=party, round=round_):
            in_round = ".".join(round_.split(".")[:2]) == round_of(contract, party)
            return party in contract.awaited and in_round
        case Mail(kind="renewed", party=party, round=round_):
            return round_ == round_of(contract, party)
        case Mail(kind="completed", party=party):
            return contract.in_force and party not in contract.withdrawn
        case Seal():
            return contract.to_be_sealed
        case _:
            return True


def heading(people: tuple[Party, ...]) -> tuple[str, tuple[Person, ...]]:
    """
    Title and names for the list: the organisation of whoever acts for one, else a supervisee's workplace, else the name
    of the first who is supervised. The archive finds the contract by its words.
    """
    names = tuple(
        Person(party=party.id, role=party.role.value, name=party.name, language=party.language)
        for party in people
    )
    officials_first = sorted(people[1:], key=lambda party: not party.role.acts_for_organisation)
    organisation = next((party.organisation for party in officials_first if party.organisation), "")
    return organisation or (people[1].name if len(people) > 1 else people[0].name), names
