"""Text that tries to be more than text stays text: on pages, in mails, in the PDF, in lists and in the archive."""

import re
from urllib.parse import urlencode

import pytest
from lxml import html

from dev.browser import Browser
from tests.tools import output_of
from tests.web.client import FORM, Client
from tests.web.people import accept, drafted, logged_in, name_of, sent, terms

HOSTILE = [
    "<script>alert(1)</script>", "{{7*7}}", "{% raw %}", '#eval("1+1")', "${7*7}", "]]>", '"><img src=x onerror=alert(1)>',
    "<!--", "&amp;lt;b&gt;", "javascript:alert(1)", "%3Cscript%3E", "\\input{/etc/passwd}", '#import "@preview/x:1.0.0"',
    "$x^2$", "*a* _b_ `c` = d", "https://muualla.example/kirjaudu", "<b", "'; DROP TABLE sopu; --", "W" * 150,
]  # fmt: skip
EVERYTHING = " ".join(HOSTILE)
IMAGE = '"><img src=x onerror=alert(1)>'
WORKPLACE = '"><svg/onload=alert(1)> & Pojat, "Oy"'
# What a name takes, and what cannot be seen: a mark that turns the direction, blanks of no width, a bell.
NAME = "Jäljä O’Neill-D'Arcy (ent. Ö.), Jr"
UNSEEN = "\u202e\u200b\u2066\ufeff\x07"
OURS = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "div",
    "nav",
    "ul",
    "li",
    "form",
    "input",
}
OURS |= {
    "button",
    "main",
    "p",
    "h1",
    "h2",
    "h3",
    "section",
    "span",
    "footer",
    "ol",
    "dl",
    "dt",
    "dd",
    "br",
    "strong",
    "em",
}
OURS |= {
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "label",
    "textarea",
    "select",
    "option",
}
OURS |= {
    "fieldset",
    "legend",
    "template",
    "time",
    "q",
    "small",
    "article",
    "code",
    "aside",
    "address",
    "wbr",
    "blockquote",
}
# Signs of ours, and the pages of a preview: what somebody typed would bring an attribute or an address of its own.
OURS |= {"svg", "g", "path", "circle", "rect", "img"}
# The sign of our pages, and the practice's own addresses, which no party can type.
OUR_ADDRESS = r"/(?!/)|[#?]|data:image/svg\+xml,%3Csvg [^<>\"]*$|(mailto|tel):[\w+@.-]+$"


@pytest.fixture(scope="module")
def given():
    """A contract with all of it in every text field that takes it."""
    made = terms(
        goals_shared=f"Tavoite{UNSEEN} {EVERYTHING}\nToinen rivi", place_detail=" ".join(HOSTILE[:9]), third_party=HOSTILE[0],
        dissatisfaction_steps=EVERYTHING, methods={"choices": ["dialogue"], "text": EVERYTHING},
        goals_annex_used=True, goals_supervisees=f"Oma raja{UNSEEN} {EVERYTHING}", retention_years=7, retention_reason=IMAGE,
        scheduling={"mode": "on_request", "text": EVERYTHING[:480]}, remote_rules={"allowed": True, "tool": IMAGE},
    )  # fmt: skip
    made["supervisor"] |= {"full_name": NAME, "business_name": IMAGE, "qualification": EVERYTHING[:290]}
    made["supervisor"]["contact"] |= {"phone": "<b>+358 40</b>", "address": HOSTILE[0]}
    made["supervisees"][0] |= {
        "full_name": f"{UNSEEN}Åke{UNSEEN} von Ödmark", "job_title": HOSTILE[0], "organisation": IMAGE,
    }  # fmt: skip
    made["manager"] |= {"title": HOSTILE[1], "organisation": WORKPLACE}
    made["client"]["organisation"] |= {"name": "{{7*7}} & <Pojat>"}
    made["invoice_details"] |= {"reference": "]]>{%raw%}", "operator": IMAGE}
    return made


