"""Verifying a file that somebody holds: from the file alone, then against the archive."""

from dataclasses import dataclass

from chalicelib.documents.sealed_reader import read_sealed
from chalicelib.domain.canonical import sha256
from chalicelib.domain.finding import Archived
from chalicelib.domain.verification import Report, judge
from chalicelib.workflow.ports import Services


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The report on a file, and the archived contract that is this very file, if there is one."""

    report: Report
    archived: Archived | None


def verify(services: Services, pdf: bytes) -> Verified:
    """Look at any bytes; nothing is kept of them. The same file gives the same answer."""
    trusted = services.seal_key.certificates
    report = judge(pdf, read_sealed(pdf, trusted), trusted=True)
    return Verified(report=report, archived=known(services, report.sha256))


def known(services: Services, digest: str) -> Archived | None:
    """The archived contract whose file has this SHA-256; None for anything else, malformed digests included."""
    return services.contracts.sealed(digest) if len(digest) == len(sha256(b"")) else None
