"""Certificates of the seal: the environment holds as many as have room, the package any number of older ones."""

import base64
import ssl

import pytest
from cryptography.x509 import load_der_x509_certificate

from chalicelib import seals, wiring
from chalicelib.documents.sealed_reader import read_sealed
from chalicelib.tools import certificates
from tests.documents.samples import KEY, sealed
from tests.seal_key import SealKey
from tests.test_settings import WITHOUT

SEALS_NOW = SealKey(3).certificate()
OLDER = [SealKey(number).certificate(year) for number in (4, 5) for year in range(2001, 2026)]


@pytest.fixture
def told(monkeypatch, tmp_path):
    """A process that is told one certificate, with a package that holds those of fifty seals and of KEY's."""
    monkeypatch.setattr(seals, "OLD", tmp_path / "old_seals.pem")
    seals.OLD.write_text(f"Sinetin vanhat.\n{seals.written([*OLDER, KEY.certificate()])}", encoding="utf-8")
    for name, value in (WITHOUT | {"SOPU_SEAL_CERTIFICATES": base64.b64encode(SEALS_NOW).decode()}).items():
        monkeypatch.setenv(name, value)
    seals.old.cache_clear()
    wiring.forget()
    yield wiring.services().seal_key.certificates
    monkeypatch.undo()
    seals.old.cache_clear()
    wiring.forget()


def test_what_a_seal_of_the_package_sealed_is_trusted(told):
    assert read_sealed(sealed(), told).certificate_trusted
    assert not read_sealed(sealed(), told[:-1]).certificate_trusted


def test_the_one_of_the_environment_seals_whatever_lies_in_the_package(told):
    assert told == (SEALS_NOW, *OLDER, KEY.certificate())


def test_an_older_one_does_not_take_the_place_of_one_that_is_missing(told, monkeypatch):
    monkeypatch.setenv("SOPU_SEAL_CERTIFICATES", "")
    wiring.forget()

    assert wiring.services().seal_key.certificates == ()


def test_all_of_them_can_be_printed_for_who_publishes_them(told, capsys):
    assert certificates.main([]) == 0
    printed = capsys.readouterr().out
    assert certificates.main(["--older"]) == 0

    assert seals.read(printed) == list(told)
    assert seals.read(capsys.readouterr().out) == list(told[1:])


def test_nothing_to_print_is_no_success(told, capsys):
    seals.OLD.write_text("", encoding="utf-8")
    seals.old.cache_clear()
    wiring.forget()

    assert certificates.main(["--older"]) == 1
    assert capsys.readouterr().out == ""


def test_pem_is_what_pythons_own_library_writes_and_reads():
    assert seals.written([SEALS_NOW, OLDER[0]]) == "".join(
        map(ssl.DER_cert_to_PEM_cert, (SEALS_NOW, OLDER[0]))
    )
    assert seals.read(ssl.DER_cert_to_PEM_cert(SEALS_NOW).replace("\n", "\r\n")) == [SEALS_NOW]


def test_a_certificate_that_is_broken_is_not_passed_over():
    broken = seals.written([SEALS_NOW]).replace("M", "-", 1)

    with pytest.raises(ValueError, match="base64"):
        seals.read(broken)


def test_what_lies_in_the_package_are_certificates_and_words():
    text = seals.OLD.read_text(encoding="utf-8")

    assert "SealCertificates" in text
    assert len(list(map(load_der_x509_certificate, seals.read(text)))) == text.count("BEGIN CERTIFICATE")
