"""Searching the archive: the words under which a sealed contract is found."""

import re
import unicodedata
from datetime import date, datetime

from chalicelib.domain.dossier import Person
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.listing import Place
from chalicelib.domain.trail import instant
from chalicelib.frozen import dataclass

PAGE = 25  # contracts
# Of "TO-2026-0001": rows under these words would all lie side by side, and every contract would have one.
_SHARED = re.compile(r"to?|2|20\d{0,2}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, kw_only=True)
class Archived:
    """A sealed contract as lists show it. author: the supervisor's account. agreed_until: the last day that its text names."""

    contract: str
    author: str
    number: str
    title: str
    people: tuple[Person, ...]
    completed_at: datetime
    documents: tuple[SealedDocument, ...]
    agreed_until: date | None = None

    def document(self, kind: str) -> SealedDocument | None:
        """Where its document of this kind lies; None when it has none, or none yet."""
        return next((it for it in self.documents if it.kind == kind), None)


@dataclass(frozen=True, kw_only=True)
class Query:
    """
    What an auditor looks for; empty parts match everything. party, supervisor: beginnings of words of a name.

    after: where the page before ended. limit: how many contracts at most.
    """

    party: str = ""
    supervisor: str = ""
    since: date | None = None
    until: date | None = None
    author: str = ""
    after: Place | None = None
    limit: int = PAGE


@dataclass(frozen=True, kw_only=True)
class Found:
    """
    A page of what matches, last completed first; it may hold nothing though more follows.

    after: where the next page begins, None at the end. total: how many match in all, None where nobody has counted them.
    """

    archived: tuple[Archived, ...]
    after: Place | None = None
    total: int | None = None


def place(archived: Archived) -> Place:
    """Where the contract stands among all."""
    return Place(instant(archived.completed_at), archived.contract)


def place_of(text: str) -> Place | None:
    """The place that an address carries; None for what we never wrote there."""
    found = Place.of(text)
    if found is None or not _INSTANT.fullmatch(found.key):
        return None
    try:
        datetime.fromisoformat(found.key)
    except ValueError:
        return None
    return found


def words(text: str) -> tuple[str, ...]:
    """Words of a name as they are compared: folded, without marks. "Šimková-Žáková" gives simkova and zakova."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(dict.fromkeys("".join(c if c.isalnum() else " " for c in plain).split()))


def leading_words(text: str) -> tuple[str, ...]:
    """Words that lead to few contracts: all but what their numbers share, and its beginnings, like the year."""
    return tuple(word for word in words(text) if not _SHARED.fullmatch(word))


def search_words(archived: Archived) -> tuple[str, ...]:
    """The words under which the contract is found: of every name, of the title and of the number."""
    return leading_words(_told(archived))


def matches(archived: Archived, query: Query, on: date) -> bool:
    """Whether the contract answers the whole query. on: the day of completion in Helsinki."""
    supervisors = " ".join(person.name for person in archived.people if person.role == "supervisor")
    named = _has(_told(archived), query.party) and _has(supervisors, query.supervisor)
    in_time = (not query.since or query.since <= on) and (not query.until or on <= query.until)
    return named and in_time and (not query.author or query.author == archived.author)


def _told(archived: Archived) -> str:
    return " ".join([archived.title, archived.number, *(person.name for person in archived.people)])


def _has(told: str, asked: str) -> bool:
    """Whether each word that is asked for begins one that is told."""
    return all(any(have.startswith(word) for have in words(told)) for word in words(asked))
