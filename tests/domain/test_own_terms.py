"""A supervisor's own terms: read key by key, only the unusual kept, and taken from a contract without its people."""

import pytest

from chalicelib.domain.terms.defaults import completed
from chalicelib.domain.terms.dissatisfaction import DISSATISFACTION
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.own import OWN, own_of, read_own, read_profile
from tests.builders import TODAY, example

WRONG = {
    "price_amount": "sata", "sessions_total": "0", "session_interval_weeks": ["13", "kaksi"], "payment_term_days": "61",
    "methods": {"choices": ["taikuus"]}, "dissatisfaction_steps": "Puhutaan.", "signing_mode": "viimeinen", "km_rate": "3",
    "invoicing_block_sessions": "1", "price_revision_months": "7", "travel_estimate": "vähän", "scheduling": {"mode": "joskus"},
}  # fmt: skip
# Whatever a default may hang on: one or several supervised, who pays, and whether as a consumer.
DEALS = [
    {"constellation": "A"},
    {"constellation": "A", "supervision_form": "group"},
    {"constellation": "B", "supervisees": [{"pays_as": "consumer"}]},
]


def faulty(faults):
    return {fault.field.split("-")[0] for fault in faults}


def test_every_term_of_ones_own_is_a_term():
    assert set(OWN) <= set(Terms.model_fields)


def test_what_is_sound_and_unusual_is_kept_as_it_was_told():
    told = {
        "price_amount": "120,50",
        "session_interval_weeks": ["3", "3"],
        "remote_rules": {"allowed": "false"},
    }

    assert read_own(told, TODAY) == (told, ())
    assert read_own(read_own(told, TODAY)[0], TODAY) == (told, ())


def test_everything_that_is_wrong_is_told_at_once():
    _, faults = read_own(WRONG, TODAY)

    assert faulty(faults) == set(WRONG)
    assert len({fault.field for fault in faults}) == len(faults)


def test_terms_that_do_not_go_together_are_told():
    _, faults = read_own(
        {"session_interval_weeks": ["4", "2"], "sessions_total": "2", "trial_sessions": "2"}, TODAY
    )

    assert faulty(faults) == {"session_interval_weeks", "sessions_total"}


def test_people_dates_and_goals_are_nobodys_own_terms():
    others = {
        "supervisees": [{"full_name": "?"}],
        "goals_shared": "Jaksaminen",
        "start_date": "?",
        "third_party": "Bo Ek",
    }

    assert read_own(others, TODAY) == ({}, ())


@pytest.mark.parametrize("key", sorted(set(OWN) - {"price_amount"}))
def test_what_every_new_contract_says_anyway_is_not_kept(key):
    usual = [completed(deal | {"price_amount": "1"}, TODAY)[key] for deal in DEALS]
    hangs_on_the_deal = len({str(it) for it in usual if it is not None}) > 1 or key == "contract_language"

    assert read_own({key: usual[0]}, TODAY)[0] == ({key: usual[0]} if hangs_on_the_deal else {})


@pytest.mark.parametrize(
    "name", ["team.fi", "group-with-annex.fi", "school-team.sv", "manager-free-of-charge.fi"]
)
def test_a_contract_gives_its_general_terms_and_no_person(name):
    given = example(name)
    own = own_of(given, TODAY)
    people = [it["full_name"] for it in given["supervisees"]] + [given["manager"]["full_name"]] * bool(
        given.get("manager")
    )

    assert own.keys() <= set(OWN)
    assert not [name for name in people if name in str(own)]
    assert read_own(own, TODAY) == (own, ())


def test_what_follows_from_one_contract_is_not_taken_for_another():
    group = example("group-with-annex.fi") | {
        "session_length_min": 90,
        "cancel_notice_hours": 48,
        "vat_treatment": "included",
    }

    assert not {"session_length_min", "cancel_notice_hours"} & own_of(group, TODAY).keys()
    assert own_of(group | {"session_length_min": 120}, TODAY)["session_length_min"] == 120
    assert own_of(group | {"session_length_min": 60}, TODAY)["session_length_min"] == 60
    assert own_of(group | {"contract_language": "fi"}, TODAY)["contract_language"] == "fi"


def test_only_ones_own_place_is_taken():
    own = example("team.fi") | {"place_mode": "supervisor", "place_detail": "Katu 1"}

    assert own_of(own, TODAY)["place_detail"] == "Katu 1"
    assert "place_detail" not in own_of(own | {"place_mode": "client"}, TODAY)


def test_the_usual_way_to_disagree_follows_the_contracts_language():
    assert "dissatisfaction_steps" not in own_of(
        example("team.fi") | {"dissatisfaction_steps": DISSATISFACTION["sv"]}, TODAY
    )


def test_what_is_no_longer_sound_is_left_out():
    assert "payment_term_days" not in own_of(example("team.fi") | {"payment_term_days": 400}, TODAY)


def test_a_profile_needs_nothing_and_tells_all_that_is_wrong():
    told = {
        "full_name": "Ulla 2", "business_name": " ", "business_id": "1234567-0", "contact": {"email": "ulla@", "phone": "", "role": "x"},
        "role": "auditor",
    }  # fmt: skip
    kept, faults = read_profile(told)

    assert {fault.field for fault in faults} == {
        "supervisor-full_name",
        "supervisor-business_id",
        "supervisor-contact-email",
    }
    assert kept.keys() == {"full_name", "business_id", "contact"}
    assert kept["contact"] == {"email": "ulla@"}
    assert read_profile({}) == ({}, ())
    assert read_profile({"contact": "x"}) == ({}, ())


@pytest.mark.parametrize("field", ["business_name", "qualification", "contact-phone", "contact-address"])
def test_a_profile_takes_no_identity_code(field):
    name = field.removeprefix("contact-")
    told = {name: "131052-308T"} if name == field else {"contact": {name: "131052-308T"}}
    _, faults = read_profile({"full_name": "Ulla Wäinölä", **told})

    assert [(it.field, it.code) for it in faults] == [(f"supervisor-{field}", "identity_code_told")]
