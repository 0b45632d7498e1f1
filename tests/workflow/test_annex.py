"""Annex A from sending to the archive: a document of its own, for those who sign it and for nobody else."""

from datetime import timedelta
from functools import cache

import pytest

from chalicelib.documents.sealed_reader import read_sealed
from chalicelib.domain.accounts import AUDITOR, SUPERVISOR, Session
from chalicelib.domain.canonical import parsed, sha256
from chalicelib.domain.confidential import salted
from chalicelib.domain.errors import LinkExpired, NotFound
from chalicelib.domain.events import Withdrawn
from chalicelib.domain.finding import Query
from chalicelib.domain.invitation import LIVE_AFTER_SEALING
from chalicelib.domain.parties import ANNEX
from chalicelib.domain.report import AUTHENTIC, NOT_AUTHENTIC
from chalicelib.workflow.archive import download_address, find, story
from chalicelib.workflow.change import change
from chalicelib.workflow.preview import preview_address
from chalicelib.workflow.seal import SealWrong, seal
from chalicelib.workflow.verify import known, verify
from chalicelib.workflow.view import pdf_address, texts_of
from tests.builders import NOW, example
from tests.workflow.wire import Interrupted
from tests.workflow.world import AUTHOR, World

SECRET = "Uskallan sanoa ääneen, mikä pelottaa."
WITH_ANNEX = example(goals_annex_used=True, goals_supervisees=SECRET)
SIGN_IT, SIGN_IT_NOT = ("supervisor", "supervisee-1", "supervisee-2"), ("manager",)


@cache
def _sent():
    world = World()
    world.sent(WITH_ANNEX)
    return world


@cache
def _completed():
    """Everybody has accepted; the stream has not arrived for the last of them."""
    world = _sent().branch()
    *first, last = [seat.party for seat in world.state.seats]
    for party in first:
        world.accept(party)
        world.settle()
    world.accept(last)
    return world


@cache
def _sealed():
    world = _completed().branch()
    world.settle()
    return world


@pytest.fixture
def offered():
    world = _sent().branch()
    world.accept("supervisor")
    world.settle()
    return world


@pytest.fixture
def completed():
    return _completed().branch()


@pytest.fixture
def sealed():
    return _sealed().branch()


def files(world):
    """(the contract's file, the annex's file), each (version id, bytes, locked until)."""
    place = f"contracts/{world.contract}/v1"
    return world.archive.archive[f"{place}.pdf"], world.archive.archive[f"{place}-annex-a.pdf"]


def hidden(world):
    return world.state.offer.confidential[0].salted_sha256


def sent_text(world, name):
    """What lies in the bucket under this name."""
    return world.archive.offered(world.contract, name, "xhtml").decode()


# What is offered


def test_it_is_offered_under_its_salted_digest_and_no_key_tells_another(offered):
    kept = offered.dossier.offered["annex"]
    annex = offered.archive.offered(offered.contract, hidden(offered), "pdf")

    assert salted(kept["salt"], sha256(annex)) == hidden(offered)
    assert sha256(annex) not in repr(list(offered.archive.offers))
    assert SECRET in offered.archive.offered(offered.contract, hidden(offered), "xhtml").decode()


@pytest.mark.parametrize("party", SIGN_IT)
def test_who_signs_it_reads_it(offered, party):
    assert SECRET in texts_of(offered.services, offered.state, party)[1]
    assert f"/{hidden(offered)}.pdf?as=TO-2026-0001-A.pdf" in pdf_address(
        offered.services, offered.token(party), ANNEX
    )


@pytest.mark.parametrize("party", SIGN_IT)
def test_both_texts_come_in_one_read_and_each_as_it_was_sent(offered, party):
    contract, annex = texts_of(offered.services, offered.state, party)

    assert contract.strip() == sent_text(offered, offered.state.documents[0].text_sha256).strip()
    assert annex.strip() == sent_text(offered, hidden(offered)).strip()


@pytest.mark.parametrize("party", SIGN_IT_NOT)
def test_who_does_not_sign_it_gets_the_contract_alone(offered, party):
    contract, annex = texts_of(offered.services, offered.state, party)

    assert contract == sent_text(offered, offered.state.documents[0].text_sha256)
    assert annex is None


@pytest.mark.parametrize("party", SIGN_IT_NOT)
def test_for_who_does_not_sign_it_there_is_none(offered, party):
    with pytest.raises(NotFound):
        pdf_address(offered.services, offered.token(party), ANNEX)


def test_the_same_is_said_where_there_is_no_annex_at_all(offered):
    offered.sent(example())

    assert texts_of(offered.services, offered.state, "supervisor")[1] is None
    with pytest.raises(NotFound):
        pdf_address(offered.services, offered.token("supervisor"), ANNEX)


