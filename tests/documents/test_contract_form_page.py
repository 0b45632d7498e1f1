"""The contract form as a browser without script meets it: what it asks, and what it sends."""

import pytest
from pydantic import BaseModel

from chalicelib.documents.pages import page
from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.defaults import tidied
from chalicelib.domain.terms.model import Terms
from chalicelib.web.form_values import blank, flat, given_in, of_draft, rows
from tests.builders import NOW, TODAY, example, terms_of
from tests.documents.html import parsed, sent
from tests.documents.page_contexts import context
from tests.documents.page_values import FORM, form_values

# Set by the product. Whose a share of the price is, the row says in which it stands.
NOT_ASKED = {"evaluations-final", "vat_rate", "km_rate_eur", "cost_split-0-0"}
EXAMPLES = ["team.fi", "group-with-annex.fi", "school-team.sv", "manager-free-of-charge.fi"]


def asked_names(model, prefix=""):
    """Form names of every value of the model; of a list, those of its first item."""
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        shapes = [it for it in _types(field.annotation) if isinstance(it, type) and issubclass(it, BaseModel)]
        if shapes:
            listed = "-0" if "tuple" in str(field.annotation) else ""
            yield from asked_names(shapes[0], f"{path}{listed}-")
        elif name == "cost_split":
            yield from (f"{path}-0-0", f"{path}-0-1")
        elif "tuple" in str(field.annotation):
            yield f"{path}-0"
        else:
            yield path


def _types(annotation):
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _types(part)


def test_form_asks_every_value_of_the_terms():
    asked = set(main_form(form_values(), [0]).xpath(".//@name"))

    assert set(asked_names(Terms)) - asked == NOT_ASKED


def main_form(values, rows):
    given = FORM | {"values": values, "rows": rows}
    return parsed(page("contract_form", **context(**given))).get_element_by_id("contract-form")


@pytest.mark.parametrize("name", EXAMPLES)
def test_form_sent_as_served_gives_the_same_terms(name):
    values = of_draft(example(name), NOW)

    reading = read_terms(given_in(dict(sent(main_form(values, rows(values))))), TODAY)

    assert reading.faults == ()
    assert reading.terms == terms_of(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_typed_into_an_empty_form_gives_the_same_terms(name):
    """Only into inputs that the page has; a box that is not ticked is not sent."""
    people = [0, 1, 2, 3, 4, 5]
    served = main_form(blank(None, NOW), people)
    asked, boxes = set(served.xpath(".//@name")), set(served.xpath(".//input[@type='checkbox']/@name"))
    hidden = {it.get("name"): it.get("value") for it in served.xpath(".//input[@type='hidden']")}
    typed = {
        field: value
        for field, value in told_of(example(name)).items()
        if value != "false" or field not in boxes
    }
    untouched = {name: value for name, value in sent(served) if name not in boxes} | hidden

    reading = read_terms(given_in(untouched | {it: typed[it] for it in typed if it in asked}), TODAY)

    assert set(typed) - asked <= NOT_ASKED | {"supervisor_cancels"}
    assert reading.faults == ()
    assert reading.terms == terms_of(name)


def told_of(data):
    """Form names and values of a contract that somebody has in hand."""
    told = tidied(data)
    return flat({**told, "scheduling": {"mode": told["scheduling"]}})


BETWEEN_TWO = {
    "constellation": "B", "supervisees-0-full_name": "Aino Mäki", "supervisees-0-email": "aino@koti.example",
    "place_detail": "Keksittykatu 1", "price_amount": "120", "payer_type": "supervisees",
}  # fmt: skip
PAYS = {
    "entrepreneur": {"supervisees-0-pays_as": "business", "supervisees-0-business_id": "0000002-7"},
    "consumer": {"supervisees-0-pays_as": "consumer"},
}


@pytest.mark.parametrize("pays", PAYS.values(), ids=PAYS)
def test_fifteen_touches_make_a_contract_between_two(pays):
    """The supervisor's own details come from the account; everything else has a default."""
    own = {name: value for name, value in form_values().items() if name.startswith("supervisor-")}
    served = dict(sent(main_form(own, [0])))

    reading = read_terms(given_in(served | BETWEEN_TWO | pays), TODAY)

    assert len(BETWEEN_TWO | pays) <= 15
    assert reading.faults == ()


def test_enter_in_a_field_saves_rather_than_removes():
    buttons = main_form(form_values(), [0, 1]).xpath(".//button[@type='submit']/@value")

    assert buttons[0] == "save"
    assert {"add_row", "remove-0", "remove-1"} < set(buttons)


def test_row_buttons_skip_the_browsers_own_checks():
    for button in main_form(form_values(), [0, 1]).xpath(".//button[@value != 'save']"):
        assert button.get("formnovalidate") is not None
