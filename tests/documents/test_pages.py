import re
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from chalicelib.documents.pages import page
from chalicelib.documents.templating import TEMPLATES
from tests.documents.finnish import finnish_in
from tests.documents.html import parsed, sent, words
from tests.documents.page_contexts import CASES, context
from tests.documents.page_values import CHANGES, SIGN

NOT_OURS = ("#", "?", "data:", "mailto:", "tel:")
# The only places elsewhere that a page leads to; it loads nothing from there.
AUTHORITIES = {"https://tietosuoja.fi", "https://www.saavutettavuusvaatimukset.fi"}
every_case = pytest.mark.parametrize(
    ("name", "given"), [pytest.param(name, given, id=f"{name}-{case}") for name, case, given in CASES]
)


def tree(name, given):
    return parsed(page(name, **context(**given)))


def test_every_page_has_a_case_here():
    names = {path.stem for path in (TEMPLATES / "pages").glob("[!_]*.html")} - {"layout"}

    assert names == {name for name, _, _ in CASES}


@every_case
def test_page_is_whole_and_in_finnish(name, given):
    text = page(name, **context(**given))
    root = parsed(text)

    assert text.startswith("<!DOCTYPE html>")
    assert root.get("lang") == "fi"
    assert len(root.xpath("//main")) == len(root.xpath("//title")) == 1
    assert root.xpath("//main//h1")
    assert not re.search(r"\{\{|\{%|\bNone\b|\bTrue\b|\bFalse\b|Undefined|%\(", text)


@pytest.mark.parametrize("language", ["sv", "en"])
@every_case
def test_no_page_is_half_translated(name, given, language):
    """What the page was given, here in Finnish, comes from elsewhere; the contract keeps its own language."""
    root = parsed(page(name, language, **context(**given)))
    for article in root.xpath("//article"):
        article.getparent().remove(article)

    shown = " ".join(root.xpath("//text() | //@aria-label | //@title | //@placeholder"))

    assert root.get("lang") == language
    assert finnish_in(shown, but=texts(given)) == set()


@every_case
def test_sentences_do_not_run_together(name, given):
    text = words(tree(name, given).find("body"))

    assert not re.search(r"[a-zäö0-9][.!?][A-ZÄÖ]| [.,]( |$)", text.replace("a.N", ""))
    assert not re.search(r"[\w.!?]</?a\b", page(name, **context(**given)).replace("</a>", ""))


@every_case
def test_ids_are_unique_and_references_lead_somewhere(name, given):
    root = tree(name, given)
    ids = root.xpath("//@id")
    wanted = {
        ref
        for refs in root.xpath("//@aria-describedby | //@aria-labelledby | //@for")
        for ref in refs.split()
    }
    wanted |= {href[1:] for href in root.xpath("//@href") if href.startswith("#")}

    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


@every_case
def test_every_input_has_a_label(name, given):
    root = tree(name, given)
    labelled = set(root.xpath("//label/@for")) | set(root.xpath("//label//input/@id"))
    inputs = root.xpath("//input[@type != 'hidden'] | //select | //textarea")

    assert [field.get("name") for field in inputs if field.get("id") not in labelled] == []
    assert all(words(label) for label in root.xpath("//label"))


@every_case
def test_every_fault_is_told_at_the_top_and_beside_its_field(name, given):
    root = tree(name, given)
    for field, sentence in given.get("faults", {}).items():
        assert sentence[1:] in words(root.xpath("//*[@role='alert'][.//*[@id='faults']]")[0])
        if field:
            [input_] = root.xpath(f"//*[@aria-invalid][contains(@aria-describedby, '{field}-fault')]")
            assert sentence in words(root.get_element_by_id(f"{field}-fault"))
            assert all(it.get("open") is not None for it in input_.iterancestors("details"))


