"""What a contract says when nobody said otherwise."""

from datetime import date
from decimal import Decimal

import pytest

from chalicelib.domain.terms import Terms, read_terms
from chalicelib.domain.terms.defaults import completed, tidied
from chalicelib.domain.terms.dissatisfaction import DISSATISFACTION
from tests.builders import ABSENT, TODAY, example, terms_of
from tests.domain.constellations import B

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


@pytest.mark.parametrize("lacking", ["", "x", ABSENT])
@pytest.mark.parametrize("client", [ABSENT, {"organisation": {"business_id": "0000002-7"}}])
def test_an_organisation_that_lacks_is_told_once_where_the_manager_is(lacking, client):
    faults = read_terms(example(**{"manager-organisation": lacking, "client": client}), TODAY).faults

    assert [it.field for it in faults if it.field.endswith(("organisation", "-name"))] == [
        "manager-organisation"
    ]


def test_a_manager_who_lacks_is_told_once():
    faults = read_terms(example(manager=ABSENT, client=ABSENT), TODAY).faults

    assert {it.field for it in faults} == {"manager-full_name", "client-organisation-business_id"}


def test_supervisees_work_for_the_managers_organisation_unless_another_is_named():
    terms = terms_of(**{"supervisees-1-organisation": "Mallilan kunta"})
    places = [person.organisation for person in terms.supervisees]

    assert places[:2] == ["Rantapihan kotihoito (kuvitteellinen)", "Mallilan kunta"]
    assert read_terms(LEAST, TODAY).terms.supervisees[0].organisation == ""


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
        (date(2026, 12, 10), date(2026, 12, 28)),
        (date(2026, 12, 23), date(2027, 1, 7)),
        (date(2027, 6, 11), date(2027, 6, 28)),
    ],
    ids=["Friday", "Saturday", "Sunday", "Christmas Eve", "Epiphany", "Midsummer Eve"],
)
def test_a_start_that_nobody_chose_is_a_working_day(today, start):
    assert completed({}, today)["start_date"] == start


@pytest.mark.parametrize(
    ("treatment", "rate"), [("plus", "25.5"), ("included", "25.5"), ("small_business", None)]
)
def test_the_rate_comes_from_the_table_and_only_where_tax_is_paid(treatment, rate):
    assert terms_of(vat_treatment=treatment).vat_rate == (rate and Decimal(rate))


CONSUMER = LEAST | {
    "supervisor": LEAST["supervisor"] | {"contact": {
        "email": "ohjaaja@sopu.test", "phone": "+358 40 000 0001", "address": "Keksittykatu 1, 00000 Mallila",
    }},
    "supervisees": [{"full_name": "Aino Ek", "email": "aino@oma.example", "pays_as": "consumer"}],
}  # fmt: skip


def test_a_consumer_has_a_price_with_tax_and_half_the_fee():
    terms = read_terms(CONSUMER, TODAY).terms

    assert (terms.vat_treatment, terms.late_cancel_fee_pct, terms.no_show_fee_pct) == ("included", 50, 100)
    assert terms.has_consumers


def test_a_consumer_who_does_not_pay_changes_nothing():
    terms = terms_of(
        vat_treatment=ABSENT, late_cancel_fee_pct=ABSENT, **{"supervisees-0-pays_as": "consumer"}
    )

    assert (terms.vat_treatment, terms.late_cancel_fee_pct, terms.has_consumers) == ("plus", 100, False)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_contract_has_its_usual_sentence_on_dissatisfaction_in_its_own_language(language):
    assert (
        terms_of(contract_language=language, dissatisfaction_steps=ABSENT).dissatisfaction_steps
        == (DISSATISFACTION[language])
    )


def test_the_usual_sentence_follows_when_the_language_is_changed_and_own_words_stay():
    usual = terms_of(contract_language="sv", dissatisfaction_steps=DISSATISFACTION["fi"])

    assert usual.dissatisfaction_steps == DISSATISFACTION["sv"]
    assert terms_of(contract_language="sv").dissatisfaction_steps == terms_of().dissatisfaction_steps


def test_an_annex_is_used_once_somebody_wrote_one():
    own = "Opimme pyytämään apua ajoissa."

    assert terms_of(goals_annex_used=ABSENT, goals_supervisees=own).goals_annex_used
    assert not terms_of(goals_annex_used=ABSENT, goals_supervisees=" ").goals_annex_used


def test_illness_costs_nothing_where_one_is_supervised_and_is_no_question_in_a_group():
    assert read_terms(LEAST, TODAY).terms.sudden_illness_fee_pct == 0
    assert terms_of(sudden_illness_fee_pct=50).sudden_illness_fee_pct is None


@pytest.mark.parametrize(
    ("key", "value", "amount", "usual"),
    [
        ("price_revision", "notice", "price_revision_months", 2),
        ("invoicing_rhythm", "blocks", "invoicing_block_sessions", 5),
        ("travel_costs", "km", "km_rate", "tax_admin_max"),
    ],
)
def test_a_choice_brings_the_usual_amount_and_without_it_there_is_none(key, value, amount, usual):
    assert getattr(terms_of(**{key: value}), amount) == usual
    assert getattr(terms_of(**{amount: usual}), amount) is None


def test_a_usual_keeping_has_no_reason_and_an_address_for_invoices_belongs_to_an_organisation():
    assert terms_of(retention_reason="Rahoittajan ehto").retention_reason == ""
    assert terms_of(**B | {"invoice_details": {"email": "laskut@oma.example"}}).invoice_details is None


@pytest.mark.parametrize(
    ("rate", "used"), [("tax_admin_max", "0.55"), (ABSENT, "0.55"), ("0,5", "0.50"), (0, "0.00")]
)
def test_kilometres_cost_the_years_maximum_or_what_was_agreed(rate, used):
    assert terms_of(travel_costs="km", km_rate=rate, km_rate_eur="1.00").km_rate_eur == Decimal(used)


@pytest.mark.parametrize("travel", ["none", "actual", "included"])
def test_without_kilometres_there_is_no_rate(travel):
    terms = terms_of(travel_costs=travel, km_rate="0.50")

    assert (terms.km_rate, terms.km_rate_eur) == (None, None)


def test_attendance_is_told_to_an_organisation_that_pays_also_where_no_manager_accepts():
    client = {"organisation": {"name": "Oy", "business_id": "0000002-7"}}
    paid = LEAST | {
        "payer_type": "organisation",
        "client": client,
        "invoice_details": {"email": "l@oy.example"},
    }
    terms = read_terms(paid, TODAY).terms

    assert (terms.attendance_reporting, terms.evaluation_with_manager) == ("count", None)
    assert read_terms(LEAST, TODAY).terms.attendance_reporting is None
