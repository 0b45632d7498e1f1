"""The certificate of the seal's key: self-signed, for a key that never leaves its keeper and only signs through a port."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from asn1crypto import algos, keys, x509


def seal_certificate(
    public_key_der: bytes,
    sign: Callable[[bytes], bytes],
    *,
    common_name: str,
    organisation: str,
    country: str,
    not_before: datetime,
    not_after: datetime,
) -> bytes:
    """
    Make a self-signed X.509 certificate for a P-256 key.

    public_key_der: SubjectPublicKeyInfo, as KMS GetPublicKey gives it. country: two letters. Times are aware.
    sign: takes the DER to be signed (less than 4096 bytes), returns a DER ECDSA signature over its SHA-256.
    Returns DER. The same arguments make the same certificate but for the signature.
    Its key may sign documents, but neither certificates nor anything else.
    """
    key = keys.PublicKeyInfo.load(public_key_der, strict=True)
    name = x509.Name.build(
        {"country_name": country, "organization_name": organisation, "common_name": common_name}
    )
    algorithm = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    body = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": _serial_number(public_key_der, not_before),
            "signature": algorithm,
            "issuer": name,
            "validity": x509.Validity({"not_before": _time(not_before), "not_after": _time(not_after)}),
            "subject": name,
            "subject_public_key_info": key,
            "extensions": _extensions(key),
        }
    )
    certificate = x509.Certificate(
        {"tbs_certificate": body, "signature_algorithm": algorithm, "signature_value": sign(body.dump())}
    )
    return bytes(certificate.dump())


def _serial_number(public_key_der: bytes, not_before: datetime) -> int:
    # Differs between certificates of one key; 127 bits, so that it is positive and short enough.
    return int.from_bytes(sha256(public_key_der + not_before.isoformat().encode()).digest()[:16], "big") >> 1


def _time(at: datetime) -> x509.Time:
    # RFC 5280 §4.1.2.5: two-digit years until 2049, four-digit ones after.
    return x509.Time({"utc_time" if at.year < 2050 else "general_time": at.replace(microsecond=0)})


def _extensions(key: keys.PublicKeyInfo) -> list[dict[str, object]]:
    return [
        {
            "extn_id": "basic_constraints",
            "critical": True,
            "extn_value": x509.BasicConstraints({"ca": False}),
        },
        {
            "extn_id": "key_usage",
            "critical": True,
            "extn_value": x509.KeyUsage({"digital_signature", "non_repudiation"}),
        },
        {"extn_id": "key_identifier", "critical": False, "extn_value": key.sha1},
    ]
