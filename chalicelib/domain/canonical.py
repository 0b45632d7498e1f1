"""One way to write JSON, so that equal things have equal bytes and equal digests (RFC 8785)."""

import hashlib
import json
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of JSON values. Raises rfc8785.CanonicalizationError for anything else."""
    return rfc8785.dumps(value)


def parsed(data: bytes) -> Any:
    """The value whose canonical bytes these are. Raises ValueError when they are not canonical, so none pass as another."""
    value = json.loads(data)
    if canonical(value) != data:
        raise ValueError("not canonical JSON")
    return value


def sha256(data: bytes) -> str:
    """SHA-256 as 64 hex characters."""
    return hashlib.sha256(data).hexdigest()


def commitment(salt: str, private: Any) -> str:
    """
    Digest by which a trail entry binds what it does not tell: SHA-256 over the salt and the canonical private data.

    salt: 43 characters base64url, kept with the private data; without it nobody can try out guesses.
    """
    return sha256(salt.encode() + canonical(private))
