"""Judging what a reader found in a file: each finding is reached, and the verdict follows from the findings alone."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.documents.findings import SENTENCES, finding_words
from chalicelib.domain.acceptance import statement
from chalicelib.domain.canonical import canonical, parsed, sha256
from chalicelib.domain.events import (
    AddressCorrected,
    Cancelled,
    ChangeRequested,
    Completed,
    Declined,
    Document,
    Expired,
)
from chalicelib.domain.report import AUTHENTIC, CANNOT_TELL, NOT_AUTHENTIC, Finding, Report
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.domain.trail import extended
from chalicelib.domain.trail_file import trail_file
from chalicelib.domain.verification import judge
from tests.builders import CONTRACT, NOW, a_document, a_sealed, a_sent, a_trail, an_accepted, terms_file
from tests.domain import annexed
from tests.sampling import sampled

OFFERED, RECORD = b"%PDF-1.7 the contract\n%%EOF\n", b"the record and the seal\n%%EOF\n"
TERMS = terms_file()
PDF = OFFERED + RECORD
DOCUMENT = Document(
    kind="main", pdf_sha256=sha256(OFFERED), pdf_bytes=len(OFFERED), text_sha256="b" * 64, terms_sha256=sha256(TERMS)
)  # fmt: skip
SENT = a_sent(documents=(DOCUMENT,))
SUPERVISOR, SUPERVISEE, MANAGER = SENT.seats


def accepted_by(seat, sent=SENT, **changes):
    """The acceptance that this party gives to what was sent, with the right sentence."""
    said = statement(seat, sent, "fi")
    usual = {"documents": sent.documents, "statement": said.id, "statement_sha256": said.sha256(sent)}
    return an_accepted(seat.party, **usual | changes)


EVERYBODY = [accepted_by(seat) for seat in (SUPERVISOR, SUPERVISEE, MANAGER)]
GOOD = [SENT, *EVERYBODY, Completed(version=1)]
WISH = ChangeRequested(version=1, party="manager", commitment="3" * 64)
MOVED = AddressCorrected(version=1, party="manager", round=2, commitment="4" * 64)


def trail_of(*happened):
    """trail.json of these events, as it would be if somebody had written it."""
    return canonical(
        {"entries": [parsed(entry.bytes) for entry in a_trail(*happened)], "format": "sopu-trail/1"}
    )


def facts(**changes):
    """What a reader finds in a file of ours."""
    usual = {
        "size": len(PDF), "sha256": sha256(PDF), "is_pdf": True, "revisions": 2, "first_revision_bytes": len(OFFERED),
        "signatures": 1, "covers_entire_file": True, "intact": True, "container_exact": True,
        "certified_against_changes": True, "signed_at": NOW + timedelta(hours=1), "certificate_sha256": "9" * 64,
        "certificate_trusted": True, "certificate_valid_at_signing": True,
        "attachments": {"trail.json": trail_of(*GOOD), "terms.json": TERMS},
    }  # fmt: skip
    return SealedFacts(**usual | changes)


def with_trail(*happened, **changes):
    return facts(attachments={"trail.json": trail_of(*happened), "terms.json": TERMS}, **changes)


def edited(number, **changes):
    """trail.json with one entry changed and the chain left as it was."""
    entries = [replace(entry, **changes) if entry.number == number else entry for entry in a_trail(*GOOD)]
    return facts(attachments={"trail.json": trail_file(entries), "terms.json": TERMS})


def results(report):
    return {finding.code: finding.result for finding in report.findings}


def test_a_file_of_ours_is_authentic_and_everything_that_was_looked_at_is_told():
    report = judge(PDF, facts(), trusted=True)

    assert report.verdict == AUTHENTIC
    assert [finding.code for finding in report.findings] == [
        "two_revisions", "seal_covers_file", "seal_intact", "container_exact", "certified", "certificate_ours",
        "trail_unbroken", "accepted_bytes_untouched", "terms_match", "seats_as_agreed", "everybody_accepted",
    ]  # fmt: skip
    assert (report.contract, report.number, report.sha256) == (CONTRACT, "TO-2026-0001", sha256(PDF))


def test_without_a_certificate_to_trust_nobody_can_tell_who_sealed_it():
    report = judge(PDF, facts(certificate_trusted=False), trusted=False)

    assert report.verdict == CANNOT_TELL
    assert results(report)["certificate_not_given"] == "open"


def test_what_is_bad_is_bad_without_a_certificate_too():
    assert judge(PDF, facts(intact=False), trusted=False).verdict == NOT_AUTHENTIC


OTHER = a_document(digit="0")
UNASKED = replace(SENT, seats=SENT.seats[:2])
# What is wrong with the file: (facts, the finding, where it is told).
WRONG = {
    "it is no PDF": (facts(is_pdf=False), "not_a_pdf", "file"),
    "it cannot be read to its end": (facts(unreadable="eof"), "file_unreadable", "file"),
    "nothing was added to it": (facts(revisions=1), "other_revisions", "file"),
    "something was added to it": (facts(revisions=3), "other_revisions", "file"),
    "it has no seal": (facts(signatures=0), "no_seal", "seal"),
    "it has two seals": (facts(signatures=2), "several_seals", "seal"),
    "bytes lie outside the seal": (facts(covers_entire_file=False), "bytes_outside_seal", "file"),
    "the seal is broken": (facts(intact=False), "seal_broken", "seal"),
    "the container was touched": (facts(container_exact=False), "container_altered", "seal"),
    "the seal allows changes": (facts(certified_against_changes=False), "not_certified", "seal"),
    "another has sealed it": (facts(certificate_trusted=False), "certificate_foreign", "seal"),
    "the certificate was over": (facts(certificate_valid_at_signing=False), "certificate_not_valid_then", "seal"),
    "there is no trail": (facts(attachments={"terms.json": TERMS}), "trail_missing", "trail"),
    "the trail is something else": (facts(attachments={"trail.json": b"{}"}), "trail_unreadable", "trail"),
    "the trail is of another format": (
        facts(attachments={"trail.json": trail_of(*GOOD).replace(b"trail/1", b"trail/2")}), "trail_unreadable", "trail",
    ),
    "an entry was edited": (edited(2, at=NOW), "trail_broken", "entry 3"),
    "an entry is of another contract": (edited(5, contract="0" * 32), "trail_broken", "entry 5"),
    "the first entry follows something": (edited(1, previous="1" * 64), "trail_broken", "entry 1"),
    "an entry is missing": (
        facts(attachments={"trail.json": canonical({
            "entries": [parsed(entry.bytes) for entry in a_trail(*GOOD) if entry.number != 3], "format": "sopu-trail/1",
        })}),
        "trail_broken", "entry 3",
    ),
    "nothing was sent": (with_trail(*GOOD[1:]), "trail_without_sent", "entry 1"),
    "only an annex was sent": (
        with_trail(replace(SENT, documents=(replace(DOCUMENT, kind="annex_a"),)), *GOOD[1:]),
        "main_document_missing", "trail",
    ),
    "two contracts were sent": (
        with_trail(replace(SENT, documents=(DOCUMENT, OTHER)), *GOOD[1:]), "main_document_missing", "trail",
    ),
    "another PDF was accepted": (
        with_trail(replace(SENT, documents=(replace(DOCUMENT, pdf_sha256="0" * 64),)), *GOOD[1:]),
        "accepted_bytes_differ", "file",
    ),
    "the first revision is longer": (facts(first_revision_bytes=len(OFFERED) + 1), "accepted_bytes_differ", "file"),
    "other terms are enclosed": (
        facts(attachments={"trail.json": trail_of(*GOOD), "terms.json": TERMS + b" "}), "terms_differ", "terms",
    ),
    "no terms are enclosed": (facts(attachments={"trail.json": trail_of(*GOOD)}), "terms_differ", "terms"),
    "the manager was not asked": (with_trail(UNASKED, *EVERYBODY[:2], GOOD[-1]), "seats_differ", "trail"),
    "the manager has not accepted": (with_trail(SENT, *EVERYBODY[:2], GOOD[-1]), "acceptance_missing", "trail"),
    "it was not completed": (with_trail(*GOOD[:-1]), "not_completed", "trail"),
    "it goes on after its completion": (with_trail(*GOOD, a_sealed()), "trail_goes_on", "entry 6"),
    "it was declined": (
        with_trail(SENT, *EVERYBODY[:2], Declined(version=1, party="manager", commitment="2" * 64)), "not_completed",
        "trail",
    ),
    "it was completed after it had expired": (
        with_trail(SENT, *EVERYBODY[:2], Expired(version=1), GOOD[-1]), "acceptance_missing", "trail",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("found", "code", "where"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_at_its_place(found, code, where):
    report = judge(PDF, found, trusted=True)

    assert report.verdict == NOT_AUTHENTIC
    assert (("bad", code, where)) in [(it.result, it.code, it.where) for it in report.findings]


ACCEPTANCES = {
    "of another document": {"documents": (OTHER,)},
    "of the document and one more": {"documents": (DOCUMENT, OTHER)},
    "of no document": {"documents": ()},
    "of another version": {"version": 2},
    "by a sentence that nobody has written": {"statement": "self/9"},
    "by a sentence for an organisation": {"statement": "organisation/1"},
    "in a language without a sentence": {"language": "la"},
    "of a sentence with other words": {"statement_sha256": "0" * 64},
    "by somebody who is no party": {"party": "supervisee-9"},
}


@pytest.mark.parametrize("changes", ACCEPTANCES.values(), ids=ACCEPTANCES)
def test_an_acceptance_of_something_else_does_not_count(changes):
    other = replace(EVERYBODY[1], **changes)
    happened = [SENT, EVERYBODY[0], other, EVERYBODY[2], Completed(version=1)]

    report = judge(PDF, with_trail(*happened), trusted=True)

    assert report.verdict == NOT_AUTHENTIC
    assert Finding("bad", "acceptance_of_something_else", "entry 3", {"number": 3}) in report.findings


def test_what_happened_on_the_way_does_no_harm():
    """A wish and a corrected address are acts like others; the trail in the file has them."""
    report = judge(PDF, with_trail(SENT, EVERYBODY[0], WISH, MOVED, *EVERYBODY[1:], GOOD[-1]), trusted=True)

    assert report.verdict == AUTHENTIC


def test_a_later_version_is_judged_by_the_trail_from_its_sending_on():
    """What came before is one hash in the first entry; nobody can check it from the file, and it claims nothing."""
    second = replace(SENT, version=2)
    happened = [
        second,
        *(accepted_by(seat, second, version=2) for seat in second.seats),
        Completed(version=2),
    ]
    entries = extended(CONTRACT, 6, "7" * 64, happened, NOW)

    found = facts(attachments={"trail.json": trail_file(entries), "terms.json": TERMS})

    assert judge(PDF, found, trusted=True).verdict == AUTHENTIC


END, NO = GOOD[-1], Declined(version=1, party="manager", commitment="2" * 64)
OVER = replace(
    SENT, deadline=NOW + timedelta(minutes=3)
)  # entries are a minute apart: the fourth is on the stroke
# Acts that could not have happened there: (the trail, the finding, the entry's number).
UNLAWFUL = {
    "accepted after somebody declined": ([SENT, *EVERYBODY[:2], NO, EVERYBODY[2], END], "act_after_end", 5),
    "accepted after it was cancelled": (
        [SENT, EVERYBODY[0], Cancelled(version=1), *EVERYBODY[1:], END], "act_after_end", 4,
    ),
    "accepted after it had expired": (
        [OVER, *EVERYBODY[:2], Expired(version=1), EVERYBODY[2], END], "act_after_end", 5,
    ),
    "completed after it was cancelled": ([SENT, *EVERYBODY, Cancelled(version=1), END], "act_after_end", 6),
    "accepted on the stroke of the deadline": ([OVER, *EVERYBODY, END], "accepted_too_late", 4),
    "accepted after the deadline": ([OVER, *EVERYBODY[:2], MOVED, EVERYBODY[2], END], "accepted_too_late", 5),
    "accepted twice": ([SENT, EVERYBODY[0], EVERYBODY[1], *EVERYBODY[1:], END], "accepted_twice", 4),
    "accepted before the supervisor": ([SENT, *reversed(EVERYBODY), END], "accepted_out_of_turn", 2),
    "completed twice": ([*GOOD, END], "trail_goes_on", 6),
    "declined after its completion": ([*GOOD, NO, END], "trail_goes_on", 6),
    "sent again": ([SENT, EVERYBODY[0], *GOOD], "act_impossible", 3),
    "completed too early": ([SENT, *EVERYBODY[:2], END, EVERYBODY[2], END], "act_impossible", 4),
    "completed as another version": ([SENT, *EVERYBODY, Completed(version=2)], "act_impossible", 5),
    "expired before the deadline": ([SENT, *EVERYBODY[:2], Expired(version=1), EVERYBODY[2], END], "act_impossible", 4),
    "sealed before its completion": ([SENT, a_sealed(), *EVERYBODY, END], "act_impossible", 2),
    "a wish before one's turn": ([SENT, WISH, *EVERYBODY, END], "act_impossible", 2),
    "a wish after one's acceptance": ([SENT, *EVERYBODY, WISH, END], "act_impossible", 5),
    "a round left out": ([SENT, replace(MOVED, round=3), *EVERYBODY, END], "act_impossible", 2),
    "an address of nobody": ([SENT, replace(MOVED, party="x"), *EVERYBODY, END], "act_impossible", 2),
    "nobody had to accept": ([replace(SENT, seats=()), END], "act_impossible", 2),
}  # fmt: skip


@pytest.mark.parametrize(("happened", "code", "number"), UNLAWFUL.values(), ids=UNLAWFUL)
def test_an_act_that_could_not_have_happened_there_is_named(happened, code, number):
    report = judge(PDF, with_trail(*happened), trusted=True)

    bad = [it for it in report.findings if it.result == "bad" and it.code != "seats_differ"]
    assert bad[0] == Finding("bad", code, f"entry {number}", {"number": number})
    assert str(number) in finding_words(bad[0])


def test_parties_who_accept_in_parallel_may_come_in_any_order():
    terms = terms_file(signing_mode="parallel")
    document = replace(DOCUMENT, terms_sha256=sha256(terms))
    sent = replace(SENT, signing_mode="parallel", documents=(document,))
    happened = [sent, *(accepted_by(seat, sent) for seat in reversed(sent.seats)), END]

    found = facts(attachments={"trail.json": trail_of(*happened), "terms.json": terms})

    assert judge(PDF, found, trusted=True).verdict == AUTHENTIC


def test_an_unlawful_act_counts_for_nothing():
    """Who only accepted too late has not accepted, and what somebody missed did not come into force."""
    codes = results(judge(PDF, with_trail(OVER, *EVERYBODY, END), trusted=True))

    assert {"acceptance_missing", "not_completed"} <= codes.keys()
    assert "everybody_accepted" not in codes


def test_every_finding_that_has_a_sentence_is_reached_and_no_other():
    reports = [judge(PDF, found, trusted=True) for found, _, _ in WRONG.values()]
    reports += [judge(PDF, facts(), trusted) for trusted in (True, False)]
    reports += [judge(PDF, with_trail(*happened), trusted=True) for happened, _, _ in UNLAWFUL.values()]
    reports += [judge(PDF, with_trail(SENT, accepted_by(SUPERVISOR, documents=())), trusted=True)]
    annexes = [annexed.facts(), *(found for found, _, _ in annexed.WRONG.values())]
    reports += [judge(annexed.ANNEX_PDF + annexed.RECORD, found, trusted=True) for found in annexes]

    assert {finding.code for report in reports for finding in report.findings} == set(SENTENCES)


def test_a_broken_seal_is_told_once_and_not_again_by_its_container():
    codes = results(judge(PDF, facts(intact=False, container_exact=False), trusted=True))

    assert codes["seal_broken"] == "bad"
    assert {"container_exact", "container_altered"} & codes.keys() == set()


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ((), AUTHENTIC),
        (("good", "good"), AUTHENTIC),
        (("good", "open"), CANNOT_TELL),
        (("open", "bad"), NOT_AUTHENTIC),
        (("bad", "good"), NOT_AUTHENTIC),
    ],
)
def test_the_verdict_follows_from_the_findings(found, verdict):
    findings = tuple(Finding(result, "x", "file") for result in found)

    assert Report(findings=findings, sha256="0" * 64).verdict == verdict


ACTS = [*GOOD, a_sealed(), Cancelled(version=1), Expired(version=1), replace(SENT, seats=()), WISH, MOVED]
ACTS += [
    Declined(version=1, party="manager", commitment="2" * 64),
    replace(MOVED, round=3),
    replace(WISH, party="x"),
]


def in_order(happened):
    """The law, told by itself: sent, the supervisor first, the others once each, completed; and nothing else but
    wishes and new addresses of those who are still awaited."""
    first, *acts, last = [*happened, None] if len(happened) < 2 else happened
    accepted, rounds = [], 1
    for act in acts:
        if act in EVERYBODY and act not in accepted and (accepted or act == EVERYBODY[0]):
            accepted.append(act)
        elif act in (WISH, MOVED, replace(MOVED, round=3)) and EVERYBODY[2] not in accepted:
            if (act == WISH and not accepted) or (act != WISH and act.round != rounds + 1):
                return False
            rounds += act != WISH
        else:
            return False
    return first == SENT and last == GOOD[-1] and len(accepted) == len(EVERYBODY)


def shuffled(seed):
    """A lawful trail of which up to three acts were left out, doubled, exchanged or put in."""
    chance = random.Random(seed)
    happened = list(chance.choice([GOOD, [SENT, MOVED, EVERYBODY[0], WISH, *EVERYBODY[1:], GOOD[-1]]]))
    for _ in range(chance.randrange(4)):
        place = chance.randrange(len(happened))
        wild = chance.choice(ACTS)
        how = chance.randrange(4)
        happened[place : place + 1] = [[], [happened[place], wild], [wild], [wild, happened[place]]][how]
        happened = happened or [wild]
    return happened


@pytest.mark.parametrize("start", sampled(range(0, 1000, 100), lambda n, _: n % 4 == 0))
def test_whatever_acts_stand_in_a_trail_only_the_lawful_ones_are_authentic(start):
    """Never an exception, and authentic exactly when the acts could have happened so."""
    trails = [shuffled(seed) for seed in range(start, start + 100)]

    verdicts = [judge(PDF, with_trail(*happened), trusted=True).verdict == AUTHENTIC for happened in trails]

    assert verdicts == [in_order(happened) for happened in trails]
    assert {True, False} == set(verdicts)
