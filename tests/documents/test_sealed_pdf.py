import json
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from chalicelib.documents.sealed_pdf import seal
from tests.documents.conformance import assert_conformant
from tests.documents.samples import (
    AT,
    ATTACHMENTS,
    KEY,
    NAMES,
    a_contract,
    a_record,
    offered,
    pdf_of,
    record,
    record_pdf,
    sealed,
)
from tests.tools import output_of


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed())
    return file


def test_the_file_begins_with_the_accepted_bytes_and_adds_one_revision():
    assert sealed().startswith(offered())
    assert sealed().count(b"%%EOF") == 2
    assert sealed().endswith(b"%%EOF\n")


def test_a_second_sealing_with_the_same_signature_is_the_same_bytes():
    again = sealed.__wrapped__()

    assert again == sealed()
    assert again is not sealed()


def test_a_sealed_contract_keeps_pdf_a_and_pdf_ua():
    assert_conformant(sealed())


def test_many_acceptances_and_parties_keep_pdf_a_and_pdf_ua():
    contract, pages = pdf_of(a_contract(parties=33)), record_pdf(a_record(acceptances=33))

    assert_conformant(seal(contract, pages, ATTACHMENTS, KEY.certificate(), KEY.sign, AT))


def test_pdfsig_says_that_the_whole_file_is_signed(path):
    said = output_of("pdfsig", "-nocert", path)

    assert "Total document signed" in said
    assert "Signature is Valid" in said
    assert said.count("Signature Field Name") == 1


def test_openssl_verifies_the_container_over_the_rest_of_the_file(tmp_path):
    before, digits, after = parted(sealed())
    (tmp_path / "content").write_bytes(before + after)
    (tmp_path / "container.der").write_bytes(bytes.fromhex(digits.decode()))
    certificate = x509.load_der_x509_certificate(KEY.certificate())
    (tmp_path / "seal.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    files = (
        "-in",
        tmp_path / "container.der",
        "-content",
        tmp_path / "content",
        "-CAfile",
        tmp_path / "seal.pem",
    )

    said = output_of(
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        *files,
        "-purpose",
        "any",
        "-out",
        tmp_path / "out",
    )

    assert "successful" in said.lower()


def parted(pdf):
    """The file before, in and after the angle brackets of the container."""
    start = pdf.index(b"/Contents <", len(offered())) + len(b"/Contents ")
    end = pdf.index(b">", start) + 1
    return pdf[:start], pdf[start + 1 : end - 1], pdf[end:]


def test_qpdf_finds_no_fault(path):
    assert "No syntax or stream encoding errors" in output_of("qpdf", "--check", path)


def test_contract_and_record_read_as_one_document(path):
    text = output_of("pdftotext", "-layout", path, "-")

    assert [name for name in NAMES[:3] if text.count(name) < 1] == []
    assert text.index("Osapuolet") < text.index("Hyväksymissivu") < text.index("Näin tarkistat")


def test_the_record_is_the_last_part_of_the_document():
    with pikepdf.open(BytesIO(sealed())) as file:
        document = file.Root.StructTreeRoot.K[0]

        assert document.S == "/Document"
        assert [str(it.S) for it in document.K].count("/Part") == 1
        assert document.K[-1].S == "/Part"
        assert document.K[-1].P.objgen == document.objgen


def test_the_attachments_come_out_as_they_went_in(path, tmp_path):
    output_of("pdfdetach", "-saveall", "-o", tmp_path, path)

    assert {name: (tmp_path / name).read_bytes() for name in ATTACHMENTS} == ATTACHMENTS
    assert json.loads((tmp_path / "terms.json").read_text())["goals"] == "Työssä jaksaminen"


def test_the_seal_is_certified_against_any_change_and_cannot_be_seen():
    with pikepdf.open(BytesIO(sealed())) as file:
        signature = file.Root.Perms.DocMDP
        field = file.Root.AcroForm.Fields[0]

        assert signature.Reference[0].TransformParams.P == 1
        assert signature.SubFilter == "/ETSI.CAdES.detached"
        assert field.T == "Sinetti"
        assert field.Rect[0] == field.Rect[2]
        assert file.Root.AcroForm.SigFlags == 3


def test_dates_of_the_document_stay_those_of_the_accepted_one():
    with pikepdf.open(BytesIO(offered())) as before, pikepdf.open(BytesIO(sealed())) as after:
        assert dict(before.docinfo) == dict(after.docinfo)
        assert before.trailer.ID[0] == after.trailer.ID[0]
        assert before.trailer.ID[1] != after.trailer.ID[1]


def test_the_key_signs_less_than_kms_takes_and_is_asked_once():
    asked = []

    def sign(message):
        asked.append(message)
        return KEY.sign(message)

    seal(offered(), record(), ATTACHMENTS, KEY.certificate(), sign, AT)

    assert [len(it) < 4096 for it in asked] == [True]


def test_a_key_that_fails_leaves_no_file():
    def broken(message):
        raise ConnectionError

    with pytest.raises(ConnectionError):
        seal(offered(), record(), ATTACHMENTS, KEY.certificate(), broken, AT)


def test_the_accepted_digest_can_be_found_with_the_printed_command(path):
    told = a_record()

    assert sha256(path.read_bytes()[: told.document_bytes]).hexdigest() == told.document_sha256
