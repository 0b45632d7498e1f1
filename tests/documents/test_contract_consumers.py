"""Laws of what the contract tells consumers: who is one, that they may withdraw and how, and what it costs them."""

import re

import pytest

from chalicelib.documents.cast import cast_of
from chalicelib.documents.translations import translations
from tests.documents.contract_cases import CASES, clause, parsed, plain, read, tidy
from tests.documents.contract_sample import texts


def test_a_consumer_may_withdraw_and_nobody_else_is_told_so():
    for terms, article in texts():
        has_clause = article.find("h2[@id='k20']") is not None
        assert has_clause == terms.has_consumers
        if terms.has_consumers:
            assert re.search(r"maksaa työnohjausta kuluttajana \(kohta \d+\)", clause(article, "k20"))
            assert told_to_be_consumers(terms, article) == cast_of(terms).consumers
        else:
            assert not re.search("(?i)peruuttami|kuluttaja(?!na)", plain(article))


def told_to_be_consumers(terms, article):
    """Who pays as a consumer, as K09 says it: everybody who pays, or those whom the table marks."""
    if re.search("(Jokainen maksaja|Maksaja|Ohjattava) on kuluttaja", clause(article, "k09")):
        return cast_of(terms).payers
    cells = [tidy(cell).split("\n") for cell in article.findall("table[@class='shares']//td")]
    return tuple(cell[0] for cell in cells if cell[1:] == ["kuluttajana"])


def test_a_contract_with_a_consumer_says_nothing_against_them():
    """The price holds the tax, the notice is short, silence ends the trial, and they know whom to ask."""
    with_consumers = [(terms, plain(article)) for terms, article in texts() if terms.has_consumers]
    assert len(with_consumers) > 50
    for terms, text in with_consumers:
        assert not re.search(
            "ilman arvonlisäveroa|lisätään arvonlisävero |jatkuu kokeilun jälkeen, ellei", text
        )
        assert "kuluttajariitalautakunnan" in text
        notice = re.search(r"Ilmoitusaika on (\d+) päivä", text)
        assert not notice or int(notice[1]) <= 30
        contact = terms.supervisor.contact
        assert all(text.count(told) >= 2 for told in (contact.phone, contact.address, contact.email))


def test_a_consumer_who_began_and_withdraws_pays_for_what_was_held_and_its_journeys():
    for terms, article in texts():
        if terms.has_consumers:
            journeys = terms.travel_costs in {"km", "actual"}
            (told,) = re.findall("maksaa vain .*ennen peruuttamista pidettyjen[^.]*", clause(article, "k20"))
            assert ("matkakulu" in told) == journeys


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("fi", "Peruuta sopimus tästä"),
        ("sv", "Ångra avtalet här"),
        ("en", "Withdraw from contract here"),
    ],
)
def test_the_function_to_withdraw_has_the_name_that_the_law_gives_it(language, label):
    """On the page, in K20 and in Annex B, as in each language of directive 2011/83/EU, article 11a(1)."""
    article = parsed(read(CASES["one-consumer"] | {"contract_language": language}))

    assert label in clause(article, "k20")
    assert label in clause(article, "lb")
    assert translations(language).gettext("Peruuta sopimus tästä") == label
