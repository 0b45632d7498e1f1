"""Keys of practice systems, and the requests that they may repeat, in DynamoDB."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from chalicelib.aws import table
from chalicelib.aws.dynamo import AFTER_ALL, Table
from chalicelib.aws.operations import Delete, Put, Row, Update
from chalicelib.aws.rows import from_seconds, keyed, moment, seconds
from chalicelib.domain.api_keys import ApiKey, Request
from chalicelib.domain.errors import Busy, ChangedMeanwhile
from chalicelib.domain.trail import instant


class DynamoApiKeys:
    """Who may act for whom; workflow/ports.py has the promises. A key lies twice: by its digest, and at its account."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, key: ApiKey) -> None:
        """Both copies in one transaction."""
        self._table.write(*(Put(row=keyed(it, **_columns(key))) for it in _keys(key.email, key.digest)))

    def of(self, email: str) -> Sequence[ApiKey]:
        """One query."""
        pk, first = table.own_api_key_key(email, "")
        return tuple(map(_key_of, self._table.partition(pk, first, f"{first}{AFTER_ALL}")))

    def key(self, digest: str) -> ApiKey | None:
        """One read."""
        row = self._table.get(table.api_key_key(digest))
        return None if row is None else _key_of(row)

    def used(self, key: ApiKey, day: date) -> None:
        """Both copies, if both are there; not when others are at them, who note the same day."""
        given = {"day": day.isoformat()}
        do, when = "SET #used_on = :day", "attribute_exists(#pk)"
        with suppress(ChangedMeanwhile, Busy):  # no request fails for the sake of this note
            self._table.write(
                *(Update(key=it, do=do, when=when, given=given) for it in _keys(key.email, key.digest))
            )

    def end(self, email: str, digest: str) -> None:
        """Both copies go, if that by the digest is this account's."""
        by_digest, own = _keys(email, digest)
        when = "attribute_not_exists(#pk) OR #email = :email"
        with suppress(ChangedMeanwhile):
            self._table.write(Delete(key=by_digest, when=when, given={"email": email}), Delete(key=own))

    def ask(self, asked: Request, now: datetime, instead: str = "") -> Request:
        """One write; where it finds another request, one read more."""
        free = "attribute_not_exists(#pk) OR #expires_at <= :now OR #contract = :instead"
        row, given = _request_row(asked), {"now": seconds(now), "instead": instead}
        if self._table.put(Put(row=row, when=free, given=given)):
            return asked
        kept = self._table.get(table.request_key(asked.email, asked.name))
        return asked if kept is None else _request_of(asked, kept)


def _keys(email: str, digest: str) -> tuple[table.Key, table.Key]:
    return table.api_key_key(digest), table.own_api_key_key(email, digest)


def _columns(key: ApiKey) -> Row:
    return {
        "digest": key.digest, "email": key.email, "name": key.name, "scopes": list(key.scopes), "made_at": instant(key.made_at),
        "used_on": key.used_on.isoformat() if key.used_on else None,
    }  # fmt: skip


def _key_of(row: Row) -> ApiKey:
    used_on = row.get("used_on")
    return ApiKey(
        digest=row["digest"], email=row["email"], name=row["name"], scopes=tuple(row["scopes"]), made_at=moment(row["made_at"]),
        used_on=date.fromisoformat(used_on) if used_on else None,
    )  # fmt: skip


def _request_row(asked: Request) -> Row:
    key = table.request_key(asked.email, asked.name)
    return keyed(key, contract=asked.contract, body=asked.body, expires_at=seconds(asked.expires_at))


def _request_of(asked: Request, row: Row) -> Request:
    return Request(
        email=asked.email, name=asked.name, body=row["body"], contract=row["contract"], expires_at=from_seconds(row["expires_at"])
    )  # fmt: skip
