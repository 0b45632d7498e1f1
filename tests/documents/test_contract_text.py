"""Single facts that the contract's text must get right; the whole of it is in golden/ (test_contract_golden.py)."""

from datetime import date

import pytest

from chalicelib.documents.cast import cast_of
from chalicelib.documents.contract_text import clause_numbers, paragraphs
from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.retention import retain_until
from chalicelib.domain.terms.model import Contact
from chalicelib.workflow.evidence import EVIDENCE_KEPT
from tests.builders import NOW
from tests.documents.contract_cases import CASES, contract, parsed, plain, read, tidy
from tests.documents.contract_variants import B, example, people

TEAM, FREE = "team", "manager-free-of-charge"


def test_whoever_is_asked_to_accept_is_named_and_no_other():
    """In C the manager supervised accepts as the supervisee, and a work group's members do not accept."""
    for name, who in {
        "team": "työnohjaajalta, kaikilta ohjattavilta ja esihenkilöltä",
        "manager-free-of-charge": "työnohjaajalta, ohjattavalta ja esihenkilön esihenkilöltä",
        "work-group-of-a-manager": "työnohjaajalta, esihenkilöltä ja esihenkilön esihenkilöltä",
        "one-paying-supervisee": "työnohjaajalta ja ohjattavalta",
    }.items():
        assert f"Hyväksyntä tarvitaan {who}." in plain(parsed(read(CASES[name])))


def test_the_same_terms_give_the_same_bytes():
    assert contract(read(CASES[TEAM])) == contract(read(CASES[TEAM]))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{7*7}} {% raw %}",
        '#eval("1+1")',
        "]]> --> <!--",
        "&nbsp;&amp;",
        "</p></article>",
        "a\\u0000'\"",
    ],
)
def test_hostile_text_comes_out_as_it_was_typed(text):
    terms = read(
        example("team", goals_shared=f"Tavoite: {text}\n{text}", place_detail=text, third_party=text)
    )
    article = parsed(terms)

    assert tidy(article.find("p[@class='goals']")) == f"Tavoite: {text}\n{text}"
    assert plain(article).count(text) == 4
    assert not article.findall(".//script")


def test_blank_lines_part_paragraphs_and_line_ends_stay():
    article = parsed(read(example("team", goals_shared="Yhteinen työ:\n1) arki\n2) ilta\n\n\n  Ja loma.")))

    assert [tidy(p) for p in article.findall("p[@class='goals']")] == [
        "Yhteinen työ:\n1) arki\n2) ilta",
        "Ja loma.",
    ]
    assert paragraphs("\n \n") == []


def test_no_address_of_a_supervisee_or_official_is_printed():
    text = plain(parsed(read(CASES[TEAM])))

    assert "rantapiha.example" not in text
    assert "ohjaaja@sopu.test" in text
    assert "+358 40 000 0001" in text


def test_price_total_and_tax_are_printed_as_the_terms_compute_them():
    text = plain(parsed(read(CASES[TEAM])))

    assert "301,20 € tapaamista kohti (240,00 € + alv 25,5 %)" in text
    assert "yhteensä 2 880,00 € ilman arvonlisäveroa." in text
    assert "Arvonlisävero siitä on 734,40 €, joten verollinen hinta on yhteensä 3 614,40 €." in text
    assert "noin" not in text


def test_a_price_that_does_not_multiply_out_is_said_to_be_about_right():
    """Ten times 100.81 would be 1 008.10."""
    text = plain(parsed(read(CASES[TEAM] | {"price_amount": "80.33", "sessions_total": 10})))

    assert "noin 100,81 € tapaamista kohti (80,33 € + alv 25,5 %)" in text
    assert "1 008,14 € (803,30 € + alv 204,84 €)" in text
    assert "joten verollinen hinta on noin 100,81 €." in text
    assert "pyöristys voi muuttaa yhteissummaa muutaman sentin" in text


@pytest.mark.parametrize("representative", [None, example("team")["client"]["representative"]])
def test_a_payer_spelt_otherwise_is_bound_by_the_manager(representative):
    client = {"organisation": {"name": "Rantapihan kotihoito Oy", "business_id": "0000002-7"}}
    text = plain(parsed(read(CASES[TEAM] | {"client": client | {"representative": representative}})))

    assert "Esihenkilö ja tilaajan edustaja\n    Marjatta Hyvönen" in text
    assert "Tilaajan puolesta sopimuksen hyväksyy esihenkilö." in text
    assert "ei ole tämän sopimuksen osapuoli" not in text


