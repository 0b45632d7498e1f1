"""The form's parts: which apply, who pays what, what is pointed out, and the examples typed in from end to end."""

import pytest
from lxml import html

from chalicelib import wiring
from chalicelib.domain.terms.defaults import tidied
from chalicelib.web.form_values import flat
from chalicelib.workflow.draft import read
from tests.builders import example, terms_of
from tests.web.forms import fault_beside, kept, opened, posted, what_somebody_types


@pytest.fixture(scope="module")
def good():
    return what_somebody_types()


@pytest.fixture(scope="module")
def form(owner):
    return opened(owner)


PAYING = {
    "constellation": "B", "payer_type": "supervisees", "vat_treatment": "", "supervisees-0-pays_as": "consumer",
    "supervisees-1-pays_as": "business", "supervisees-1-business_id": "0000002-7", "supervisees-2-pays_as": "consumer",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "faulty"),
    [
        ({"supervisees-0-pays_as": "jotenkin"}, "supervisees-0-pays_as"),
        ({"supervisees-2-pays_as": ""}, "supervisees-2-pays_as"),
        ({"supervisees-1-business_id": "0000002-8"}, "supervisees-1-business_id"),
        ({"cost_split-0-1": "puolet"}, "cost_split-0-1"),
        ({"cost_split-0-1": "50", "cost_split-1-1": "25", "cost_split-2-1": ""}, "cost_split-2-1"),
        ({"cost_split-0-1": "50", "cost_split-1-1": "25", "cost_split-2-1": "20"}, "cost_split"),
    ],
    ids=lambda it: str(it)[:40],
)
def test_what_is_wrong_about_paying_is_told_in_the_row_of_who_pays(owner, form, good, wrong, faulty):
    page = owner.post("/contracts", posted(form, good | PAYING | wrong))

    assert page.status == 422
    assert fault_beside(page, faulty)
    assert html.document_fromstring(page.text).xpath(f"//*[@id='{faulty}']")
    chosen = {"supervisees-0-pays_as"}  # what was never offered cannot be shown as chosen
    assert {name: kept(page)[name] for name in wrong.keys() - chosen} == {
        it: wrong[it] for it in wrong.keys() - chosen
    }


def test_what_does_not_apply_is_not_agreed_and_not_lost(owner, form, good):
    left = {"late_cancel_fee_pct": "sata", "invoice_details-reference": "KH-1", "manager-title": "Johtaja"}
    typed = posted(
        form, good | left | {"constellation": "B", "price_amount": "0", "zero_price_reason": "internal"}
    )

    again = owner.post("/contracts", typed | {"_do": "refresh"})
    made = owner.post("/contracts", typed)

    assert again.status == 200
    assert {name: kept(again)[name] for name in left} == left
    assert made.status == 303
    assert "Johtaja" not in owner.get(made.location).text


def test_updating_the_form_shows_what_belongs_to_the_choice(owner, form):
    before = owner.post("/contracts", posted(form, {"_do": "refresh"}))
    after = owner.post(
        "/contracts", posted(form, {"_do": "refresh", "constellation": "A", "travel_costs": "km"})
    )

    assert [is_hidden(before, name) for name in ("manager-email", "km_rate", "supervisees-0-email")] == [
        True,
        True,
        False,
    ]
    assert [is_hidden(after, name) for name in ("manager-email", "km_rate", "managers_manager-email")] == [
        False,
        False,
        True,
    ]


def is_hidden(page, name):
    return bool(html.document_fromstring(page.text).xpath(f"//*[@id='{name}']/ancestor::*[@hidden]"))


def test_what_is_unusual_is_pointed_out_beside_its_number_also_while_something_is_wrong(owner, form, good):
    page = owner.post(
        "/contracts", posted(form, good | {"session_length_min": "180", "price_amount": "ilmainen"})
    )
    warned = html.document_fromstring(page.text).xpath("//*[@id='session_length_min-warning']")

    assert page.status == 422
    assert "45–120" in warned[0].text_content()


@pytest.mark.parametrize("price", ["0", "240"])
def test_each_of_the_eleven_things_leads_to_a_field_that_is_seen(owner, form, good, price):
    page = owner.post("/contracts", posted(form, good | {"_do": "refresh", "price_amount": price}))
    root = html.document_fromstring(page.text)
    fields = [link[1:] for link in root.xpath("//ol[@class='items']//a/@href")]

    assert [
        field for field in fields if not root.xpath(f"//*[@id='{field}']") or is_hidden(page, field)
    ] == []


def test_the_form_tells_which_of_the_eleven_things_are_settled(owner, form, good):
    page = owner.post(
        "/contracts", posted(form, good | {"_do": "refresh", "goals_shared": "", "place_detail": ""})
    )
    told = [
        (it.xpath(".//a")[0].get("href"), it.get("class"))
        for it in html.document_fromstring(page.text).xpath("//ol[@class='items']/li")
    ]

    assert len(told) == 11
    assert {field for field, state in told if state == "missing"} == {
        "#goals_shared",
        "#place_detail",
    }


# The same contract, typed and sent as JSON


@pytest.mark.parametrize(
    "name", ["team.fi", "group-with-annex.fi", "school-team.sv", "manager-free-of-charge.fi"]
)
def test_an_example_agrees_the_same_through_the_form_as_through_json(owner, name):
    given = example(name)
    served = owner.get("/contracts/new").form("/contracts")
    own = {it: "" for it in served.names if it.startswith("supervisor-")}  # the account's, written over
    typed = own | flat(tidied(given) | {"scheduling": {"mode": given["scheduling"]}})

    by_form = owner.post("/contracts", dict(served.filled(typed)))
    by_json = owner.send_json("/api/contracts", given)

    assert by_form.status == 303, by_form.text
    assert agreed(by_form.location.rpartition("/")[2]) == agreed(by_json.json["id"]) == terms_of(name)


def agreed(contract):
    """What the kept draft says, as it would be sent."""
    services = wiring.services()
    return read(services, services.contracts.draft(contract).given).terms
