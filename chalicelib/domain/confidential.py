"""What ties a confidential document to the main contract without telling anything about it (ADR 0021)."""

from chalicelib.domain.canonical import sha256


def salted(salt: str, digest: str) -> str:
    """
    SHA-256 over the salt and the digest of the document's PDF, both as text: printf '%s%s' SALT DIGEST | sha256sum.

    salt: 43 characters base64url, printed in the document; digest: 64 hex characters. Without the salt nobody can try
    out guesses, and not even the document's length is told.
    """
    return sha256(f"{salt}{digest}".encode())


def together(salted_sha256: str) -> str:
    """Under which name the main contract's text and the confidential one are offered as one, for a page that shows both."""
    return f"{salted_sha256}-with-main"
