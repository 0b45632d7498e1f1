"""What docs/archive-format.md says of the format is what the code writes and tells."""

import subprocess
from dataclasses import fields

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from chalicelib.documents.container import RESERVED_BYTES
from chalicelib.documents.sealed_pdf import FIELD
from chalicelib.documents.sealed_reader import LARGEST_FILE
from chalicelib.domain import events
from chalicelib.domain.acceptance import EARLY_START, LANGUAGE
from chalicelib.domain.annex_file import AnnexFile
from chalicelib.domain.contract import LEVELS
from chalicelib.domain.parties import Role
from chalicelib.domain.statements import CONFIRMATIONS, LANGUAGES, STATEMENTS
from chalicelib.domain.trail_file import FORMAT
from tests.docs.archive_format import TEXT, block, rows, sha256
from tests.documents.samples import ATTACHMENTS, KEY, offered, sealed
from tests.tools import require_tool


def test_each_kind_of_entry_is_told_with_exactly_its_keys():
    told = [(kind, key) for kind, key, *_ in rows("kind", "key", "form", "meaning") if key]
    written = {(kind, it.name) for kind, event in events.KINDS.items() for it in fields(event)}

    assert sorted(told) == sorted(written)


SHAPES = (events.Document, events.Confidential, events.Seat, AnnexFile)


def test_documents_seats_and_annexes_are_told_with_exactly_their_keys():
    entry_keys = {"at", "body", "contract", "kind", "number", "previous"}
    written = [it.name for shape in SHAPES for it in fields(shape)]

    assert sorted(row[0] for row in rows("key", "form", "meaning")) == sorted([*entry_keys, *written])


def test_exactly_the_keys_that_may_be_absent_are_told_to_be():
    told = {
        (kind, key)
        for kind, key, _, meaning in rows("kind", "key", "form", "meaning")
        if "may be absent" in meaning
    }
    told |= {("", key) for key, _, meaning in rows("key", "form", "meaning") if "may be absent" in meaning}
    written = {
        (kind, it.name) for kind, event in events.KINDS.items() for it in fields(event) if it.default is None
    }
    written |= {("", it.name) for shape in SHAPES for it in fields(shape) if it.default is None}

    assert told == written


def test_each_sentence_is_told_letter_by_letter():
    written = {key: " ".join(sentences) for key, sentences in STATEMENTS.items()}

    assert {row[:2]: row[2] for row in rows("statement", "language", "sentence")} == written


def test_what_is_confirmed_beside_it_is_told_letter_by_letter_and_in_its_order():
    assert {row[:2]: row[2] for row in rows("confirmed", "language", "sentence")} == CONFIRMATIONS
    assert list(dict.fromkeys(row[0] for row in rows("confirmed", "language", "sentence"))) == [
        LANGUAGE,
        EARLY_START,
    ]


def test_the_words_for_languages_are_those_of_the_sentences():
    told = {(page, contract): word for page, contract, word in rows("page", "contract", "word")}

    assert told == {
        (page, contract): word for page, words in LANGUAGES.items() for contract, word in words.items()
    }


def test_each_level_of_being_identified_is_told_from_the_weakest():
    meaning = next(
        row[3] for row in rows("kind", "key", "form", "meaning") if row[:2] == ("accepted", "identified")
    )
    places = [meaning.index(f"`{level}`") for level in LEVELS]

    assert places == sorted(places)


@pytest.mark.parametrize("role", [role for role in Role if role.acts_for_organisation])
def test_roles_that_act_for_an_organisation_are_named(role):
    rule = TEXT[TEXT.index("A seat whose `role`") :].partition("\n\n")[0]

    assert f"`{role.value}`" in rule


def test_names_and_limits_are_those_of_the_code():
    assert f'"{FORMAT}"' in TEXT
    assert f"| field | `{FIELD}`" in TEXT
    assert f"({2 * RESERVED_BYTES:,} digits)" in TEXT
    assert f"at most {LARGEST_FILE // 2**20} MiB" in TEXT


@pytest.fixture
def folder(tmp_path):
    """seal.pem, for the commands of the document."""
    for tool in ("bash", "pdfdetach", "pdfsig", "openssl", "basenc"):
        require_tool(tool)
    certificate = x509.load_der_x509_certificate(KEY.certificate())
    (tmp_path / "seal.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return tmp_path


def test_the_commands_by_hand_verify_a_sealed_file(folder):
    said = by_hand(folder, sealed())

    assert f"{sha256(offered())}  -" in said
    assert "Signature is Valid" in said
    assert "CMS Verification successful" in said
    assert (folder / "trail.json").read_bytes() == ATTACHMENTS["trail.json"]


def test_the_commands_by_hand_refuse_a_changed_file(folder):
    said = by_hand(folder, sealed()[:9000] + b"?" + sealed()[9001:])

    assert f"{sha256(offered())}  -" not in said
    assert "CMS Verification successful" not in said
    assert "CMS Verification failure" in said


def by_hand(folder, pdf):
    """What the document's commands print, run as they stand there."""
    (folder / "sealed.pdf").write_bytes(pdf)
    run = subprocess.run(
        ["bash", "-c", f"N={len(offered())}\n{block('sh')}"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return run.stdout.decode(errors="replace")
