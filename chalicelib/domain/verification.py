"""
Is this file a contract, or its Annex A, that its parties accepted, whole and sealed by us? Facts in, findings out; no
PDF library here.

All findings are told, good and bad, in the order of docs/archive-format.md. The verdict follows from them alone.
"""

from collections.abc import Iterator, Sequence

from chalicelib.domain.accepted_bytes import documents, kind_of
from chalicelib.domain.course import course
from chalicelib.domain.events import Sent
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.domain.report import Finding, Report, finding
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.domain.trail import FIRST, Entry, TrailBroken, check
from chalicelib.domain.trail_file import read_trail_file


def judge(pdf: bytes, facts: SealedFacts, trusted: bool) -> Report:
    """
    Judge a file by what its reader found.

    pdf: the file itself, for the digest of its beginning. trusted: whether the reader was given certificates to trust.
    Never raises; the same file and certificates give the same report.
    """
    if not facts.is_pdf:
        return Report(findings=(Finding("bad", "not_a_pdf", "file"),), sha256=facts.sha256)
    findings = [*_file(facts), *_seal(facts, trusted)]
    try:
        entries = read_trail_file(facts.attachments.get("trail.json", b""))
    except TrailBroken:
        missing = "trail.json" not in facts.attachments
        code = "trail_missing" if missing else "trail_unreadable"
        return Report(findings=(*findings, Finding("bad", code, "trail")), sha256=facts.sha256)
    findings += _trail(pdf, facts, entries)
    sent = entries[0].event
    number, kind = (sent.number, kind_of(pdf, facts, sent)) if isinstance(sent, Sent) else ("", MAIN)
    return Report(
        findings=tuple(findings), sha256=facts.sha256, contract=entries[0].contract, number=number, kind=kind
    )


def _file(facts: SealedFacts) -> Iterator[Finding]:
    if facts.unreadable:
        yield Finding("bad", "file_unreadable", "file")
    if facts.revisions:
        yield finding(facts.revisions == 2, "two_revisions", "other_revisions", "file", count=facts.revisions)


def _seal(facts: SealedFacts, trusted: bool) -> Iterator[Finding]:
    if facts.signatures != 1:
        yield Finding("bad", "no_seal" if facts.signatures == 0 else "several_seals", "seal")
        return
    yield finding(facts.covers_entire_file, "seal_covers_file", "bytes_outside_seal", "file")
    yield finding(facts.intact, "seal_intact", "seal_broken", "seal")
    if facts.intact:  # else the container cannot match either, which says nothing new
        yield finding(facts.container_exact, "container_exact", "container_altered", "seal")
    if facts.certified_against_changes or not facts.unreadable:
        yield finding(facts.certified_against_changes, "certified", "not_certified", "seal")
    if trusted:
        yield finding(facts.certificate_trusted, "certificate_ours", "certificate_foreign", "seal")
    else:
        yield Finding("open", "certificate_not_given", "seal")
    if not facts.certificate_valid_at_signing and (facts.signed_at or not facts.unreadable):
        yield Finding("bad", "certificate_not_valid_then", "seal")


def _trail(pdf: bytes, facts: SealedFacts, entries: Sequence[Entry]) -> Iterator[Finding]:
    first = entries[0]
    try:
        check(entries, first.contract, first.number, FIRST if first.number == 1 else first.previous)
        yield Finding("good", "trail_unbroken", "trail", {"count": len(entries)})
    except TrailBroken as broken:
        yield Finding("bad", "trail_broken", f"entry {broken.number}", {"number": broken.number})
    if not isinstance(first.event, Sent):
        yield Finding("bad", "trail_without_sent", f"entry {first.number}")
        return
    yield from documents(pdf, facts, first.event, first.contract)
    yield from _acts(first.event, entries, kind_of(pdf, facts, first.event) == ANNEX)


def _acts(sent: Sent, entries: Sequence[Entry], annexed: bool) -> Iterator[Finding]:
    went = course(entries)
    for number, code in went.unlawful:
        yield Finding("bad", code, f"entry {number}", {"number": number})
    contract = went.contract
    missing = [seat.party for seat in sent.seats if seat.party not in contract.accepted]
    if missing:
        yield Finding("bad", "acceptance_missing", "trail", {"parties": ", ".join(missing)})
    yield finding(
        contract.status == "completed", "everybody_accepted", "not_completed", "trail",
        count=len(contract.accepted), at=contract.completed_at,
    )  # fmt: skip
    if annexed:
        signers = [seat.party for seat in sent.seats if seat.signs_annex]
        good = bool(signers) and set(signers) <= set(contract.accepted)
        yield finding(good, "annex_accepted", "annex_not_accepted", "trail", count=len(signers))
