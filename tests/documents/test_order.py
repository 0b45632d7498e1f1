"""What a consumer orders, as their page shows it above the button: the contract's own words, price and share included."""

import pytest

from chalicelib.documents.formats import money
from chalicelib.documents.order import order_of
from chalicelib.domain.terms.price import price_of
from tests.documents.contract_cases import CASES, parsed, read

ALONE = ["one-consumer", "consumer-without-trial", "kilometres-of-a-consumer"]
SHARING = ["three-consumers", "three-consumers-by-person", "a-consumer-among-others"]
LANGUAGES = ["fi", "sv", "en"]


def order(case, language="fi", name=""):
    terms = read(CASES[case] | {"contract_language": language})
    return terms, order_of(parsed(terms), name or terms.supervisees[0].full_name)


def test_what_is_bought_how_long_for_how_much_and_how_it_ends_in_the_contracts_order():
    _, found = order("one-consumer")

    assert [what for what, _ in found.lines] == [
        "Muoto", "Kesto", "Tapaamiset", "Hinta", "Hinta yhteensä", "Päättäminen",
    ]  # fmt: skip
    assert dict(found.lines)["Tapaamiset"].splitlines() == [
        "12 tapaamista, 90 minuuttia kerrallaan, 3–4 viikon välein",
        "Ensimmäinen on kokeilukerta",
    ]
    assert dict(found.lines)["Hinta yhteensä"] == "2\u00a0880,00\u00a0€ (sisältää alv 585,18\u00a0€)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ALONE + SHARING)
def test_the_whole_price_with_tax_is_in_it_in_every_language(case, language):
    terms, found = order(case, language)
    price = price_of(terms)

    said = " ".join(how for _, how in found.lines)
    assert money(price.total_gross, language) in said
    if price.travel_total is not None:
        assert money(price.grand_total, language) in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", SHARING)
def test_who_pays_a_share_sees_their_own(case, language):
    terms, _ = order(case, language)
    shares = {share.name: money(share.total, language) for share in price_of(terms).shares}

    assert {name: order(case, language, name)[1].share for name in shares} == shares


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ALONE + SHARING)
def test_the_place_of_a_share_is_after_every_price_and_before_how_the_contract_ends(case, language):
    _, found = order(case, language)
    with_money = ["€" in how for _, how in found.lines]

    assert with_money[found.priced - 1]
    assert not any(with_money[found.priced :])
    assert len(found.lines[found.priced :]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", SHARING)
def test_who_pays_a_share_of_the_journeys_too_sees_it_and_their_whole_price(case, language):
    terms, _ = order(case, language)
    estimated = terms.travel_estimate is not None
    for share in price_of(terms).shares:
        amounts = (money(share.travel, language), money(share.grand, language)) if estimated else ("", "")
        _, found = order(case, language, share.name)

        assert (found.travel, found.grand) == amounts


def test_journeys_are_estimated_in_one_of_the_cases():
    assert order("three-consumers-by-person")[1].grand == "756,00\u00a0€"


@pytest.mark.parametrize("case", ALONE)
def test_who_pays_it_all_has_no_share(case):
    assert order(case)[1].share == ""


def test_two_payers_of_one_name_who_pay_differently_are_told_by_the_contract_alone():
    given = CASES["three-consumers"]
    people = [person | {"full_name": "Aino Lehtimäki"} for person in given["supervisees"]]
    shares = [[person["email"], share] for person, share in zip(people, ["50", "30", "20"], strict=True)]
    terms = read(given | {"supervisees": people, "cost_split": shares})

    assert order_of(parsed(terms), "Aino Lehtimäki").share == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_same_number_of_things(language):
    for case in ALONE + SHARING:
        assert len(order(case, language)[1].lines) == len(order(case, "fi")[1].lines) >= 6
