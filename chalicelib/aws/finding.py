"""Searching the archive: which rows to read for a query, narrowest first."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from chalicelib.aws import rows, table
from chalicelib.aws.dynamo import AFTER_ALL, BEFORE_ALL, Table
from chalicelib.aws.operations import Row
from chalicelib.domain.calendar import end_of_day, today_in_helsinki
from chalicelib.domain.finding import Archived, Query, matches, words
from chalicelib.domain.trail import instant


def find(kept: Table, query: Query) -> Sequence[Archived]:
    """
    Archived contracts that match the whole query, last completed first.

    Rows under an author or a month come in that order, so reading stops at the limit; rows under a word come by
    word first, so every contract with a word that begins like it is read.
    """
    if query.since and query.until and query.since > query.until:
        return ()  # DynamoDB refuses a range from back to front
    by_word = _longest_word(query) if not query.author else None
    found: dict[str, Archived] = {}
    for row in _by_word(kept, *by_word) if by_word else _by_time(kept, query):
        archived = rows.archived_of(row)
        if matches(archived, query, today_in_helsinki(archived.completed_at)):
            found[archived.contract] = archived
        if len(found) == query.limit and not by_word:
            break
    newest_first = sorted(found.values(), key=lambda each: (each.completed_at, each.contract), reverse=True)
    return tuple(newest_first[: query.limit])


def _longest_word(query: Query) -> tuple[str, str] | None:
    given = [("supervisor", word) for word in words(query.supervisor)]
    given += [("party", word) for word in words(query.party)]
    return max(given, key=lambda each: len(each[1]), default=None)


def _by_word(kept: Table, kind: str, word: str) -> Iterator[Row]:
    return kept.partition(table.word_pk(kind, word), first=word, last=word + AFTER_ALL)


def _by_time(kept: Table, query: Query) -> Iterator[Row]:
    first, last = _bounds(query.since, query.until)
    if query.author:
        return kept.partition(table.author_pk(query.author), first, last, backwards=True)
    since = query.since.strftime("%Y-%m") if query.since else BEFORE_ALL
    until = query.until.strftime("%Y-%m") if query.until else AFTER_ALL
    months = kept.partition(table.MONTHS, since, until, backwards=True)
    return (
        row
        for month in months
        for row in kept.partition(table.month_pk(month["sk"]), first, last, backwards=True)
    )


def _bounds(since: date | None, until: date | None) -> tuple[str, str]:
    """Sort keys that begin with an instant between 0:00 on the first and 24:00 on the last day, in Helsinki."""
    first = instant(end_of_day(since - timedelta(days=1))) if since else BEFORE_ALL
    last = instant(end_of_day(until)) if until else AFTER_ALL
    return first, last
