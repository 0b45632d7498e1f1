"""Searching the archive: the words under which a sealed contract is found."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.dossier import Person
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.listing import Place
from chalicelib.domain.trail import instant

PAGE = 25  # contracts
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


def search_words(archived: Archived) -> Iterator[tuple[str, str]]:
    """(kind, word) pairs of a contract: kind is "party" for every name and the title, "supervisor" for that name."""
    for word in words(
        " ".join([archived.title, archived.number, *(person.name for person in archived.people)])
    ):
        yield "party", word
    for person in archived.people:
        if person.role == "supervisor":
            yield from (("supervisor", word) for word in words(person.name))


def matches(archived: Archived, query: Query, on: date) -> bool:
    """Whether the contract answers the whole query. on: the day of completion in Helsinki."""
    found = set(search_words(archived))
    wanted = [("party", w) for w in words(query.party)] + [("supervisor", w) for w in words(query.supervisor)]
    named = all(any(kind == k and have.startswith(w) for k, have in found) for kind, w in wanted)
    in_time = (not query.since or query.since <= on) and (not query.until or on <= query.until)
    return named and in_time and (not query.author or query.author == archived.author)
