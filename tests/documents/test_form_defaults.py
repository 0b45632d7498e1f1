"""A form in which only the needed was typed agrees the same as JSON that says nothing else: no field decides by itself."""

import pytest

from chalicelib.documents.form_parts import FOLLOWS, default_of
from chalicelib.documents.pages import page
from chalicelib.domain.accounts import SUPERVISOR, Account
from chalicelib.domain.terms import read_terms
from chalicelib.web.form_values import blank, flat, given_in, nested, of_draft, rows
from dev.accounts import SUPERVISORS_PROFILE
from tests.builders import NOW, TODAY
from tests.documents.html import parsed, sent
from tests.documents.page_contexts import context
from tests.documents.page_values import FORM

ACCOUNT = Account(email="ohjaaja@sopu.test", role=SUPERVISOR, profile=SUPERVISORS_PROFILE)
PERSON = {"supervisees-0-full_name": "Aino Mäki", "supervisees-0-email": "aino@koti.example"}
SECOND = {"supervisees-1-full_name": "Saimi Ojala", "supervisees-1-email": "saimi@koti.example"}
MANAGER = {
    "manager-full_name": "Marjatta Hyvönen", "manager-email": "marjatta@malli.example", "manager-organisation": "Mallila",
}  # fmt: skip
ABOVE = {
    "managers_manager-full_name": "Åke von Ödmark", "managers_manager-email": "ake@malli.example",
    "managers_manager-organisation": "Mallila",
}  # fmt: skip
AGREED = {"goals_shared": "Työssä jaksaminen", "place_detail": "Keksittykatu 1"}
FREE = {"price_amount": "0", "zero_price_reason": "internal"}
PAID = {
    "price_amount": "120", "client-organisation-business_id": "0000002-7", "invoice_details-email": "laskut@malli.example",
}  # fmt: skip
TYPED = {
    "A": {"constellation": "A", **PERSON, **MANAGER, **AGREED, **PAID},
    "A, free": {"constellation": "A", **PERSON, **MANAGER, **AGREED, **FREE},
    "A, a group": {"constellation": "A", "supervision_form": "group", **PERSON, **SECOND, **MANAGER, **AGREED, **PAID},
    "A, remote": {"constellation": "A", "place_mode": "remote", **PERSON, **MANAGER, **PAID, "goals_shared": "Työssä jaksaminen"},
    "A, hybrid": {"constellation": "A", "place_mode": "hybrid", **PERSON, **MANAGER, **AGREED, **FREE},
    "B, free": {"constellation": "B", **PERSON, **AGREED, **FREE},
    "B": {
        "constellation": "B", **PERSON, **AGREED, "price_amount": "120", "supervisees-0-pays_as": "business",
        "supervisees-0-business_id": "0000002-7",
    },
    "B, a consumer": {
        "constellation": "B", **PERSON, **AGREED, "price_amount": "120", "supervisees-0-pays_as": "consumer",
    },
    "B, own shares": {
        "constellation": "B", "supervision_form": "group", **PERSON, **SECOND, **AGREED, "price_amount": "120",
        "supervisees-0-pays_as": "consumer", "supervisees-1-pays_as": "business", "supervisees-1-business_id": "0000002-7",
        "cost_split-0-0": "aino@koti.example", "cost_split-0-1": "33.33",
        "cost_split-1-0": "saimi@koti.example", "cost_split-1-1": "66.67",
    },
    "A, own goals": {"constellation": "A", **PERSON, **MANAGER, **AGREED, **FREE, "goals_supervisees": "Oma raja ja sen sanominen"},
    "A, goals later": {
        "constellation": "A", **PERSON, **MANAGER, **FREE, "place_detail": "Keksittykatu 1", "goals_agreed_later": "true",
    },
    "A, by car": {"constellation": "A", **PERSON, **MANAGER, **AGREED, **PAID, "travel_costs": "km", "km_rate": "tax_admin_max"},
    "A, in Swedish": {"constellation": "A", "contract_language": "sv", **PERSON, **MANAGER, **AGREED, **PAID},
    "A, in blocks": {
        "constellation": "A", **PERSON, **MANAGER, **AGREED, **PAID, "invoicing_rhythm": "blocks", "price_revision": "notice",
        "trial_price_mode": "other", "trial_price_amount": "60", "retention_years": "8", "retention_reason": "Avustuksen ehto",
    },
    "C": {"constellation": "C", **MANAGER, **ABOVE, **AGREED, **PAID},
    "C, free": {"constellation": "C", **MANAGER, **ABOVE, **AGREED, **FREE},
    "C, a work group": {"constellation": "C", "manager-is_supervisee": "false", **MANAGER, **ABOVE, **AGREED, **PAID},
}  # fmt: skip
every_contract = pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)


