"""Is the file in the archive the one that the table says lies there? What a file alone cannot tell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chalicelib.domain.events import SealedDocument
from chalicelib.domain.report import Finding, Report, finding
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.domain.trail import Entry, TrailBroken
from chalicelib.domain.trail_file import trail_file

WHERE = "archive"


def compared(
    contract: str,
    sealed: SealedDocument,
    kept: Sequence[Entry] | TrailBroken,
    found: tuple[SealedFacts, Report] | None,
) -> Report:
    """
    The report on an archived file, with what the comparison says in front of what the file says.

    contract: its id. sealed: which document should lie where, with its digest. kept: the table's whole trail, or why
    it cannot be read. found: what was found in the file; None when there is none. sha256 is then "".
    """
    missing = Report(findings=(Finding("bad", "file_missing", WHERE),), sha256="", kind=sealed.kind)
    facts, report = found or (None, missing)
    findings = (*_file(contract, sealed, facts, report), *_trail(kept, facts), *report.findings)
    return replace(report, findings=findings)


def _file(
    contract: str, sealed: SealedDocument, facts: SealedFacts | None, report: Report
) -> Iterator[Finding]:
    if facts is None:
        return
    yield finding(facts.sha256 == sealed.sha256, "archive_digest_same", "archive_digest_differs", WHERE)
    if report.contract not in ("", contract):
        yield Finding("bad", "other_contract", WHERE)
    elif report.contract and report.kind != sealed.kind:
        yield Finding("bad", "other_document", WHERE)


def _trail(kept: Sequence[Entry] | TrailBroken, facts: SealedFacts | None) -> Iterator[Finding]:
    if isinstance(kept, TrailBroken):
        yield Finding("bad", "table_trail_broken", WHERE, {"number": kept.number})
    elif facts is not None and "trail.json" in facts.attachments:
        same = facts.attachments["trail.json"] == trail_file(kept)
        yield finding(same, "trail_as_in_table", "trail_differs_from_table", WHERE)