@pytest.fixture(scope="module")
def scene(life, given):
    """The life of that contract: every page that anybody was shown of it, by name, and every mail."""
    author = logged_in(life, "vihamielinen@sopu.test")
    draft = drafted(author, given)
    shown = {"form": author.get(f"/contracts/{draft}/edit"), "draft": author.get(f"/contracts/{draft}")}
    since = len(life.mails())
    contract, links = sent(life, author, given)
    party = Client(life.base_url)
    shown["sign"] = party.get(links["manager"])
    party.fill(shown["sign"].form("/change-request"), {"text": EVERYTHING})
    shown["sign again"] = party.fill(shown["sign"].form("/accept"), {"typed_name": EVERYTHING[:200]})
    shown["wish"] = author.get(f"/contracts/{contract}")
    for role, link in links.items():
        shown[f"{role} accepts"] = accept(life.base_url, link, seen(name_of(given, role)))
    life.sweep()
    shown |= {
        "signed": party.get(links["manager"]), "contract": author.get(f"/contracts/{contract}"),
        "list": author.get("/contracts"), "archive": author.get(f"/archive?party=%22%3E%3Cscript%3E&since={'9' * 80}"),
        "found": author.get("/archive?party=%C3%B6dmark"), "archived": author.get(f"/archive/{contract}"),
    }  # fmt: skip
    return {"pages": shown, "mails": life.mails()[since:], "pdf": links["manager"] + "/contract.pdf"}


def seen(text):
    return text.translate({ord(character): None for character in UNSEEN})


def words(text):
    return " ".join(text.split())


def pages(scene):
    shown = scene["pages"]
    return {name: html.document_fromstring(it.text) for name, it in shown.items() if it.status != 303}


def test_the_whole_life_went_well(scene):
    shown = scene["pages"]

    assert {
        shown[name].status
        for name in ("form", "draft", "sign", "wish", "contract", "list", "archived", "found")
    } == {200}
    assert {shown[f"{role} accepts"].status for role in ("supervisor", "supervisee", "manager")} == {303}
    assert shown["sign again"].status == 422
    assert "Aito" in shown["archived"].text


def test_no_page_holds_an_element_or_an_attribute_that_is_not_ours(scene):
    for name, root in pages(scene).items():
        assert (name, {it.tag for it in root.iter() if isinstance(it.tag, str)} - OURS) == (name, set())
        assert (name, [it for it in root.xpath("//@*") if it.attrname.startswith("on")]) == (name, [])
        assert (
            name,
            [it for it in root.xpath("//@href | //@src") if not re.match(OUR_ADDRESS, it)],
        ) == (name, [])
        assert (name, root.xpath("//comment()")) == (name, [])


def test_every_word_can_be_read_as_it_was_typed(scene):
    read = {name: words(root.text_content()) for name, root in pages(scene).items()}
    for name in ("draft", "sign", "wish"):
        for text in HOSTILE[:-1]:
            assert (name, words(text) in read[name]) == (name, True), text
    assert "49" not in re.sub(r"\d{2,}[.:]\d+", "", read["sign"]).split()
    for name in ("contract", "list", "found", "archived"):
        assert WORKPLACE in read[name], name


def test_the_form_holds_what_was_typed(scene, given):
    values = dict(scene["pages"]["form"].form("/edit").values)

    assert words(values["goals_shared"]) == words(given["goals_shared"])
    assert values["invoice_details-operator"] == IMAGE
    assert dict(scene["pages"]["sign again"].form("/accept").values)["typed_name"] == words(EVERYTHING[:200])


def test_no_page_and_no_mail_holds_what_cannot_be_seen(scene):
    texts = {name: page.text for name, page in scene["pages"].items() if name != "form"}
    texts |= {
        mail["id"]: mail["subject"] + mail["text"] + mail["html"] + mail["from"] for mail in scene["mails"]
    }
    for name, text in texts.items():
        assert (name, [character for character in UNSEEN if character in text]) == (name, [])


