"""Contracts in DynamoDB: one transaction for each change, one query for each reading."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.aws import authored, finding, hearing, rows, table
from chalicelib.aws.dossier import read_dossier
from chalicelib.aws.due import due
from chalicelib.aws.dynamo import Table
from chalicelib.aws.operations import Delete, Operation, Put, Update
from chalicelib.domain.accounts import Account
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Claimed, Dossier, Draft, Head, Private
from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from chalicelib.domain.finding import Archived, Found, Query
from chalicelib.domain.invitation import KeptLink, Link
from chalicelib.domain.listing import Asked, Listed
from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.trail import Entry, instant

# DynamoDB refuses to look for a key of more than 1024 or 2048 bytes. No id or number of ours has so many characters.
_LONGEST = 64
_NEW = "attribute_not_exists(#pk)"
_SAME_SAVE = "#begun = :begun AND #revision = :revision"
_FREE = (
    "attribute_not_exists(#state) OR #state = :asked OR (#state = :claimed AND #until <= :now)"
    " OR (#state = :claimed AND #holder = :holder)"
)


class DynamoContracts:
    """Drafts, trails, links and claims; workflow/ports.py has the promises. trace: of whoever appends, kept beside."""

    def __init__(self, table: Table, trace: Callable[[], str] = str) -> None:
        self._table, self._trace = table, trace

    def save_draft(self, draft: Draft, head: Head | None) -> None:
        """
        Keep the draft if the kept save and version are those before, and its row; what was sent has it noted in its own.

        The same save again, after a lost answer, finds its own draft and is content. Else ChangedMeanwhile.
        """
        first = draft.revision == 1
        before = {} if first else _save_of(replace(draft, revision=draft.revision - 1))
        self._table.write(
            Put(row=rows.draft_row(draft), when=_NEW if first else _SAME_SAVE, given=before),
            _row_before(draft, head),
        )

    def discard(self, draft: Draft) -> None:
        """The draft goes, and the row's note of it. Again: content with none; ChangedMeanwhile when another save is kept."""
        when = f"{_NEW} OR ({_SAME_SAVE})"
        self._table.write(
            Delete(key=table.draft_key(draft.id), when=when, given=_save_of(draft)),
            Update(key=table.head_key(draft.id), do="REMOVE #next_draft", when="attribute_exists(#pk)"),
        )

    def draft(self, contract: str) -> Draft:
        """Raises NotFound when there is none (any more)."""
        row = self._table.get(table.draft_key(_possible(contract)))
        if row is None:
            raise NotFound()
        return rows.draft_of(contract, row)

    def load(self, contract: str) -> Dossier:
        """Trail and row; the sort keys from ENTRY# to HEAD. Raises NotFound, TrailBroken."""
        return read_dossier(self._table, _possible(contract), first=table.ENTRY, last=table.HEAD)

    def dossier(self, contract: str) -> Dossier:
        """Everything kept of the contract. Raises NotFound, TrailBroken."""
        return read_dossier(self._table, _possible(contract))

    def head(self, contract: str) -> Head:
        """The row alone, whatever its trail is like. Raises NotFound."""
        row = self._table.get(table.head_key(_possible(contract)))
        if row is None:
            raise NotFound()
        return rows.head_of(row)

    def heads_of(self, contracts: Iterable[str]) -> Mapping[str, Head]:
        """The rows in one read for each hundred."""
        found = map(rows.head_of, self._table.get_all(map(table.head_key, contracts)))
        return {head.contract: head for head in found}

    def append(
        self,
        before: Contract,
        entries: Sequence[Entry],
        head: Head,
        private: Private | None,
        draft: Draft | None = None,
    ) -> None:
        """
        Add entries after `before`, all or nothing.

        The very same entries again, after a lost answer, find themselves and are content: an entry holds the digest
        of the one before and a salted commitment, so no other act has its bytes. Else ChangedMeanwhile, also when a
        draft of the next version came or went meanwhile: the row, which is written whole, would not know.
        """
        grown = "#length = :length" if before.length else f"({_NEW} OR #length = :length)"
        drafted = head.next_draft or (draft is not None and draft.version > 1)
        grown += f" AND attribute_{'' if drafted else 'not_'}exists(#next_draft)"
        trace = self._trace()
        operations: list[Operation] = [Put(row=rows.entry_row(it, trace), when=_NEW) for it in entries]
        operations.append(Put(row=rows.head_row(head), when=grown, given={"length": before.length}))
        if private is not None:
            operations.append(Put(row=rows.private_row(before.id, entries[0].number, private)))
        if draft is not None:
            key = table.draft_key(draft.id)
            operations.append(Delete(key=key, when=_SAME_SAVE, given=_save_of(draft)))
        self._table.write(*operations)

    def ask(self, contract: str, jobs: Iterable[Claimed], at: datetime) -> None:
        """Want these jobs. Again, or where somebody is at it or has done it: the claim stays as it is."""
        wanted = [
            Update(
                key=table.claim_key(contract, job),
                do="SET #state = if_not_exists(#state, :asked), #at = if_not_exists(#at, :at)",
                given={"asked": "asked", "at": instant(at)},
            )
            for job in dict.fromkeys(jobs)
        ]
        try:
            mark = {"asked": secrets.token_hex(4)}
            self._table.write(due(contract, at, "attribute_exists(#pk)", {}, mark), *wanted)
        except ChangedMeanwhile as error:
            raise NotFound() from error

    def claim(
        self,
        contract: str,
        job: Claimed,
        now: datetime,
        lease: timedelta,
        link: KeptLink | None = None,
    ) -> bool:
        """
        Take the job until now + lease; False when it is done or somebody else holds it.

        Each call is a holder of its own, so a repeat by boto3 after a lost answer still finds its own claim free;
        it may count the try twice.
        A caller that got no answer at all leaves the job to the clock: the claim is free when the lease is over.
        """
        noted = rows.noted_link(link)
        also = "".join(f", #{name} = :{name}" for name in noted)
        taken = Update(
            key=table.claim_key(contract, job),
            do=f"SET #state = :claimed, #until = :until, #at = :now, #holder = :holder{also} ADD #tries :one",
            when=_FREE,
            given={
                "asked": "asked",
                "claimed": "claimed",
                "now": instant(now),
                "until": instant(now + lease),
                "holder": secrets.token_hex(8),
                "one": 1,
                **noted,
            },
        )
        return self._table.update(taken) is not None

    def keep_link(self, link: Link, kept: KeptLink) -> None:
        """One row. Again: the same, with the time of the later call."""
        self._table.put(Put(row=rows.link_row(link, kept)))

    def finish(self, contract: str, job: Claimed, at: datetime, outcome: dict[str, str]) -> None:
        """The job is done, whoever holds it by now. A second finish keeps the first outcome."""
        done = Update(
            key=table.claim_key(contract, job),
            do="SET #state = :done, #at = :at, #outcome = :outcome REMOVE #until, #holder",
            when="attribute_not_exists(#state) OR #state <> :done",
            given={"done": "done", "at": instant(at), "outcome": outcome},
        )
        self._table.update(done)

    def hear(self, event: MailEvent, now: datetime) -> bool:
        """One conditional write, and with bad news the row's due time in the same transaction."""
        return hearing.hear(self._table, event, now)

    def link(self, digest: str) -> Link:
        """Raises NotFound."""
        row = self._table.get(table.link_key(digest))
        if row is None:
            raise NotFound()
        return rows.link_of(row)

    def listed(self, author: str, asked: Asked) -> Listed:
        """From an index, which may be moments behind; the rows themselves as they are now."""
        return authored.listed(self._table, author, asked)

    def beginnings(self, author: str, most: int) -> tuple[Account | None, tuple[Head, ...]]:
        """One query of an index, and one reading of rows, the account's among them."""
        return authored.beginnings(self._table, author, most)

    def numbered(self, author: str, number: str) -> Sequence[str]:
        """From an index, which may be moments behind."""
        return authored.numbered(self._table, author, number) if len(number) <= _LONGEST else ()

    def due(self, now: datetime) -> Iterator[tuple[str, datetime]]:
        """From the index by_due, a query for each shard as the caller goes on."""
        for shard in range(table.SHARDS):
            for row in self._table.by_due(str(shard), instant(now)):
                yield table.contract_of(row["pk"]), rows.moment(row["due_at"])

    def reschedule(
        self,
        seen: Head,
        due_at: datetime | None,
        undelivered: bool | None = None,
        findable: bool | None = None,
    ) -> None:
        """Nothing happens when the row has moved on: whoever moved it has set a time of its own. Again: the same."""
        as_seen = {
            "length": seen.length,
            "due_at": instant(seen.due_at) if seen.due_at else None,
            "asked": seen.asked or None,
        }
        given = {f"seen_{name}": value for name, value in as_seen.items() if value is not None}
        when = " AND ".join(
            f"#{name} = :seen_{name}" if f"seen_{name}" in given else f"attribute_not_exists(#{name})"
            for name in as_seen
        )
        told = {
            "undelivered": (seen.undelivered if undelivered is None else undelivered) or None,
            "findable": (seen.findable if findable is None else findable) or None,
        }
        self._table.update(due(seen.contract, due_at, when, given, told))

    def make_findable(self, archived: Archived) -> None:
        """Each row by itself, the same bytes each time; a crash in between is mended by doing it again."""
        self._table.put_all(rows.archived_rows(archived))

    def find(self, query: Query) -> Found:
        """Reads what a rare word of the query names, else what is newest, and keeps what matches all of it."""
        return finding.find(self._table, query)

    def sealed(self, sha256: str) -> Archived | None:
        """One read by the digest."""
        row = self._table.get(table.sealed_key(sha256))
        return None if row is None else rows.archived_of(row)


def _possible(contract: str) -> str:
    """The id, which may come from an address. Raises NotFound for what is too long to be one."""
    if len(contract) > _LONGEST:
        raise NotFound()
    return contract


def _save_of(draft: Draft) -> dict[str, Any]:
    """What _SAME_SAVE asks for."""
    return {"begun": draft.begun, "revision": draft.revision}


def _row_before(draft: Draft, head: Head | None) -> Operation:
    """The row of a contract that was not sent yet; for a later version a note in it, if the one before is the last sent."""
    if head is not None:
        return Put(row=rows.head_row(head), when=f"{_NEW} OR #length = :none", given={"none": 0})
    given = {"version": draft.version - 1, "yes": True}
    return Update(
        key=table.head_key(draft.id), do="SET #next_draft = :yes", when="#version = :version", given=given
    )
