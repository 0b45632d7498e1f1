"""Accounts, login attempts, sessions and throttles in DynamoDB; what expires is only cleaned away there."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib.aws import table
from chalicelib.aws.dynamo import Table
from chalicelib.aws.operations import Put, Row, Update
from chalicelib.aws.rows import from_seconds, keyed, moment, seconds
from chalicelib.domain.accounts import CODE_TRIES, SESSION_LONGEST, Account, LoginAttempt, Session
from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from chalicelib.domain.trail import instant

_NOT_ENDED = "attribute_not_exists(#ended_by)"


class DynamoAccounts:
    """Who logs in, with what; workflow/ports.py has the promises."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def save(self, account: Account) -> None:
        """Keep the account and its copy for the list, whatever was kept before."""
        keys = table.account_key(account.email), table.listed_account_key(account.email)
        self._table.write(*(Put(row=_account_row(key, account)) for key in keys))

    def save_own(self, account: Account) -> None:
        """Both copies, without a look at what else they hold. Raises NotFound."""
        own = _own_columns(account)
        do = "SET " + ", ".join(f"#{name} = :{name}" for name in own)
        keys = table.account_key(account.email), table.listed_account_key(account.email)
        try:
            self._table.write(
                *(Update(key=key, do=do, when="attribute_exists(#pk)", given=own) for key in keys)
            )
        except ChangedMeanwhile as error:
            raise NotFound() from error

    def account(self, email: str) -> Account | None:
        """One read; None for a stranger."""
        row = self._table.get(table.account_key(email))
        return None if row is None else account_of(row)

    def all(self) -> Sequence[Account]:
        """Every account in the order of its address."""
        return tuple(map(account_of, self._table.partition(table.ACCOUNTS)))

    def next_number(self, email: str, year: int) -> int:
        """1, 2, 3 …; a repeat by boto3 after a lost answer leaves a gap."""
        counted = Update(key=table.number_key(email, year), do="ADD #last :one", given={"one": 1})
        return int((self._table.update(counted) or {})["last"])

    def save_attempt(self, attempt: LoginAttempt) -> None:
        """Keep a new attempt; saved again, it begins anew."""
        key = table.attempt_key(attempt.digest)
        expires_at = seconds(attempt.expires_at)
        self._table.put(Put(row=keyed(key, email=attempt.email, expires_at=expires_at, tries=attempt.tries)))

    def peek(self, digest: str) -> LoginAttempt | None:
        """One read."""
        row = self._table.get(table.attempt_key(digest))
        if row is None or "ended_by" in row or int(row["tries"]) >= CODE_TRIES:
            return None
        return _attempt_of(digest, row)

    def attempt(self, digest: str) -> LoginAttempt | None:
        """Count one try, in the same write that reads; a repeat by boto3 may count it twice, never not at all."""
        counted = Update(
            key=table.attempt_key(digest),
            do="ADD #tries :one",
            when=f"#tries < :most AND {_NOT_ENDED}",
            given={"one": 1, "most": CODE_TRIES},
        )
        row = self._table.update(counted, before=True)
        return None if row is None else _attempt_of(digest, row)

    def end_attempt(self, digest: str) -> bool:
        """True for the one call that ended it, also when boto3 had to repeat that call."""
        ended = Update(
            key=table.attempt_key(digest),
            do="SET #ended_by = :caller",
            when=f"attribute_exists(#pk) AND ({_NOT_ENDED} OR #ended_by = :caller)",
            given={"caller": secrets.token_hex(8)},
        )
        return self._table.update(ended) is not None

    def save_session(self, session: Session) -> None:
        """Keep the session as it is now; one that was ended stays ended, even when a page was slower than the logout."""
        self._table.put(Put(row=_session_row(session), when="attribute_not_exists(#ended)"))

    def session(self, digest: str) -> Session | None:
        """None for an unknown or ended one; whether it is alive by now, the caller asks it."""
        row = self._table.get(table.session_key(digest))
        if row is None or "ended" in row:
            return None
        times = {name: moment(row[name]) for name in ("started_at", "seen_at")}
        return Session(digest=digest, email=row["email"], role=row["role"], language=row["language"], **times)

    def end_session(self, digest: str) -> None:
        """Mark it, so that it cannot come back; a second call and an unknown digest change nothing."""
        key = table.session_key(digest)
        self._table.update(
            Update(key=key, do="SET #ended = :yes", when="attribute_exists(#pk)", given={"yes": True})
        )

    def within(self, key: str, most: int, window: timedelta, now: datetime) -> bool:
        """Count in windows that follow each other without overlap, so two bursts may meet at the border."""
        number, length = int(now.timestamp() // window.total_seconds()), window.total_seconds()
        counted = Update(
            key=table.throttle_key(f"{key}/{length:.0f}", number),
            do="SET #expires_at = :end ADD #used :one",
            given={"one": 1, "end": int((number + 1) * length)},
        )
        return int((self._table.update(counted) or {})["used"]) <= most


def _attempt_of(digest: str, row: Row) -> LoginAttempt:
    expires_at = from_seconds(row["expires_at"])
    return LoginAttempt(digest=digest, email=row["email"], expires_at=expires_at, tries=int(row["tries"]))


def _account_row(key: tuple[str, str], account: Account) -> Row:
    return keyed(key, email=account.email, role=account.role, active=account.active, **_own_columns(account))


def _own_columns(account: Account) -> Row:
    """What its owner changes; as JSON text, because DynamoDB would change the numbers in it."""
    profile, defaults = (
        json.dumps(dict(it), ensure_ascii=False) for it in (account.profile, account.defaults)
    )
    return {
        "profile": profile,
        "defaults": defaults,
        "language": account.language,
        "welcomed": account.welcomed,
    }


def account_of(row: Row) -> Account:
    """The account of its row."""
    return Account(
        email=row["email"], role=row["role"], profile=json.loads(row["profile"]), active=row["active"],
        language=row["language"], defaults=json.loads(row["defaults"]), welcomed=row["welcomed"],
    )  # fmt: skip


def _session_row(session: Session) -> Row:
    return keyed(
        table.session_key(session.digest),
        email=session.email,
        role=session.role,
        language=session.language,
        started_at=instant(session.started_at),
        seen_at=instant(session.seen_at),
        expires_at=seconds(session.started_at + SESSION_LONGEST),
    )
