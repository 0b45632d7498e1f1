"""Annex A: what it says, who is named in it, and that the goals come back as they were typed."""

from xml.etree import ElementTree

import pytest

from chalicelib.documents.annex_text import annex_text, goals_in
from tests.documents.contract_cases import CASES, FOLDER, SALT, contract, plain, read, tidy
from tests.documents.contract_variants import OWN_GOALS

LANGUAGES = sorted(path.name.split(".")[1] for path in FOLDER.glob("annex-a.*.xhtml"))
WITH_ANNEX = [name for name in CASES if name.startswith("annex")]


def annex(terms, number="TO-2026-0001", version=1):
    return annex_text(terms, number=number, version=version, salt=SALT)


def about(goals, case="annex"):
    return read(CASES[case]).model_copy(update={"goals_supervisees": goals})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", WITH_ANNEX)
def test_goals_come_back_as_they_were_typed(case, language):
    terms = read(CASES[case] | {"contract_language": language})

    assert goals_in(annex(terms)) == OWN_GOALS


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("Yksi rivi ilman muuta", "Yksi rivi ilman muuta"),
        ("Yksi\n2) kaksi\n\n\n\n  Kolme  ", "Yksi\n2) kaksi\n\nKolme"),
        ("<script>alert(1)</script> & {{7*7}}", "<script>alert(1)</script> & {{7*7}}"),
        ("a < b\n&amp; ]]>", "a < b\n&amp; ]]>"),
        ("", ""),
    ],
)
def test_nothing_typed_is_lost_or_taken_for_markup(typed, back):
    text = annex(about(typed))

    assert goals_in(text) == back
    assert goals_in(annex(about(back))) == back
    assert b"<script>" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_the_contract_its_readers_and_the_salt(language):
    terms = read(CASES["annex"] | {"contract_language": language})
    article = ElementTree.fromstring(annex(terms, number="TO-2027-0012", version=3))

    assert article.attrib == {"lang": language, "class": "contract annex"}
    assert "TO-2027-0012" in tidy(article.find("p[@class='lead']"))
    assert "3" in tidy(article.find("p[@class='lead']")).split("\u00a0")[-1]
    assert tidy(article.find(".//dd[@class='id']")) == SALT
    assert all(person.full_name in plain(article) for person in (terms.supervisor, *terms.supervisees))
    assert terms.manager.full_name not in plain(article)


def test_a_manager_who_is_supervised_is_the_one_who_reads_it():
    terms = read(CASES["annex-of-a-manager"])
    text = plain(ElementTree.fromstring(annex(terms)))

    assert terms.manager.full_name in text
    assert terms.managers_manager.full_name not in text


def test_the_clauses_it_refers_to_are_those_of_the_contract():
    terms = read(CASES["annex"])
    article = ElementTree.fromstring(contract(terms))
    numbers = {h2.get("id"): h2.text.partition(".")[0] for h2 in article.findall("h2")}
    text = plain(ElementTree.fromstring(annex(terms)))

    assert f"loppuarvioinnissa (sopimuksen kohta {numbers['k15']})" in text
    assert f"uusi sopimus ja siihen uusi liite (sopimuksen kohta {numbers['k16']})" in text
    assert f"tapaamisissa puhuttua (sopimuksen kohta {numbers['k12']})" in text
    assert f"Sopimuksen kohdassa {numbers['k03']} on tunniste" in text


def test_the_same_terms_and_salt_give_the_same_bytes():
    assert annex(about("Rajat työssä")) == annex(about("Rajat työssä"))
