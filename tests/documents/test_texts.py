"""What anybody may read about the service: whole in three languages, and true to what the product does."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.documents.templating import TEMPLATES
from chalicelib.documents.texts import TEXTS, text
from chalicelib.domain.accounts import CODE_LIFETIME, SESSION_IDLE, SESSION_LONGEST
from chalicelib.domain.invitation import LIVE_AFTER_SEALING
from chalicelib.domain.practice import Practice
from chalicelib.domain.typed import LIFETIME as TYPED
from chalicelib.web.language import KEPT
from chalicelib.web.way_back import REMEMBERED
from chalicelib.workflow.deliver import LINK_KEPT
from chalicelib.workflow.evidence import EVIDENCE_KEPT
from tests.documents.html import parsed, words

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fi", "sv", "en")
REACHABLE = Practice(name="Työnohjaus Aalto Oy", email="aalto@example.fi", phone="+358 40 000 0001")
every_text = pytest.mark.parametrize("name", TEXTS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def told(name, language, practice=REACHABLE, **changes):
    facts = {"base_path": "/stage", "site": "https://sopu.example", "operator": practice.name or "Sopu"}
    return text(name, language, practice=practice, **facts | changes)


def tree(name, language, **changes):
    it = told(name, language, **changes)
    return parsed(f"<html><body><h1>{it.title}</h1>{it.beginning}{it.rest}</body></html>")


def said(name, language, **changes):
    return words(tree(name, language, **changes))


def skeleton(root):
    """What the languages must have in common: elements in their order, ids and links, but for a site's own language."""
    return [
        (it.tag, it.get("id"), it.get("class"), re.sub(r"(\.fi)/(sv|en)$", r"\1", it.get("href") or ""))
        for it in root.iter()
        if it.tag not in ("br", "code")
    ]


def test_every_file_is_a_text_in_three_languages():
    files = {path.name for path in (TEMPLATES / "texts").glob("[!_]*")}

    assert files == {f"{name}.{language}.html" for name in TEXTS for language in LANGUAGES}


@pytest.mark.parametrize("practice", [REACHABLE, Practice()], ids=["reachable", "untold"])
@every_text
def test_the_languages_say_the_same_things_in_the_same_order(name, practice):
    finnish, *others = (skeleton(tree(name, language, practice=practice)) for language in LANGUAGES)

    assert len(finnish) > 20
    assert others == [finnish, finnish]


@every_text
def test_the_languages_name_the_same_facts_under_the_same_conditions(name):
    found = {
        language: re.findall(
            r"\{[{%].*?[%}]\}", (TEMPLATES / "texts" / f"{name}.{language}.html").read_text("utf-8")
        )
        for language in LANGUAGES
    }

    assert found["sv"] == found["fi"] == found["en"]


@every_language
@every_text
def test_the_languages_have_the_same_numbers(name, language):
    assert numbers(said(name, language)) == numbers(said(name, "fi"))


def numbers(sentences):
    """Every number of more than one digit; small ones are words in one language and digits in another."""
    return sorted(re.findall(r"\d{2,}", sentences.replace("+358 29", "029")))


@every_language
@every_text
def test_every_part_is_in_the_table_of_contents(name, language):
    it, root = told(name, language), tree(name, language)

    assert [(part, str(heading)) for part, heading in it.parts] == [
        (h.get("id"), h.text) for h in root.iter("h2")
    ]
    assert len(it.parts) >= 4


@every_language
@every_text
def test_ids_are_unique_and_links_lead_somewhere(name, language):
    root = tree(name, language)
    ids = root.xpath("//@id")
    inside = [href.removeprefix("/stage/") for href in root.xpath("//@href") if href.startswith("/stage/")]

    assert len(ids) == len(set(ids))
    for href in inside:
        page, _, part = href.partition("#")
        assert page in {*TEXTS, "verify"}
        assert not part or part in tree(page, language).xpath("//@id")


@every_language
@every_text
def test_who_runs_it_is_named_and_what_they_do_not_tell_is_not_asked_for(name, language):
    assert name == "glossary" or REACHABLE.name in said(name, language)
    untold = said(name, language, practice=Practice())
    assert "mailto:" not in str(told(name, language, practice=Practice()).rest)
    assert not re.search(r"TODO|None|Undefined|\{\{|  ", untold)


@every_language
def test_a_data_protection_officer_is_named_where_there_is_one(language):
    officer = Practice(name="Aalto Oy", data_protection_officer="Aino Mäki, dpo@aalto.test")
    name = {"fi": "tietosuojavastaava", "sv": "dataskyddsombud", "en": "data protection officer"}[language]

    assert "Aino Mäki, dpo@aalto.test" in said("privacy", language, practice=officer)
    assert name not in said("privacy", language).lower()


