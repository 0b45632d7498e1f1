"""POST /verify with whatever somebody may send: a report or a friendly refusal, and nothing is kept."""

import re

import pytest
from lxml import html

from dev.browser import Browser
from tests.web.client import Client
from tests.web.kept import rows
from tests.web.people import sealed, sent

PART = b'--b\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s\r\n'
MULTIPART = "multipart/form-data; boundary=b"


def part(data, name=b"file", filename=b"a.pdf", kind=b"application/pdf"):
    return PART % (name, filename, kind, data)


ODD = {
    "nothing": (b"", MULTIPART, 422),
    "only an end": (b"--b--\r\n", MULTIPART, 422),
    "no end": (part(b"%PDF-1.7"), MULTIPART, 422),
    "an empty file": (part(b"") + b"--b--\r\n", MULTIPART, 422),
    "no file chosen": (part(b"", filename=b"") + b"--b--\r\n", MULTIPART, 422),
    "another field": (part(b"%PDF-1.7", name=b"tiedosto") + b"--b--\r\n", MULTIPART, 422),
    "another boundary": (part(b"%PDF-1.7") + b"--b--\r\n", "multipart/form-data; boundary=c", 422),
    "no boundary": (part(b"%PDF-1.7") + b"--b--\r\n", "multipart/form-data", 422),
    "an empty boundary": (part(b"%PDF-1.7") + b"--b--\r\n", "multipart/form-data; boundary=", 422),
    "a very long boundary": (part(b"x") + b"--b--\r\n", f"multipart/form-data; boundary={'b' * 5000}", 422),
    "no multipart": (b"file=x", MULTIPART, 422),
    "a form": (b"file=x", "application/x-www-form-urlencoded", 415),
    "JSON": (b"{}", "application/json", 415),
    "headers without end": (b"--b\r\n" + b"X: y\r\n" * 50_000, MULTIPART, 422),
    "parts without end": (b"--b\r\n" + b"X: y\r\n\r\n\r\n--b\r\n" * 20_000 + b"--b--\r\n", MULTIPART, 422),
    "not UTF-8 in a name": (part(b"%PDF-1.7", name=b"\xff\xfe") + b"--b--\r\n", MULTIPART, 422),
    "a charset nobody has": (part(b"%PDF-1.7", name=b"x") + b"--b--\r\n", f"{MULTIPART}; charset=tavu", 422),
    "HTML called a PDF": (part(b"<html><script>alert(1)</script>") + b"--b--\r\n", MULTIPART, 200),
    "a hostile name": (part(b"%PDF-1.7", filename=b"../../<script>.pdf") + b"--b--\r\n", MULTIPART, 200),
    "bytes": (part(bytes(range(256)) * 100) + b"--b--\r\n", MULTIPART, 200),
    "half a PDF": (part(b"%PDF-1.7\n1 0 obj\n<<") + b"--b--\r\n", MULTIPART, 200),
    "four megabytes": (part(b"%PDF-1.7" + b" " * (4 * 1024 * 1024 - 100)) + b"--b--\r\n", MULTIPART, 200),
    "more than four": (part(b"%PDF-1.7" + b" " * (4 * 1024 * 1024 + 5000)) + b"--b--\r\n", MULTIPART, 413),
    "five megabytes": (part(b"x" * (5 * 1024 * 1024)) + b"--b--\r\n", MULTIPART, 413),
}


@pytest.mark.parametrize(("body", "kind", "status"), ODD.values(), ids=ODD)
def test_whatever_is_uploaded_gets_a_page(life, body, kind, status):
    before = rows()

    answer = Client(life.base_url).ask("POST", "/verify", body, content_type=kind)

    assert answer.status == status
    assert '<html lang="fi">' in answer.text
    assert "<script>" not in answer.text
    assert ("Tämä ei ole Sopun sinetöimä sopimus." in answer.text) == (status == 200)
    assert rows() == before


@pytest.fixture(scope="module")
def pdf(life, owner):
    """A sealed contract's file."""
    _, links = sealed(life, owner)
    return Browser().get(f"{life.base_url}{links['manager']}/contract.pdf").body


def test_our_own_file_is_authentic_and_known(life, pdf):
    answer = Client(life.base_url).ask("POST", "/verify", part(pdf) + b"--b--\r\n", content_type=MULTIPART)

    assert answer.status == 200
    assert "Sama tiedosto on arkistossamme" in answer.text


def checked(life, pdf, name=b"a.pdf"):
    body = part(pdf, filename=name) + b"--b--\r\n"
    answer = Client(life.base_url).ask("POST", "/verify", body, content_type=MULTIPART)
    return html.document_fromstring(answer.text)


def test_what_a_broken_file_says_of_itself_is_no_finding(life, pdf):
    """Its trail may read well; without a whole seal that is the file's own word."""
    whole, broken = checked(life, pdf), checked(life, pdf + b"\n% more\n")

    assert "Tapahtumaketju on ehjä" in whole.find(".//main").text_content()
    assert broken.find_class("fault")
    assert not broken.find_class("finding good")
    [claims] = [it for it in broken.find_class("soft") if "itse väittää" in it.text_content()]
    assert "Tapahtumaketju on ehjä" in claims.text_content()


def test_the_file_that_was_sent_to_accept_is_not_taken_for_a_forgery(life, owner):
    """It has no seal yet: the page says what it may be, which file was looked at, and when."""
    _, links = sent(life, owner)
    unsealed = Browser().get(f"{life.base_url}{links['manager']}/contract.pdf").body

    said = checked(life, unsealed, b"sopimus <1>.pdf").find(".//main").text_content()

    assert "Tämä voi olla hyväksyttäväksi lähetetty versio." in said
    assert re.search(r"Tarkistimme tiedoston sopimus <1>\.pdf \d+\.\d+\.\d{4} klo", said)
    assert "hyväksyttäväksi lähetetty" not in checked(life, b"<html>").text_content()


def test_of_two_files_none_is_called_authentic_by_the_other(life, pdf):
    """The first is looked at; a second one that is not ours cannot borrow its report, nor the other way round."""
    two = part(b"<html>") + part(pdf) + b"--b--\r\n"

    answer = Client(life.base_url).ask("POST", "/verify", two, content_type=MULTIPART)

    assert answer.status == 422
    assert 'id="file-fault"' in answer.text


def test_another_site_cannot_make_a_browser_upload(life, pdf):
    answer = Client(life.base_url).ask(
        "POST", "/verify", part(pdf) + b"--b--\r\n", content_type=MULTIPART, origin="https://muualla.example"
    )

    assert answer.status == 403


@pytest.mark.parametrize(
    "digest", ["0" * 64, "x", "G" * 64, "0" * 63, "ä".encode().hex(), "%00" * 64, "A" * 64]
)
def test_a_digest_that_nobody_archived_is_unknown(life, digest):
    answer = Client(life.base_url).get(f"/verify/{digest}")

    assert answer.status == 200
    assert "ei ole arkistossamme" in answer.text
