"""A file with an Annex A is judged as one, a contract never needs its annex, and nothing tells what is in it."""

from dataclasses import replace

import pytest

from chalicelib.documents.findings import finding_words, verdict_words
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.domain.report import AUTHENTIC, NOT_AUTHENTIC
from chalicelib.domain.verification import judge
from tests.domain.annexed import (
    ANNEX_PDF,
    CONTRACT_PDF,
    HIDDEN,
    OTHER,
    RECORD,
    SEATS,
    TOLD,
    WRONG,
    accepted_by,
    facts,
    happened,
)

SUPERVISOR, SUPERVISEE, MANAGER = SEATS


def judged(found, pdf=ANNEX_PDF):
    return judge(pdf + RECORD, found, trusted=True)


def bad(report):
    return [(finding.code, finding.where) for finding in report.findings if finding.result == "bad"]


def test_an_annex_whose_salted_digest_is_in_the_trail_is_authentic():
    report = judged(facts())

    assert (report.verdict, report.kind) == (AUTHENTIC, ANNEX)
    assert [finding.code for finding in report.findings if finding.where in ("annex", "file", "terms", "trail")] == [
        "two_revisions", "seal_covers_file", "trail_unbroken", "annex_of_this_contract", "accepted_annex_untouched",
        "terms_match", "seats_as_agreed", "everybody_accepted", "annex_accepted",
    ]  # fmt: skip
    assert "liite A" in verdict_words(report)


def test_what_is_told_of_an_annex_tells_neither_its_length_nor_a_digest_of_it():
    words = " ".join(finding_words(finding) for finding in judged(facts()).findings)

    assert str(len(ANNEX_PDF)) not in words
    assert HIDDEN.salted_sha256 not in words


def test_a_contract_is_judged_without_its_annex():
    report = judged(facts(CONTRACT_PDF, told=None), CONTRACT_PDF)

    assert (report.verdict, report.kind) == (AUTHENTIC, MAIN)
    assert "annex" not in " ".join(finding.code for finding in report.findings)


def test_a_contract_stays_one_whatever_is_attached_to_it():
    assert judged(facts(CONTRACT_PDF), CONTRACT_PDF).kind == MAIN


def test_an_annex_without_its_own_file_in_it_is_no_contract():
    assert ("accepted_bytes_differ", "file") in bad(judged(facts(told=None)))


@pytest.mark.parametrize(("found", "code", "where"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_an_annex_is_named_at_its_place(found, code, where):
    report = judged(
        found, b"%PDF-1.7 other wishes\n%%EOF\n" if found is WRONG["another annex"][0] else ANNEX_PDF
    )

    assert report.verdict == NOT_AUTHENTIC
    assert (code, where) in bad(report)


ACCEPTANCES = {
    "without the annex": accepted_by(SUPERVISEE, confidential=None),
    "of another annex": accepted_by(SUPERVISEE, confidential=(OTHER,)),
    "of the annex under another name": accepted_by(SUPERVISEE, confidential=(replace(HIDDEN, kind="annex_b"),)),
    "of the annex and one more": accepted_by(SUPERVISEE, confidential=(HIDDEN, OTHER)),
    "with the sentence of who signs the contract alone": accepted_by(
        SUPERVISEE, statement="self/1", statement_sha256=accepted_by(replace(SUPERVISEE, documents=None)).statement_sha256
    ),
}  # fmt: skip


@pytest.mark.parametrize("acceptance", ACCEPTANCES.values(), ids=ACCEPTANCES)
@pytest.mark.parametrize("pdf", [CONTRACT_PDF, ANNEX_PDF], ids=["the contract", "the annex"])
def test_who_signs_the_annex_has_not_accepted_without_exactly_it(acceptance, pdf):
    """Both files tell it: the trail is the same."""
    told = None if pdf == CONTRACT_PDF else TOLD.bytes
    report = judged(facts(pdf, told=told, trail=happened(supervisee_1=acceptance)), pdf)

    assert report.verdict == NOT_AUTHENTIC
    assert bad(report)[0] == ("acceptance_of_something_else", "entry 3")


def test_who_does_not_sign_the_annex_cannot_have_accepted_it():
    of_all = accepted_by(MANAGER, confidential=(HIDDEN,))

    assert ("acceptance_of_something_else", "entry 4") in bad(judged(facts(trail=happened(manager=of_all))))
