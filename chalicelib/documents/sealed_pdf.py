"""
The archived file: the accepted PDF untouched, then one revision with the record pages, the attachments and the seal.

The seal is PAdES B-B, certified against any change. Who holds its key is the caller's affair: sign() is a port.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from chalicelib.documents.attachments import attach
from chalicelib.documents.container import RESERVED_BYTES, container, signed_attributes
from chalicelib.documents.graft import graft

FIELD = "Sinetti"


def seal(
    offered: bytes,
    record: bytes,
    attachments: Mapping[str, bytes],
    certificate: bytes,
    sign: Callable[[bytes], bytes],
    at: datetime,
) -> bytes:
    """
    Make the sealed file of a contract that everybody has accepted.

    offered: the accepted PDF, ending in a newline; record: its pages from record_pdf. Both as contract_pdf makes them.
    attachments: file names with an ending of attachments.MEDIA_TYPES, and what they hold. certificate: DER, for a P-256 key.
    sign: takes the DER signed attributes (about 300 bytes), returns a DER ECDSA signature over their SHA-256.
    at: aware; the time that the seal tells, which nobody else vouches for.
    Returns bytes that begin with `offered`. A second call differs in the signature only, if the key signs by chance.
    """
    writer = _Revision(BytesIO(offered), strict=True)
    graft(writer, record)
    for name in sorted(attachments):
        attach(writer, name, attachments[name], at)
    return _seal(writer, certificate, sign, at)


class _Revision(IncrementalPdfFileWriter):
    """An incremental update that leaves version, dates and XMP as they were accepted, and has no chance in it."""

    output_version = (1, 7)

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Stay at 1.7, which PDF/A-3 is; pyHanko would write 2.0."""

    def _update_meta(self) -> None:
        """Info and XMP speak of the accepted document and must agree; the seal tells its own time."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> ArrayObject:
        first, _ = prev.trailer["/ID"]
        prev.stream.seek(0)
        second = sha256(prev.stream.read()).digest()[:16]
        return ArrayObject([first, ByteStringObject(second)])


def _seal(
    writer: IncrementalPdfFileWriter, certificate: bytes, sign: Callable[[bytes], bytes], at: datetime
) -> bytes:
    # Zero-sized and outside the page: the one untagged widget that both PDF/A and PDF/UA allow.
    place = SigFieldSpec(
        FIELD,
        on_page=0,
        box=None,
        invis_sig_settings=InvisSigSettings(True, False, True),
        readable_field_name="Sähköinen sinetti",
    )
    blank = SignatureObject(
        timestamp=at.astimezone(UTC), subfilter=SigSeedSubFilter.PADES, bytes_reserved=2 * RESERVED_BYTES
    )
    certified = SigMDPSetup("sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)

    steps = PdfCMSEmbedder(new_field_spec=place).write_cms(FIELD, writer)
    next(steps)
    steps.send(SigObjSetup(blank, mdp_setup=certified))
    prepared, output = steps.send(SigIOSetup("sha256"))
    digest = prepared.document_digest
    steps.send(container(digest, certificate, sign(signed_attributes(digest, certificate))))
    return bytes(output.getvalue())
