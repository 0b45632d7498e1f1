"""Every address that we give leads to us, whatever the request says about who we are."""

import re

import pytest

from tests.web.client import Client
from tests.web.people import sent

LIARS = {
    "Host": {"host": "muualla.example"},
    "Host with a port": {"host": "muualla.example:443"},
    "X-Forwarded-Host": {"x_forwarded_host": "muualla.example", "x_forwarded_proto": "https"},
    "Forwarded": {"forwarded": "host=muualla.example;proto=https"},
    "X-Original-URL": {"x_original_url": "https://muualla.example/", "x_rewrite_url": "/muualla.example"},
    "Referer": {"referer": "https://muualla.example/"},
}
PATHS = [
    "//muualla.example", "//muualla.example/login", "/\\muualla.example", "/%2f%2fmuualla.example", "/%5cmuualla.example",
    "/https://muualla.example", "/.muualla.example", "/;@muualla.example", "/@muualla.example", "/%09/muualla.example",
    "/%0d%0aLocation:%20https://muualla.example",
    "/?next=https://muualla.example", "/login?next=//muualla.example", "/login?url=https://muualla.example",
    "/contracts?done=https://muualla.example", "/contracts/..%2f..%2fmuualla.example", "/contracts//muualla.example",
    "/contracts/%0d%0aSet-Cookie:%20x=1", "/sign//muualla.example", "/sign/../login", "/sign/%2e%2e/contracts",
    "/sign/..;/contracts", "/archive/../contracts", "/archive/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/archive/..%5c..%5cmuualla",
    "/archive?party=https://muualla.example", "/verify/https://muualla.example", "/verify?contract=//muualla.example",
    "/style.css/../login", "/scripts/form.js%00.html", "/scripts/../style.css", "/scripts/form.css", "/_local/../contracts", "/.env", "/.git/config", "/vendor/templates",
]  # fmt: skip


def links(text):
    return re.findall(r"https?://[^/\s\"'<>]+|//[\w.-]+\.\w+", text)


@pytest.mark.parametrize("headers", LIARS.values(), ids=LIARS)
def test_who_a_request_says_we_are_is_believed_nowhere(life, owner, headers):
    nobody = Client(life.base_url)
    home = nobody.get("/", **headers)
    asked = nobody.post("/login", {"email": "omistaja@sopu.test"}, **headers)
    listed = owner.get("/contracts", **headers)

    assert (home.location, asked.location) == (f"{life.base_url}/login", f"{life.base_url}/login/code")
    assert listed.status == 200
    assert links(listed.text) == []
    assert "muualla" not in listed.text + nobody.get("/login", **headers).text


def test_no_mail_leads_to_where_a_request_says_we_are(life, owner):
    life.sweep()
    since, (contract, _) = len(life.mails()), sent(life, owner)
    form = owner.get(f"/contracts/{contract}").form("/remind")
    owner.post(form.action, form.values, host="muualla.example", x_forwarded_host="muualla.example")
    life.sweep()

    assert len(life.mails()[since:]) == 6
    for mail in life.mails()[since:]:
        assert {url.startswith(f"{life.base_url}/") for url in mail["links"]} == {True}
        assert "muualla" not in mail["text"] + mail["html"]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_away_or_anywhere_else(life, owner, path):
    for client in (owner, Client(life.base_url)):
        answer = client.ask("GET", path)

        assert answer.status in (200, 303, 404, 405), answer.status
        assert answer.location is None or answer.location.startswith(f"{life.base_url}/")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "x=1" not in str(answer.headers)
        assert "root:" not in answer.text


def test_an_address_in_absolute_form_is_no_other_host(life):
    answer = Client(life.base_url).ask("GET", "http://muualla.example/contracts")

    assert answer.location in (None, f"{life.base_url}/login")
    assert "muualla" not in answer.text
