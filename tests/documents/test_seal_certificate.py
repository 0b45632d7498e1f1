from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tests.seal_key import SealKey
from tests.tools import output_of


@pytest.fixture
def certificate():
    return x509.load_der_x509_certificate(SealKey().certificate())


def test_openssl_verifies_the_certificate_with_itself(certificate, tmp_path):
    path = tmp_path / "seal.pem"
    path.write_bytes(certificate.public_bytes(Encoding.PEM))

    assert "OK" in output_of("openssl", "verify", "-x509_strict", "-check_ss_sig", "-CAfile", path, path)


def test_the_certificate_is_signed_by_the_key_that_it_is_for(certificate):
    certificate.verify_directly_issued_by(certificate)


def test_the_certificate_may_sign_documents_but_no_certificates(certificate):
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)

    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_the_certificate_names_its_holder_and_its_time(certificate):
    assert certificate.subject == certificate.issuer
    assert "Mallilan Sopimuspalvelu Oy" in certificate.subject.rfc4514_string()
    assert certificate.not_valid_before_utc == datetime(2026, 1, 1, tzinfo=UTC)
    assert certificate.not_valid_after_utc == datetime(2029, 1, 1, tzinfo=UTC)


def test_a_certificate_may_end_after_2050():
    late = x509.load_der_x509_certificate(SealKey().certificate(year=2049))

    assert late.not_valid_after_utc == datetime(2052, 1, 1, tzinfo=UTC)


def test_two_certificates_of_one_key_have_different_numbers():
    numbers = {
        x509.load_der_x509_certificate(SealKey().certificate(year)).serial_number for year in (2026, 2027)
    }

    assert len(numbers) == 2
    assert all(0 < it < 2**127 for it in numbers)
