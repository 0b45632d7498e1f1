"""The peers stamp what our record says, and each of our documents is one that Typst has not seen."""

from xml.etree import ElementTree

from bench.other_people import another_contract, another_record
from bench.pdf_files import LETTERS, LINES, stamped
from chalicelib.documents.contract_text import contract_text
from chalicelib.documents.record_pdf import record_text
from tests.documents.contract_cases import read
from tests.documents.contract_variants import whole
from tests.documents.samples import a_record

VARYING = [
    "number",
    "contract_id",
    "document_sha256",
    "text_sha256",
    "terms_sha256",
    "verify_url",
    "sent_at",
    "completed_at",
]
NUMBERS = ("TO-2026-0002", "TO-2026-0003")


def words(xhtml):
    return " ".join(ElementTree.fromstring(xhtml).itertext()).split()


def test_the_peers_stamp_every_word_of_the_record():
    record = a_record(acceptances=6)

    assert " ".join(line for page in stamped(record) for line in page).split() == words(record_text(record))


def test_what_they_stamp_has_room_on_its_pages():
    pages = stamped(a_record(acceptances=6))

    assert len(pages) > 1
    assert max(len(page) for page in pages) == LINES
    assert max(len(line) for page in pages for line in page) <= LETTERS


def test_no_two_records_have_people_moments_or_digests_in_common():
    record = a_record(acceptances=3)
    one, other = (another_record(record, number) for number in NUMBERS)

    for made in (one, other):
        assert len(record_text(made)) > 0.9 * len(record_text(record))
    assert [name for name in VARYING if getattr(one, name) == getattr(other, name)] == []
    assert {it.name for it in one.acceptances}.isdisjoint(it.name for it in other.acceptances)
    assert {it.accepted_at for it in one.acceptances}.isdisjoint(it.accepted_at for it in other.acceptances)


def test_no_two_contracts_are_of_the_same_people():
    terms = read(whole("team"))
    one, other = (contract_text(another_contract(terms, it), number=it, version=1) for it in NUMBERS)

    assert terms.supervisor.full_name.encode() in contract_text(terms, number=NUMBERS[0], version=1)
    assert terms.supervisor.full_name.encode() not in one
    assert one.replace(NUMBERS[0].encode(), NUMBERS[1].encode()) != other
