"""Everybody reads pages, errors and mails in their own language; the contract keeps its own."""

import pytest
from lxml import html

from chalicelib import wiring
from chalicelib.domain.accounts import SUPERVISOR
from chalicelib.workflow.accounts import add_account
from dev.accounts import SUPERVISORS_PROFILE
from tests.documents.finnish import finnish_in
from tests.web.client import FORM, Client
from tests.web.kept import rows
from tests.web.people import drafted, logged_in, sealed, sent, terms

FAR = "0" * 32
NOT_OURS = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n<html>\r\n--b--\r\n'


def lang(answer):
    return html.document_fromstring(answer.text).get("lang")


def shown(answer):
    """Everything that a reader of the page sees or hears, but for the contract, which has its own language."""
    root = html.document_fromstring(answer.text)
    for quoted in root.xpath("//article | //*[@lang != /html/@lang]"):
        quoted.getparent().remove(quoted)
    return " ".join(root.xpath("//text() | //@aria-label | //@title | //@placeholder"))


def speaks(life, email, language):
    """A supervisor whose account is in this language, logged in."""
    add_account(wiring.services(), email, SUPERVISOR, SUPERVISORS_PROFILE, language)
    return logged_in(life, email)


def reading(role, language):
    """The everyday contract with this party's pages in a language."""
    made = terms()
    person = made["supervisees"][0] if role == "supervisee" else made[role]
    person["language"] = language
    return made


