"""The essentials above a contract on the signing page: the contract's own summary, and where each line is agreed."""

import pytest

from chalicelib.documents.essentials import Essential, article_of, contents, essentials, lines
from chalicelib.documents.formats import money
from chalicelib.domain.terms.price import price_of
from tests.documents.contract_cases import CASES, clause, contract, parsed, read, tidy

LANGUAGES = ["fi", "sv", "en"]


def written(case, language):
    return read(CASES[case] | {"contract_language": language})


def told(case, language="fi", reader="fi"):
    return {it.name: it for it in essentials(parsed(written(case, language)), reader)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_line_of_every_summary_is_told_once_with_a_clause_that_is_there(case, language):
    article = parsed(written(case, language))
    ids = {heading.id: heading.number for heading in contents(article)}

    found = essentials(article, language)

    assert sorted((it.name, it.words) for it in found) == sorted((it.name, it.words) for it in lines(article))
    assert all(it.number and ids[it.clause] == it.number for it in found)


@pytest.mark.parametrize("case", CASES)
def test_the_languages_name_the_same_things_in_the_same_order(case):
    clauses = {tuple((it.clause, it.number) for it in told(case, each, each).values()) for each in LANGUAGES}

    assert len(clauses) == 1


def test_the_price_comes_first_and_then_what_people_ask_next():
    assert list(told("one-consumer")) == [
        "Hinta yhteensä", "Hinta", "Maksaja", "Kesto", "Tapaamiset", "Muoto", "Peruutus", "Päättäminen",
        "Peruuttaminen", "Kuka saa tietää",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_price_and_that_of_a_session_stand_in_the_clause_that_they_name(language):
    terms, price = written("one-consumer", language), price_of(written("one-consumer", language))
    article = parsed(terms)
    [whole, each, *_] = essentials(article, language)

    for line, amount in ((whole, price.total_gross), (each, price.gross)):
        assert money(amount, language) in line.words
        assert money(amount, language).replace("\u00a0", " ") in clause(article, line.clause)


def test_a_reader_of_another_language_finds_the_names_of_the_lines_in_their_own():
    [found, *_] = essentials(parsed(written("one-consumer", "sv")), "en")

    assert (found.name, found.words[:7]) == ("Total price", "2\u00a0880,0")


def test_a_broken_line_stays_broken():
    assert told("one-consumer")["Tapaamiset"] == Essential(
        name="Tapaamiset", clause="k05", number="5", seldom=True,
        words="12 tapaamista, 90 minuuttia kerrallaan, 3–4\u00a0viikon välein\nEnsimmäinen on kokeilukerta".replace("\u00a0", " "),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(CASES)[::9])
def test_the_table_of_contents_is_every_heading_of_the_text(case, language):
    article = parsed(written(case, language))
    shown = [f"{it.number}. {it.words}" if it.number else it.words for it in contents(article)]

    assert shown == [tidy(it) for it in article.iter("h2")]
    assert [it.number for it in contents(article) if it.number] == [
        str(n) for n in range(1, sum(bool(it.number) for it in contents(article)) + 1)
    ]


def test_a_line_that_nobody_knows_is_noticed():
    text = contract(written("one-consumer", "fi")).decode().replace("<dt>Peruutus</dt>", "<dt>Muu</dt>")

    with pytest.raises(KeyError):
        essentials(article_of(text), "fi")
