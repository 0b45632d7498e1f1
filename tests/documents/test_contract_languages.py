"""
Every other language of the contract says what the Finnish original says: the same clauses on the same conditions.

A language joins by its file in templates/contracts/; annexes and the record are held to theirs in the same way.
"""

import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from chalicelib.documents.annex_text import annex_text
from chalicelib.documents.contract_text import TEMPLATE
from tests.documents.contract_cases import BLOCKS, CASES, parsed, read, tidy
from tests.documents.contract_sample import some_terms

FOLDER = Path(__file__).parents[2] / "templates" / "contracts" / TEMPLATE
LANGUAGES = sorted(path.stem for path in FOLDER.glob("??.xhtml") if path.stem != "fi")
TRANSLATED = sorted(path.name for path in FOLDER.glob("*.xhtml") if not path.name.endswith("fi.xhtml"))
REFERENCE = {"fi": r"\b[Kk]oh(?:ta|t|d|i)\w*", "sv": r"\b[Pp]unkt\w*", "en": r"\b[Cc]lauses?"}
DAY_OF_A_DATE = {
    "fi": r"\b\d+\.\d+\.(?=\d{4}\b)",
    "sv": r"\b\d+\s(?=[a-z]+\s\d{4}\b)",
    "en": r"\b\d+\s(?=[A-Z][a-z]+\s\d{4}\b)",
}
FINNISH = re.compile(
    r"(?i)työ|ohjaa|ohjat|sopim|tapaami|koh[td]a|osapuol|esihenki|tilaaj|hyväk|peru[tu]|maksa|määrä|liite|kulutt"
)


def original(name):
    """fi.xhtml of en.xhtml, annex-a.fi.xhtml of annex-a.en.xhtml."""
    return re.sub(r"\b\w\w\.xhtml$", "fi.xhtml", name)


def clauses(name):
    """The template's source by clause; "" is what stands before the first."""
    text = (FOLDER / name).read_text("utf-8")
    parts = re.split(r'\{\{ clause\("(k\d\d)"', re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL))
    ids = ["", *parts[1::2]]
    return [(each, part) for each, part in zip(ids, parts[::2], strict=True)]


@pytest.mark.parametrize("name", TRANSLATED)
def test_has_the_clauses_of_the_original_in_their_order(name):
    assert [each for each, _ in clauses(name)] == [each for each, _ in clauses(original(name))]


@pytest.mark.parametrize("name", TRANSLATED)
def test_says_each_thing_on_the_conditions_of_the_original(name):
    """if, elif, else and for in the same order with the same questions; the macros before K01 inflect as they need to."""
    for (clause, text), (_, finnish) in zip(clauses(name), clauses(original(name)), strict=True):
        if clause or "." in Path(name).stem:
            assert branches(text) == branches(finnish), clause


def branches(text):
    """The template's questions, without the words that stand in them."""
    found = re.findall(r"\{%-? *((?:if|elif|else|for|endif|endfor)\b.*?) *-?%\}", text, re.DOTALL)
    return [re.sub(r'"[^"]*[^a-z_\d"][^"]*"', '""', " ".join(it.split())) for it in found]


@pytest.mark.parametrize("name", TRANSLATED)
def test_tells_every_fact_that_the_original_tells(name):
    """Each field of the terms, each part and each amount that a Finnish clause names is named in its translation."""
    for (clause, text), (_, finnish) in zip(clauses(name), clauses(original(name)), strict=True):
        facts = re.compile(r"\b(?:terms|cast|price|no|invoice|who|share)\.[a-z_\d.]*[a-z_\d]")
        assert set(facts.findall(finnish)) <= set(facts.findall(text)), clause


def user_words(terms):
    told = json.dumps(terms.model_dump(mode="json"), ensure_ascii=False)
    return set(re.findall(r"\w+", told.replace("\\n", " ")))


@cache
def contracts(language):
    """(terms, Finnish article, the same in that language) of each case, its annex, and contracts drawn at random."""
    every = [*(read(case) for case in CASES.values()), *(some_terms(seed) for seed in range(60))]
    pairs = [(terms, in_language(terms, "fi"), in_language(terms, language)) for terms in every]
    annexed = [terms for terms in every if terms.goals_annex_used]
    return pairs + [(terms, annex(terms, "fi"), annex(terms, language)) for terms in annexed]