@pytest.fixture(scope="module", params=["sv", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def author(life, language):
    return speaks(life, f"{language}@ohjaaja.example", language)


@pytest.fixture(scope="module")
def answers(life, author, language):
    """By name, an answer of every page and every way to be refused, to people of one language."""
    draft, (open_one, links) = drafted(author, terms()), sent(life, author, reading("manager", language))
    given = reading("manager", language)
    archived, signed = sealed(life, author, given)
    browser, link = Client(life.base_url), links["manager"]
    form, party = author.get("/contracts/new"), Client(life.base_url)
    asked = {"accept_language": language}
    return {
        "list": author.get("/contracts"), "form": form, "form again": author.fill(form.form("/contracts"), {"price_amount": "?"}),
        "draft": author.get(f"/contracts/{draft}"), "edit": author.get(f"/contracts/{draft}/edit"),
        "open": author.get(f"/contracts/{open_one}"), "done": author.get(f"/contracts/{archived}"),
        "archive": author.get("/archive"), "found": author.get("/archive?party=nobody"),
        "archived": author.get(f"/archive/{archived}"), "404": author.get(f"/contracts/{FAR}"),
        "403": author.post(f"/contracts/{open_one}/cancel", {}), "413": author.ask("POST", "/contracts", b"a=" + b"x" * 300_000, content_type=FORM),
        "wrong address": author.post(f"/contracts/{open_one}/parties/manager/email", {"email": "?", "_csrf": form.form("/logout").values[0][1]}),
        "sign": party.get(link), "sign again": party.fill(party.get(link).form("/accept")),
        "sign 403": party.post(f"{link}/accept", {"accept": "yes"}), "signed": party.get(signed["manager"]),
        "login": browser.get("/login", **asked), "login again": browser.post("/login", {"email": "x"}, **asked),
        "code": browser.get("/login/code", **asked), "code again": browser.post("/login/code", {"code": "1"}, **asked),
        "verify": browser.get("/verify", **asked), "404 link": browser.get(f"/sign/{'x' * 43}", **asked),
        "415": browser.send_json("/login", {}, **asked), "422 verify": browser.ask(
            "POST", "/verify", b"x", content_type="multipart/form-data; boundary=b", **asked),
        "own verify": author.get("/verify"), "own 422 verify": author.ask(
            "POST", "/verify", b"x", content_type="multipart/form-data; boundary=b", accept_language="fi"),
        "own report": author.ask(
            "POST", "/verify", NOT_OURS, content_type="multipart/form-data; boundary=b", accept_language="fi"),
    }  # fmt: skip


def test_every_answer_is_in_the_readers_language_and_in_no_other(answers, language):
    for name, answer in answers.items():
        assert (name, lang(answer)) == (name, language)
        assert (name, finnish_in(shown(answer))) == (name, set())


def test_the_contract_on_the_page_keeps_its_own_language(answers):
    for name in ("sign", "draft"):
        articles = html.document_fromstring(answers[name].text).xpath("//article/@lang")
        assert (name, articles) == (name, ["fi"])


def test_mails_and_the_login_are_in_the_readers_language(life, language, answers):
    told = [mail for mail in life.mails() if mail["to"] == [f"{language}@ohjaaja.example"]]

    assert told
    assert [mail["subject"] for mail in told if finnish_in(f"{mail['subject']} {mail['text']}")] == []


def test_an_error_of_the_api_is_in_the_accounts_language(author, language):
    absent = author.get(f"/api/contracts/{FAR}").json["error"]["message"]
    [fault, *_] = author.send_json("/api/contracts", {}).json["errors"]
    refused = author.send_json("/api/contracts", b"[").json["errors"][0]

    assert finnish_in(" ".join([absent, fault["message"], refused["message"]])) == set()


def test_a_replaced_link_speaks_the_language_of_its_party(life, author, language):
    contract, links = sent(life, author, reading("supervisee", language))
    csrf = author.get("/contracts").form("/logout").values[0][1]
    corrected = {"email": "uusi@paikka.example", "_csrf": csrf}
    author.post(f"/contracts/{contract}/parties/supervisee-1/email", corrected)
    life.sweep()

    answer = Client(life.base_url).get(links["supervisee"])

    assert (answer.status, lang(answer)) == (410, language)


def test_a_stranger_reads_what_the_browser_asks_for(life):
    for header, wanted in {"sv-FI,fi;q=0.5": "sv", "en-GB": "en", "de": "fi", "": "fi"}.items():
        assert lang(Client(life.base_url).get("/login", accept_language=header)) == wanted


@pytest.mark.parametrize("wanted", ["sv", "en", "fi"])
def test_the_switch_changes_what_is_read_and_leads_back_to_the_page(life, owner, wanted):
    person = Client(life.base_url)
    person.cookies = dict(owner.cookies)
    page = person.get("/archive?party=%C3%84kka&lang=xx")
    [url] = html.document_fromstring(page.text).xpath(f"//footer//a[@hreflang='{wanted}']/@href")

    answer = person.get(f"/archive{url}")

    assert (answer.status, answer.location) == (303, f"{life.base_url}/archive?party=%C3%84kka")
    assert person.cookies["lang"] == wanted
    assert lang(person.get("/archive?party=%C3%84kka")) == wanted


def test_the_switch_of_a_partys_page_leads_back_to_their_link_from_a_fault_too(life, owner):
    _, links = sent(life, owner)
    party, link = Client(life.base_url), links["supervisee"]
    faulty = party.fill(party.get(link).form("/accept"))
    [url] = html.document_fromstring(faulty.text).xpath("//footer//a[@hreflang='sv']/@href")

    answer = party.get(url)

    assert url == f"{link}?lang=sv"
    assert answer.location == f"{life.base_url}{link}"
    assert lang(party.get(link)) == "sv"


def test_a_choice_of_language_changes_nothing_that_is_kept(life, owner):
    contract, links = sent(life, owner)
    life.sweep()
    before = rows(but=("THROTTLE#",))

    for path in (f"/contracts/{contract}", "/login", "/verify", links["manager"], f"/archive/{FAR}", "/"):
        answer = Client(life.base_url).get(f"{path}?lang=en")
        assert (path, answer.status, answer.location) == (path, 303, f"{life.base_url}{path}")
        [kept] = answer.headers.get_all("Set-Cookie")
        assert kept.startswith("lang=en; Path=/; Max-Age=")

    assert rows(but=("THROTTLE#",)) == before


@pytest.mark.parametrize(
    "path", ["/sign/%C3%A4%0d%0aX", "/sign/{0}", "/contracts/%2e%2e", "/sign//evil.example"]
)
def test_the_way_back_from_a_switch_leads_nowhere_else(life, path):
    answer = Client(life.base_url).get(f"{path}?lang=sv&next=https://evil.example")

    assert answer.status in (303, 404)
    assert answer.location in (None, f"{life.base_url}{path}")


def test_the_switch_repeats_nothing_that_is_not_ours(life, owner):
    """A page is compressed whole: what a stranger puts into its address must not stand beside the page's secrets."""
    _, links = sent(life, owner)
    guess = "guessed-csrf"

    for path in ("/login", "/verify", "/how", links["supervisee"]):
        assert guess not in Client(life.base_url).get(f"{path}?x={guess}&{guess}=1").text
    assert guess not in Client(life.base_url).get(f"{links['supervisee']}?q={guess}").text
    assert f"?q={guess}&amp;lang=sv" in owner.get(f"/contracts?q={guess}&x={guess}").text


def test_an_address_longer_than_ours_is_not_repeated(life):
    answer = Client(life.base_url).get(f"/sign/{'a' * 60_000}?lang=sv")

    assert (answer.status, answer.location) == (404, None)


@pytest.mark.parametrize("kept", ["de", "", "../fi", "sv\x00", "fi" * 500])
def test_a_cookie_that_is_not_ours_chooses_nothing(life, kept):
    person = Client(life.base_url)

    assert lang(person.get("/login", cookie=f"lang={kept}".encode("latin-1"), accept_language="en")) == "en"