def test_an_operators_name_is_escaped():
    it = told("privacy", "fi", practice=Practice(name="<b>Aalto</b>"))

    assert "<b>" not in it.rest
    assert "&lt;b&gt;Aalto&lt;/b&gt;" in it.rest


@pytest.mark.parametrize("unknown", ["../pages/error", "_operator", ""])
def test_there_are_no_other_texts(unknown):
    with pytest.raises(KeyError):
        told(unknown, "fi")


@every_language
def test_nobody_is_promised_more_than_a_simple_signature(language):
    """The kinds of signature that a party's acceptance is not are named once, where it says that it is not."""
    kinds = {
        "fi": ("kehitty", "hyväksytystä alle"),
        "sv": ("avancerad", "kvalificerad"),
        "en": ("advanced", "qualified"),
    }
    not_ = {"fi": "ei ole eIDAS", "sv": "varken", "en": "neither"}[language].split()[-1]
    proof = said("how", language)

    for kind in kinds[language]:
        assert proof.count(kind) == 1
        sentence = next(it for it in re.split(r"(?<=[.!?]) ", proof) if kind in it)
        assert not_ in sentence
        assert all(kind not in said(name, language) for name in TEXTS if name != "how")


# What is told of times, next to where the product has them.


def days(length):
    return length // timedelta(days=1)


@every_language
def test_the_privacy_notice_tells_the_times_that_the_product_keeps(language):
    notice = said("privacy", language)
    day = {"fi": "päivää", "sv": "dagar", "en": "days"}[language]
    hour = {"fi": "tuntia", "sv": "timmar", "en": "hours"}[language]
    minute = {"fi": "minuuttia|minuutin ajan", "sv": "minuter", "en": "minutes"}[language]

    assert f"{days(LIVE_AFTER_SEALING)} {'päivän' if language == 'fi' else day}" in notice
    assert f"{days(LINK_KEPT)} {day}" in notice
    assert f"{SESSION_LONGEST // timedelta(hours=1)} {hour}" in notice
    assert re.search(f"{CODE_LIFETIME // timedelta(minutes=1)} ({minute})", notice)
    assert re.search(f"{REMEMBERED // 60} ({minute})", notice)
    assert f"<dd>{days(TYPED)} {day}" in told("privacy", language).rest
    assert days(timedelta(seconds=KEPT)) == 365
    assert days(EVIDENCE_KEPT) - 3 * 365 in range(59, 63), "three years and two months"


@every_language
def test_the_notice_tells_the_bucket_and_the_logs_times(language):
    notice = said("privacy", language)
    resources = (ROOT / ".chalice" / "resources.yaml").read_text("utf-8")
    config = (ROOT / ".chalice" / "config.json").read_text("utf-8")
    offered = re.search(r"Prefix: offered/\s+ExpirationInDays: (\d+)", resources)[1]
    logs = {
        re.search(r'"log_retention_in_days": (\d+)', config)[1],
        *re.findall(r"RetentionInDays: (\d+)", resources),
    }

    assert re.search(rf"<dd>{offered} \w+", str(told("privacy", language).rest))
    assert len(logs) == 1
    assert re.search(rf"<dd>{logs.pop()} \w+", str(told("privacy", language).rest))
    assert "PointInTimeRecoveryEnabled: true" in resources
    assert re.search(r"\b35\b", notice)


@every_language
def test_the_notice_names_every_cookie(language):
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "chalicelib" / "web").glob("*.py"))
    cookies = set(re.findall(r'set_cookie\("(\w+)"', code))

    assert len(cookies) >= 5
    assert {*tree("privacy", language).xpath("//code/text()")} == cookies | {"__Host-"}


@every_language
def test_the_processing_terms_tell_how_long_a_session_lives(language):
    told_hours = re.findall(r"(\d+) (?:tunnin|timm\w+|hours)", said("processing", language))
    lives = [str(length // timedelta(hours=1)) for length in (SESSION_IDLE, SESSION_LONGEST)]

    assert [hours for hours in told_hours if hours != "48"] == lives


# The glossary of pages and that of docs/glossary.md.


@every_language
def test_the_glossary_uses_the_words_of_the_project(language):
    table = (ROOT / "docs" / "glossary.md").read_text("utf-8").partition("## Words in three languages")[2]
    rows = [line.split("|")[1:4] for line in table.splitlines() if line.startswith("|")][2:]
    ours = {word.strip() for row in rows for word in re.split(r"[,:]", row[LANGUAGES.index(language)])}
    terms = (it.text.replace("’", "'") for it in tree("glossary", language).iter("dt"))
    explained = {word for term in terms for word in term.split(", ")}

    assert explained - ours == set()
    assert len(explained) > 30
