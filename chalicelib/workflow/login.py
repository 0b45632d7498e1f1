"""Logging in: an address, a code by mail, and a session in the browser that asked."""

import hmac
from dataclasses import replace
from datetime import timedelta

from chalicelib.documents.mails import letter
from chalicelib.domain.accounts import CODE_LIFETIME, LoginAttempt, Session, code_of, login_message
from chalicelib.domain.canonical import sha256
from chalicelib.domain.errors import LoginRefused, NotLoggedIn, TooManyTries
from chalicelib.workflow.ports import Letter, Services
from chalicelib.workflow.telling import tell_mail

HOUR = timedelta(hours=1)
CODES_PER_NETWORK = 10  # for every code that one address may ask for there
NETWORKS_PER_ADDRESS = 5
_SEEN_EVERY = timedelta(minutes=1)


def request_code(services: Services, email: str, ip: str) -> str:
    """
    Start a login: known or unknown, the same is done and the same is said; the queue's worker knows the difference.

    Returns the nonce for this browser's cookie. Each call is a login of its own. Raises TooManyTries.
    """
    now, address = services.now(), email.strip().lower()
    most = services.codes_per_hour
    counted = {
        f"code-from:{ip}": most * CODES_PER_NETWORK,
        f"code:{address}/{ip}": most,
        f"code:{address}": most * NETWORKS_PER_ADDRESS,
    }
    # In this order, and no further once one is over: what is refused to a stranger uses up none of somebody's codes.
    if not all(services.accounts.within(key, limit, HOUR, now) for key, limit in counted.items()):
        raise TooManyTries()
    nonce = services.new_token()
    digest = sha256(nonce.encode())
    services.accounts.save_attempt(LoginAttempt(digest=digest, email=address, expires_at=now + CODE_LIFETIME))
    services.jobs.send([{"login": digest}])
    return nonce


def send_code(services: Services, digest: str) -> None:
    """
    Mail the code of this login if its address has an account; a second call mails the same code.

    digest: all that the queue holds of the person. Nothing is mailed once the code serves no more.
    """
    attempt = services.accounts.peek(digest)
    if attempt is None or services.now() >= attempt.expires_at:
        return
    account = services.accounts.account(attempt.email)
    if account is None or not account.active:
        return
    code = code_of(services.login_key.mac(login_message(digest)))
    words = letter(
        "login", account.language, code=code, base_url=services.base_url, practice=services.practice
    )
    services.mailer.send(
        Letter(
            to=attempt.email, sender="Sopu", reply_to="", language=account.language, subject=words.subject, text=words.text, html=words.html
        )
    )  # fmt: skip
    tell_mail(services, "login")


def enter_code(services: Services, nonce: str, code: str) -> str:
    """
    Log in with the code, in the browser that asked for it; returns the secret for its session cookie.

    A code serves once, for ten minutes and five tries. Raises LoginRefused, without saying which.
    """
    now, digest = services.now(), sha256(nonce.encode())
    attempt = services.accounts.attempt(digest)
    right = code_of(services.login_key.mac(login_message(digest)))
    matched = hmac.compare_digest(code.strip().replace(" ", "").encode(), right.encode())
    if attempt is None or now >= attempt.expires_at or not matched:
        raise LoginRefused()
    account = services.accounts.account(attempt.email)
    if account is None or not account.active or not services.accounts.end_attempt(digest):
        raise LoginRefused()
    secret = services.new_token()
    services.accounts.save_session(
        Session(
            digest=sha256(secret.encode()),
            email=account.email,
            role=account.role,
            language=account.language,
            started_at=now,
            seen_at=now,
        )
    )
    return secret


def session_of(services: Services, secret: str) -> Session:
    """The live session of this cookie. Raises NotLoggedIn."""
    now = services.now()
    session = services.accounts.session(sha256(secret.encode())) if secret else None
    if session is None or not session.alive(now):
        raise NotLoggedIn()
    if now - session.seen_at >= _SEEN_EVERY:
        _still_active(services, session)
        services.accounts.save_session(replace(session, seen_at=now))
    return session


def _still_active(services: Services, session: Session) -> None:
    """Looked at once a minute: a disabled account loses its open sessions too. Raises NotLoggedIn."""
    account = services.accounts.account(session.email)
    if account is None or not account.active or account.role != session.role:
        services.accounts.end_session(session.digest)
        raise NotLoggedIn()


def log_out(services: Services, secret: str) -> None:
    """End the session on the server too; a second call changes nothing."""
    services.accounts.end_session(sha256(secret.encode()))
