"""What a list of files says of a file is what the file says, and whatever the file is, there is a line."""

import json

import pytest

from chalicelib.domain.canonical import canonical
from chalicelib.domain.told_by_file import UNTOLD, told_by
from tests.workflow.terms import TWO
from tests.workflow.world import World


@pytest.fixture(scope="module")
def attachments():
    """Those of a sealed contract."""
    from chalicelib.documents.sealed_reader import read_sealed

    world = World()
    world.sent(TWO)
    world.everybody_accepts()
    sealed = world.state.sealed[0]
    return read_sealed(world.archive.archived(sealed.key, sealed.version_id), ()).attachments


def test_a_file_tells_its_contract_and_its_parties(attachments):
    told = told_by(attachments)

    assert told.keys() == UNTOLD.keys()
    assert (told["number"], told["version"], told["document"], told["language"]) == (
        "TO-2026-0001",
        1,
        "main",
        "fi",
    )
    assert [it["id"] for it in told["parties"]] == ["supervisor", "supervisee-1"]
    assert all(it["name"] for it in told["parties"])
    assert told["concluded_at"].endswith("Z")


def test_a_file_without_attachments_tells_nothing():
    assert told_by({}) == UNTOLD


HOSTILE = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b'{"supervisor": 1}',
    b'{"supervisor": {"full_name": []}, "manager": 0}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: data[:20].decode())
@pytest.mark.parametrize("name", ["trail.json", "terms.json"])
def test_nonsense_tells_nothing(attachments, name, data):
    assert told_by({**attachments, name: data}) == UNTOLD


def test_a_name_that_is_no_text_is_told_as_text(attachments):
    terms = json.loads(attachments["terms.json"])
    terms["supervisor"]["full_name"] = ["a", 1]

    told = told_by({**attachments, "terms.json": canonical(terms)})

    assert {type(it["name"]) for it in told["parties"]} == {str}