@every_case
def test_what_people_type_stays_text(name, given):
    evil = "\"'><x-evil onload=1>{{ 7*7 }}"

    def spoiled(value):
        if isinstance(value, Markup):
            return value
        if isinstance(value, str):
            return f"{value}{evil}"
        if isinstance(value, dict):
            return {key: spoiled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [spoiled(item) for item in value]
        return value

    root = tree(name, spoiled(given))

    assert root.xpath("//x-evil | //@onload") == []
    assert "49" not in words(root) or "49" in words(tree(name, given))


@every_case
def test_every_form_that_changes_something_carries_its_proof(name, given):
    root = tree(name, given)
    without = [
        form.get("action") for form in root.xpath("//form[@method='post'][not(.//input[@name='_csrf'])]")
    ]

    assert set(without) <= {"/login", "/login/code", "/verify"}


@every_case
def test_nothing_comes_from_elsewhere_and_nothing_is_inline(name, given):
    root = tree(name, given)

    assert root.xpath("//@style | //style | //script[not(@src)] | //*[starts-with(name(@*), 'on')]") == []
    assert all(
        re.match(r"/(?!/)|[#?]|data:image/svg|mailto:|tel:", address) or address in AUTHORITIES
        for address in root.xpath("//@href | //@src | //@action")
    )


def test_own_paths_begin_with_the_stage():
    root = tree("contract", dict(CASES_BY_NAME["contract"], base_path="/api"))
    addresses = [it for it in root.xpath("//@href | //@action") if not it.startswith(NOT_OURS)]

    assert addresses
    assert all(it.startswith("/api/") for it in addresses)


def test_login_pages_have_one_form():
    for name, field in (("login", "email"), ("login_code", "code")):
        [form] = tree(name, CASES_BY_NAME[name]).xpath("//form")

        assert [key for key, _ in sent(form)] == [field]


def test_draft_has_one_form_that_sends():
    [form] = tree("draft", CASES_BY_NAME["draft"]).xpath("//form[contains(@action, '/send')]")

    assert form.get("action").endswith("/send")
    assert dict(sent(form)) == {"_csrf": "token", "_revision": "1"}


def test_nothing_is_ticked_or_written_for_the_person_who_accepts():
    [form] = tree("sign", SIGN).xpath("//form[contains(@action, '/accept')]")

    assert sent(form) == [
        ("_csrf", "token"),
        ("language", "fi"),
        ("documents", SIGN["documents"][0]),
        ("typed_name", ""),
    ]


def test_contract_stands_before_the_form_that_accepts_it():
    text = page("sign", **context(**SIGN))

    assert (
        text.index('<article lang="fi"')
        < text.index("/accept")
        < text.index("/change-request")
        < text.index("/decline")
    )


def test_auditor_is_not_offered_what_supervisors_do():
    auditor = SimpleNamespace(email="arkisto@sopu.test", role="auditor")
    links = tree("archive", dict(CASES_BY_NAME["archive"], session=auditor)).xpath("//header//nav//a/@href")

    assert links == ["/archive", "/verify"]


def texts(value):
    """Every text within what a page is given."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in texts(item)]
    return texts(list(value.values())) if isinstance(value, dict) else []


CASES_BY_NAME = {name: given for name, _, given in reversed(CASES)}


def test_what_a_new_version_changed_stands_before_the_buttons():
    text = page("sign", **context(**SIGN | {"version": 2, "changes": CHANGES}))

    assert 0 < text.index('id="new-version"') < text.index('class="acts"')


def test_who_reads_another_language_is_told_whose_language_the_essentials_are_in():
    said = "samalla kielellä kuin sopimuksessa"

    assert said in page("sign", **context(**SIGN | {"page_language": "sv"}))
    assert said not in page("sign", **context(**SIGN))


def test_the_essentials_are_few_and_the_others_folded():
    [box] = tree("sign", SIGN).find_class("essentials-card")
    named = [words(it) for it in box.xpath(".//dt[not(ancestor::details)]")]
    folded = [words(it) for it in box.xpath(".//details[not(@open)]//dt")]

    assert "Kesto" in named
    assert "Muoto" in folded
    assert sorted(named + folded) == sorted(it.name for it in SIGN["essentials"])
