"""How a contract's things lie in the table: each value as a row, and each row as the value again."""

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.aws import table
from chalicelib.aws.operations import Key, Row
from chalicelib.domain import listing
from chalicelib.domain.dossier import Claim, Claimed, Draft, Head, Person, Private
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.finding import Archived, search_words
from chalicelib.domain.invitation import KeptLink, Link
from chalicelib.domain.mail_news import News
from chalicelib.domain.trail import Entry, instant


def keyed(key: Key, **attributes: Any) -> Row:
    """A row with this key; None means that the row has no such attribute."""
    return {"pk": key[0], "sk": key[1], **attributes}


def packed(value: Any) -> bytes:
    """JSON, zlib: terms take a third, and DynamoDB charges each kilobyte begun, in a transaction twice."""
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode(), level=9)


def unpacked(kept: bytes | str) -> Any:
    """The value; text is what earlier states of the service kept."""
    return json.loads(kept if isinstance(kept, str) else zlib.decompress(kept))


def seconds(at: datetime | None) -> int | None:
    """The time-to-live form: seconds since 1970."""
    return None if at is None else int(at.timestamp())


def from_seconds(number: Any) -> datetime:
    return datetime.fromtimestamp(int(number), UTC)


def moment(text: str) -> datetime:
    """The aware datetime that `instant` wrote."""
    return datetime.fromisoformat(text)


def _instant(at: datetime | None) -> str | None:
    return None if at is None else instant(at)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def draft_row(draft: Draft) -> Row:
    """Everything but which save it is in one piece: what was typed holds numbers that DynamoDB would change."""
    kept = {
        "author": draft.author,
        "number": draft.number,
        "given": dict(draft.given),
        "aside": dict(draft.aside),
        "created_at": instant(draft.created_at),
        "touched_at": instant(draft.touched_at),
        "version": draft.version,
        "supersedes": draft.supersedes,
    }
    return keyed(table.draft_key(draft.id), begun=draft.begun, revision=draft.revision, draft=packed(kept))


def draft_of(contract: str, row: Row) -> Draft:
    kept = unpacked(row["draft"])
    times = {name: moment(kept[name]) for name in ("created_at", "touched_at")}
    return Draft(id=contract, begun=row["begun"], revision=int(row["revision"]), **kept | times)


def head_row(head: Head) -> Row:
    """What an index sorts by is there only while the row belongs in it, such as due_shard while something is due."""
    return keyed(
        table.head_key(head.contract),
        author=head.author,
        number=head.number,
        title=head.title,
        people=_people(head.people),
        status=head.status,
        created_at=instant(head.created_at),
        touched_at=instant(head.touched_at),
        version=head.version,
        length=head.length,
        accepted=list(head.accepted),
        change_requested=head.change_requested,
        sent_at=_instant(head.sent_at),
        deadline=_instant(head.deadline),
        due_at=_instant(head.due_at),
        due_shard=table.due_shard(head.contract) if head.due_at else None,
        since=instant(head.since),
        agreed_until=_iso(head.agreed_until),
        next_draft=head.next_draft or None,
        replaces=head.replaces or None,
        replaced_by=head.replaced_by or None,
        undelivered=head.undelivered or None,
        findable=head.findable or None,
        asked=head.asked or None,
        **_listed(head),
    )


def _listed(head: Head) -> Row:
    """What the indexes of the list sort and search by, beside the row's own attributes."""
    stands = listing.standing(head)
    where = table.standing_pk(head.author, stands)
    return {
        "standing": where,
        "settled": where if stands in listing.SETTLED else None,
        "sort_number": listing.sort_number(head.number),
        "sort_title": listing.sort_title(head.title),
        "waits_until": _instant(listing.waits_until(head)),
        "find": listing.find_text(head),
    }


