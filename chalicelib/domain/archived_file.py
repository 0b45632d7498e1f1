"""Is the file in the archive the one that the table says lies there? What a file alone cannot tell."""

from collections.abc import Iterator, Sequence

from chalicelib.domain.finding import Archived
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.domain.trail import Entry, TrailBroken
from chalicelib.domain.trail_file import trail_file
from chalicelib.domain.verification import Finding, Report

WHERE = "archive"


def compared(
    archived: Archived, kept: Sequence[Entry] | TrailBroken, found: tuple[SealedFacts, Report] | None
) -> Report:
    """
    The report on an archived file, with what the comparison says in front of what the file says.

    archived: where it should lie, with its digest. kept: the table's whole trail, or why it cannot be read.
    found: what was found in the file; None when there is none. sha256 is then "".
    """
    facts, report = found or (None, Report(findings=(Finding("bad", "file_missing", WHERE),), sha256=""))
    findings = [*_file(archived, facts, report), *_trail(kept, facts), *report.findings]
    return Report(
        findings=tuple(findings), sha256=report.sha256, contract=report.contract, number=report.number
    )


def _file(archived: Archived, facts: SealedFacts | None, report: Report) -> Iterator[Finding]:
    if facts is None:
        return
    if facts.sha256 == archived.documents[0].sha256:
        yield Finding("good", "archive_digest_same", WHERE)
    else:
        yield Finding("bad", "archive_digest_differs", WHERE)
    if report.contract not in ("", archived.contract):
        yield Finding("bad", "other_contract", WHERE)


def _trail(kept: Sequence[Entry] | TrailBroken, facts: SealedFacts | None) -> Iterator[Finding]:
    if isinstance(kept, TrailBroken):
        yield Finding("bad", "table_trail_broken", WHERE, {"number": kept.number})
    elif facts is not None and "trail.json" in facts.attachments:
        same = facts.attachments["trail.json"] == trail_file(kept)
        code = "trail_as_in_table" if same else "trail_differs_from_table"
        yield Finding("good" if same else "bad", code, WHERE)
