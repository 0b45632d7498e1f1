"""
A supervisor's own list: which index answers what was asked, and the rows behind what it finds.

Whatever is asked without a search is one reading of an index and one of rows. All contracts, and those that are
settled, have an index for each order. Those in work are few: they are read by time and sorted here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.aws import rows, table
from chalicelib.aws.accounts import account_of
from chalicelib.aws.dynamo import Table
from chalicelib.aws.operations import Look, Row
from chalicelib.domain import listing
from chalicelib.domain.accounts import Account
from chalicelib.domain.dossier import Head
from chalicelib.domain.listing import Asked, Listed, Place
from chalicelib.frozen import dataclass

# A search goes on until its page is full, but not through more than so many megabytes; the next page goes on from there.
MOST_READINGS = 8
# More contracts than a reading of the index finds, and rows that one call reads.
_MANY, _AT_ONCE = 10_000, 100

_SORTED_BY = {
    listing.NEWEST: "since", listing.OLDEST: "since", listing.DEADLINE: "waits_until",
    listing.NUMBER: "sort_number", listing.NAME: "sort_title",
}  # fmt: skip
_ALL = {"since": "by_author", "sort_number": "by_number", "sort_title": "by_title"}
_SETTLED = {"since": "by_standing", "sort_number": "settled_by_number", "sort_title": "settled_by_title"}


@dataclass(frozen=True)
class _Way:
    """An index, whose part of it as (attribute, value), its range key, and what its rows are sorted by."""

    index: str
    whose: tuple[str, str]
    range_key: str
    sorted_by: str


def listed(kept: Table, author: str, asked: Asked) -> Listed:
    """One page: the rows as they are now, in the order in which the index has them."""
    if asked.shown == listing.WANTS:
        return _wanting(kept, author, asked)
    places, after = _places(kept, author, asked)
    return Listed(_heads(kept, places), after)


def beginnings(kept: Table, author: str, most: int) -> tuple[Account | None, tuple[Head, ...]]:
    """The account and the newest of its list, their rows in one reading."""
    own = table.account_key(author)
    places, _ = _places(kept, author, Asked(limit=most))
    found = kept.get_all([own, *(table.head_key(place.contract) for place in places)])
    account = next((account_of(row) for row in found if (row["pk"], row["sk"]) == own), None)
    return account, tuple(rows.head_of(row) for row in found if row["sk"] == table.HEAD)


def numbered(kept: Table, author: str, number: str) -> Sequence[str]:
    """Ids of those that sort under this number: of the one that has it, if there is any."""
    having = {"author": author, "sort_number": listing.sort_number(number)}
    page, _ = kept.index_page(Look(index="by_number", having=having, only=("pk",)), None)
    return tuple(table.contract_of(row["pk"]) for row in page)


def _wanting(kept: Table, author: str, asked: Asked) -> Listed:
    """Of what waits, which is little, the contracts whose rows tell that something is wanted: a hundred rows a call."""
    waiting, after = _places(kept, author, replace(asked, standing=listing.WAITING, limit=_MANY))
    found: list[tuple[Place, Head]] = []
    for start in range(0, len(waiting), _AT_ONCE):
        places = {place.contract: place for place in waiting[start : start + _AT_ONCE]}
        read = _heads(kept, places.values())
        found += [(places[head.contract], head) for head in read if listing.wants(head)]
        if len(found) > asked.limit:
            after = found[asked.limit - 1][0]
            break
    return Listed(tuple(head for _, head in found[: asked.limit]), after)


def _heads(kept: Table, places: Iterable[Place]) -> tuple[Head, ...]:
    return tuple(map(rows.head_of, kept.get_all(table.head_key(place.contract) for place in places)))


def _places(kept: Table, author: str, asked: Asked) -> tuple[list[Place], Place | None]:
    """Where the page's contracts are in the order asked for, and where the next page begins."""
    way = _way(author, asked)
    if way.range_key == way.sorted_by:
        return _in_order(kept, way, asked)
    return _sorted_here(kept, way, asked)


def _way(author: str, asked: Asked) -> _Way:
    attribute, stands = _SORTED_BY[asked.sorted_by], asked.shown
    where = table.standing_pk(author, stands)
    if stands == listing.ALL:
        return _Way(_ALL[attribute], ("author", author), attribute, attribute)
    if stands in listing.SETTLED:
        whose = "standing" if attribute == "since" else "settled"
        return _Way(_SETTLED[attribute], (whose, where), attribute, attribute)
    return _Way("by_standing", ("standing", where), "since", attribute)


def _in_order(kept: Table, way: _Way, asked: Asked) -> tuple[list[Place], Place | None]:
    """As the index has them, from where the page before ended."""
    limit = 0 if asked.terms else asked.limit + 1
    look = _look(way, asked, (way.range_key,), limit)
    start = _key(way, asked.after) if asked.after else None
    found: list[Place] = []
    for _ in range(MOST_READINGS if asked.terms else 1):
        page, start = kept.index_page(look, start)
        found += [_place(each, way.range_key) for each in page]
        if len(found) > asked.limit or start is None:
            break
    if len(found) > asked.limit:
        return found[: asked.limit], found[asked.limit - 1]
    return found, _place(start, way.range_key) if start else None


def _sorted_here(kept: Table, way: _Way, asked: Asked) -> tuple[list[Place], Place | None]:
    """Of contracts in work: a megabyte of them is read, the newest five thousand, and sorted."""
    look = _look(way, asked, (way.sorted_by,), limit=0, backwards=True)
    page, _ = kept.index_page(look, None)
    places = [_place(each, way.sorted_by) for each in page if way.sorted_by in each]
    places = sorted(places, key=_order)
    if asked.after:
        places = [place for place in places if _order(place) > _order(asked.after)]
    more = len(places) > asked.limit
    return places[: asked.limit], places[asked.limit - 1] if more else None


def _look(way: _Way, asked: Asked, only: tuple[str, ...], limit: int, backwards: bool | None = None) -> Look:
    return Look(
        index=way.index, having=dict([way.whose]), only=("pk", *only), terms=asked.terms, limit=limit,
        backwards=asked.backwards if backwards is None else backwards,
    )  # fmt: skip


def _order(place: Place) -> tuple[str, str]:
    return place.key, place.contract


def _place(row: Row, attribute: str) -> Place:
    return Place(str(row[attribute]), table.contract_of(row["pk"]))


def _key(way: _Way, place: Place) -> dict[str, Any]:
    """Where the index goes on; whose it is comes from who asks, never from the address."""
    pk, sk = table.head_key(place.contract)
    attribute, value = way.whose
    return {"pk": pk, "sk": sk, attribute: value, way.range_key: place.key}