def in_language(terms, language):
    return parsed(terms.model_copy(update={"contract_language": language}))


def annex(terms, language):
    spoken = terms.model_copy(update={"contract_language": language})
    return ElementTree.fromstring(annex_text(spoken, number="TO-2026-0001", version=1, salt="w" * 43))


def by_clause(article):
    """The text of each clause, by the id of its heading."""
    told, clause = {}, ""
    for element in article:
        clause = element.get("id", clause) if element.tag in {"h2", "h3"} else clause
        told[clause] = told.get(clause, "") + "".join(element.itertext()) + "\n"
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_the_headings_lists_and_paragraphs_of_the_original(language):
    for terms, finnish, article in contracts(language):
        assert article.get("lang") == language
        assert [shape(e) for e in article.iter()][1:] == [shape(e) for e in finnish.iter()][1:], terms


def shape(element):
    return element.tag, element.get("id"), element.get("class")


@pytest.mark.parametrize("language", LANGUAGES)
def test_refers_to_the_clauses_that_the_original_refers_to(language):
    for _, finnish, article in contracts(language):
        told = by_clause(article)
        for clause, text in by_clause(finnish).items():
            assert references(told[clause], language) == references(text, "fi"), (clause, told[clause])


def references(text, language):
    return set(re.findall(rf"{REFERENCE[language]}\u00a0(\d+)", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_the_numbers_that_the_original_names(language):
    """Amounts, days, hours, years and clauses; of a date the year, as months are words in other languages."""
    for _, finnish, article in contracts(language):
        told = by_clause(article)
        for clause, text in by_clause(finnish).items():
            assert numbers(told[clause], language) == numbers(text, "fi"), (clause, told[clause])


def numbers(text, language):
    found = re.findall(r"\d[\d\u00a0.,]*", re.sub(DAY_OF_A_DATE[language], "", text))
    return sorted(re.sub(r"\D", "", number) for number in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_no_finnish_word_but_those_that_somebody_typed(language):
    for terms, finnish, article in contracts(language):
        typed = user_words(terms)
        text = re.sub(r"www\.[\w.]+", "", "\n".join(article.itertext()))
        words = [word for word in re.findall(r"\w+", text) if word not in typed]
        runs = {run for run in fours(article) & fours(finnish) if not set(run) <= typed}
        assert [word for word in words if FINNISH.search(word)] == []
        assert runs == set()


def fours(article):
    """Every run of four words in a block; numbers and digests are no words."""
    blocks = [re.findall(r"\b[^\W\d]+\b", tidy(e)) for e in article.iter() if e.tag in BLOCKS]
    return {run for words in blocks for run in zip(words, words[1:], words[2:], words[3:], strict=False)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_is_whole_sentences_without_gaps(language):
    marks = re.compile(r"None|Undefined|\{\{|\[\]| [.,:;)]|\.\.|,,|\( |(?<!\w\.\w)\. [a-zäö]|  ")
    for terms, _, article in contracts(language):
        typed = user_words(terms)
        for block in (e for e in article.iter() if e.tag in BLOCKS):
            text = tidy(block)
            assert text
            assert (
                not marks.search("".join(block.itertext()).replace("\n", " ")) or set(text.split()) <= typed
            ), text
            if block.tag == "p" and not block.get("class") and not block.findall("strong[last()]"):
                sentence = text.strip("()")
                assert (sentence[0].isupper(), sentence[-1] in ".:") == (True, True), text


@pytest.mark.parametrize(
    ("language", "one"), [("fi", "1 ohjattava"), ("sv", "1 handledd"), ("en", "1 supervisee")]
)
def test_a_work_group_of_one_is_counted_as_one(language, one):
    group = {"supervisees": [{"full_name": "Aino Ek"}], "contract_language": language}
    article = parsed(read(CASES["work-group-without-names"] | group))

    assert tidy(next(article.iter("dd"))).endswith(f", {one}")
