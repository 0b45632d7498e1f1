"""`make smoke` on the local service, with an operator who copies from its mailbox: the life that a deployment must live."""

import contextlib
import io
import os
import re
import ssl
import subprocess
from datetime import date

import pytest

from chalicelib.tools import accounts
from dev import serve
from dev.life import NEW_CODE, Life
from dev.staging import smoke
from dev.staging.emulator import ROOT
from dev.staging.life import Cast, terms
from dev.staging.verdict import verified
from tests.seal_key import SealKey

MAIL = "Koe@sopu.test"


@pytest.fixture(scope="module")
def service():
    with serve.start() as running:
        for email, role in ((Cast(MAIL).supervisor, "supervisor"), (Cast(MAIL).auditor, "auditor")):
            accounts.main(["add", email, "--role", role])
        yield running


@pytest.fixture(scope="module")
def place(service, tmp_path_factory):
    """A folder with the certificate of the service's seal, and one of another's."""
    folder = tmp_path_factory.mktemp("staging")
    (folder / "seal.pem").write_text(service.resources["seal_certificate_pem"], encoding="ascii")
    (folder / "other.pem").write_text(ssl.DER_cert_to_PEM_cert(SealKey().certificate()), encoding="ascii")
    return folder


@pytest.fixture(scope="module")
def lived(service, place):
    """The whole life by the command: its exit status and what it said."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        status = smoke.main([*where(f"{service.base_url}/"), *seal(place)], operator(service))
    return status, said.getvalue()


def where(url, mail=MAIL):
    return ["--url", url, "--mail", mail]


def seal(folder):
    return ["--seal", str(folder / "seal.pem"), "--into", str(folder)]


def operator(service):
    """Pastes from the oldest mail to the address of the question that has what is asked for and was not used yet."""
    life, used = Life(service.base_url), set()

    def ask(question):
        (email,) = re.findall(r"[\w.+-]+@[\w.-]+\w", question)
        wanted = NEW_CODE if "code" in question else re.compile(r"https?://\S+/sign/[\w-]{43}")

        def unused():
            for number, mail in enumerate(life.mails()):
                if email in mail["to"] and number not in used and (match := wanted.search(mail["text"])):
                    used.add(number)
                    return match[0]
            return None

        return life.wait_for(unused, question)

    return ask


def test_the_life_goes_to_its_end_and_its_file_is_authentic(lived):
    status, said = lived

    assert status == 0, said
    assert "everything verified" in said
    assert said.count("  Aito:") == said.count("  Ei aito:") == 1


def test_a_file_under_somebody_elses_seal_is_found_out(lived, place):
    sealed = (place / "sealed.pdf").read_bytes()

    assert verified(sealed, place / "seal.pem", place)
    assert not verified(sealed, place / "other.pem", place)


def test_each_life_is_of_other_people_and_ends_soon():
    first, second = Cast(MAIL), Cast(MAIL)
    agreed = terms(first, date(2026, 12, 1))

    assert first.supervisees_name != second.supervisees_name
    assert first.supervisor == "koe+ohjaaja@sopu.test"
    assert (agreed["start_date"], agreed["end_date"]) == ("2026-12-15", "2026-12-29")


def test_what_a_service_shows_instead_is_told(service, place, capsys):
    status = smoke.main([*where(f"{service.base_url}/nowhere"), *seal(place)], operator(service))

    assert status == 1
    assert "/nowhere/login" in capsys.readouterr().err


@pytest.mark.parametrize("mailbox", ["koe", "", "/var/mail/root"])
def test_what_is_no_address_is_refused_before_anything_is_asked(service, place, capsys, mailbox):
    status = smoke.main([*where(service.base_url, mailbox), *seal(place)], operator(service))

    assert status == 1
    assert f"MAILBOX={mailbox}: not an address such as koe@example.fi" in capsys.readouterr().err


def test_a_shells_own_variable_is_not_taken_for_the_mailbox():
    """Shells set MAIL to the path of a mailbox, and make hands every variable on."""
    said = subprocess.run(
        ["make", "--dry-run", "smoke", "URL=https://sopu.test"], cwd=ROOT, env=os.environ | {"MAIL": "/var/mail/root"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert '--mail ""' in said.stdout
