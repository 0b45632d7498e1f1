"""What a contract says when nobody said otherwise."""

from datetime import date
from decimal import Decimal

import pytest

from chalicelib.domain.terms import Terms, read_terms
from chalicelib.domain.terms.defaults import completed, tidied
from chalicelib.domain.terms.dissatisfaction import DISSATISFACTION
from tests.builders import ABSENT, TODAY, example, terms_of

# The least that a supervisor must say about a contract with one supervisee who pays as a business.
LEAST = {
    "constellation": "B",
    "supervisor": {
        "full_name": "Ulla Wäinölä", "business_name": "Kaarnalaiva", "business_id": "0000001-9",
        "contact": {"email": "ohjaaja@sopu.test"},
    },
    "supervisees": [
        {"full_name": "Aino Ek", "email": "aino@oma.example", "pays_as": "business", "business_id": "0000002-7"}
    ],
    "place_detail": "Keksittykatu 1",
    "price_amount": "90",
}  # fmt: skip


def typed(value):
    """A JSON value as a form sends it: texts, blank for nothing, "true" and "false" for a switch."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


# Defaults


def test_the_least_that_is_said_makes_a_contract():
    reading = read_terms(LEAST, TODAY)

    assert reading.faults == ()
    assert reading.terms.start_date == date(2026, 12, 7)
    assert reading.terms.end_date == date(2027, 12, 7)
    assert reading.terms.payer_type == "supervisees"
    assert reading.terms.dissatisfaction_steps == DISSATISFACTION["fi"]


def test_completing_twice_changes_nothing():
    once = completed(tidied(example()), TODAY)

    assert completed(once, TODAY) == once


def test_completing_says_something_for_every_key():
    assert set(Terms.model_fields) <= set(completed(tidied(LEAST), TODAY))


def test_a_group_has_longer_sessions_and_an_earlier_cancelling():
    alone, group = (
        read_terms(LEAST, TODAY).terms,
        terms_of(session_length_min=ABSENT, cancel_notice_hours=ABSENT),
    )

    assert (alone.session_length_min, alone.cancel_notice_hours) == (60, 24)
    assert (group.session_length_min, group.cancel_notice_hours) == (90, 48)


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_is_as_good_as_nothing(blank):
    assert terms_of(termination_notice_days=blank) == terms_of(termination_notice_days=ABSENT)


def test_an_open_end_is_said_by_null_and_stays_open():
    assert terms_of(end_date=None).end_date is None


def test_an_end_that_nobody_gave_is_a_year_after_the_start():
    assert terms_of(end_date=ABSENT, start_date="18.1.2027").end_date == date(2028, 1, 18)


def test_a_year_after_a_leap_day_is_the_end_of_february():
    assert terms_of(end_date=ABSENT, start_date="2028-02-29").end_date == date(2029, 2, 28)


def test_the_paying_organisation_is_the_managers_unless_another_is_named():
    given = example(client={"organisation": {"business_id": "0000002-7"}})

    assert read_terms(given, TODAY).terms.client.organisation.name == "Rantapihan kotihoito (kuvitteellinen)"


@pytest.mark.parametrize("zero", ["0", "0.00", "0,0", " 0 € ", 0, 0.0, "000"])
def test_whatever_zero_looks_like_the_contract_is_free(zero):
    terms = terms_of(price_amount=zero, payer_type=ABSENT, zero_price_reason="volunteer")

    assert terms.price_amount == 0
    assert terms.payer_type == "none"
    assert (terms.vat_treatment, terms.vat_rate, terms.invoice_details, terms.late_cancel_fee_pct) == (
        None,
    ) * 4
    assert (
        terms_of(
            retention_years=ABSENT, price_amount=zero, payer_type="none", zero_price_reason="other"
        ).retention_years
        == 3
    )


@pytest.mark.parametrize("none", [0, "0", "00", 0.0])
def test_whatever_no_trial_looks_like_there_is_no_decision_about_it(none):
    terms = terms_of(trial_sessions=none)

    assert (terms.trial_decision_days, terms.trial_default_outcome, terms.trial_price_mode) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize("place", ["supervisor", "remote", "hybrid"])
def test_a_session_may_be_remote_unless_somebody_says_no(place):
    said = {"place_mode": place, "remote_rules": {"tool": "Teams"}}

    assert read_terms(LEAST | {"place_mode": place}, TODAY).terms.remote_rules.allowed
    assert read_terms(LEAST | said, TODAY).terms.remote_rules.allowed


@pytest.mark.parametrize(
    ("manager", "form"),
    [
        ({}, "manager"),
        ({"is_supervisee": "true"}, "manager"),
        ({"is_supervisee": False}, "team"),
        ("x", "manager"),
    ],
)
def test_a_manager_of_their_own_is_supervised_alone_or_with_the_team(manager, form):
    assert completed({"constellation": "C", "manager": manager}, TODAY)["supervision_form"] == form


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 11, 27), date(2026, 12, 11)),
        (date(2026, 11, 28), date(2026, 12, 14)),
        (date(2026, 11, 29), date(2026, 12, 14)),
    ],
    ids=["Friday", "Saturday", "Sunday"],
)
def test_a_start_that_nobody_chose_is_a_weekday(today, start):
    assert completed({}, today)["start_date"] == start


@pytest.mark.parametrize(
    ("treatment", "rate"), [("plus", "25.5"), ("included", "25.5"), ("small_business", None)]
)
def test_the_rate_comes_from_the_table_and_only_where_tax_is_paid(treatment, rate):
    assert terms_of(vat_treatment=treatment).vat_rate == (rate and Decimal(rate))
