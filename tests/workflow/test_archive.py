"""The archive and verification: who sees what, and what a file says about itself."""

from datetime import date

import pytest

from chalicelib.domain.accounts import AUDITOR, SUPERVISOR, Session
from chalicelib.domain.errors import NotFound
from chalicelib.domain.finding import Query
from chalicelib.domain.verification import AUTHENTIC, NOT_AUTHENTIC
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
    assert len(find(sealed.services, who, Query())) == count


def test_a_supervisor_cannot_ask_for_anothers_by_name(sealed):
    assert find(sealed.services, STRANGER, Query(author=AUTHOR)) == ()
    assert find(sealed.services, ARCHIVIST, Query(author=STRANGER.email))


@pytest.mark.parametrize(
    "query", [Query(party="ek"), Query(supervisor="waino"), Query(since=date(2026, 11, 23))]
)
def test_a_sealed_contract_is_found_by_its_people_and_its_day(sealed, query):
    (found,) = find(sealed.services, ARCHIVIST, query)

    assert (found.contract, found.documents) == (sealed.contract, sealed.state.sealed)


def test_what_is_not_sealed_is_not_in_the_archive(offered):
    assert find(offered.services, ARCHIVIST, Query()) == ()
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


def test_a_file_that_was_exchanged_in_the_archive_shows_in_the_story(sealed):
    key = sealed.state.sealed[0].key
    version_id, pdf, until = sealed.archive.archive[key]
    sealed.archive.archive[key] = (version_id, pdf + b"\n", until)

    assert story(sealed.services, ARCHIVIST, sealed.contract).report.verdict == NOT_AUTHENTIC


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
