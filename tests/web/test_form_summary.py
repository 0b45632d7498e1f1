"""What stands beside the form while somebody writes it: price, dates, people, sections and the eleven items so far."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import html

from chalicelib.documents.form_sections import SECTIONS, section_of
from chalicelib.domain.terms.defaults import tidied
from chalicelib.web.form_summary import fragment, summary
from chalicelib.web.form_values import blank, flat
from tests.builders import NOW, example
from tests.documents.html import words
from tests.documents.test_contract_form_page import main_form
from tests.web.forms import what_somebody_types

pytestmark = pytest.mark.usefixtures("service")


def typed(**changes):
    return blank(None, NOW) | what_somebody_types() | changes


def states(told):
    return {section["name"]: section["state"] for section in told["sections"]}


def test_an_untouched_form_has_nothing_done_and_no_price():
    told = summary(blank(None, NOW), "fi")

    assert (told["price"], told["names"]) == (None, [])
    assert states(told)["parties"] == states(told)["price"] == "open"
    assert states(told)["ending"] == "usual"
    assert "done" not in states(told).values()
    open_items = {item["key"] for item in told["items"] if item["state"] != "usual"}
    assert open_items == {"place", "goals", "price"}
    assert {item["state"] for item in told["items"]} == {"usual", "missing"}


def test_an_item_and_its_section_never_contradict_each_other():
    for changes in (
        {},
        {"constellation": "A"},
        {"constellation": "B", "price_amount": "90"},
        {"price_amount": "0"},
    ):
        told = summary(blank(None, NOW) | changes, "fi")
        lacking = {section_of(item["field"]) for item in told["items"] if item["state"] == "missing"}

        assert {states(told)[name] for name in lacking} == {"open"}, changes


def test_an_item_that_lacks_a_choice_says_which():
    told = summary(typed(constellation="B", payer_type="supervisees", price_amount="90"), "fi")
    [price] = [item for item in told["items"] if item["key"] == "price"]

    assert (price["state"], price["field"]) == ("missing", "supervisees-0-pays_as")
    assert "maksa" in price["lacks"]


def test_a_section_that_can_still_fail_is_not_done():
    priced = typed(termination_notice_days="10")

    assert states(summary(priced, "fi"))["ending"] == "done"
    assert states(summary(priced | {"price_amount": ""}, "fi"))["ending"] == "open"


def test_a_whole_form_lacks_nothing_and_its_price_is_what_the_contract_says():
    told = summary(typed(price_amount="200", sessions_total="10", vat_treatment="plus"), "fi")

    assert told["faults"] == 0
    assert "open" not in states(told).values()
    assert told["price"]["net"] == Decimal("2000.00")
    assert told["price"]["grand"] == Decimal("2510.00")
    assert told["price"]["tax"] == "25,5\u00a0%"
    assert len(told["names"]) == 5


def test_the_price_is_told_while_other_things_are_wrong():
    told = summary(typed(**{"price_amount": "100", "manager-email": "ei osoite", "place_detail": ""}), "fi")

    assert told["price"]["net"] == 100 * told["sessions"]
    assert (states(told)["parties"], states(told)["place"]) == ("open", "open")


@pytest.mark.parametrize(
    "wrong",
    [{"price_amount": "sata"}, {"price_amount": ""}, {"sessions_total": "monta"}, {"constellation": ""}],
    ids=str,
)
def test_no_price_is_told_that_could_be_another(wrong):
    assert summary(typed(**wrong), "fi")["price"] is None


@pytest.mark.parametrize("name", ["supervisees", "supervisees-a", "supervisees-0"])
@pytest.mark.parametrize("deal", [{}, {"constellation": "B", "payer_type": "supervisees"}], ids=["A", "B"])
def test_no_price_is_told_of_people_who_are_no_list(name, deal):
    told = summary({name: "x"} | typed(**deal, price_amount="90"), "fi")

    assert (told["price"], states(told)["parties"]) == (None, "open")


def test_shares_that_are_half_told_do_not_hide_the_price():
    paying = {f"supervisees-{row}-pays_as": "consumer" for row in range(3)}
    told = summary(
        typed(**paying, **{"constellation": "B", "payer_type": "supervisees", "vat_treatment": "", "cost_split-0-1": "50", "price_amount": "90"}),
        "fi",
    )  # fmt: skip

    assert told["faults"] > 0
    assert told["price"]["gross"] == 90 * told["sessions"]


def test_what_lacks_leads_to_the_row_as_the_page_numbers_it():
    values = typed(**{"supervisees-2-email": ""})
    gap = {name: it for name, it in values.items() if not name.startswith("supervisees-1-")}

    told = summary(gap, "fi")

    assert told["sections"][0] == {
        "name": "parties",
        "faults": 1,
        "field": "supervisees-2-email",
        "state": "open",
    }


def test_who_acts_for_the_client_is_named_once():
    given = {"client-representative-signs": "true", "client-representative-full_name": "Rauni Rep"}

    assert summary(typed(**given), "fi")["names"].count("Rauni Rep") == 1
    same = typed(**given, **{"client-representative-same_as_manager": "true"})
    assert "Rauni Rep" not in summary(same, "fi")["names"]


def test_every_field_of_the_form_is_in_the_section_that_shows_it():
    form = main_form(flat(tidied(example("team.fi"))), [0])
    elsewhere = {
        (field.get("name"), section.get("aria-labelledby"))
        for section in form.xpath(".//section")
        for field in section.xpath(".//*[@name and not(@type='submit') and not(starts-with(@name, '_'))]")
        if f"section-{section_of(field.get('name'))}" != section.get("aria-labelledby")
    }

    assert {it.get("aria-labelledby") for it in form.xpath(".//section")} >= {
        f"section-{it}" for it in SECTIONS
    }
    assert elsewhere == set()


def test_dates_and_the_clock_stand_in_the_fragment():
    given = typed(start_date="2027-01-11", end_date="2027-12-10")
    text = words(
        html.fromstring(f"<div>{fragment(given, 'fi', datetime(2026, 11, 23, 11, 5, tzinfo=UTC))}</div>")
    )

    assert summary(given, "fi")["end"] == date(2027, 12, 10)
    assert "Tallennettu klo 13.05" in text
    assert "11.1.2027–10.12.2027" in text
    assert (
        text.count("sovittu")
        == sum(item["state"] == "answered" for item in summary(given, "fi")["items"])
        > 0
    )
    assert "11/11" in text
