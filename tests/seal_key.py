"""A seal key for tests: P-256, made from a fixed number, signing in memory as KMS does far away."""

from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.documents.seal_certificate import seal_certificate


class SealKey:
    """number: a private key; two keys with the same number are the same."""

    def __init__(self, number=20261123):
        self._key = ec.derive_private_key(number, ec.SECP256R1())

    @property
    def public_key_der(self):
        spki = serialization.PublicFormat.SubjectPublicKeyInfo
        return self._key.public_key().public_bytes(serialization.Encoding.DER, spki)

    def sign(self, message):
        """The answer of KMS Sign with MessageType RAW and ECDSA_SHA_256; the same each time, so that files repeat."""
        return self._key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    def certificate(self, year=2026):
        return _certificate(self, year)


@cache
def _certificate(key, year):
    return seal_certificate(
        key.public_key_der,
        key.sign,
        common_name="Sopun sähköinen sinetti",
        organisation="Mallilan Sopimuspalvelu Oy",
        country="FI",
        not_before=datetime(year, 1, 1, tzinfo=UTC),
        not_after=datetime(year + 3, 1, 1, tzinfo=UTC),
    )
