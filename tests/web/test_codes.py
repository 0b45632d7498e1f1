"""The code that the supervisor tells in another way: on their page and in their answers, asked on the party's page."""

import re

import pytest
from lxml import html

from tests.documents.html import words
from tests.web.client import Client
from tests.web.kept import rows
from tests.web.seats import TEAM, accepts, happened, look, offered

CODED = TEAM | {"manager": TEAM["manager"] | {"assurance_level": "email_link_code"}}
PARTY = "manager"


@pytest.fixture
def contract(life, owner):
    """A contract whose manager needs a code."""
    return offered(life, owner, CODED)


def told(owner, contract):
    """party → access_code, as the API has them."""
    parties = owner.get(f"/api/contracts/{contract.id}").json["parties"]
    return {it["id"]: it["access_code"] for it in parties if "access_code" in it}


def shown(owner, contract):
    """party → code, as the supervisor's page has them."""
    root = html.document_fromstring(owner.get(f"/contracts/{contract.id}").text)
    lines = [words(line) for line in root.xpath("//main//li")]
    return {line: code[0] for line in lines if (code := re.findall(r"\b\d{4} \d{4}\b", line))}


def test_the_supervisor_sees_each_awaited_code_and_how_to_tell_it(owner, contract):
    codes = told(owner, contract)

    assert codes.keys() == {PARTY}
    [(line, code)] = shown(owner, contract).items()
    assert code == codes[PARTY]
    assert contract.names[PARTY] in line
    assert "tavatessanne tai puhelimessa" in line


def test_nobody_else_sees_any_code(life, owner, other, auditor, contract):
    code = told(owner, contract)[PARTY]
    pages = [look(life, contract, party)[1].text for party in contract.links]
    pages += [
        who.get(f"/api/contracts/{contract.id}").text for who in (other, auditor, Client(life.base_url))
    ]
    pages += [mail["text"] + mail["html"] + mail["subject"] for mail in life.mails()]

    assert [page for page in pages for form in (code, code.replace(" ", "")) if form in page] == []


def test_only_who_needs_a_code_is_asked_and_the_field_is_empty(life, contract):
    served = {party: look(life, contract, party)[1].form("/accept") for party in contract.links}

    assert {party for party, form in served.items() if "access_code" in form.names} == {PARTY}
    assert dict(served[PARTY].values)["access_code"] == ""


def test_only_who_needs_a_code_is_told_of_it_before_it_is_asked(life, owner, contract):
    code = told(owner, contract)[PARTY]
    tops = {}
    for party in contract.links:
        root = html.document_fromstring(look(life, contract, party)[1].text)
        tops[party] = " ".join(map(words, root.xpath("//main//section[contains(@class, 'note')]")))
    mails = {mail["to"][0]: mail["text"] for mail in life.mails() if contract.links[PARTY] in mail["text"]}

    assert {party for party, top in tops.items() if "tarvitset myös koodin" in top} == {PARTY}
    [mailed] = mails.values()
    assert "Työnohjaaja kertoo sen sinulle puhelimessa tai tavatessanne." in mailed
    assert code.replace(" ", "") not in mailed.replace(" ", "")


def test_with_the_code_the_party_accepts_and_the_trail_says_how_they_were_identified(life, owner, contract):
    code = told(owner, contract)[PARTY]
    for party in contract.links:
        assert (
            accepts(life, contract, party, **({"access_code": code} if party == PARTY else {})).status == 303
        )
    life.sweep()

    identified = {it["party"]: it["identified"] for it in happened(contract.id, "accepted")}
    assert identified == dict.fromkeys(contract.links, "email_link") | {PARTY: "email_link_code"}
    assert (told(owner, contract), shown(owner, contract)) == ({}, {})


@pytest.mark.parametrize("code", ["", "00000000", "ei", "1" * 500, "１２３４"])
def test_a_missing_or_wrong_code_is_told_beside_its_field_and_nothing_else_is_lost(life, contract, code):
    before = rows()

    answer = accepts(life, contract, PARTY, access_code=code)

    assert (answer.status, 'id="access_code-fault"' in answer.text) == (422, True)
    assert "myös koodi on uusi" in answer.text or not code
    kept = dict(answer.form("/accept").values)
    assert (kept["accept"], kept["typed_name"]) == ("yes", contract.names[PARTY])
    assert rows() == before


def test_too_many_tries_are_told_with_what_helps(life, owner, contract):
    for _ in range(10):
        assert "Tarkista koodi" in accepts(life, contract, PARTY, access_code="00000000").text
    answer = accepts(life, contract, PARTY, access_code=told(owner, contract)[PARTY])
    fault = words(html.document_fromstring(answer.text).get_element_by_id("access_code-fault"))

    assert answer.status == 422
    assert "Yritä huomenna uudelleen" in fault
    assert "uusi linkki ja koodi" in fault
    assert happened(contract.id, "accepted") == []


def test_the_supervisor_sends_a_new_link_and_code_to_the_same_address(life, owner, contract):
    old, before = told(owner, contract)[PARTY], len(life.mails())
    form = next(
        it for it in owner.get(f"/contracts/{contract.id}").page.forms() if "anew" in it.names and it.action.endswith("/manager/email")
    )  # fmt: skip

    first, second = owner.fill(form), owner.fill(form)
    life.sweep()

    assert (first.status, second.status) == (303, 303)
    links = [url for mail in life.mails()[before:] for url in mail["links"] if "/sign/" in url]
    assert len(links) == 1
    assert Client(life.base_url).get(contract.links[PARTY]).status == 410
    contract.links[PARTY] = links[0].removeprefix(life.base_url)
    assert told(owner, contract)[PARTY] != old
    assert accepts(life, contract, PARTY, access_code=old).status == 422
    assert accepts(life, contract, PARTY, access_code=told(owner, contract)[PARTY]).status == 303


@pytest.mark.parametrize("anew", ["", "x", "-1", "99999999999999999999", "2"])
def test_a_round_that_is_not_the_present_one_sends_nothing(owner, contract, anew):
    page = owner.get(f"/contracts/{contract.id}")
    csrf = dict(page.form("/manager/email").values)["_csrf"]
    before = rows()

    answer = owner.post(
        f"/contracts/{contract.id}/parties/manager/email",
        {"_csrf": csrf, "email": TEAM["manager"]["email"], "anew": anew},
    )

    assert answer.status == 303
    assert rows() == before


def test_a_supervisor_who_needs_a_code_finds_it_where_they_are_logged_in(life, owner):
    contract = offered(life, owner, TEAM | {"assurance_level": "email_link_code"})
    codes = told(owner, contract)

    assert codes.keys() == contract.links.keys()
    assert len(set(codes.values())) == len(codes)
    assert "Tämä on oma koodisi" in owner.get(f"/contracts/{contract.id}").text
    assert accepts(life, contract, "supervisor", access_code=codes["supervisor"]).status == 303


def test_strong_identification_is_refused_while_nobody_provides_it(owner):
    answer = owner.send_json("/api/contracts", TEAM | {"assurance_level": "strong"})

    assert answer.status == 422
    assert [(it["field"], it["code"]) for it in answer.json["errors"]] == [
        ("assurance_level", "strong_not_available")
    ]
