"""The eleven items of a contract: each answered, left open by agreement, or still missing."""

from collections import Counter

import pytest

from chalicelib.domain.terms import Terms, read_terms
from chalicelib.domain.terms.items import ITEMS, Answer, items
from tests.builders import ABSENT, TODAY, example, terms_of
from tests.domain.constellations import FREE, B

GOALS_LATER = {"goals_shared": "", "goals_agreed_later": True}


def answers(**changes):
    return read_terms(example(**changes), TODAY).items


def missing(**changes):
    return [key for key, answer in answers(**changes).items() if answer is Answer.MISSING]


def test_there_are_eleven_and_a_sound_contract_answers_all():
    assert Counter(answers().values()) == {Answer.ANSWERED: 11}
    assert list(answers()) == [item.key for item in ITEMS]


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("duration", {"sessions_total": "monta"}),
        ("duration", {"session_interval_weeks": [4, 3]}),
        ("scheduling", {"scheduling": {"mode": "joskus"}}),
        ("place", {"place_detail": ""}),
        ("place", {"place_mode": "hybrid"}),
        ("goals", {"goals_shared": ""}),
        ("goals", {"goals_annex_used": True}),
        ("evaluation", {"evaluations-final": False}),
        ("methods", {"methods": {"choices": []}}),
        ("price", {"price_amount": "paljon"}),
        ("price", {"invoice_details": ABSENT}),
        ("price", {"client-organisation-business_id": ""}),
        ("price", B | {"supervisees-2-pays_as": "no"}),
        ("price", {"travel_costs": "km", "km_rate": "paljon"}),
        ("cancelling", {"cancel_notice_hours": 400}),
        ("cancelling", {"group_absence": {"mode": "min_present"}}),
        ("unused_time", {"no_show_fee_pct": 50}),
        ("interruption", {"termination_notice_days": 91}),
        ("dissatisfaction", {"dissatisfaction_steps": "Sovitaan."}),
    ],
)
def test_an_item_is_missing_while_one_of_its_fields_is_at_fault(key, changes):
    assert missing(**changes) == [key]


def test_of_an_empty_form_only_what_has_no_default_is_missing():
    told = read_terms({}, TODAY).items

    assert [key for key, answer in told.items() if answer is Answer.MISSING] == ["place", "goals", "price"]


def test_of_parties_and_a_price_what_has_no_default_is_missing():
    told = read_terms({"constellation": "A", "price_amount": "240"}, TODAY).items

    assert [key for key, answer in told.items() if answer is Answer.MISSING] == ["place", "goals", "price"]


def test_goals_are_left_open_by_the_box_before_anything_else_is_said():
    assert read_terms({"goals_agreed_later": "true"}, TODAY).items["goals"] is Answer.LEFT_OPEN


def test_goals_that_are_agreed_later_are_left_open():
    assert answers(**GOALS_LATER)["goals"] is Answer.LEFT_OPEN


@pytest.mark.parametrize("said", [{}, {"goals_agreed_later": False}, {"goals_agreed_later": ""}])
def test_without_a_manager_goals_that_nobody_wrote_are_left_open(said):
    reading = read_terms(example(**B, goals_shared="", **said), TODAY)

    assert reading.terms.goals_agreed_later
    assert reading.items["goals"] is Answer.LEFT_OPEN


def test_goals_of_the_annex_are_an_answer():
    annexed = B | {"goals_shared": "", "goals_supervisees": "Opimme pyytämään apua."}

    assert items(terms_of(**annexed | {"goals_annex_used": ABSENT}))["goals"] is Answer.ANSWERED


def test_what_is_free_answers_what_unused_time_costs():
    assert items(terms_of(**FREE))["unused_time"] is Answer.ANSWERED


def test_each_field_of_an_item_is_a_field_of_the_form():
    tops = {field.partition("-")[0] for item in ITEMS for field in item.fields}

    assert tops <= set(Terms.model_fields)
    assert max(Counter(field for item in ITEMS for field in item.fields).values()) == 1


def test_what_waits_for_an_answer_elsewhere_is_named():
    given = {"constellation": "B", "payer_type": "supervisees", "termination_notice_days": "30"}

    assert "termination_notice_days" in read_terms(given, TODAY).unchecked
    assert "termination_notice_days" not in read_terms(given | {"price_amount": "90"}, TODAY).unchecked


def test_who_pays_is_asked_for_their_details_before_the_price_is_known():
    given = {"constellation": "A", "payer_type": "organisation"}
    faulty = {fault.field for fault in read_terms(given, TODAY).faults}

    assert {"price_amount", "client-organisation-business_id", "invoice_details-e_invoice"} <= faulty