def test_each_mail_goes_to_one_person_and_holds_nobody_elses_words(scene, life):
    assert len(scene["mails"]) >= 7
    for mail in scene["mails"]:
        root = html.document_fromstring(mail["html"])
        assert len(mail["to"]) == 1
        assert "\n" not in mail["subject"] + mail["from"]
        assert not root.xpath("//script | //img | //svg | //iframe")
        assert {url.startswith(life.base_url) for url in root.xpath("//@href")} == {True}
        assert "muualla" not in mail["text"] + mail["html"] + mail["subject"]
    assert f"{NAME} (Sopu)" in {
        re.sub(r'^"|" <.*$| <.*$', "", mail["from"]).replace('\\"', '"') for mail in scene["mails"]
    }


def test_the_pdf_says_it_all_and_does_nothing(scene, life, tmp_path):
    pdf = Browser().get(life.base_url + scene["pdf"]).body
    (tmp_path / "sealed.pdf").write_bytes(pdf)
    text = output_of("pdftotext", "-layout", str(tmp_path / "sealed.pdf"), "-")
    read = re.sub(r"\s", "", text)

    for hostile in HOSTILE:
        assert re.sub(r"\s", "", hostile) in read, hostile
    assert NAME in text
    assert b"/JavaScript" not in pdf
    assert b"/URI(https://muualla" not in pdf.replace(b" ", b"")


REFUSED_NAMES = [
    "Aino\r\nBcc: muu@muualla.example",
    "Aino <aino@muualla.example>",
    'Aino" <a@b.fi>, "',
    "Aino; b@c.fi",
    "=?utf-8?q?x?=",
]


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_a_name_cannot_become_a_header(life, owner, name):
    """Line ends become blanks, as in any line; what could be an address is no name."""
    given, since = terms(), len(life.mails())
    given["supervisor"] |= {"full_name": name}
    answer = owner.send_json("/api/contracts", given)
    if answer.status == 201:
        owner.send_json(f"/api/contracts/{answer.json['id']}/send", {})
    life.sweep()

    assert answer.status == 422
    assert life.mails()[since:] == []


@pytest.mark.parametrize(
    "email",
    ["a@b.fi\r\nBcc: c@d.fi", "a@b.fi, c@d.fi", "A <a@b.fi>", "a@b.fi;c@d.fi", "a@[127.0.0.1]", "ä@b.fi"],
)
def test_an_address_is_one_plain_address(owner, email):
    given = terms()
    given["manager"] |= {"email": email}

    answer = owner.send_json("/api/contracts", given)

    assert answer.status == 422
    assert "manager-email" in {fault["field"] for fault in answer.json["errors"]}


HALVES = ["%ED%A0%80", "%ED%A0%BD%ED", "%C3", "%FF%FE", "\udced\udca0\udc80"]  # the last one: raw bytes


@pytest.mark.parametrize("half", HALVES)
def test_half_a_character_in_a_form_is_one_that_nobody_wrote(owner, half):
    """A browser sends none; what is no UTF-8 becomes a mark, and the form is read to its end."""
    contract = drafted(owner, terms())
    form = owner.get(f"/contracts/{contract}/edit").form("/edit")
    sent_as = urlencode(form.filled({"goals_shared": "ALUSTA"})).replace("ALUSTA", f"Opimme {half} kysymään")

    answer = owner.ask("POST", form.action, sent_as.encode("utf-8", "surrogateescape"), content_type=FORM)

    assert answer.status == 303
    assert "kysymään" in owner.get(f"/contracts/{contract}").text


@pytest.mark.parametrize("client", [{"client-0-x": "1"}, {"client-organisation-0": "1"}, {"client": "1"}])
def test_a_list_in_the_place_of_the_client_is_a_fault_of_the_form(owner, client):
    form = owner.get("/contracts/new").form("/contracts")

    assert owner.post("/contracts", [*form.values, *client.items()]).status == 422
