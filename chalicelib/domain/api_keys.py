"""Keys by which a practice system acts for a supervisor: what each may do, and what is kept of it, which is never the key."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from chalicelib.domain.canonical import sha256
from chalicelib.domain.errors import Fault
from chalicelib.frozen import dataclass

PREFIX = "sopu_"  # by which people and scanners of leaked secrets know it
WRITE, READ, ARCHIVE = "contracts:write", "contracts:read", "archive:read"
SCOPES = (WRITE, READ, ARCHIVE)
MOST = 20  # keys of one account
LONGEST_NAME = 60
REPEATABLE = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class ApiKey:
    """
    A key, known by the digest of its text. email: the account for which it acts. name: what its owner calls it.

    scopes: some of SCOPES. used_on: the last day in Helsinki on which it served, None before the first.
    """

    digest: str
    email: str
    name: str
    scopes: tuple[str, ...]
    made_at: datetime
    used_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Request:
    """
    A request that may be repeated until expires_at, with the contract that it makes.

    name: digest of what its sender calls it (Idempotency-Key). body: digest of what was sent.
    """

    email: str
    name: str
    body: str
    contract: str
    expires_at: datetime


def key_text(token: str) -> str:
    """The key as its owner gets it. token: 43 characters base64url, 256 random bits."""
    return f"{PREFIX}{token}"


def key_digest(text: str) -> str:
    """
    SHA-256 in hex of any text: the name under which a key is kept.

    Nobody can guess 256 random bits, so neither a slow hash nor a keyed one would add anything (docs/adr/0031).
    """
    return sha256(text.encode("utf-8", "replace"))


def bearer(authorization: str) -> str:
    """The credential of an Authorization header (RFC 6750 §2.1), "" for any other scheme."""
    scheme, _, credential = authorization.strip().partition(" ")
    return credential.strip() if scheme.lower() == "bearer" else ""


def scope_field(scope: str) -> str:
    """The form's name of a scope's box."""
    return f"scope-{scope.replace(':', '-')}"


def key_faults(name: str, scopes: Iterable[str], others: Iterable[ApiKey]) -> tuple[Fault, ...]:
    """What is wrong with a new key beside these others of its account; fields as the page names them."""
    kept = tuple(others)
    faults = []
    if not name:
        faults.append(Fault("key_name", "required"))
    elif len(name) > LONGEST_NAME:
        faults.append(Fault("key_name", "too_long", {"most": LONGEST_NAME}))
    elif name.casefold() in {it.name.casefold() for it in kept}:
        faults.append(Fault("key_name", "key_name_taken"))
    elif len(kept) >= MOST:
        faults.append(Fault("key_name", "too_many_keys", {"most": MOST}))
    if not set(scopes) & set(SCOPES):
        faults.append(Fault(scope_field(SCOPES[0]), "no_scope"))
    return tuple(faults)