def test_for_the_payer_of_a_supervised_manager_their_own_manager_accepts():
    paid = {"price_amount": "240.00", "zero_price_reason": None, "payer_type": "organisation"}
    who = {
        "client": CASES[TEAM]["client"] | {"representative": None},
        "invoice_details": {"email": "l@oma.example"},
    }
    seller = {"supervisor": CASES[TEAM]["supervisor"]}

    text = plain(parsed(read(CASES[FREE] | paid | who | seller)))

    assert "Tilaajan puolesta sopimuksen hyväksyy esihenkilön esihenkilö." in text


@pytest.mark.parametrize(("days", "told"), [(30, False), (31, True), (60, True)])
def test_more_than_thirty_days_to_pay_are_agreed_expressly(days, told):
    text = plain(parsed(read(CASES[TEAM] | {"payment_term_days": days})))

    assert ("Tästä yli 30 päivän maksuajasta on sovittu nimenomaisesti." in text) == told


def test_who_signs_after_the_supervisor_is_told_that_the_time_runs():
    words = "Koko aika lasketaan lähettämisestä, vaikka työnohjaaja hyväksyisi sopimuksen vasta myöhemmin."

    assert words in plain(parsed(read(CASES[TEAM])))
    assert words not in plain(parsed(read(CASES[TEAM] | {"signing_mode": "parallel"})))


def test_personal_data_are_promised_as_long_as_the_product_keeps_them():
    text = plain(parsed(read(CASES[TEAM])))

    longest_to_accept = 60
    assert 3 * 365 + 1 + longest_to_accept <= EVIDENCE_KEPT.days <= 3 * 365 + 62
    assert (
        "säilytetään kolme vuotta sopimuksen syntymisestä, ja sen jälkeen ne poistetaan kahden kuukauden"
        in text
    )
    assert "säilytetään 6 vuotta sen vuoden lopusta, jona työnohjauksen on sovittu päättyvän." in text
    assert retain_until("2027-12-13", 6, NOW) == end_of_day(date(2033, 12, 31))


def test_a_payer_who_does_not_accept_is_no_party():
    data = B | {"supervisees": people(2), "client": example("team")["client"] | {"representative": None}}
    text = plain(parsed(read(data | {"invoice_details": {"email": "laskut@rantapiha.example"}})))

    assert "Maksaja ei ole tämän sopimuksen osapuoli." in text
    assert "Tilaaja" not in text


def test_the_eleven_things_a_contract_should_settle_are_settled():
    """The list that the Finnish supervisors' model gives, by the clause that answers."""
    answers = {
        "k05": "Tapaamisia on 12", "k07": "seuraava aika sovitaan", "k03": "tavoitteista päättävät",
        "k15": "Väliarviointi pidetään", "k04": "työskentelytapoja", "k09": "Eräpäivä on 14 päivän kuluttua",
        "k11": "veloitetaan täysi hinta", "k17": "päättää työnohjauksen aiemmin", "k18": "toimitaan näin",
    }  # fmt: skip
    article = parsed(read(CASES[TEAM]))
    ids = [h2.get("id") for h2 in article.findall("h2")]
    clauses = dict(zip(ids, plain(article).split("\n## ")[1:], strict=True))

    assert all(words in clauses[clause] for clause, words in answers.items())
    assert "Paikka: Rantapihan kotihoito" in clauses["k07"]
    assert "Työnohjauksen maksaa tilaaja" in clauses["k09"]


def test_clause_numbers_leave_out_what_does_not_apply():
    terms = read(CASES[FREE])
    numbers = clause_numbers(terms, cast_of(terms))

    assert {"k06", "k10", "k20"}.isdisjoint(numbers)
    assert numbers["k21"] == len(numbers) == 18


def test_a_supervisor_without_phone_or_address_leaves_no_gap():
    terms = read(CASES[TEAM])
    bare = terms.supervisor.model_copy(
        update={"contact": Contact(email="ohjaaja@sopu.test"), "qualification": ""}
    )
    cell = parsed(terms.model_copy(update={"supervisor": bare})).find(".//td")

    assert tidy(cell).split("\n") == [
        "Ulla-Maija Wäinölä", "Työnohjaus Kaarnalaiva", "Y-tunnus 0000001-9", "ohjaaja@sopu.test",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "accepts", "gets"),
    [
        (
            "annex",
            "Työnohjaaja ja ohjattavat hyväksyvät samalla kertaa myös liitteen A.",
            "liitteen hyväksyjät",
        ),
        ("annex-of-a-manager", "Työnohjaaja ja ohjattava hyväksyvät samalla", "liitteen hyväksyjät"),
        ("annex-of-a-work-group", "Työnohjaaja hyväksyy samalla kertaa myös liitteen A.", "työnohjaaja"),
    ],
)
def test_whoever_accepts_the_annex_is_told_to_get_it(case, accepts, gets):
    text = plain(parsed(read(CASES[case])))

    assert accepts in text
    assert f"vain {gets}." in text