@pytest.mark.parametrize("party", SIGN_IT)
def test_after_sealing_its_file_is_that_of_the_archive(sealed, party):
    address = pdf_address(sealed.services, sealed.token(party), ANNEX)

    assert address == (
        f"https://archive.test/contracts/{sealed.contract}/v1-annex-a.pdf?versionId={files(sealed)[1][0]}"
        "&as=TO-2026-0001-A.pdf"
    )


@pytest.mark.parametrize("party", SIGN_IT_NOT)
def test_after_sealing_it_is_still_none_of_the_others(sealed, party):
    with pytest.raises(NotFound):
        pdf_address(sealed.services, sealed.token(party), ANNEX)


@pytest.mark.parametrize("party", [*SIGN_IT, *SIGN_IT_NOT])
def test_a_sleeping_link_opens_it_to_nobody(sealed, party):
    token = sealed.token(party)
    sealed.clock.at = sealed.state.sealed_at + LIVE_AFTER_SEALING

    with pytest.raises(LinkExpired):
        pdf_address(sealed.services, token, ANNEX)


def test_a_preview_of_the_contract_holds_none_of_it_and_is_the_same_again():
    world = World()
    world.draft(WITH_ANNEX)
    first = preview_address(world.services, AUTHOR, world.contract)
    world.clock.at += timedelta(minutes=5)
    again = preview_address(world.services, AUTHOR, world.contract)

    assert first == again
    assert [suffix for _, _, suffix in world.archive.offers] == ["pdf"]


# What is sealed


def test_both_documents_are_archived_and_the_trail_names_both(sealed):
    main, annex = sealed.state.sealed

    assert (main.kind, annex.kind) == ("main", "annex_a")
    assert [sha256(pdf) for _, pdf, _ in files(sealed)] == [main.sha256, annex.sha256]
    assert [version_id for version_id, _, _ in files(sealed)] == [main.version_id, annex.version_id]
    assert list(sealed.archive.archive) == [main.key, annex.key]


def test_its_file_begins_with_the_bytes_that_were_accepted(sealed):
    offered = sealed.archive.offered(sealed.contract, hidden(sealed), "pdf")

    assert files(sealed)[1][1].startswith(offered)


def test_its_file_encloses_the_trail_the_terms_and_the_salt(sealed):
    main, annex = (read_sealed(pdf, ()).attachments for _, pdf, _ in files(sealed))

    assert annex == main | {"annex.json": annex["annex.json"]}
    assert parsed(annex["annex.json"]) == {
        "kind": "annex_a", "salt": sealed.dossier.offered["annex"]["salt"], "contract": sealed.contract, "version": 1,
    }  # fmt: skip


def test_it_is_locked_for_a_year_and_the_contract_for_six(sealed):
    (_, _, contract), (_, _, annex) = files(sealed)

    assert annex.isoformat() == "2028-12-14T00:00:00+02:00"
    assert contract.isoformat() == "2034-01-01T00:00:00+02:00"


def test_each_file_verifies_by_itself_as_what_it_is(sealed):
    reports = [verify(sealed.services, pdf).report for _, pdf, _ in files(sealed)]

    assert [(report.verdict, report.kind) for report in reports] == [
        (AUTHENTIC, "main"),
        (AUTHENTIC, "annex_a"),
    ]
    assert {report.contract for report in reports} == {sealed.contract}


def test_sealing_again_does_nothing(sealed):
    seal(sealed.services, sealed.contract)

    assert sealed.line.calls == ["contracts.dossier"]


# Both documents are whole before either is put.
UP_TO_THE_FIRST_PUT = (
    "contracts.dossier", "contracts.claim", "archive.offered", "archive.offered", "seal_key.sign", "seal_key.sign",
)  # fmt: skip


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("which", [1, 2])
def test_a_crash_at_either_document_leaves_nothing_half(completed, which, when):
    """Whatever lies in the archive is adopted by the next call; no entry ever names one document alone."""
    place = len(completed.line.calls) + len(UP_TO_THE_FIRST_PUT) + which - 1
    completed.line.breaks[place] = when
    with pytest.raises(Interrupted, match=r"archive\.put_once"):
        seal(completed.services, completed.contract)
    lying = dict(completed.archive.archive)
    assert completed.state.sealed == ()

    completed.pass_time(minutes=5)

    assert completed.story.count("sealed") == 1
    assert len(completed.state.sealed) == len(completed.archive.archive) == 2
    assert lying.items() <= completed.archive.archive.items()
    assert all(verify(completed.services, pdf).report.verdict == AUTHENTIC for _, pdf, _ in files(completed))