def head_of(row: Row) -> Head:
    return Head(
        contract=table.contract_of(row["pk"]),
        author=row["author"],
        number=row["number"],
        title=row["title"],
        people=_people_of(row["people"]),
        status=row["status"],
        created_at=moment(row["created_at"]),
        touched_at=moment(row["touched_at"]),
        since=moment(row["since"]),
        version=int(row["version"]),
        length=int(row["length"]),
        accepted=tuple(row["accepted"]),
        change_requested=row["change_requested"],
        undelivered=row.get("undelivered", False),
        findable=row.get("findable", False),
        asked=row.get("asked", ""),
        sent_at=_moment(row.get("sent_at")),
        deadline=_moment(row.get("deadline")),
        due_at=_moment(row.get("due_at")),
        agreed_until=_day(row.get("agreed_until")),
        next_draft=row.get("next_draft", False),
        replaces=row.get("replaces", ""),
        replaced_by=row.get("replaced_by", ""),
    )


def entry_row(entry: Entry, trace: str = "") -> Row:
    """The exact canonical bytes; beside them the kind for whoever looks at the table, and the trace for the journal."""
    key = table.entry_key(entry.contract, entry.number)
    return keyed(key, kind=entry.kind, entry=entry.bytes, trace=trace or None)


def private_row(contract: str, number: int, private: Private) -> Row:
    return keyed(
        table.private_key(contract, number),
        salt=private.salt,
        data=packed(dict(private.data)),
        expires_at=seconds(private.expires_at),
    )


def private_of(row: Row) -> Private:
    expires_at = from_seconds(row["expires_at"]) if "expires_at" in row else None
    return Private(salt=row["salt"], data=unpacked(row["data"]), expires_at=expires_at)


def claim_of(job: Claimed, row: Row) -> Claim:
    return Claim(
        job=job,
        state=row["state"],
        until=_moment(row.get("until")),
        at=_moment(row.get("at")),
        tries=int(row.get("tries", 0)),
        outcome=row.get("outcome", {}),
        news=News(row["news"]) if "news" in row else None,
        news_at=_moment(row.get("news_at")),
        link=_noted_link(row),
    )


def noted_link(link: KeptLink | None) -> Row:
    """What the claim on a mail tells of the link in it; nothing where it carries none."""
    return {"link": link.digest, "link_until": instant(link.until)} if link else {}


def _noted_link(row: Row) -> KeptLink | None:
    return KeptLink(digest=row["link"], until=moment(row["link_until"])) if "link" in row else None


def link_row(link: Link, kept: KeptLink) -> Row:
    return keyed(
        table.link_key(kept.digest),
        contract=link.contract,
        party=link.party,
        version=link.version,
        round=link.round,
        expires_at=seconds(kept.until),
    )


def link_of(row: Row) -> Link:
    return Link(
        contract=row["contract"], party=row["party"], version=int(row["version"]), round=int(row["round"])
    )


def archived_rows(archived: Archived) -> Iterator[Row]:
    """Every row by which a sealed contract is found, each once."""
    at, contract = archived.completed_at, archived.contract
    row = {
        "contract": contract,
        "author": archived.author,
        "number": archived.number,
        "title": archived.title,
        "people": _people(archived.people),
        "completed_at": instant(at),
        "documents": [vars(document) for document in archived.documents],
        "agreed_until": _iso(archived.agreed_until),
    }
    keys = {table.word_key(word, at, contract) for word in search_words(archived)}
    keys |= {table.moment_key(pk, at, contract) for pk in (table.ALL_PK, table.author_pk(archived.author))}
    keys |= {table.sealed_key(document.sha256) for document in archived.documents}
    yield from (keyed(key, **row) for key in sorted(keys))


def archived_of(row: Row) -> Archived:
    return Archived(
        contract=row["contract"],
        author=row["author"],
        number=row["number"],
        title=row["title"],
        people=_people_of(row["people"]),
        completed_at=moment(row["completed_at"]),
        documents=tuple(SealedDocument(**document) for document in row["documents"]),
        agreed_until=_day(row.get("agreed_until")),
    )


def _people(people: tuple[Person, ...]) -> list[dict[str, str]]:
    return [vars(person) for person in people]


def _people_of(stored: list[dict[str, str]]) -> tuple[Person, ...]:
    return tuple(Person(**person) for person in stored)
