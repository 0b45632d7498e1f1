"""
Searching the archive: which rows to read for a query, so that every page of it costs little.

Rows under a word come by word, so a page of them in the order of completion needs all that begin so: they are read
where they are few. Words that many contracts have are looked for in the order of completion, where they soon turn up.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from chalicelib.aws import rows, table
from chalicelib.aws.dynamo import AFTER_ALL, BEFORE_ALL, Table
from chalicelib.aws.operations import Row
from chalicelib.domain.calendar import end_of_day, today_in_helsinki
from chalicelib.domain.finding import Archived, Found, Query, leading_words, matches, place, words
from chalicelib.domain.trail import instant

FEW = 1_000  # rows under a word, about a megabyte
LONGEST = 900  # bytes of a word to look for: DynamoDB refuses a sort key of more than 1024
MOST_ROWS = 4_000  # that one page looks through; the next page goes on from there


def find(kept: Table, query: Query, few: int = FEW, most_rows: int = MOST_ROWS) -> Found:
    """A page of archived contracts that match the whole query, last completed first."""
    if query.since and query.until and query.since > query.until:
        return Found(archived=(), total=0)  # DynamoDB refuses a range from back to front
    for asked in _longest_first(query):
        word = asked.encode()[:LONGEST].decode(errors="ignore")  # its rows are matched with all of it
        under = kept.partition(table.word_pk(word), word, word + AFTER_ALL, at_once=few + 1)
        if len(read := list(islice(under, few + 1))) <= few:
            return _counted(map(rows.archived_of, read), query)
    return _newest_first(kept, query, most_rows)


def _longest_first(query: Query) -> Sequence[str]:
    """Long words are rare. Those that most contracts have lead nowhere."""
    return sorted(leading_words(f"{query.supervisor} {query.party}"), key=len, reverse=True)


def _counted(read: Iterator[Archived], query: Query) -> Found:
    """Of everything that a word leads to."""
    found = {each.contract: each for each in read if _matches(each, query)}
    ordered = sorted(found.values(), key=_order, reverse=True)
    left = [each for each in ordered if not query.after or _order(each) < _sk(query)]
    page, more = tuple(left[: query.limit]), len(left) > query.limit
    return Found(archived=page, after=place(page[-1]) if more else None, total=len(ordered))


def _newest_first(kept: Table, query: Query, most_rows: int) -> Found:
    found: list[Archived] = []
    for count, row in enumerate(_by_time(kept, query), start=1):
        archived = rows.archived_of(row)
        if _matches(archived, query):
            found.append(archived)
        if len(found) > query.limit:
            return Found(archived=tuple(found[:-1]), after=place(found[-2]))
        if count == most_rows:
            return Found(archived=tuple(found), after=place(archived))
    return Found(archived=tuple(found), total=None if query.after else len(found))


def _by_time(kept: Table, query: Query) -> Iterator[Row]:
    """Rows of an author, or of all, from where the page before ended."""
    first, last = _bounds(query)
    at_once = 0 if words(f"{query.party} {query.supervisor}") else query.limit + 2
    pk = table.author_pk(query.author) if query.author else table.ALL_PK
    if first <= last:
        for row in kept.partition(pk, first, last, backwards=True, at_once=at_once):
            if row["sk"] != last:
                yield row


def _bounds(query: Query) -> tuple[str, str]:
    """Sort keys that begin with an instant between 0:00 on the first and 24:00 on the last day, in Helsinki."""
    first = instant(end_of_day(query.since - timedelta(days=1))) if query.since else BEFORE_ALL
    last = instant(end_of_day(query.until)) if query.until else AFTER_ALL
    return first, min(last, _sk(query))


def _sk(query: Query) -> str:
    """The sort key at which the page before ended; that one is not shown again."""
    return f"{query.after.key}#{query.after.contract}" if query.after else AFTER_ALL


def _order(archived: Archived) -> str:
    return f"{instant(archived.completed_at)}#{archived.contract}"


def _matches(archived: Archived, query: Query) -> bool:
    return matches(archived, query, today_in_helsinki(archived.completed_at))
