"""
The seal of a file, found and checked by its bytes alone.

A PDF parser can be led astray by a file made for it; what is told here needs none.
"""

import re
from hashlib import sha256

from asn1crypto import cms
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_der_x509_certificate

from chalicelib.documents.container import container, signed_attributes
from chalicelib.frozen import dataclass

LARGEST_CONTAINER = 64 * 1024
BYTE_RANGE = re.compile(rb"/ByteRange ?\[0 (\d{1,8}) (\d{1,8}) (\d{1,8})\]")
MOST_REVISIONS = 16
END_OF_REVISION = re.compile(rb"trailer\s*<<([^%#]*)>>\s*startxref\n(\d{1,8})\n%%EOF\n")
PREVIOUS = re.compile(rb"/Prev (\d{1,8})|XRefStm")


@dataclass(frozen=True)
class Seal:
    """
    The last seal in a file.

    covered_bytes: how much of the file it claims, from the first byte on. certificate: DER. intact: the certificate's key has signed the covered bytes. exact: the container holds
    nothing but what certificate, covered bytes and signature make of it.
    """

    covered_bytes: int
    certificate: bytes
    intact: bool
    exact: bool


def last_seal(pdf: bytes) -> Seal | None:
    """
    The last seal of our kind (P-256, SHA-256, one signer); None when there is none.

    Raises ValueError, or whatever the parsers of certificate and container raise, when that seal is garbled.
    """
    if count_seals(pdf) == 0:
        return None
    found = BYTE_RANGE.match(pdf, pdf.rindex(b"/ByteRange"))
    if found is None:
        raise ValueError("the seal does not tell what it covers")
    first, second, last = (int(it) for it in found.groups())
    gap = pdf[first:second]
    if gap[:1] + gap[-1:] != b"<>" or len(gap) > LARGEST_CONTAINER:
        raise ValueError("the seal leaves out something else than its container")
    digest = sha256(pdf[:first] + pdf[second : second + last]).digest()
    held = bytes.fromhex(gap[1:-1].decode("ascii"))
    certificate, signature = _certificate_and_signature(held)
    rebuilt = container(digest, certificate, signature).ljust(len(held), b"\0")
    return Seal(
        covered_bytes=second + last,
        certificate=certificate,
        intact=_is_signed(digest, certificate, signature),
        exact=b"<%s>" % rebuilt.hex().upper().encode() == gap,
    )


def count_seals(pdf: bytes) -> int:
    """How many signatures the bytes show; a hidden one needs a parser to be found."""
    return pdf.count(b"/ByteRange")


def revisions(pdf: bytes) -> list[int]:
    """
    The length of the file at the end of each revision, the first one first.

    Raises ValueError unless each has a plain cross-reference table, as all that we write have. The other kind, a
    stream, can keep a parser busy for ever.
    """
    ends: list[int] = []
    start = pdf.rfind(b"startxref\n")
    table = int(pdf[start + 10 :][:9].split(b"\n")[0])
    while len(ends) < MOST_REVISIONS:
        end = END_OF_REVISION.match(pdf, pdf.find(b"trailer", table))
        if end is None or int(end[2]) != table or not pdf.startswith(b"xref\n", table):
            raise ValueError("a revision is not as we write them")
        ends.insert(0, end.end())
        previous = PREVIOUS.findall(end[1])
        if not previous:
            return ends
        table = int(previous[0]) if len(previous) == 1 else -1
    raise ValueError(f"more than {MOST_REVISIONS} revisions")


def _certificate_and_signature(der: bytes) -> tuple[bytes, bytes]:
    signed = cms.ContentInfo.load(der)["content"]
    return signed["certificates"][0].chosen.dump(), signed["signer_infos"][0]["signature"].native


def _is_signed(digest: bytes, certificate: bytes, signature: bytes) -> bool:
    key = load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(signature, signed_attributes(digest, certificate), ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
