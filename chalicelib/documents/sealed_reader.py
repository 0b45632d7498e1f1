"""
What a file that claims to be a sealed contract says, as plain facts. domain/verification judges them.

The file may be anything that anybody sends, so reading never fails: what cannot be read is a fact too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from chalicelib.documents.attachments import attachments
from chalicelib.documents.seal_bytes import Seal, count_seals, last_seal, revisions

MIB = 1024 * 1024
LARGEST_FILE = 20 * MIB
MOST_READS = 100_000
LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_ratio=200, max_output_size=16 * MIB),
    document_budget=DocumentDecodeBudget(base_allowance=48 * MIB, max_ratio=1),
)


@dataclass(frozen=True)
class SealedFacts:
    """
    Facts about one file; what was not found is False, 0, "" or None.

    size: bytes. sha256: hex, of the whole file. unreadable: why reading ended early, for a log; "" when it did not.
    revisions: how often the file was written, 2 in a sealed contract; first_revision_bytes: length of the first.
    signatures: how many the file has. Of the last one, if it is of our kind:
    covers_entire_file: every byte but the container. intact: it is a signature of the bytes that it covers.
    container_exact: the container holds nothing but what the certificate, the bytes and the signature make of it.
    certificate_sha256: hex, of the DER. certificate_trusted: it is, byte for byte, one of those trusted.

    Only of a file whose seal holds by all of these (whatever the certificate, when none is trusted) is told:
    certified_against_changes: DocMDP 1. signed_at: claimed by the signer, aware.
    certificate_valid_at_signing: signed_at lies within its validity.
    attachments: by name, from the sealed revision.
    """

    size: int
    sha256: str
    is_pdf: bool
    unreadable: str = ""
    revisions: int = 0
    first_revision_bytes: int = 0
    signatures: int = 0
    covers_entire_file: bool = False
    intact: bool = False
    container_exact: bool = False
    certified_against_changes: bool = False
    signed_at: datetime | None = None
    certificate_sha256: str = ""
    certificate_subject: str = ""
    certificate_trusted: bool = False
    certificate_valid_at_signing: bool = False
    attachments: Mapping[str, bytes] = field(default_factory=dict)


def read_sealed(pdf: bytes, trusted: Sequence[bytes]) -> SealedFacts:
    """
    Read what a file says of itself, and check its seal.

    pdf: any bytes. trusted: DER certificates of our seal keys. Never raises, whatever the file is.
    A file whose seal does not hold, or is not of a trusted key, is never parsed: a file made to harm can take neither
    time nor memory. With nobody trusted, for one's own files, any seal that holds is good enough to read on.
    Facts may come before what makes a file unreadable: with `unreadable`, none of them proves anything.
    """
    facts = SealedFacts(size=len(pdf), sha256=sha256(pdf).hexdigest(), is_pdf=pdf.startswith(b"%PDF-"))
    try:
        for found in _findings(pdf, trusted):
            facts = replace(facts, **found)
    except Exception as problem:  # a parser may fail in any way at a file that was made to harm it
        return replace(facts, unreadable=f"{type(problem).__name__}: {problem}"[:200])
    return facts


class _Refused(Exception):
    """The file is not worth reading further."""


def _findings(pdf: bytes, trusted: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    if not pdf.startswith(b"%PDF-"):
        raise _Refused("not a PDF")
    if len(pdf) > LARGEST_FILE:
        raise _Refused(f"larger than {LARGEST_FILE} bytes")
    yield {"signatures": count_seals(pdf)}
    seal = last_seal(pdf)
    if seal is not None:
        yield _seal(pdf, seal, trusted)
    ends = revisions(pdf)
    yield {"revisions": len(ends), "first_revision_bytes": ends[0]}
    if seal is not None:
        _only_if_it_holds(pdf, seal, trusted)
        yield from _parsed(pdf, seal)


def _seal(pdf: bytes, seal: Seal, trusted: Sequence[bytes]) -> dict[str, Any]:
    return {
        "intact": seal.intact,
        "container_exact": seal.exact,
        "covers_entire_file": seal.covered_bytes == len(pdf),
        "certificate_sha256": sha256(seal.certificate).hexdigest(),
        "certificate_subject": x509.Certificate.load(seal.certificate).subject.human_friendly,
        "certificate_trusted": seal.certificate in trusted,
    }


def _only_if_it_holds(pdf: bytes, seal: Seal, trusted: Sequence[bytes]) -> None:
    if trusted and seal.certificate not in trusted:
        raise _Refused("not sealed by a trusted key")
    if not (seal.intact and seal.exact and seal.covered_bytes == len(pdf)):
        raise _Refused("the seal does not hold")


def _parsed(pdf: bytes, seal: Seal) -> Iterator[dict[str, Any]]:
    """What takes a PDF parser; and pyHanko's own opinion of the seal, which has to be the same."""
    reader = _Reader(BytesIO(pdf), strict=True, decode_limits=LIMITS)
    signatures = reader.embedded_signatures
    yield {"revisions": reader.total_revisions, "signatures": len(signatures)}
    if len(signatures) != 1:
        return
    signature = signatures[0]
    yield {"intact": _agrees(signature, seal), "covers_entire_file": _covers_entire_file(signature)}
    yield {"certified_against_changes": signature.docmdp_level is MDPPerm.NO_CHANGES}
    at = signature.self_reported_timestamp
    if at is not None and at.tzinfo is not None:
        certificate = signature.signer_cert
        valid = certificate.not_valid_before <= at <= certificate.not_valid_after
        yield {"signed_at": at, "certificate_valid_at_signing": valid}
    yield {"attachments": attachments(reader.get_historical_root(signature.signed_revision))}


def _agrees(signature: EmbeddedPdfSignature, seal: Seal) -> bool:
    certificate, digest = signature.signer_cert, signature.compute_digest()
    as_signed = validate_sig_integrity(signature.signer_info, certificate, "data", digest)
    same = (certificate.dump(), signature.pkcs7_content) == (seal.certificate, seal.container)
    return same and as_signed == (True, True)


def _covers_entire_file(signature: EmbeddedPdfSignature) -> bool:
    signature.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]
    return signature.coverage is SignatureCoverageLevel.ENTIRE_FILE


class _Reader(PdfFileReader):
    """A reader that gives up on a file whose objects lead it around without end."""

    reads = 0

    def get_object(self, *reference: Any, **options: Any) -> Any:
        self.reads += 1
        if self.reads > MOST_READS:
            raise _Refused(f"more than {MOST_READS} objects read")
        return super().get_object(*reference, **options)  # type: ignore[no-untyped-call]