def test_the_contract_in_the_place_of_its_annex_is_not_adopted(completed):
    other = completed.branch()
    other.settle()
    (main, _), place = files(other), f"contracts/{completed.contract}/v1-annex-a.pdf"
    completed.archive.archive[place] = main

    with pytest.raises(SealWrong, match="other_attachments"):
        seal(completed.services, completed.contract)

    assert completed.state.status == "completed"


def test_an_annex_that_somebody_exchanged_before_the_sealing_is_not_sealed(completed):
    place = (completed.contract, hidden(completed), "pdf")
    completed.archive.offers[place] = completed.archive.offers[place].replace(
        b"/CreationDate", b"/creationDate"
    )

    with pytest.raises(SealWrong, match="accepted_annex_differs"):
        seal(completed.services, completed.contract)

    assert completed.archive.archive == {}


def test_what_a_consumer_withdrew_from_meanwhile_is_sealed_all_the_same(completed):
    gone = Withdrawn(version=1, party="supervisee-1", commitment="0" * 64)
    change(completed.services, completed.contract, lambda dossier, at: (gone,))

    seal(completed.services, completed.contract)

    assert len(completed.state.sealed) == 2
    assert all(verify(completed.services, pdf).report.verdict == AUTHENTIC for _, pdf, _ in files(completed))


# Who sees what in the archive


def session(role, email):
    return Session(digest="0" * 64, email=email, role=role, started_at=NOW, seen_at=NOW)


OWN, ARCHIVIST = session(SUPERVISOR, AUTHOR), session(AUDITOR, "arkisto@sopu.test")
STRANGER = session(SUPERVISOR, "vieras@ohjaaja.example")


def test_the_supervisor_has_both_documents_and_an_auditor_the_contract(sealed):
    for who, kinds in ((OWN, ["main", "annex_a"]), (ARCHIVIST, ["main"])):
        told = story(sealed.services, who, sealed.contract)
        (found,) = (hit.archived for hit in find(sealed.services, who, Query()).hits)

        assert [it.kind for it in told.archived.documents] == [it.kind for it in found.documents] == kinds
        assert (told.report.verdict, told.annex.verdict) == (AUTHENTIC, AUTHENTIC)


def test_the_supervisor_downloads_the_annex_and_nobody_else(sealed):
    assert "v1-annex-a.pdf" in download_address(sealed.services, OWN, sealed.contract, ANNEX)
    for who in (ARCHIVIST, STRANGER):
        with pytest.raises(NotFound):
            download_address(sealed.services, who, sealed.contract, ANNEX)


def test_a_contract_without_an_annex_has_none_in_its_story(sealed):
    sealed.sent(example())
    sealed.everybody_accepts()

    assert story(sealed.services, OWN, sealed.contract).annex is None
    with pytest.raises(NotFound):
        download_address(sealed.services, OWN, sealed.contract, ANNEX)


def exchanged(world, pdf):
    key = f"contracts/{world.contract}/v1-annex-a.pdf"
    version_id, _, until = world.archive.archive[key]
    world.archive.archive[key] = (version_id, pdf, until)


FAULTS = {
    "cut": (lambda main, annex: annex[:-9], "archive_digest_differs"),
    "the contract in its place": (lambda main, annex: main, "other_document"),
}


@pytest.mark.parametrize(("change_of", "code"), FAULTS.values(), ids=FAULTS)
def test_an_annex_that_was_exchanged_shows_to_the_auditor_and_the_contract_is_not_blamed(
    sealed, change_of, code
):
    (_, main, _), (_, annex, _) = files(sealed)
    exchanged(sealed, change_of(main, annex))

    told = story(sealed.services, ARCHIVIST, sealed.contract)

    assert (told.report.verdict, told.annex.verdict) == (AUTHENTIC, NOT_AUTHENTIC)
    assert code in [finding.code for finding in told.annex.findings]


def test_an_annex_whose_lock_is_over_and_that_is_gone_is_a_finding(sealed):
    del sealed.archive.archive[f"contracts/{sealed.contract}/v1-annex-a.pdf"]

    told = story(sealed.services, ARCHIVIST, sealed.contract)

    assert told.report.verdict == AUTHENTIC
    assert [finding.code for finding in told.annex.findings] == ["file_missing"]


def test_the_digest_of_its_file_is_known_and_names_nothing_of_the_annex(sealed):
    """Who has the digest has the file; they learn of the contract what they learn from the other file."""
    (_, main, _), (_, annex, _) = files(sealed)

    assert known(sealed.services, sha256(annex)) == known(sealed.services, sha256(main))
    assert (
        known(sealed.services, sha256(sealed.archive.offered(sealed.contract, hidden(sealed), "pdf"))) is None
    )


def test_links_are_kept_as_long_as_the_contract_and_not_as_the_annex(sealed):
    assert max(sealed.contracts.forget_at.values()) > NOW + timedelta(days=6 * 365)
