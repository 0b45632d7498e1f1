"""Verifying a file that somebody holds: from the file alone, then against the archive."""

from collections.abc import Sequence

from chalicelib.domain.finding import Archived
from chalicelib.domain.report import Report
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.frozen import dataclass
from chalicelib.workflow.ports import Services

DIGEST_LENGTH = 64


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The report on a file, and the archived contract that is this very file, if there is one."""

    report: Report
    archived: Archived | None


def verify(services: Services, pdf: bytes) -> Verified:
    """Look at any bytes; nothing is kept of them. The same file gives the same answer."""
    report = report_on(pdf, services.seal_key.certificates)
    return Verified(report=report, archived=known(services, report.sha256))


def report_on(pdf: bytes, trusted: Sequence[bytes]) -> Report:
    """The report on a file from the file alone. trusted: DER certificates; none, and the best verdict is "cannot_tell"."""
    return looked_at(pdf, trusted)[1]


def looked_at(pdf: bytes, trusted: Sequence[bytes]) -> tuple[SealedFacts, Report]:
    """What a reader finds in the file, and the report on it."""
    # pyHanko and pydantic take longer to import than a page to make: only who looks at a file pays for them.
    from chalicelib.documents.sealed_reader import read_sealed
    from chalicelib.domain.verification import judge

    facts = read_sealed(pdf, trusted)
    return facts, judge(pdf, facts, trusted=bool(trusted))


def known(services: Services, digest: str) -> Archived | None:
    """The archived contract whose file has this SHA-256; None for anything else, malformed digests included."""
    return services.contracts.sealed(digest) if len(digest) == DIGEST_LENGTH else None
