from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from random import Random

import pytest
from asn1crypto import algos, cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from chalicelib.documents.container import P256_ORDER, container, signed_attributes
from chalicelib.documents.sealed_pdf import seal
from chalicelib.documents.sealed_reader import LARGEST_FILE, read_sealed
from tests.documents.samples import AT, ATTACHMENTS, KEY, offered, record, sealed
from tests.documents.test_container import pair
from tests.sampling import sampled
from tests.seal_key import SealKey

TRUSTED = [KEY.certificate()]
STRANGER = SealKey(2)
CONTAINER = sealed().index(b"/Contents <", len(offered())) + len(b"/Contents <")
CONTAINER_END = sealed().index(b">", CONTAINER)


def holds(facts):
    """What a file must show before anything in it is believed."""
    return (
        not facts.unreadable
        and facts.intact
        and facts.covers_entire_file
        and facts.container_exact
        and facts.certificate_trusted
        and facts.signatures == 1
    )


def test_a_sealed_contract_tells_all_its_facts():
    facts = read_sealed(sealed(), TRUSTED)

    assert holds(facts)
    assert facts.is_pdf
    assert (facts.size, facts.sha256) == (len(sealed()), sha256(sealed()).hexdigest())
    assert (facts.revisions, facts.first_revision_bytes) == (2, len(offered()))
    assert facts.certified_against_changes
    assert facts.signed_at == AT + timedelta(days=1, minutes=1)
    assert facts.certificate_valid_at_signing
    assert facts.certificate_sha256 == sha256(KEY.certificate()).hexdigest()
    assert "Sopun sähköinen sinetti" in facts.certificate_subject
    assert facts.attachments == ATTACHMENTS


def test_a_contract_without_a_seal_is_told_as_such():
    facts = read_sealed(offered(), TRUSTED)

    assert facts.is_pdf
    assert (facts.signatures, facts.revisions, facts.first_revision_bytes) == (0, 1, len(offered()))
    assert not facts.unreadable
    assert not facts.intact


def test_a_self_made_certificate_of_the_same_name_is_not_trusted():
    facts = read_sealed(sealed(STRANGER), TRUSTED)

    assert facts.intact
    assert facts.covers_entire_file
    assert facts.certificate_subject == read_sealed(sealed(), TRUSTED).certificate_subject
    assert not facts.certificate_trusted


def test_a_file_is_read_whoever_sealed_it():
    for trusted in (TRUSTED, []):
        facts = read_sealed(sealed(STRANGER), trusted)

        assert facts.attachments == ATTACHMENTS
        assert not facts.certificate_trusted


