"""What an address asks of the archive: read from it, shown in the search form, and written into addresses again."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from urllib.parse import urlencode

from chalice.app import Blueprint

from chalicelib.documents.archive_words import query_faults
from chalicelib.domain.finding import PAGE, Query, place_of
from chalicelib.domain.listing import Place
from chalicelib.domain.text import clean
from chalicelib.frozen import dataclass
from chalicelib.web.http import base_path, query
from chalicelib.web.language import language

_FIELDS = ("party", "supervisor", "since", "until")
_LONGEST = 100
_YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Search:
    """
    typed: what stands in each field. faults: sentences by field; with any, nothing is to be looked for.

    wanted: the query of its fields, from where the address says that the page before ended.
    """

    typed: Mapping[str, str]
    wanted: Query
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def anything(self) -> bool:
        """Whether it asks for less than everything."""
        return any(self.typed.values())

    def url(self, path: str = "", after: Place | None = None) -> str:
        """The address under /archive that asks the same, from this place on."""
        told = {name: text for name, text in self.typed.items() if text}
        told |= {"after": after.text} if after else {}
        return f"{base_path()}/archive{path}" + (f"?{urlencode(told)}" if told else "")


def search(routes: Blueprint, limit: int = PAGE) -> Search:
    """What this request's address asks for. What no page of ours wrote there counts as not said."""
    asked = query(routes)
    typed = {name: " ".join(clean(asked.get(name, "")).split())[:_LONGEST] for name in _FIELDS}
    days = {name: _day(typed[name]) for name in ("since", "until")}
    unread = [name for name, day in days.items() if typed[name] and not day]
    wanted = Query(
        party=typed["party"], supervisor=typed["supervisor"], since=days["since"], until=days["until"],
        after=place_of(asked.get("after", "")), limit=limit,
    )  # fmt: skip
    typed |= {name: day.isoformat() for name, day in days.items() if day}
    return Search(typed, wanted, query_faults(wanted.since, wanted.until, unread, language(routes)))


def _day(text: str) -> date | None:
    """The day, written 2026-11-23 or 23.11.2026, of a century in which there can be contracts; else None."""
    parts = text.split(".")[::-1] if "." in text else text.split("-")
    try:
        year, month, number = map(int, parts)
        return date(year, month, number) if year in _YEARS else None
    except (ValueError, OverflowError):  # the latter of a number that is far too long
        return None
