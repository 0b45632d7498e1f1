"""What every answer carries, whatever was asked: protection, our own words, and nothing from elsewhere."""

import re
from urllib.parse import urlsplit

import pytest
from lxml import html

from tests.web.client import FORM, Client
from tests.web.people import drafted, sealed, sent, terms

ABSENT = "0" * 32
POLICY = {
    "default-src": {"'none'"}, "style-src": {"'self'"}, "script-src": {"'self'"}, "img-src": {"'self'", "data:"}, "connect-src": {"'self'"},
    "form-action": {"'self'"}, "base-uri": {"'none'"}, "frame-ancestors": {"'none'"},
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(life, owner, auditor):
    """By name, one answer of every page and of every way to be refused."""
    nobody, contract = Client(life.base_url), drafted(owner, terms())
    open_one, links = sent(life, owner)
    archived, signed = sealed(life, owner)
    link, home = links["manager"], owner.get("/contracts/new")
    return {
        "login": nobody.get("/login"), "login again": nobody.post("/login", {"email": "x"}),
        "code": nobody.get("/login/code"), "code again": nobody.post("/login/code", {"code": "1"}),
        "redirect": nobody.get("/contracts"), "style": nobody.get("/style.css"), "desk": nobody.get("/desk.css"), "script": nobody.get("/scripts/form.js"),
        "list": owner.get("/contracts"), "form": home, "form again": owner.fill(home.form("/contracts"), {"price_amount": "?"}),
        "draft": owner.get(f"/contracts/{contract}"), "edit": owner.get(f"/contracts/{contract}/edit"),
        "preview": owner.get(f"/contracts/{contract}/preview.pdf"), "sent": owner.get(f"/contracts/{open_one}"),
        "archive": auditor.get("/archive"), "archived": auditor.get(f"/archive/{archived}"),
        "download": auditor.get(f"/archive/{archived}/contract.pdf"), "sign": nobody.get(link),
        "pdf": nobody.get(f"{link}/contract.pdf"), "sign again": nobody.fill(nobody.get(link).form("/accept")),
        "signed": nobody.get(signed["manager"]), "verify": nobody.get("/verify"),
        "digest": nobody.get(f"/verify/{'0' * 64}"), "api": owner.get(f"/api/contracts/{contract}"),
        "api 401": nobody.get(f"/api/contracts/{contract}"), "api 404": owner.get(f"/api/contracts/{ABSENT}"),
        "api 422": owner.send_json("/api/contracts", {}), "api 415": owner.post("/api/contracts", {}),
        "403": nobody.post(f"{link}/accept", {"accept": "yes"}), "404": owner.get(f"/contracts/{ABSENT}"),
        "404 link": nobody.get(f"/sign/{'x' * 43}"), "415": nobody.send_json("/login", {}),
        "415 text": nobody.ask("POST", "/verify", b"x", content_type="text/plain"),
        "413": nobody.ask("POST", "/login", b"a=" + b"x" * 300_000, content_type=FORM),
        "422 verify": nobody.ask("POST", "/verify", b"x", content_type="multipart/form-data; boundary=b"),
    }  # fmt: skip


REFUSED_BY_GATEWAY = [
    ("GET", "/nowhere"),
    ("HEAD", "/login"),
    ("PUT", "/login"),
    ("GET", "/logout"),
    ("BREW", "/"),
]


def test_every_answer_is_protected(answers):
    for name, answer in answers.items():
        told = answer.headers
        policy = {
            part.split()[0]: set(part.split()[1:]) for part in told["Content-Security-Policy"].split(";")
        }
        assert (name, policy) == (name, POLICY)
        assert (name, told["X-Frame-Options"], told["X-Content-Type-Options"]) == (name, "DENY", "nosniff")
        assert (name, told["Referrer-Policy"], told["Cross-Origin-Opener-Policy"]) == (
            name,
            "same-origin",
            "same-origin",
        )
        assert int(re.search(r"max-age=(\d+)", told["Strict-Transport-Security"])[1]) >= 31_536_000


def test_only_the_stylesheet_and_the_script_may_be_kept(answers):
    kept = {name for name, answer in answers.items() if answer.headers["Cache-Control"] != "no-store"}

    assert kept == {"style", "desk", "script"}
    assert all("immutable" in answers[name].headers["Cache-Control"] for name in kept)


def test_each_answer_has_the_status_that_its_name_says(answers):
    for name, answer in answers.items():
        wanted = re.search(r"\d{3}", name)
        wanted = int(wanted[0]) if wanted else 422 if "again" in name else None
        assert answer.status in ((wanted,) if wanted else (200, 303)), name


def test_a_person_reads_finnish_html_and_a_program_json(answers):
    for name, answer in answers.items():
        kind = answer.headers["Content-Type"]
        if name.startswith("api"):
            assert (name, kind) == (name, "application/json; charset=utf-8")
            assert answer.status < 400 or set(answer.json) in ({"error"}, {"errors"})
        elif answer.status != 303 and name not in ("style", "desk", "script"):
            assert (name, kind) == (name, "text/html; charset=utf-8")
            assert '<html lang="fi">' in answer.text
        assert "Traceback" not in answer.text
        assert '"Code"' not in answer.text


def test_an_error_of_the_api_names_its_code_and_a_sentence(answers):
    for name, code in {"api 401": "not_logged_in", "api 404": "not_found", "api 415": "wrong_type"}.items():
        told = answers[name].json["error"]
        assert told["code"] == code
        assert told["message"].endswith(".")


def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(answers):
    for name, answer in pages(answers):
        root = html.document_fromstring(answer.text)
        assert (name, root.xpath("//script[not(@src)] | //style | //@style")) == (name, [])
        assert (name, [it for it in root.xpath("//@*") if it.attrname.startswith("on")]) == (name, [])
        assert (name, root.xpath("//iframe | //object | //embed | //base | //meta[@http-equiv]")) == (
            name,
            [],
        )


def test_no_page_leads_anywhere_else(answers, life):
    """Every address is a path of ours, of this page, of the practice's mail or telephone; the icon is within the page."""
    for name, answer in pages(answers):
        addresses = html.document_fromstring(answer.text).xpath(
            "//@href | //@src | //@action | //@formaction"
        )
        assert addresses
        assert (
            name,
            [it for it in addresses if not re.match(r"/(?!/)|[#?]|data:image/svg|tel:|mailto:", it)],
        ) == (name, [])
    assert "http" not in answers["style"].text
    assert "@import" not in answers["style"].text


def test_a_redirect_leads_only_to_us_or_to_the_archive(answers, life, service):
    allowed = {urlsplit(life.base_url).netloc, urlsplit(service.resources["aws_endpoint_url"]).netloc}
    led = {name: urlsplit(answer.location).netloc for name, answer in answers.items() if answer.location}

    assert led.keys() == {"redirect", "preview", "download", "pdf"}
    assert led["redirect"] == urlsplit(life.base_url).netloc
    assert set(led.values()) <= allowed


@pytest.mark.parametrize(("method", "path"), REFUSED_BY_GATEWAY)
def test_what_never_reaches_the_application_is_refused_in_finnish_too(life, method, path):
    answer = Client(life.base_url).ask(method, path)

    assert answer.status in (404, 405)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    policy = {
        part.split()[0]: part.split()[1:] for part in answer.headers["Content-Security-Policy"].split(";")
    }
    assert policy["frame-ancestors"] == policy["default-src"] == policy["form-action"] == []
    assert method == "HEAD" or '<html lang="fi">' in answer.text


def pages(answers):
    return [(name, it) for name, it in answers.items() if it.headers["Content-Type"].startswith("text/html")]
