"""
The signature container of a seal: a CMS SignedData, built in one way only from what it must hold.

No signature covers a container, so there is slack in it: other encodings, unused certificates, a mirrored signature.
Whoever checks a seal builds the container anew and demands the same bytes; then no slack is left.
"""

from hashlib import sha256

from asn1crypto import algos, x509

# Half of the container's place in the file, which is hexadecimal; what is not used is zeros.
RESERVED_BYTES = 4096

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

OCTET_STRING, SEQUENCE, SET, FIELD_0, FIELD_1, FIELD_4 = 0x04, 0x30, 0x31, 0xA0, 0xA1, 0xA4

DATA = bytes.fromhex("06092a864886f70d010701")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
ALGORITHM_PROTECTION = bytes.fromhex("06092a864886f70d010934")
SHA256 = bytes.fromhex("300b0609608648016503040201")
ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
VERSION_1 = bytes.fromhex("020101")


def signed_attributes(digest: bytes, certificate: bytes) -> bytes:
    """
    What the seal's key signs: the DER of the four signed attributes of PAdES B-B.

    digest: SHA-256 of the file without the container. certificate: DER of the seal's certificate.
    Source: ETSI EN 319 142-1 §6.3 (no signing-time: that stands in the PDF), RFC 5035, RFC 6211.
    """
    issuer, serial_number = _issuer_and_serial_number(certificate)
    certificate_id = _der(
        SEQUENCE,
        _der(OCTET_STRING, sha256(certificate).digest()),
        _der(SEQUENCE, _der(SEQUENCE, _der(FIELD_4, issuer)), serial_number),
    )
    attributes = (
        _attribute(CONTENT_TYPE, DATA),
        _attribute(MESSAGE_DIGEST, _der(OCTET_STRING, digest)),
        _attribute(SIGNING_CERTIFICATE_V2, _der(SEQUENCE, _der(SEQUENCE, certificate_id))),
        _attribute(ALGORITHM_PROTECTION, _der(SEQUENCE, SHA256, _retagged(FIELD_1, ECDSA_WITH_SHA256))),
    )
    return _der(SET, *sorted(attributes))


def container(digest: bytes, certificate: bytes, signature: bytes) -> bytes:
    """
    The DER of the CMS SignedData over a digest, with nothing in it that can be left out.

    signature: DER, of signed_attributes(digest, certificate); it is brought into its only form.
    Returns the same bytes for the same arguments. Source: RFC 5652 §5. Raises ValueError as only_form does.
    """
    signer = _der(
        SEQUENCE,
        VERSION_1,
        _der(SEQUENCE, *_issuer_and_serial_number(certificate)),
        SHA256,
        _retagged(FIELD_0, signed_attributes(digest, certificate)),
        ECDSA_WITH_SHA256,
        _der(OCTET_STRING, only_form(signature)),
    )
    signed = _der(
        SEQUENCE,
        VERSION_1,
        _der(SET, SHA256),
        _der(SEQUENCE, DATA),
        _der(FIELD_0, certificate),
        _der(SET, signer),
    )
    return _der(SEQUENCE, SIGNED_DATA, _der(FIELD_0, signed))


def only_form(signature: bytes) -> bytes:
    """
    A P-256 signature in minimal DER with the smaller of its two values of s, both of which would verify.

    Raises ValueError when it is no such signature.
    """
    pair = algos.DSASignature.load(signature, strict=True)
    r, s = pair["r"].native, pair["s"].native
    if not (0 < r < P256_ORDER and 0 < s < P256_ORDER):
        raise ValueError("not a signature on P-256")
    return bytes(algos.DSASignature({"r": r, "s": min(s, P256_ORDER - s)}).dump())


def _issuer_and_serial_number(certificate: bytes) -> tuple[bytes, bytes]:
    body = x509.Certificate.load(certificate, strict=True)["tbs_certificate"]
    return body["issuer"].dump(), body["serial_number"].dump()


def _attribute(kind: bytes, value: bytes) -> bytes:
    return _der(SEQUENCE, kind, _der(SET, value))


def _der(tag: int, *parts: bytes) -> bytes:
    """One DER element (X.690 §8.1): tag, length, content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(digits)]) + digits + content


def _retagged(tag: int, element: bytes) -> bytes:
    return bytes([tag]) + element[1:]
