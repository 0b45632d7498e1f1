"""What a reader found in a file, before anybody judges it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from chalicelib.frozen import dataclass


@dataclass(frozen=True)
class SealedFacts:
    """
    Facts about one file; what was not found is False, 0, "" or None.

    size: bytes. sha256: hex, of the whole file. unreadable: why reading ended early, for a log; "" when it did not.
    revisions: how often the file was written, 2 in a sealed contract; first_revision_bytes: length of the first.
    signatures: how many the file has. The facts that follow are told only when there is exactly one:
    covers_entire_file: every byte but the container. intact: it is a signature of those bytes.
    container_exact: the container holds nothing but what the certificate, the bytes and the signature make of it.
    certified_against_changes: DocMDP 1. signed_at: claimed by the signer, aware.
    certificate_sha256: hex, of the DER. certificate_trusted: it is, byte for byte, one of those trusted.
    certificate_valid_at_signing: signed_at lies within its validity.
    attachments: by name, from the signed revision.
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
