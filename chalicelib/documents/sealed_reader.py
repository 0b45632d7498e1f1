"""
What a file that claims to be a sealed contract says, as plain facts. domain/verification judges them.

The file may be anything that anybody sends, so reading never fails: what cannot be read is a fact too.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
from chalicelib.documents.seal_bytes import count_seals, last_seal, revisions
from chalicelib.domain.sealed_facts import SealedFacts

MIB = 1024 * 1024
LARGEST_FILE = 20 * MIB
MOST_READS = 50_000  # a contract of 100 pages takes 16,000
MOST_OBJECTS = 10_000
LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_ratio=200, max_output_size=16 * MIB),
    document_budget=DocumentDecodeBudget(base_allowance=48 * MIB, max_ratio=1),
)

# What a hostile file makes the parser complain of, perhaps a thousand times, is no news for our log.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


def read_sealed(pdf: bytes, trusted: Sequence[bytes]) -> SealedFacts:
    """
    Read what a file says of itself, and check its seal.

    pdf: any bytes. trusted: DER certificates of our seal keys. Never raises, whatever the file is.
    First the seal is checked by the file's bytes alone; then the file is parsed, by a parser that gets no more reads
    than a sealed contract could need, so that a file made to harm takes little time and memory.
    Facts found before and after what could not be read are kept: with `unreadable`, they may help a person to see
    what happened to the file, but prove nothing.
    """
    facts = SealedFacts(size=len(pdf), sha256=sha256(pdf).hexdigest(), is_pdf=pdf.startswith(b"%PDF-"))
    if not facts.is_pdf or facts.size > LARGEST_FILE:
        return replace(facts, unreadable="not a PDF" if not facts.is_pdf else "too large")
    for findings in (_of_its_bytes(pdf, trusted), _of_its_objects(pdf)):
        try:
            for found in findings:
                facts = replace(facts, **found)
        except Exception as problem:  # a parser may fail in any way at a file that was made to harm it
            why = f"{type(problem).__name__}: {problem}"[:200]
            facts = replace(facts, unreadable=facts.unreadable or why)
    return facts


def _of_its_bytes(pdf: bytes, trusted: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    yield {"signatures": count_seals(pdf)}
    seal = last_seal(pdf)
    if seal is None:
        return
    yield {"intact": seal.intact, "container_exact": seal.exact}
    yield {"covers_entire_file": seal.covered_bytes == len(pdf)}
    yield {
        "certificate_sha256": sha256(seal.certificate).hexdigest(),
        "certificate_subject": x509.Certificate.load(seal.certificate).subject.human_friendly,
        "certificate_trusted": seal.certificate in trusted,
    }


def _of_its_objects(pdf: bytes) -> Iterator[dict[str, Any]]:
    ends = revisions(pdf)
    yield {"revisions": len(ends), "first_revision_bytes": ends[0]}
    reader = _Reader(_Metered(pdf), strict=True, decode_limits=LIMITS)
    signatures = reader.embedded_signatures
    yield {"signatures": len(signatures)}
    if len(signatures) == 1:
        yield from _of_its_signature(signatures[0])
        yield {"attachments": attachments(reader.get_historical_root(signatures[0].signed_revision))}


def _of_its_signature(signature: EmbeddedPdfSignature) -> Iterator[dict[str, Any]]:
    yield {"certified_against_changes": signature.docmdp_level is MDPPerm.NO_CHANGES}
    certificate, at = signature.signer_cert, signature.self_reported_timestamp
    if at is not None and at.tzinfo is not None:
        valid = certificate.not_valid_before <= at <= certificate.not_valid_after
        yield {"signed_at": at, "certificate_valid_at_signing": valid}
    yield from _contradictions(signature)


def _contradictions(signature: EmbeddedPdfSignature) -> Iterator[dict[str, Any]]:
    """What pyHanko, which checks a seal in its own way, would not confirm."""
    signature.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]
    if signature.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        yield {"covers_entire_file": False}
    digest = signature.compute_digest()
    if validate_sig_integrity(signature.signer_info, signature.signer_cert, "data", digest) != (True, True):
        yield {"intact": False}


class _Spent(Exception):
    """The file asks for more reading than any sealed contract."""


class _Metered(BytesIO):
    """The file, as long as the parser does not read it to and fro without end."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        if self.reads > MOST_READS:
            raise _Spent(f"more than {MOST_READS} reads")
        return super().read(size)


class _Reader(PdfFileReader):
    """A parser that gives up on objects that lead it around in circles: those it knows already cost no reads."""

    objects = 0

    def get_object(self, *reference: Any, **options: Any) -> Any:
        self.objects += 1
        if self.objects > MOST_OBJECTS:
            raise _Spent(f"more than {MOST_OBJECTS} objects")
        return super().get_object(*reference, **options)  # type: ignore[no-untyped-call]
