"""Who may log in, and what is kept of a login: never a code or a session id, only their digests."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta

from chalicelib.frozen import dataclass

SUPERVISOR = "supervisor"
AUDITOR = "auditor"

CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 5
SESSION_IDLE = timedelta(hours=8)  # a form may lie open over a working day; nothing typed may be lost
SESSION_LONGEST = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class Account:
    """
    Somebody who logs in. email: lower case. profile: the supervisor's own part of the terms
    (full_name, business_name, business_id, contact, qualification), and defaults: terms of their own (terms/own.py),
    from both of which the form starts. language: what they read, "fi", "sv" or "en"; their contracts may be in another.
    welcomed: whether they have been led through the first steps.
    """

    email: str
    role: str
    profile: Mapping[str, object] = field(default_factory=dict)
    active: bool = True
    language: str = "fi"
    defaults: Mapping[str, object] = field(default_factory=dict)
    welcomed: bool = False

    @property
    def is_new(self) -> bool:
        """A supervisor who has told nothing yet, not even a name, and was not asked before."""
        return self.role == SUPERVISOR and not self.welcomed and not self.profile.get("full_name")


@dataclass(frozen=True, kw_only=True)
class LoginAttempt:
    """One request for a code, known by the digest of the browser's nonce; tries counts every code that was tried."""

    digest: str
    email: str
    expires_at: datetime
    tries: int = 0


@dataclass(frozen=True, kw_only=True)
class Session:
    """A logged-in browser, known by the digest of its cookie. language: that of the account when it logged in."""

    digest: str
    email: str
    role: str
    started_at: datetime
    seen_at: datetime
    language: str = "fi"

    def alive(self, now: datetime) -> bool:
        """Neither idle nor old for too long (OWASP ASVS 5.0, 7.3)."""
        return now < self.seen_at + SESSION_IDLE and now < self.started_at + SESSION_LONGEST


def login_message(digest: str) -> bytes:
    """Bytes to authenticate with the login key; the code is made from the mac, so that nothing needs to store it."""
    return b"login:" + digest.encode()


def code_of(mac: bytes) -> str:
    """Six digits from a mac of at least eight bytes."""
    return f"{int.from_bytes(mac[:8], 'big') % 1_000_000:06d}"
