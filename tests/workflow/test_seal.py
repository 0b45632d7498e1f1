"""Sealing: once, from what was accepted, and never anything that does not verify."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.documents.sealed_reader import read_sealed
from chalicelib.domain.canonical import parsed, sha256
from chalicelib.domain.errors import NotFound
from chalicelib.workflow.seal import SealWrong, seal
from tests.fakes import LocalSealKey
from tests.workflow.terms import TWO
from tests.workflow.wire import Interrupted
from tests.workflow.world import World

MINUTES = {"minutes": 5}


@pytest.fixture
def completed(offered):
    """Everybody has accepted and the stream has not arrived yet."""
    offered.accept("supervisee-1")
    return offered


def archived(world):
    (version_id, pdf, until), = world.archive.archive.values()  # fmt: skip
    return version_id, pdf, until


def test_the_archived_file_begins_with_the_bytes_that_were_accepted(sealed):
    document, (_, pdf, _) = sealed.state.documents[0], archived(sealed)

    assert sha256(pdf[: document.pdf_bytes]) == document.pdf_sha256
    assert pdf[: document.pdf_bytes] == sealed.archive.offered(sealed.contract, document.pdf_sha256, "pdf")


def test_the_trail_says_where_the_file_lies(sealed):
    version_id, pdf, _ = archived(sealed)
    (kept,) = sealed.state.sealed

    assert list(sealed.archive.archive) == [f"contracts/{sealed.contract}/v1.pdf"] == [kept.key]
    assert (kept.version_id, kept.sha256, kept.kind) == (version_id, sha256(pdf), "main")


def test_the_file_is_locked_to_the_end_of_the_agreed_years(sealed):
    """It ends in 2027 and is kept for six years after that one, Helsinki time."""
    assert archived(sealed)[2].isoformat() == "2034-01-01T00:00:00+02:00"


def test_the_file_carries_the_terms_and_the_trail_from_sending_to_completion(sealed):
    facts = read_sealed(archived(sealed)[1], sealed.services.seal_key.certificates)
    trail = parsed(facts.attachments["trail.json"])

    assert [entry["kind"] for entry in trail["entries"]] == ["sent", "accepted", "accepted", "completed"]
    assert b"@" not in b"".join(facts.attachments.values())


def test_sealing_again_does_nothing(sealed):
    calls = len(sealed.line.calls)

    seal(sealed.services, sealed.contract)

    assert sealed.line.calls[calls:] == ["contracts.dossier"]


@pytest.mark.parametrize("state", ["sent", "offered"])
def test_what_is_not_complete_is_not_sealed(request, state):
    world = request.getfixturevalue(state)

    seal(world.services, world.contract)

    assert world.archive.archive == {}


def test_what_does_not_exist_is_not_sealed(world):
    with pytest.raises(NotFound):
        seal(world.services, "0" * 32)


def test_after_a_crash_the_file_in_the_archive_is_adopted(completed):
    """The second try would make other bytes: the clock has moved on. The first one's lie there and are taken."""
    completed.line.breaks["archive.put_once"] = "after"
    with pytest.raises(Interrupted, match=r"archive\.put_once"):
        seal(completed.services, completed.contract)
    first = archived(completed)

    completed.pass_time(**MINUTES)

    assert archived(completed) == first
    assert completed.state.sealed[0].sha256 == sha256(first[1])
    assert completed.line.calls.count("archive.put_once") == 2


def test_while_somebody_seals_nobody_else_does(completed):
    completed.line.before["archive.offered"] = lambda: seal(completed.services, completed.contract)

    seal(completed.services, completed.contract)

    assert completed.line.calls.count("archive.put_once") == 1
    assert completed.story.count("sealed") == 1


def test_a_foreign_file_in_its_place_is_not_adopted(completed):
    """Somebody with rights to the bucket was quicker: the contract stays unsealed and the queue keeps the alarm up."""
    completed.archive.put_once(f"contracts/{completed.contract}/v1.pdf", b"%PDF-1.7 foreign", None)

    with pytest.raises(SealWrong):
        seal(completed.services, completed.contract)

    assert completed.state.status == "completed"


def test_another_contract_of_ours_in_its_place_is_not_adopted(completed):
    """It verifies, but the parties of this contract have not accepted it."""
    other = completed.branch()
    other.settle()
    other.sent(TWO)
    other.everybody_accepts()
    file = other.archive.archive[other.state.sealed[0].key]
    completed.archive.archive[f"contracts/{completed.contract}/v1.pdf"] = file

    with pytest.raises(SealWrong, match="other_attachments"):
        seal(completed.services, completed.contract)

    assert completed.state.status == "completed"


def test_what_a_wrong_key_has_signed_is_not_archived(completed):
    """The key's certificate is ours, its signature is another's."""
    right, wrong = LocalSealKey(), LocalSealKey(7)
    mixed = SimpleNamespace(certificates=right.certificates, sign=wrong.sign)

    with pytest.raises(SealWrong, match="seal_broken"):
        seal(replace(completed.services, seal_key=mixed), completed.contract)

    assert completed.archive.archive == {}


def test_offered_bytes_that_somebody_changed_are_not_sealed(completed):
    document = completed.state.documents[0]
    place = (completed.contract, document.pdf_sha256, "pdf")
    completed.archive.offers[place] = completed.archive.offers[place].replace(
        b"/CreationDate", b"/creationDate"
    )

    with pytest.raises(SealWrong, match="accepted_bytes_differ"):
        seal(completed.services, completed.contract)

    assert completed.archive.archive == {}
    assert completed.state.status == "completed"


def test_a_seal_is_recorded_once_even_when_two_have_made_it(completed):
    """The lease ran out on a slow one: both archive, the first bytes count, and one entry is written."""
    completed.line.before["contracts.append"] = lambda: (
        completed.clock.forward(minutes=3),
        seal(completed.services, completed.contract),
    )

    seal(completed.services, completed.contract)

    assert completed.story.count("sealed") == 1
    assert len(completed.archive.archive) == 1
    assert completed.state.sealed[0].sha256 == sha256(archived(completed)[1])


def test_two_contracts_have_two_files():
    world = World()
    for _ in range(2):
        world.sent(TWO)
        world.everybody_accepts()

    assert len(world.archive.archive) == 2