def terms(given):
    reading = read_terms(given, TODAY)
    assert reading.faults == ()
    return reading.terms


def served(values):
    """What a browser without script sends of the form with these values."""
    context_ = context(**FORM | {"values": values, "rows": rows(values) or [0]})
    return dict(sent(parsed(page("contract_form", **context_)).get_element_by_id("contract-form")))


@every_contract
def test_what_nobody_touched_is_agreed_as_when_json_does_not_say_it(typed):
    annex = {"goals_annex_used": "true"} if "goals_supervisees" in typed else {}
    form = served(blank(ACCOUNT, NOW)) | typed | annex

    assert terms(given_in(form)) == terms({"supervisor": SUPERVISORS_PROFILE} | nested(typed))


@every_contract
def test_a_draft_of_json_is_not_changed_by_saving_its_form(typed):
    given = {"supervisor": SUPERVISORS_PROFILE} | nested(typed)

    assert terms(given_in(served(of_draft(given, NOW)))) == terms(given)


@pytest.mark.parametrize(
    "begun", [{"evaluations": {"final": True}}, {"remote_rules": {"tool": "Teams"}}, {"methods": {"text": "Sosiodraama"}}]
)  # fmt: skip
def test_a_part_that_was_only_begun_keeps_its_own_defaults_in_the_form(begun):
    given = {"supervisor": SUPERVISORS_PROFILE} | nested(TYPED["A"]) | begun

    assert terms(given_in(served(of_draft(given, NOW)))) == terms(given)


def test_nobody_pays_before_somebody_says_who_or_the_constellation_does():
    values = served(blank(ACCOUNT, NOW))

    assert {"payer_type", "constellation", "supervision_form"}.isdisjoint(values)


@every_contract
def test_a_field_follows_others_in_the_form_as_in_the_terms(typed):
    given = nested({name: value for name, value in typed.items() if name not in FOLLOWS})
    agreed = flat(terms({"supervisor": SUPERVISORS_PROFILE} | given | _chosen(typed)).model_dump())

    for name in FOLLOWS.keys() - _chosen(typed).keys():
        if agreed[name] and agreed[name] != "none":
            assert (name, default_of(name, typed)) == (name, agreed[name])


def _chosen(typed):
    """The choices among these, which are not left to follow."""
    return {name: typed[name] for name in FOLLOWS.keys() & typed.keys()}


@pytest.mark.parametrize("name", ["assurance_level", "supervisees-0-assurance_level"])
def test_strong_identification_is_shown_only_where_a_draft_asks_for_it(name):
    given = nested(TYPED["A"] | {name: "strong"})

    assert served(of_draft(given, NOW))[name] == "strong"
    assert served(blank(ACCOUNT, NOW))[name] != "strong"
    assert 'value="strong"' not in page(
        "contract_form", **context(**FORM | {"values": blank(ACCOUNT, NOW), "rows": [0]})
    )


def test_a_new_form_starts_in_its_writers_language_and_with_the_address_they_log_in_with():
    told = blank(Account(email="oma@sopu.test", role=SUPERVISOR, language="sv"), NOW)
    said = blank(
        Account(email="oma@sopu.test", role=SUPERVISOR, language="sv", defaults={"contract_language": "fi"}),
        NOW,
    )

    assert (told["contract_language"], told["supervisor-contact-email"]) == ("sv", "oma@sopu.test")
    assert said["contract_language"] == "fi"
