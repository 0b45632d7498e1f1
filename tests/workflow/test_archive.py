"""The archive and verification: who sees what, and what a file says about itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.accounts import AUDITOR, SUPERVISOR, Session
from chalicelib.domain.errors import NotFound
from chalicelib.domain.finding import Query
from chalicelib.domain.report import AUTHENTIC, NOT_AUTHENTIC
from chalicelib.workflow.archive import download_address, find, story
from chalicelib.workflow.verify import known, verify
from tests.builders import NOW
from tests.workflow.terms import TWO
from tests.workflow.world import AUTHOR


def session(email, role):
    return Session(digest="0" * 64, email=email, role=role, started_at=NOW, seen_at=NOW)


OWN, STRANGER = session(AUTHOR, SUPERVISOR), session("vieras@ohjaaja.example", SUPERVISOR)
ARCHIVIST = session("arkisto@sopu.test", AUDITOR)


def pdf_of(world):
    sealed = world.state.sealed[0]
    return world.archive.archived(sealed.key, sealed.version_id)


@pytest.mark.parametrize(("who", "count"), [(OWN, 1), (ARCHIVIST, 1), (STRANGER, 0)])
def test_a_supervisor_finds_their_own_and_an_auditor_all(sealed, who, count):
    assert len(find(sealed.services, who, Query()).hits) == count


def test_a_supervisor_cannot_ask_for_anothers_by_name(sealed):
    assert find(sealed.services, STRANGER, Query(author=AUTHOR)).hits == ()
    assert find(sealed.services, ARCHIVIST, Query(author=STRANGER.email)).hits


@pytest.mark.parametrize(
    "query", [Query(party="ek"), Query(supervisor="waino"), Query(since=date(2026, 11, 23))]
)
def test_a_sealed_contract_is_found_by_its_people_and_its_day(sealed, query):
    (found,) = (hit.archived for hit in find(sealed.services, ARCHIVIST, query).hits)

    assert (found.contract, found.documents) == (sealed.contract, sealed.state.sealed)


def test_what_is_found_says_where_it_stands_today_and_until_when_it_was_agreed(sealed):
    (hit,) = find(sealed.services, ARCHIVIST, Query()).hits

    assert hit.head == sealed.dossier.head
    assert hit.archived.agreed_until == date(2027, 12, 7)


def test_terms_that_somebody_spoilt_in_the_table_keep_nobody_from_the_story(sealed):
    kept = sealed.contracts.private[sealed.contract]
    kept[1] = replace(kept[1], data=kept[1].data | {"terms": "{"})

    told = story(sealed.services, ARCHIVIST, sealed.contract)

    assert told.archived.agreed_until is None
    assert told.report.verdict == AUTHENTIC


def test_what_is_not_sealed_is_not_in_the_archive(offered):
    assert find(offered.services, ARCHIVIST, Query()).hits == ()
    for read in (story, download_address):
        with pytest.raises(NotFound):
            read(offered.services, ARCHIVIST, offered.contract)


@pytest.mark.parametrize("who", [OWN, ARCHIVIST])
def test_its_story_comes_with_a_verification_made_now(sealed, who):
    told = story(sealed.services, who, sealed.contract)

    assert told.report.verdict == AUTHENTIC
    assert told.report.number == "TO-2026-0001"
    assert [entry.kind for entry in told.dossier.entries] == sealed.story


def test_the_address_of_the_file_is_of_that_version(sealed):
    address = download_address(sealed.services, OWN, sealed.contract)

    assert sealed.state.sealed[0].key in address
    assert sealed.state.sealed[0].version_id in address


@pytest.mark.parametrize("read", [story, download_address])
def test_anothers_contract_looks_absent(sealed, read):
    with pytest.raises(NotFound):
        read(sealed.services, STRANGER, sealed.contract)


def exchange(world, change):
    """Somebody with every right puts other bytes under the same key and version."""
    key = world.state.sealed[0].key
    version_id, pdf, until = world.archive.archive[key]
    world.archive.archive[key] = (version_id, change(pdf), until)


def faults(told):
    return [finding.code for finding in told.report.findings if finding.result == "bad"]


def test_its_story_says_that_the_file_is_the_one_that_was_archived(sealed):
    codes = [finding.code for finding in story(sealed.services, ARCHIVIST, sealed.contract).report.findings]

    assert codes[:2] == ["archive_digest_same", "trail_as_in_table"]


def test_a_file_that_was_exchanged_in_the_archive_shows_in_the_story(sealed):
    exchange(sealed, lambda pdf: pdf + b"\n")

    told = story(sealed.services, ARCHIVIST, sealed.contract)

    assert told.report.verdict == NOT_AUTHENTIC
    assert faults(told)[0] == "archive_digest_differs"


def test_another_contract_of_ours_in_its_place_shows_in_the_story(sealed):
    """That file is authentic; it is only not the file of this contract."""
    first = sealed.contract
    sealed.sent(TWO)
    sealed.everybody_accepts()
    other, sealed.contract = pdf_of(sealed), first
    exchange(sealed, lambda pdf: other)

    told = story(sealed.services, ARCHIVIST, first)

    assert verify(sealed.services, other).report.verdict == AUTHENTIC
    assert faults(told) == ["archive_digest_differs", "other_contract", "trail_differs_from_table"]


def test_a_table_that_was_rewritten_with_a_whole_chain_shows_in_the_story(sealed):
    """Whoever can write the table can chain it anew; the sealed file remembers."""
    trail, tip = [], "0" * 64
    for entry in sealed.contracts.load(sealed.contract).entries:
        moved = replace(entry, at=entry.at + timedelta(days=1), previous=tip)
        trail, tip = [*trail, moved.bytes], moved.sha256
    sealed.contracts.trails[sealed.contract] = trail

    assert faults(story(sealed.services, ARCHIVIST, sealed.contract)) == ["trail_differs_from_table"]


def test_a_file_that_is_gone_is_a_finding_and_the_story_is_told(sealed):
    sealed.archive.archive.clear()

    told = story(sealed.services, OWN, sealed.contract)

    assert faults(told) == ["file_missing"]
    assert [entry.kind for entry in told.dossier.entries] == sealed.story


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_broken_trail_in_the_table_is_a_finding_at_its_entry(sealed, number):
    """What the search knows is still told, and the file is still verified and can still be downloaded."""
    before = story(sealed.services, OWN, sealed.contract).archived
    address = download_address(sealed.services, OWN, sealed.contract)
    sealed.contracts.trails[sealed.contract][number - 1] = b"{}"

    for who in (OWN, ARCHIVIST):
        told = story(sealed.services, who, sealed.contract)

        bad = [(it.code, it.params) for it in told.report.findings if it.result == "bad"]
        assert bad == [("table_trail_broken", {"number": number})]
        assert (told.archived, told.dossier) == (before, None)
        assert download_address(sealed.services, who, sealed.contract) == address


@pytest.mark.parametrize("read", [story, download_address])
def test_a_broken_trail_opens_nothing_to_a_stranger(sealed, offered, read):
    for world in (sealed, offered):
        world.contracts.trails[world.contract][0] = b"{}"

    for world, who in ((sealed, STRANGER), (offered, OWN), (offered, ARCHIVIST)):
        with pytest.raises(NotFound):
            read(world.services, who, world.contract)


# Verifying


def test_the_delivered_file_is_known_and_authentic(sealed):
    found = verify(sealed.services, pdf_of(sealed))

    assert found.report.verdict == AUTHENTIC
    assert found.archived.number == "TO-2026-0001"
    assert known(sealed.services, found.report.sha256) == found.archived


def test_verifying_writes_nothing_and_says_the_same_again(sealed):
    start = len(sealed.line.calls)

    assert verify(sealed.services, pdf_of(sealed)) == verify(sealed.services, pdf_of(sealed))
    assert set(sealed.line.calls[start:]) == {"contracts.sealed"}


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9, 0.999])
def test_a_file_with_one_other_byte_is_unknown_and_not_authentic(sealed, place):
    pdf = bytearray(pdf_of(sealed))
    pdf[int(len(pdf) * place)] ^= 1

    found = verify(sealed.services, bytes(pdf))

    assert (found.report.verdict, found.archived) == (NOT_AUTHENTIC, None)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"kissa", b"\x00" * 1000])
def test_whatever_somebody_chooses_gets_an_answer(sealed, pdf):
    found = verify(sealed.services, pdf)

    assert (found.report.verdict, found.archived) == (NOT_AUTHENTIC, None)


def test_the_offered_pdf_alone_proves_nothing(offered):
    pdf = next(data for (_, _, kind), data in offered.archive.offers.items() if kind == "pdf")

    assert verify(offered.services, pdf).report.verdict == NOT_AUTHENTIC


@pytest.mark.parametrize("digest", ["", "0" * 63, "0" * 65, "z" * 64, "0" * 64])
def test_a_digest_of_nothing_of_ours_is_unknown(sealed, digest):
    assert known(sealed.services, digest) is None


def test_two_contracts_of_one_supervisor_are_told_apart(sealed):
    first = pdf_of(sealed)
    sealed.sent(TWO)
    sealed.everybody_accepts()

    assert verify(sealed.services, first).archived.number == "TO-2026-0001"
    assert verify(sealed.services, pdf_of(sealed)).archived.number == "TO-2026-0002"
