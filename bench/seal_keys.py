"""Keys in memory: the seal's own, and one in the file that the peers' libraries read."""

from datetime import UTC, datetime
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from chalicelib.documents.seal_certificate import seal_certificate

NOT_BEFORE, NOT_AFTER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
# In ASCII: the peer that is node-forge misspells the ö of an issuer.
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sinetti")])
RSA_BITS = 3072


class LocalKey:
    """A P-256 key that signs at once, as KMS does far away."""

    def __init__(self) -> None:
        self._key = ec.derive_private_key(20261123, ec.SECP256R1())

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message, ec.ECDSA(hashes.SHA256()))

    @cached_property
    def certificate(self) -> bytes:
        spki = serialization.PublicFormat.SubjectPublicKeyInfo
        public = self._key.public_key().public_bytes(serialization.Encoding.DER, spki)
        names = {"common_name": "Sinetti", "organisation": "Mallilan Sopimuspalvelu Oy", "country": "FI"}
        return seal_certificate(public, self.sign, **names, not_before=NOT_BEFORE, not_after=NOT_AFTER)


def p12(passphrase: str) -> bytes:
    """A new RSA key with its certificate. RSA, because node-forge signs with nothing else."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    made = x509.CertificateBuilder(NAME, NAME, key.public_key(), x509.random_serial_number())
    certificate = made.not_valid_before(NOT_BEFORE).not_valid_after(NOT_AFTER).sign(key, hashes.SHA256())
    # The only encryption of such files that node-forge reads.
    locked = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2048)
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(hashes.SHA1())
        .build(passphrase.encode())
    )
    return pkcs12.serialize_key_and_certificates(b"sinetti", key, certificate, None, locked)
