"""Comparing an archived file with the table: each way in which they may differ has its finding."""

from dataclasses import replace

import pytest

from chalicelib.documents.findings import ARCHIVE_WRONG, COMPARED, VERDICTS, finding_words, verdict_words
from chalicelib.domain.archived_file import compared
from chalicelib.domain.canonical import sha256
from chalicelib.domain.events import Completed, SealedDocument
from chalicelib.domain.report import AUTHENTIC, NOT_AUTHENTIC, Finding, Report
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.domain.trail import TrailBroken
from chalicelib.domain.trail_file import trail_file
from tests.builders import CONTRACT, a_sealed, a_sent, a_trail, an_accepted

FILE = sha256(b"the archived file")
GOOD = Finding("good", "seal_intact", "seal")
KEPT = a_trail(a_sent(), an_accepted(), Completed(version=1), a_sealed())
BROKEN = TrailBroken(3, "previous")
SEALED = SealedDocument(kind="main", key="contracts/x/v1.pdf", version_id="v", sha256=FILE)
ANNEX = SealedDocument(kind="annex_a", key="contracts/x/v1-annex-a.pdf", version_id="a", sha256=FILE)


def found(digest=FILE, contract=CONTRACT, trail=None, findings=(GOOD,), kind="main"):
    """What a reader and the verification found in a file."""
    attachments = {"trail.json": trail or trail_file(KEPT)}
    facts = SealedFacts(size=17, sha256=digest, is_pdf=True, attachments=attachments)
    return facts, Report(
        findings=findings, sha256=digest, contract=contract, number="TO-2026-0001", kind=kind
    )


def codes(report):
    return [finding.code for finding in report.findings]


def test_a_file_that_is_the_archived_one_says_so_before_all_else():
    report = compared(CONTRACT, SEALED, KEPT, found())

    assert codes(report) == ["archive_digest_same", "trail_as_in_table", "seal_intact"]
    assert (report.verdict, verdict_words(report)) == (AUTHENTIC, VERDICTS[AUTHENTIC])
    assert (report.sha256, report.contract, report.number) == (FILE, CONTRACT, "TO-2026-0001")


DIFFERENT = {
    "another file": (KEPT, found(digest="0" * 64), "archive_digest_differs"),
    "another contract": (KEPT, found(contract="0" * 32), "other_contract"),
    "another of its documents": (KEPT, found(kind="annex_a"), "other_document"),
    "another trail": (KEPT, found(trail=trail_file(a_trail(a_sent(), Completed(version=1)))), "trail_differs_from_table"),
    "another entry in the table": (
        a_trail(a_sent(), an_accepted(commitment="0" * 64), Completed(version=1), a_sealed()), found(),
        "trail_differs_from_table",
    ),
    "a broken table": (BROKEN, found(), "table_trail_broken"),
    "no file": (KEPT, None, "file_missing"),
}  # fmt: skip


@pytest.mark.parametrize(("kept", "looked", "code"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_differs_is_told_and_a_sound_file_is_not_blamed(kept, looked, code):
    report = compared(CONTRACT, SEALED, kept, looked)

    assert [(it.code, it.where) for it in report.findings if it.result == "bad"] == [(code, "archive")]
    assert (report.verdict, verdict_words(report)) == (NOT_AUTHENTIC, ARCHIVE_WRONG)


def test_a_file_with_a_fault_of_its_own_is_blamed():
    fault = Finding("bad", "seal_broken", "seal")

    report = compared(CONTRACT, SEALED, KEPT, found(digest="0" * 64, findings=(fault,)))

    assert codes(report) == ["archive_digest_differs", "trail_as_in_table", "seal_broken"]
    assert verdict_words(report) == VERDICTS[NOT_AUTHENTIC]


def test_a_missing_file_and_a_broken_trail_are_both_told():
    report = compared(CONTRACT, SEALED, BROKEN, None)

    assert set(codes(report)) == {"file_missing", "table_trail_broken"}
    assert report.sha256 == ""
    assert "merkinnän 3" in " ".join(finding_words(finding) for finding in report.findings)


def test_a_file_without_a_trail_has_none_to_compare():
    facts, report = found()

    told = codes(compared(CONTRACT, SEALED, KEPT, (replace(facts, attachments={}), report)))

    assert told == ["archive_digest_same", "seal_intact"]


def test_every_finding_of_the_comparison_has_a_sentence_and_no_other():
    reports = [compared(CONTRACT, SEALED, kept, looked) for kept, looked, _ in DIFFERENT.values()]

    assert {code for report in reports for code in codes(report)} - {GOOD.code} == set(COMPARED)


def test_an_annex_is_compared_as_the_annex():
    assert compared(CONTRACT, ANNEX, KEPT, found(kind="annex_a")).verdict == AUTHENTIC
    assert "other_document" in codes(compared(CONTRACT, ANNEX, KEPT, found()))


def test_an_annex_that_is_missing_is_told_as_one():
    report = compared(CONTRACT, ANNEX, KEPT, None)

    assert (codes(report), report.kind) == (["file_missing"], "annex_a")
