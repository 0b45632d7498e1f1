"""The contract form as a browser without script meets it: what it asks, and what it sends."""

import pytest
from pydantic import BaseModel

from chalicelib.documents.pages import page
from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.model import Terms
from tests.builders import ABSENT, TODAY, terms_of
from tests.documents.html import parsed, sent
from tests.documents.page_contexts import FORM, context, form_values

WITHOUT_ANNEX = {"goals_annex_used": ABSENT, "goals_supervisees": ABSENT}
# Set by the product, not asked in the form; a person's language is the contract's for now.
NOT_ASKED = {
    "contract_language", "goals_annex_used", "assurance_level", "evaluations-final", "retention_years",
    "supersedes_contract_id", "vat_rate",
}  # fmt: skip


def asked_names(model, prefix=""):
    """Form names of every value of the model; of a list, those of its first item."""
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        shapes = [it for it in _types(field.annotation) if isinstance(it, type) and issubclass(it, BaseModel)]
        if shapes:
            listed = "-0" if "tuple" in str(field.annotation) else ""
            yield from asked_names(shapes[0], f"{path}{listed}-")
        elif "tuple" in str(field.annotation):
            yield f"{path}-0"
        elif name != "language":
            yield path


def _types(annotation):
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _types(part)


def test_form_asks_every_value_of_the_terms():
    asked = set(main_form(form_values(), [0]).xpath(".//@name"))

    assert set(asked_names(Terms)) - asked == NOT_ASKED


def unfolded(pairs):
    """The nested shape of what a form sends, blanks left out."""
    data = {}
    for name, value in dict(pairs).items():
        *path, last = name.split("-")
        branch = data
        for part in path if value.strip() else ():
            branch = branch.setdefault(part, {})
        if value.strip():
            branch[last] = value
    return _listed(data)


def _listed(value):
    if not isinstance(value, dict):
        return value
    items = {key: _listed(item) for key, item in value.items()}
    return list(items.values()) if items and all(key.isdigit() for key in items) else items


def main_form(values, rows):
    given = FORM | {"values": values, "rows": rows}
    return parsed(page("contract_form", **context(**given))).get_element_by_id("contract-form")


@pytest.mark.parametrize(("name", "changes"), [("team.fi", {}), ("manager-free-of-charge.fi", WITHOUT_ANNEX)])
def test_form_sent_as_served_gives_the_same_terms(name, changes):
    reading = read_terms(unfolded(sent(main_form(form_values(name), [0, 1, 2, 3]))), TODAY)

    assert reading.faults == ()
    assert reading.terms == terms_of(name, **changes)


def test_fifteen_touches_make_a_contract_between_two():
    """The supervisor's own details come from the account; everything else has a default."""
    touched = {
        "constellation": "B", "supervisees-0-full_name": "Aino Mäki", "supervisees-0-email": "aino@koti.example",
        "supervisees-0-pays_as": "business", "supervisees-0-business_id": "0000002-7", "place_detail": "Keksittykatu 1",
        "price_amount": "120", "payer_type": "supervisees",
    }  # fmt: skip
    own = {name: value for name, value in form_values().items() if name.startswith("supervisor-")}
    served = dict(sent(main_form(own, [0])))

    reading = read_terms(unfolded((served | touched).items()), TODAY)

    assert len(touched) <= 15
    assert reading.faults == ()


def test_enter_in_a_field_saves_rather_than_removes():
    buttons = main_form(form_values(), [0, 1]).xpath(".//button[@type='submit']/@value")

    assert buttons[0] == "save"
    assert {"add_row", "remove-0", "remove-1"} < set(buttons)


def test_row_buttons_skip_the_browsers_own_checks():
    for button in main_form(form_values(), [0, 1]).xpath(".//button[@value != 'save']"):
        assert button.get("formnovalidate") is not None
