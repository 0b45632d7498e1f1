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
from chalicelib.domain.acceptance import STATEMENTS
from chalicelib.domain.parties import Role
from chalicelib.domain.trail_file import FORMAT
from tests.docs.archive_format import TEXT, block, rows, sha256
from tests.documents.samples import ATTACHMENTS, KEY, offered, sealed
from tests.tools import require_tool


def test_each_kind_of_entry_is_told_with_exactly_its_keys():
    told = [(kind, key) for kind, key, *_ in rows("kind", "key", "form", "meaning") if key]
    written = {(kind, it.name) for kind, event in events.KINDS.items() for it in fields(event)}

    assert sorted(told) == sorted(written)


def test_documents_and_seats_are_told_with_exactly_their_keys():
    entry_keys = {"at", "body", "contract", "kind", "number", "previous"}
    written = [it.name for shape in (events.Document, events.Seat) for it in fields(shape)]

    assert sorted(row[0] for row in rows("key", "form", "meaning")) == sorted([*entry_keys, *written])


def test_each_sentence_is_told_letter_by_letter():
    written = {key: " ".join(sentences) for key, sentences in STATEMENTS.items()}

    assert {row[:2]: row[2] for row in rows("statement", "language", "sentence")} == written


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
