"""A service that got its domain later: links mailed before it lead there, and nobody is led round in a circle."""

import logging
import re
from dataclasses import replace

import pytest
from chalice.app import Chalice

from chalicelib import wiring
from chalicelib.web.moved import lead_on
from dev.gateway import a_context
from dev.packaging.request import HOST, Asked, page_event
from tests.web.client import Client
from tests.web.people import NAME, sent

DOMAIN = "sopu.example.fi"
OLD = HOST


def told(monkeypatch, **settings):
    changed = replace(wiring.settings(), **settings)
    monkeypatch.setattr(wiring, "settings", lambda: changed)


@pytest.fixture
def moved(monkeypatch, service):
    told(monkeypatch, domain=DOMAIN, base_url=f"https://{DOMAIN}")


@pytest.fixture(scope="module")
def link(life, owner):
    """A party's link as it was mailed before, without the address that it began with."""
    _, links = sent(life, owner)
    return links["supervisor"].removeprefix(life.base_url)


@pytest.mark.parametrize(
    "path",
    [
        "/sign/" + "a" * 43,
        "/sign/" + "a" * 43 + "/contract.pdf",
        "/contracts?q=p%C3%A4iv%C3%A4&standing=open&standing=sealed",
        "/verify?lang=sv",
        "/login?empty=",
        "/",
    ],
)
def test_a_page_asked_for_at_the_apis_address_is_at_the_domain(moved, person, path):
    answer = person.get(path, host=OLD)

    assert (answer.status, answer.location) == (303, f"https://{DOMAIN}{path}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.body, answer.headers.get_all("Set-Cookie")) == (b"", None)


def test_at_the_domain_a_page_is_shown(moved, person, link):
    answer = person.get(link, host=DOMAIN)

    assert answer.status == 200
    assert f'action="{link}/accept"' in answer.text


def test_what_stands_in_the_address_goes_into_no_header_and_no_log(moved, person, caplog):
    token = "b" * 43
    with caplog.at_level(logging.DEBUG):
        person.get(f"/sign/{token}", host=OLD)
        answer = person.get("/sign/%0d%0aSet-Cookie:%20x=1", host=OLD)

    assert answer.location == f"https://{DOMAIN}/sign/%0d%0aSet-Cookie%3A%20x%3D1"
    assert not re.search(f"{token}|x=1", caplog.text)


def test_a_form_from_the_old_address_is_refused_and_told_where_to_go(moved, life, link):
    party = Client(life.base_url)
    page = party.get(link, host=DOMAIN).form("/accept")
    answer = party.post(
        page.action, page.filled({"accept": "yes", "typed_name": NAME}), host=OLD, origin=f"https://{OLD}"
    )

    assert answer.status == 403
    assert "Palvelun osoite on vaihtunut" in answer.text
    assert f'href="https://{DOMAIN}{link}"' in answer.text
    assert party.get(link, host=DOMAIN).form("/accept")


def test_the_page_that_refuses_finds_its_style_at_the_old_address(moved, person):
    refused = person.post("/login", {"email": "omistaja@sopu.test"}, host=OLD, origin=f"https://{OLD}")
    (sheet,) = re.findall(r'href="/local(/style\.css[^"]*)"', refused.text)

    assert f'href="https://{DOMAIN}/login"' in refused.text
    assert person.get(sheet, host=OLD).status == 200


def test_a_program_with_a_key_is_led_nowhere(moved, person):
    """It would lose its key on the way: clients take it off a request to another host."""
    answer = person.get("/api/contracts/1", host=OLD, authorization="Bearer sopu_x")

    assert (answer.status, answer.location) == (401, None)


@pytest.mark.parametrize(
    ("settings", "host"),
    [
        ({}, OLD),
        ({"base_url": f"https://{OLD}/sopu"}, OLD),
        ({"base_url": "https://front.example.fi"}, OLD),
        ({"domain": DOMAIN, "base_url": "https://front.example.fi"}, OLD),
        ({"domain": DOMAIN, "base_url": f"https://{OLD}/sopu"}, OLD),
        ({"domain": DOMAIN, "base_url": f"https://{DOMAIN}"}, DOMAIN),
        ({"domain": DOMAIN, "base_url": f"https://{DOMAIN}"}, "127.0.0.1"),
    ],
    ids=[
        "a laptop", "no domain", "somebody's own front", "that and a domain", "an address that was told", "the domain",
        "another name",
    ],
)  # fmt: skip
def test_nobody_is_led_in_a_circle(monkeypatch, service, person, settings, host):
    told(monkeypatch, **settings)

    assert person.get("/login", host=host).status == 200


def test_a_part_of_the_path_that_comes_decoded_breaks_no_header(moved):
    """As API Gateway may give it; the local service's own front leaves it as it was typed."""
    app = Chalice("sopu")
    app.route("/sign/{token}")(lambda token: "not reached")
    lead_on(app)
    asked = Asked(
        method="GET", route="/sign/{token}", path="/sign/x", parameters={"token": "a\r\nSet-Cookie: x=1 ä"}, query={},
        headers={}, body=b"",
    )  # fmt: skip

    answer = app(page_event(asked, ()), a_context("APIHandler"))

    assert answer["headers"]["Location"] == f"https://{DOMAIN}/sign/a%0D%0ASet-Cookie%3A%20x%3D1%20%C3%A4"
