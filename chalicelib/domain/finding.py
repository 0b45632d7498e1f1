"""Searching the archive: the words under which a sealed contract is found."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.dossier import Person
from chalicelib.domain.events import SealedDocument


@dataclass(frozen=True, kw_only=True)
class Archived:
    """A sealed contract as lists show it. author: the supervisor's account."""

    contract: str
    author: str
    number: str
    title: str
    people: tuple[Person, ...]
    completed_at: datetime
    documents: tuple[SealedDocument, ...]

    def document(self, kind: str) -> SealedDocument | None:
        """Where its document of this kind lies; None when it has none, or none yet."""
        return next((it for it in self.documents if it.kind == kind), None)


@dataclass(frozen=True, kw_only=True)
class Query:
    """What an auditor looks for; empty parts match everything. party, supervisor: beginnings of words of a name."""

    party: str = ""
    supervisor: str = ""
    since: date | None = None
    until: date | None = None
    author: str = ""
    limit: int = 100


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
