"""Every finding that docs/archive-format.md lists can be found, with that result, at that place, in that order."""

import json

import pytest

from chalicelib.documents.findings import COMPARED, SENTENCES
from chalicelib.domain.verification import judge
from tests.docs.archive_format import PDF, TRAIL, facts_of, rows, sha256
from tests.domain import annexed

ROWS = [row[:3] for row in rows("code", "result", "where", "it means")]
TOLD = [row for row in ROWS if row[2] != "archive"]
CODES = [code for code, *_ in TOLD]
TERMS = {"terms.json": b"{}"}


def trail(change):
    """The example's trail.json after a change of its entries."""
    content = json.loads(TRAIL)
    change(content["entries"])
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def after_the_end(entries):
    """What can really come next in a table, chained as it would be there."""
    body = {"version": 1, "party": "supervisor", "round": 2}
    last = json.dumps(entries[-1], sort_keys=True, separators=(",", ":")).encode()
    entries.append(
        entries[-1] | {"kind": "link_renewed", "body": body, "number": 5, "previous": sha256(last)}
    )


def act(kind, **body):
    """An entry as a table would have it, but for its chain."""
    return {"at": "2026-11-23T07:30:00Z", "body": {"version": 1, **body}, "contract": "5d41402abc4b2a76b9719d911017c592",
            "kind": kind, "number": 1, "previous": "0" * 64}  # fmt: skip


def with_trail(data):
    return facts_of(PDF, attachments={"trail.json": data, **TERMS})


SITUATIONS = {
    "nothing wrong": facts_of(PDF),
    "not a PDF": facts_of(PDF, is_pdf=False),
    "everything changed": facts_of(
        PDF,
        holds=False,
        unreadable="a parser gave up",
        revisions=3,
        attachments={"trail.json": TRAIL, **TERMS},
    ),
    "made otherwise": facts_of(
        PDF, container_exact=False, certified_against_changes=False, certificate_valid_at_signing=False
    ),
    "no seal": facts_of(PDF, signatures=0),
    "two seals": facts_of(PDF, signatures=2),
    "another first revision": facts_of(PDF, first_revision_bytes=16),
    "no trail": facts_of(PDF, attachments=TERMS),
    "a trail with blanks": with_trail(TRAIL.replace(b":", b": ")),
    "a deleted entry": with_trail(trail(lambda entries: entries.pop(2))),
    "a cut end": with_trail(trail(lambda entries: entries.pop())),
    "a cut beginning": with_trail(trail(lambda entries: entries.pop(0))),
    "a trail that goes on": with_trail(trail(after_the_end)),
    "a first entry that names another": with_trail(
        trail(lambda entries: entries[0].update(previous="1" * 64))
    ),
    "accepted twice": with_trail(trail(lambda entries: entries.insert(2, entries[1]))),
    "accepted too late": with_trail(trail(lambda entries: entries[2].update(at="2026-12-07T22:00:00Z"))),
    "accepted before the supervisor": with_trail(
        trail(lambda entries: entries.insert(1, entries.pop(2))),
    ),
    "cancelled in between": with_trail(trail(lambda entries: entries.insert(2, act("cancelled")))),
    "no main document": with_trail(
        trail(lambda entries: entries[0]["body"]["documents"][0].update(kind="annex"))
    ),
    "another sentence": with_trail(
        trail(lambda entries: entries[1]["body"].update(statement_sha256="0" * 64))
    ),
}


# With an annex in place of the example's contract: its file, or that and what is wrong with it.
SITUATIONS |= {
    "an annex": annexed.facts(),
    **{f"an annex, {what}": found for what, (found, _, _) in annexed.WRONG.items()},
}


def found_in(facts, trusted=True):
    findings = judge(PDF if facts.size == len(PDF) else annexed.ANNEX_PDF, facts, trusted).findings
    return [(it.code, it.result, "entry n" if it.where.startswith("entry") else it.where) for it in findings]


def test_exactly_the_findings_of_the_code_are_told():
    assert sorted(CODES) == sorted(SENTENCES)


def test_exactly_the_findings_of_the_comparison_with_the_table_are_told():
    """tests/domain/test_archived_file.py reaches each of them."""
    told = {(code, result) for code, result, where in ROWS if where == "archive"}

    assert {code for code, _ in told} == set(COMPARED)
    assert {code for code, result in told if result == "good"} == {"archive_digest_same", "trail_as_in_table"}


def test_each_finding_comes_with_the_result_and_at_the_place_that_are_told():
    found = {
        it for facts in SITUATIONS.values() for trusted in (True, False) for it in found_in(facts, trusted)
    }

    assert found == set(TOLD)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_findings_come_in_the_order_in_which_they_are_told(situation):
    places = [CODES.index(code) for code, *_ in found_in(SITUATIONS[situation])]

    assert places == sorted(places)


def test_what_could_not_be_looked_at_is_no_fault_of_its_own():
    early = facts_of(
        PDF, unreadable="a parser gave up", revisions=0, certified_against_changes=False, signed_at=None,
        certificate_valid_at_signing=False, attachments={},
    )  # fmt: skip
    seal = ["seal_covers_file", "seal_intact", "container_exact", "certificate_ours"]

    assert [code for code, *_ in found_in(early)] == ["file_unreadable", *seal, "trail_missing"]


def test_the_chain_itself_holds_in_a_trail_that_goes_on():
    codes = [code for code, *_ in found_in(SITUATIONS["a trail that goes on"])]

    assert {"trail_unbroken", "trail_goes_on", "everybody_accepted"} <= set(codes)
