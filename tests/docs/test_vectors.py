"""The numbers of docs/archive-format.md §9, recomputed twice: with the standard library alone, and with our code."""

import base64
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_der_x509_certificate

from chalicelib.documents.container import container, only_form, signed_attributes
from chalicelib.domain import report
from chalicelib.domain.acceptance import Statement
from chalicelib.domain.canonical import commitment
from chalicelib.domain.confidential import salted
from chalicelib.domain.trail_file import read_trail_file, trail_file
from chalicelib.domain.verification import judge
from tests.builders import a_sent
from tests.docs.archive_format import PDF, TEXT, TRAIL, block, facts_of, joined, sha256

PAGE = b"the accepted page\n"
ENTRIES = block("entries").splitlines()[::2]
DIGESTS = block("entries").splitlines()[1::2]
CERTIFICATE = base64.b64decode(joined("certificate"))
COVERED = bytes.fromhex(sha256(b"the covered bytes\n"))


def test_a_stranger_recomputes_the_digest_of_each_entry():
    assert [sha256(entry.encode()) for entry in ENTRIES] == DIGESTS


def test_each_entry_names_the_one_before():
    assert [json.loads(entry)["previous"] for entry in ENTRIES] == ["0" * 64, *DIGESTS[:-1]]


def test_a_stranger_writes_the_entries_in_the_same_bytes():
    """For text without numbers that are not whole, RFC 8785 is what json writes with sorted keys and no blanks."""
    again = [
        json.dumps(json.loads(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        for entry in ENTRIES
    ]

    assert again == ENTRIES


def test_the_accepted_documents_are_those_of_the_text():
    document = json.loads(ENTRIES[0])["body"]["documents"][0]

    assert document == {
        "kind": "main",
        "pdf_bytes": len(PDF),
        "pdf_sha256": sha256(PDF),
        "terms_sha256": sha256(block("terms").encode()),
        "text_sha256": sha256(PAGE),
    }


def test_the_commitments_bind_the_private_data():
    lines = block("commitments").splitlines()
    for told, expected in zip(lines[::2], lines[1::2], strict=True):
        digit, _, private = told.partition(" ")

        assert sha256(digit.encode() * 43 + private.encode()) == expected
        assert commitment(digit * 43, json.loads(private)) == expected
        assert json.loads(ENTRIES[int(digit) - 1])["body"]["commitment"] == expected


def test_the_salted_digest_ties_an_annex_to_its_contract():
    digest, expected = block("salted").splitlines()

    assert sha256(b"the accepted annex\n") == digest
    assert sha256(b"4" * 43 + digest.encode()) == expected
    assert salted("4" * 43, digest) == expected


def test_the_sentences_have_these_digests():
    told = dict(line.split() for line in block("sentences").splitlines())

    sent = a_sent(number="TO-2026-0001")
    assert told == {it: Statement(id=it, language="fi").sha256(sent) for it in ("self/1", "organisation/1")}
    assert json.loads(ENTRIES[1])["body"]["statement_sha256"] == told["self/1"]


def test_our_reader_and_writer_agree_on_the_trail_file():
    assert trail_file(read_trail_file(TRAIL)) == TRAIL
    assert sha256(TRAIL) == block("trail")
    assert f"has {len(TRAIL):,} bytes" in TEXT


def test_the_example_would_be_authentic_in_a_file_whose_seal_holds():
    assert judged(PDF + b"record and seal") == report.AUTHENTIC


def test_the_example_is_not_authentic_with_another_pdf_in_front():
    assert judged(PDF.upper() + b"record and seal") == report.NOT_AUTHENTIC


def judged(pdf):
    return judge(pdf, facts_of(pdf), trusted=True).verdict


def test_the_attributes_are_these_bytes():
    assert signed_attributes(COVERED, CERTIFICATE).hex() == joined("attributes")
    assert f"key signs ({len(bytes.fromhex(joined('attributes')))} bytes)" in TEXT


def test_the_signature_is_one_of_the_attributes_and_in_its_only_form():
    signature = bytes.fromhex(joined("signature"))
    key = load_der_x509_certificate(CERTIFICATE).public_key()

    key.verify(signature, bytes.fromhex(joined("attributes")), ec.ECDSA(hashes.SHA256()))
    assert only_form(signature) == signature


def test_the_container_is_built_from_these_three_alone():
    made = container(COVERED, CERTIFICATE, bytes.fromhex(joined("signature")))

    assert sha256(made) == block("container")
    assert f"container has {len(made):,} bytes" in TEXT
