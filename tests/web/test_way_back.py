"""Ways back: a mail's link outlives the login, an error leads a party to their own page, and no cookie leads astray."""

import pytest
from lxml import html

from chalicelib.web.cookies import cookie_name
from tests.web.client import Client
from tests.web.people import drafted, name_of, sent, terms

CONTRACT = f"/contracts/{'0' * 32}"
HOSTILE = [
    "", "/", "//evil.example", "https://evil.example", "/\\evil.example", "/contracts/", f"{CONTRACT}/../..", f"/{CONTRACT}",
    f"{CONTRACT}?x=//evil", f"{CONTRACT}%0d%0aX: y", f"https:{CONTRACT}", f"{CONTRACT}0", f"/sign/{'a' * 43}", "/logout",
    f"/api{CONTRACT}", "javascript:alert(1)", "x" * 3_000,
]  # fmt: skip


def log_in(life, browser, email="omistaja@sopu.test"):
    """Log in, in a browser that may have asked for a page before; the answer to the code."""
    life.sweep()
    before = len(life.mails())
    browser.post("/login", {"email": email})
    code = life.wait_for(lambda: next(life.codes(email, before), ""), "login code")
    return browser.post("/login/code", {"code": code})


def buttons(answer):
    return html.document_fromstring(answer.text).xpath("//main//a/@href")


# Through the login


def test_a_link_to_a_contract_leads_there_after_logging_in(life, owner):
    contract, browser = drafted(owner, terms()), Client(life.base_url)

    asked = browser.get(f"/contracts/{contract}")
    entered = log_in(life, browser)

    assert asked.location == f"{life.base_url}/login"
    assert entered.location == f"{life.base_url}/contracts/{contract}"
    assert browser.get(entered.location).status == 200
    assert browser.cookies.keys() == {"session"}


@pytest.mark.parametrize("path", ["/contracts", "/contracts/new", f"{CONTRACT}0", "/contracts/%2e%2e"])
def test_any_other_page_leads_to_the_first_one(life, path):
    browser = Client(life.base_url)

    assert browser.get(path).location == f"{life.base_url}/login"
    assert browser.cookies == {}


def test_what_was_posted_is_not_asked_for_again(life):
    browser = Client(life.base_url)

    assert browser.post(f"{CONTRACT}/cancel").status in (303, 403)
    assert browser.cookies == {}


def test_a_cookie_that_we_did_not_write_leads_nowhere_else(life, owner):
    for wanted in HOSTILE:
        browser = Client(life.base_url)
        browser.cookies = {cookie_name("next"): wanted}

        assert (wanted, log_in(life, browser).location) == (wanted, f"{life.base_url}/")


# Which address


def test_the_address_that_was_typed_is_shown_beside_the_code_even_after_a_wrong_one(life):
    browser = Client(life.base_url)
    browser.post("/login", {"email": "väärä<b>@osoite.example"})

    for answer in (browser.get("/login/code"), browser.post("/login/code", {"code": "000000"})):
        assert (
            html.document_fromstring(answer.text).xpath("string(//main//strong)") == "väärä<b>@osoite.example"
        )


@pytest.mark.parametrize("kept", ["", "%", "%ff%fe", "%00%0d%0a", "%3Cscript%3E", "x" * 3_000, "%E2%80%AE"])
def test_whatever_the_browser_keeps_as_address_the_page_is_whole(life, kept):
    browser = Client(life.base_url)
    browser.cookies = {cookie_name("address"): kept}

    answer = browser.get("/login/code")

    assert answer.status == 200
    assert "<script>" not in answer.text
    assert len(answer.text) < 6_000


# From an error


def test_a_partys_error_leads_back_to_their_page_and_never_to_the_login(life, owner):
    given = terms()
    _, links = sent(life, owner, given)
    party, link = Client(life.base_url), links["manager"]
    served = party.get(link)
    name = name_of(given, "manager")
    typed = {"accept": "yes", "representation_confirmed": "yes", "typed_name": name}
    party.fill(served.form("/accept"), typed)

    forged = party.post(f"{link}/accept", typed)
    late = party.fill(served.form("/decline"), {"decline": "yes"})
    large = party.post(f"{link}/accept", {"typed_name": "x" * 300_000})
    strange = party.send_json(f"{link}/accept", {})

    assert [it.status for it in (forged, late, large, strange)] == [403, 409, 413, 415]
    assert [buttons(it) for it in (forged, late, large, strange)] == [[link], [link], [link], []]


@pytest.mark.parametrize("path", ["", "/contract.pdf"])
def test_a_link_that_is_not_ours_offers_no_way(life, path):
    answer = Client(life.base_url).get(f"/sign/{'x' * 43}{path}")

    assert (answer.status, buttons(answer)) == (404, [])


def test_a_supervisor_is_led_to_the_first_page(owner):
    assert buttons(owner.get(CONTRACT)) == ["/"]


def test_who_declined_is_told_so_the_supervisor_not_who_and_the_others_nothing_of_it(life, owner):
    _, links = sent(life, owner)
    party = Client(life.base_url)
    party.fill(party.get(links["manager"]).form("/decline"), {"decline": "yes"})

    assert "Et hyväksynyt sopimusta" in party.get(links["manager"]).text
    assert "Joku osapuolista ei hyväksynyt sopimusta" in party.get(links["supervisor"]).text
    others = party.get(links["supervisee"]).text
    assert "Sopimusta ei tule" in others
    assert "ei hyväksynyt" not in others
