"""The draft's page: who gets the contract and how, what it costs, and what only some of them will see."""

import pytest
from lxml import html

from tests.life.people import constellation_b
from tests.web.people import drafted, terms

OWN_GOALS = "Haluan oppia sanomaan ei.\nIlman selittelyä."


def section(owner, given, name):
    """What a person reads in this part of the page."""
    page = owner.get(f"/contracts/{drafted(owner, given)}")
    part = html.document_fromstring(page.text).get_element_by_id(name).getparent()
    return " ".join(" ".join(part.itertext()).split())


@pytest.fixture(scope="module")
def payers():
    """Two supervisees who pay: a private person and an entrepreneur, with shares of their own; the supervisor drives."""
    given = constellation_b(
        2,
        "omalla.example",
        vat_treatment="included",
        travel_costs="km",
        travel_estimate="22",
        price_amount="100",
    )
    given["supervisees"][0] = given["supervisees"][0] | {
        "pays_as": "consumer",
        "language": "sv",
        "assurance_level": "email_link_code",
    }
    del given["supervisees"][0]["business_id"]
    given["cost_split"] = [
        [given["supervisees"][0]["email"], "25.5"],
        [given["supervisees"][1]["email"], "74.5"],
    ]
    return given | {
        "trial_price_mode": "other",
        "trial_price_amount": "50",
        "termination_notice_days": 14,
        "late_cancel_fee_pct": 50,
    }


def test_the_price_is_told_as_a_whole_and_for_each_who_pays(owner, payers):
    told = section(owner, payers, "price")

    assert "Kokeilukerralla 50,00 €" in told
    assert "12 tapaamista yhteensä 1 150,00 €" in told
    assert "Matkakulut, arvio 264,00 €" in told
    assert "Kaikki yhteensä 1 414,00 €" in told
    assert "25,5 %, 293,25 €" in told
    assert "sisältävät arvonlisäveron 25,5 %" in told


def test_each_party_is_told_with_language_and_identification(owner, payers):
    told = section(owner, payers, "recipients")

    assert "maksaa yksityishenkilönä" in told
    assert "Viestit ruotsiksi, hyväksyy linkillä ja koodilla, jonka kerrot itse" in told
    assert "Viestit suomeksi, hyväksyy linkillä" in told


def test_own_goals_stand_apart_with_their_readers(owner):
    given = terms(goals_annex_used=True, goals_supervisees=OWN_GOALS)
    page = owner.get(f"/contracts/{drafted(owner, given)}")
    root = html.document_fromstring(page.text)
    [annex] = root.find_class("confidential")
    [contract] = root.find_class("contract")

    assert OWN_GOALS in annex.text_content()
    assert given["supervisees"][0]["full_name"] in annex.text_content()
    assert given["manager"]["full_name"] not in annex.text_content()
    assert "sanomaan" not in contract.text_content()


def test_what_was_left_open_together_is_told(owner):
    told = terms(goals_shared="", goals_agreed_later=True)
    page = owner.get(f"/contracts/{drafted(owner, told)}")
    [item] = html.document_fromstring(page.text).xpath("//ol[@class='items']/li[@class='left_open']/a/@href")

    assert item.endswith("/edit#goals_shared")


def test_what_is_unusual_leads_to_its_field(owner):
    page = owner.get(f"/contracts/{drafted(owner, terms(session_length_min=180))}")
    [link] = html.document_fromstring(page.text).xpath("//a[contains(., '45–120')]/@href")

    assert link.endswith("/edit#session_length_min")


def test_the_pdf_is_shown_page_by_page_as_it_would_be_printed(owner):
    contract = drafted(owner, terms())
    root = html.document_fromstring(owner.get(f"/contracts/{contract}").text)
    pictures = root.xpath("//ol[@class='sheets']//img")
    answers = [owner.get(picture.get("src")) for picture in pictures]

    assert len(pictures) > 2
    assert {(it.status, it.headers["Content-Type"]) for it in answers} == {
        (200, "image/svg+xml; charset=utf-8")
    }
    assert len({it.text for it in answers}) == len(pictures)
    assert {(it.get("width"), it.get("height"), it.get("loading")) for it in pictures} == {
        ("595", "842", "lazy")
    }
    assert pictures[0].get("alt") == f"PDF, sivu 1/{len(pictures)}"
    assert all("default-src 'none'" in it.headers["Content-Security-Policy"] for it in answers)


@pytest.mark.parametrize("page", ["0", "99", "1000", "-1", "1.svg", "x", "²"])
def test_a_page_that_there_is_not_is_not_found(owner, page):
    contract = drafted(owner, terms())

    assert (
        owner.get(f"/contracts/{contract}/preview/{page.encode().hex() if page == '²' else page}").status
        == 404
    )


def test_the_page_has_one_form_that_sends(owner):
    root = html.document_fromstring(owner.get(f"/contracts/{drafted(owner, terms())}").text)

    assert len(root.xpath("//form[contains(@action, '/send')]")) == 1