def test_what_a_damaged_file_still_says_is_told():
    facts = read_sealed(with_bit(len(offered()) // 2, 1), TRUSTED)

    assert not facts.intact
    assert not facts.unreadable
    assert facts.certificate_trusted
    assert facts.certified_against_changes
    assert facts.first_revision_bytes == len(offered())
    assert facts.attachments == ATTACHMENTS


def test_a_new_certificate_of_the_same_key_has_to_be_trusted_on_its_own():
    assert not read_sealed(sealed(), [KEY.certificate(2027)]).certificate_trusted
    assert read_sealed(sealed(), [KEY.certificate(2027), KEY.certificate()]).certificate_trusted


def test_a_seal_from_before_its_certificate_is_told():
    early = seal(offered(), record(), {}, KEY.certificate(2027), KEY.sign, AT)
    facts = read_sealed(early, [KEY.certificate(2027)])

    assert facts.certificate_trusted
    assert not facts.certificate_valid_at_signing


@pytest.mark.parametrize("seed", sampled(range(20261123, 20261127), lambda n, _: n == 0))
def test_no_change_of_a_byte_goes_unnoticed(seed):
    """100 places all over the file, one bit each; offsets are fixed, so that a failure can be repeated."""
    chance = Random(seed)
    changes = [(chance.randrange(len(sealed())), 1 << chance.randrange(8)) for _ in range(100)]

    assert [it for it in changes if holds(read_sealed(with_bit(*it), TRUSTED))] == []


def with_bit(offset, bit):
    pdf = bytearray(sealed())
    pdf[offset] ^= bit
    return bytes(pdf)


MARKS = (
    b"%PDF-", b"xref\n", b"trailer", b"startxref", b"%%EOF", b"/ByteRange", b"/ByteRange [0 ", b"/Contents <",
    b"/Prev", b"/Size", b"/Root", b"/ID", b"/M ", b"/DocMDP", b"/Perms", b"/P 1", b"/Reference", b"/SubFilter",
    b"/AcroForm", b"/SigFlags", b"/Fields", b"/EmbeddedFiles", b"/EF", b"/UF", b"/Desc", b"/AFRelationship",
    b"/Metadata", b"/OutputIntents", b"/StructTreeRoot", b"/ParentTree", b"/Kids", b"/Count", b"/Type /Catalog",
)  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_no_change_in_what_holds_the_file_together_goes_unnoticed(mark):
    start = sealed().rindex(mark)
    places = (start, start + len(mark) - 1, start + len(mark), start + len(mark) + 1)
    believed = [at for at in places for bit in (1, 4, 16) if at < len(sealed()) and holds(changed(at, bit))]

    assert believed == []


def changed(offset, bit):
    return read_sealed(with_bit(offset, bit), TRUSTED)


def test_no_change_in_the_container_goes_unnoticed():
    """No signature covers it: its 13th digits, its case, its padding and its brackets, each by itself."""
    used = CONTAINER + len(sealed()[CONTAINER:CONTAINER_END].rstrip(b"0"))
    places = [*range(CONTAINER, used, 13), used, used + 1, CONTAINER_END - 1, CONTAINER - 1, CONTAINER_END]

    assert used - CONTAINER > 1000
    assert [at for at in places if holds(changed(at, 1))] == []
    letters = [at for at in range(CONTAINER, used) if sealed()[at : at + 1].isalpha()][::13]
    assert [at for at in letters if holds(changed(at, 0x20))] == []


def with_container(made):
    digits = made.hex().upper().encode().ljust(CONTAINER_END - CONTAINER, b"0")
    return sealed()[:CONTAINER] + digits + sealed()[CONTAINER_END:]


def test_the_mirror_of_a_signature_is_not_exact():
    """(r, n - s) verifies as well as (r, s), so without this a second valid file could be made from one."""
    content = cms.ContentInfo.load(bytes.fromhex(sealed()[CONTAINER:CONTAINER_END].decode()))
    signer = content["content"]["signer_infos"][0]
    numbers = algos.DSASignature.load(signer["signature"].native).native
    signer["signature"] = pair(numbers["r"], P256_ORDER - numbers["s"])
    facts = read_sealed(with_container(content.dump(force=True)), TRUSTED)

    assert facts.intact
    assert not facts.container_exact


def test_a_seal_of_other_bytes_does_not_fit():
    other = seal(offered(), record(), {}, KEY.certificate(), KEY.sign, AT)
    start = other.index(b"/Contents <", len(offered())) + len(b"/Contents <")
    taken = other[start : other.index(b">", start)]
    facts = read_sealed(sealed()[:CONTAINER] + taken + sealed()[CONTAINER_END:], TRUSTED)

    assert facts.certificate_trusted
    assert not facts.intact


def signed_again(key):
    """The sealed file with one more signature over all of it, as any PDF program adds it."""
    writer = IncrementalPdfFileWriter(BytesIO(sealed()))
    steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec("Toinen", on_page=0)).write_cms("Toinen", writer)
    next(steps)
    steps.send(SigObjSetup(SignatureObject(timestamp=AT, bytes_reserved=8192)))
    prepared, output = steps.send(SigIOSetup("sha256"))
    attributes = signed_attributes(prepared.document_digest, key.certificate())
    steps.send(container(prepared.document_digest, key.certificate(), key.sign(attributes)))
    return output.getvalue()


def test_a_second_signature_is_seen_whoever_made_it():
    by_stranger, by_us = (read_sealed(signed_again(key), TRUSTED) for key in (STRANGER, KEY))

    assert (by_stranger.signatures, by_stranger.certificate_trusted) == (2, False)
    assert (by_us.signatures, by_us.revisions) == (2, 3)
    assert not holds(by_stranger)
    assert not holds(by_us)


def test_an_appended_revision_is_seen_although_the_seal_stays_intact():
    writer = IncrementalPdfFileWriter(BytesIO(sealed()))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    facts = read_sealed(output.getvalue(), TRUSTED)

    assert facts.intact
    assert facts.revisions == 3
    assert not facts.covers_entire_file


@pytest.mark.parametrize("tail", [b"\n", b" ", b"\0", b"%%EOF\n", b"junk" * 100, sealed()])
def test_whatever_follows_the_file_is_seen(tail):
    facts = read_sealed(sealed() + tail, TRUSTED)

    assert not (facts.covers_entire_file and facts.intact)


@pytest.mark.parametrize("part", [0.0, 0.001, 0.2, 0.4598, 0.7, 0.93, 0.97, 0.9999])
def test_a_file_cut_short_is_read_without_an_exception(part):
    assert not holds(read_sealed(sealed()[: int(len(sealed()) * part)], TRUSTED))


def test_a_file_that_lost_its_first_bytes_is_no_pdf():
    facts = read_sealed(sealed()[1:], TRUSTED)

    assert not facts.is_pdf
    assert facts.unreadable


def test_a_container_of_zeros_or_rubbish_is_no_seal():
    for made in (b"", Random(1).randbytes(1000), b"\x30\x80" * 2000, b"\x31\x82\x0f\xff" * 1000):
        assert not holds(read_sealed(with_container(made), TRUSTED))


@pytest.mark.parametrize(
    "of", [b"", b"\0", b"%PDF-", b"%PDF-1.7\n", b"not a PDF", b"PK\x03\x04", b"%PDF-1.7\n/ByteRange"]
)
def test_anything_else_is_read_without_an_exception(of):
    assert not holds(read_sealed(of, TRUSTED))
    assert not holds(read_sealed(of + Random(len(of)).randbytes(10_000), []))


def test_a_file_too_large_is_not_read():
    facts = read_sealed(b"%PDF-1.7\n".ljust(LARGEST_FILE + 1), TRUSTED)

    assert facts.unreadable == "too large"
    assert facts.size == LARGEST_FILE + 1
