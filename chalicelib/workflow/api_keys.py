"""Keys of practice systems: made, told and ended by the supervisor for whom they act, and asked for at every request."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from chalicelib.domain.accounts import SUPERVISOR, Session
from chalicelib.domain.api_keys import SCOPES, ApiKey, bearer, key_digest, key_faults, key_text
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.errors import FormInvalid, KeyRefused, ScopeMissing, TooManyTries
from chalicelib.workflow.ports import Services

HOUR = timedelta(hours=1)
PER_HOUR = 10_000  # requests of one account, whatever keys it has
REFUSED_PER_HOUR = 300  # from one network
_NOBODY = "-"


def make_key(services: Services, email: str, name: str, scopes: Collection[str]) -> str:
    """
    Make a key and return its text, which nothing keeps: this is the only time that anybody sees it.

    scopes: some of SCOPES; others are passed over. A second call with the same name makes none. Raises FormInvalid.
    """
    if faults := key_faults(name, scopes, services.api_keys.of(email)):
        raise FormInvalid(faults)
    text = key_text(services.new_token())
    asked = tuple(scope for scope in SCOPES if scope in scopes)
    services.api_keys.add(
        ApiKey(digest=key_digest(text), email=email, name=name, scopes=asked, made_at=services.now())
    )
    return text


def keys_of(services: Services, email: str) -> Sequence[ApiKey]:
    """The account's keys, first made first."""
    return sorted(services.api_keys.of(email), key=lambda key: (key.made_at, key.digest))


def end_key(services: Services, email: str, digest: str) -> None:
    """The key serves no more from the next request on. Again, of another account's or of none: nothing."""
    services.api_keys.end(email, digest)


def key_session(services: Services, authorization: str, scope: str, ip: str) -> Session:
    """
    A session of one request for whom the key of this header acts, if it may do this.

    Whatever is wrong with a key, the same is read, counted and said: unknown, ended, malformed, of a disabled account.
    The first request of a day leaves that day at the key. Raises KeyRefused, TooManyTries, and ScopeMissing for a good
    key that may do less.
    """
    now, key = services.now(), services.api_keys.key(key_digest(bearer(authorization)))
    account = services.accounts.account(key.email if key else _NOBODY)
    works = account is not None and account.active and account.role == SUPERVISOR
    counted, most = (
        (f"api:{account.email}", PER_HOUR) if account and works else (f"api-refused:{ip}", REFUSED_PER_HOUR)
    )
    if not services.accounts.within(counted, most, HOUR, now):
        raise TooManyTries()
    if key is None or account is None or not works:
        raise KeyRefused()
    if key.used_on != today_in_helsinki(now):
        services.api_keys.used(key, today_in_helsinki(now))
    if scope not in key.scopes:
        raise ScopeMissing(scope=scope)
    return Session(
        digest=key.digest, email=account.email, role=account.role, language=account.language, started_at=now, seen_at=now
    )  # fmt: skip
