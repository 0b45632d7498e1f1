"""Personal links: how a token is made from a key that only AWS holds, and the name under which it is known."""

import base64
import hashlib
import hmac
import re
from datetime import datetime, timedelta

from chalicelib.domain.errors import NotFound
from chalicelib.frozen import dataclass

LIVE_AFTER_SEALING = timedelta(days=90)
_LENGTH = 43  # of 32 bytes in base64url
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, kw_only=True)
class Link:
    """What a personal link stands for: one party of one version, in one round of sending."""

    contract: str
    party: str
    version: int
    round: int

    @property
    def message(self) -> bytes:
        """Bytes to authenticate with the link key; each part with its length, so that no two links share a message."""
        return self._for("link")

    @property
    def code_message(self) -> bytes:
        """The same for the code that the supervisor tells in another way; a new round has a new code."""
        return self._for("code")

    def _for(self, purpose: str) -> bytes:
        parts = [
            part.encode() for part in (purpose, self.contract, self.party, str(self.version), str(self.round))
        ]
        return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


@dataclass(frozen=True, kw_only=True)
class KeptLink:
    """A link's row as whoever wrote it left it: its digest, and until when it is kept at least."""

    digest: str
    until: datetime


def token_of(mac: bytes) -> str:
    """The link's token: 32 bytes of HMAC-SHA256 as 43 characters base64url (RFC 4648 §5). The same mac, the same token."""
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def code_of(mac: bytes) -> str:
    """The access code: eight digits of the mac, read aloud more easily than a token. The same mac, the same code."""
    return f"{int.from_bytes(mac, 'big') % 10**8:08d}"


def codes_message(contract: str) -> bytes:
    """Bytes that stand for all codes of a contract; with a key's mac of them each is made from its code_message."""
    return b"access codes:" + contract.encode()


def is_code(given: str, mac: bytes) -> bool:
    """Compare in constant time, whatever blanks and dashes were typed."""
    digits = "".join(sign for sign in given if sign.isdigit())
    return hmac.compare_digest(digits.encode(), code_of(mac).encode())


def token_digest(token: str) -> str:
    """
    Name under which a link is kept, so that a read of the table yields no usable link.

    Returns SHA-256 as 64 hex characters. Raises NotFound for anything that is not 43 characters base64url.
    """
    if not _TOKEN.fullmatch(token):
        raise NotFound()
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(secret: str, form: str) -> str:
    """Proof that our page made this form for the holder of the secret (a link's token, a session): HMAC, 43 characters."""
    return token_of(hmac.new(secret.encode(), f"form:{form}".encode(), hashlib.sha256).digest())


def masked(token: str, mask: str) -> str:
    """
    The token as a compressed page may carry it: under another mask each time, so that the length of an answer tells
    nothing of it (BREACH, CVE-2013-3587). token, mask: 43 characters base64url each, the mask random.
    """
    return mask + _crossed(token, mask)


def unmasked(given: str) -> str:
    """The token that was masked; "" for anything that masked() does not give."""
    mask, rest = given[:_LENGTH], given[_LENGTH:]
    return _crossed(rest, mask) if _TOKEN.fullmatch(mask) and _TOKEN.fullmatch(rest) else ""


def _crossed(one: str, other: str) -> str:
    pairs = zip(base64.urlsafe_b64decode(f"{one}="), base64.urlsafe_b64decode(f"{other}="), strict=True)
    return token_of(bytes(a ^ b for a, b in pairs))


def is_form_token(given: str, secret: str, form: str) -> bool:
    """Compare in constant time; whatever was given, there is an answer."""
    return hmac.compare_digest(given.encode(errors="replace"), form_token(secret, form).encode())
