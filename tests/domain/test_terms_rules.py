"""Rules between fields: for each a contract that breaks it, and its nearest neighbour that does not."""

import pytest

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms import read_terms
from tests.builders import ABSENT, TODAY, example
from tests.codes import PRODUCT, fault_codes

HEAD = {"full_name": "Anu As", "email": "anu@kunta.example", "organisation": "Mallilan kunta"}
C1 = {  # the manager is supervised
    "constellation": "C", "supervisees": [], "manager-is_supervisee": True, "managers_manager": HEAD,
    "supervision_form": "manager",
}  # fmt: skip
C2 = C1 | {"manager-is_supervisee": False, "supervision_form": "team"}  # the manager commits for a group
B = {  # the two members of a group pay as businesses
    "constellation": "B", "manager": ABSENT, "client": ABSENT, "payer_type": "supervisees", "supervision_form": "group",
    "supervisees": [
        {"full_name": name, "email": f"{name.lower()}@oma.example", "pays_as": "business", "business_id": "0000001-9"}
        for name in ("Aino", "Eino", "Väinö")
    ],
    "supervisees-2-email": "vaino@oma.example",
}  # fmt: skip
FREE = {"price_amount": "0.00", "zero_price_reason": "internal", "payer_type": "none"}
OTHER_REPRESENTATIVE = {
    "client-representative": {"full_name": "Eero Ek", "email": "eero@rantapiha.example", "signs": True}
}
PAYER = {"organisation": {"name": "Oy", "business_id": "0000002-7"}}
AGENT = {"representative": OTHER_REPRESENTATIVE["client-representative"]}


def people(count):
    return {
        "supervisees": [{"full_name": f"Aino A{'a' * n}", "email": f"a{n}@oma.example"} for n in range(count)]
    }


# rule broken, as a sentence: (field, code, what breaks it, what mends it)
FAULTS = {
    "A has a manager": ("manager-full_name", "required", {"manager": ABSENT, "client-representative": ABSENT}, {}),
    "C has the manager's manager": ("managers_manager-full_name", "required", C1 | {"managers_manager": ABSENT}, C1),
    "C has a manager": (
        "manager-full_name", "required", C1 | {"manager": ABSENT, "client-representative": ABSENT}, C1,
    ),
    "B has no manager": ("manager-full_name", "role_not_in_constellation", B | {"manager": HEAD}, B),
    "A has no manager's manager": (
        "managers_manager-full_name", "role_not_in_constellation", {"managers_manager": HEAD}, {},
    ),
    "in C the manager takes part by being a party": (
        "manager-participates", "choice_not_in_constellation", C1 | {"manager-participates": "agreed_sessions"},
        C1 | {"manager-participates": ""},
    ),
    "in A the manager is not among the supervised": (
        "manager-is_supervisee", "choice_not_in_constellation", {"manager-is_supervisee": True},
        {"manager-is_supervisee": ""},
    ),
    "A and B have supervisees": ("supervisees-0-full_name", "required", {"supervisees": []}, people(2)),
    "there are at most thirty supervisees": ("supervisees", "too_many", people(31), people(30)),
    "the supervised manager is not also a group": ("supervisees", "manager_is_the_supervisee", C1 | people(2), C1),
    "one supervisee is no team": ("supervision_form", "form_needs_group", people(1), people(2)),
    "two supervisees are no individual": (
        "supervision_form", "form_is_for_one", people(2) | {"supervision_form": "individual"},
        people(1) | {"supervision_form": "individual"},
    ),
    "the supervised manager is no team": (
        "supervision_form", "form_needs_group", C1 | {"supervision_form": "team"}, C1,
    ),
    "a manager who commits for others commits for a group": (
        "supervision_form", "form_is_for_one", C2 | {"supervision_form": "individual"}, C2,
    ),
    "two parties do not share an address": (
        "supervisees-1-email", "address_used_twice", {"supervisees-1-email": "AINO.lehtimaki@rantapiha.example"}, {},
    ),
    "the manager is not at the supervisor's address": (
        "manager-email", "address_used_twice",
        {"manager-email": "ohjaaja@sopu.test", "client-representative-email": ABSENT}, {},
    ),
    "a representative at the manager's address is the manager": (
        "client-representative-email", "address_used_twice",
        OTHER_REPRESENTATIVE | {"client-representative-email": "marjatta.hyvonen@rantapiha.example"},
        OTHER_REPRESENTATIVE,
    ),
    "who is the same as the manager has the manager's address": (
        "client-representative-same_as_manager", "not_the_manager", {"client-representative-email": "x@oma.example"},
        {"client-representative-email": ABSENT},
    ),
    "who is the same as the manager has the manager's name": (
        "client-representative-same_as_manager", "not_the_manager", {"client-representative-full_name": "Eero Ek"},
        {"client-representative-full_name": "marjatta HYVONEN"},
    ),
    "without a manager nobody is the same": (
        "client-representative-same_as_manager", "not_the_manager",
        B | {"client": {"representative": {"same_as_manager": True}}}, B | {"client": {"representative": {}}},
    ),
    "a representative who signs has a name": (
        "client-representative-full_name", "required", OTHER_REPRESENTATIVE | {"client-representative-full_name": ""},
        OTHER_REPRESENTATIVE | {"client-representative-full_name": "", "client-representative-signs": False},
    ),
    "a representative who signs has an address": (
        "client-representative-email", "required", OTHER_REPRESENTATIVE | {"client-representative-email": ABSENT},
        OTHER_REPRESENTATIVE,
    ),
    "a representative who signs does so for an organisation": (
        "client-organisation-name", "required",
        OTHER_REPRESENTATIVE | FREE | {"client-organisation": ABSENT},
        OTHER_REPRESENTATIVE | FREE,
    ),
    "it does not begin in the past": ("start_date", "date_past", {"start_date": "2026-11-22"}, {"start_date": "2026-11-23"}),
    "it ends after it began": ("end_date", "ends_before_start", {"end_date": "2027-01-18"}, {"end_date": "2027-01-19"}),
    "it begins within three years": (
        "start_date", "date_far_away", {"start_date": "2029-12-01", "end_date": None},
        {"start_date": "2029-11-20", "end_date": None},
    ),
    "it ends within twenty years": ("end_date", "date_far_away", {"end_date": "2047-01-01"}, {"end_date": "2046-12-31"}),
    "the shorter interval comes first": (
        "session_interval_weeks-1", "interval_reversed", {"session_interval_weeks": [4, 3]},
        {"session_interval_weeks": [3, 3]},
    ),
    "something follows the trial": (
        "sessions_total", "only_trial_sessions", {"sessions_total": 2, "trial_sessions": 2},
        {"sessions_total": 3, "trial_sessions": 2},
    ),
    "a place has an address": (
        "place_detail", "required", {"place_detail": " "},
        {"place_detail": " ", "place_mode": "remote", "remote_rules-allowed": True},
    ),
    "who meets at a distance allows it": (
        "remote_rules-allowed", "remote_place_needs_remote", {"place_mode": "hybrid"},
        {"place_mode": "hybrid", "remote_rules-allowed": True},
    ),
    "there is some method": (
        "methods-text", "no_method", {"methods": {"choices": []}}, {"methods": {"choices": [], "text": "Kävely"}},
    ),
    "the manager sees some goals": ("goals_shared", "goals_missing", {"goals_shared": ""}, B | {"goals_shared": ""}),
    "goals are more than a word": ("goals_shared", "too_short", {"goals_shared": "123456789"}, {"goals_shared": "1234567890"}),
    "what is free is so for a reason": (
        "zero_price_reason", "required", FREE | {"zero_price_reason": ABSENT}, FREE,
    ),
    "nobody pays for what is free": ("payer_type", "free_has_no_payer", FREE | {"payer_type": "organisation"}, FREE),
    "somebody pays for what costs": ("payer_type", "price_needs_payer", {"payer_type": "none"}, FREE),
    "who sells has a business name": (
        "supervisor-business_name", "required_with_price", {"supervisor-business_name": ""},
        FREE | {"supervisor-business_name": ""},
    ),
    "who sells has a business id": (
        "supervisor-business_id", "required_with_price", {"supervisor-business_id": ABSENT},
        FREE | {"supervisor-business_id": ABSENT},
    ),
    "a paying organisation has a name": (
        "client-organisation-name", "required",
        B | {"payer_type": "organisation", "client": {"organisation": {"business_id": "0000002-7"}}},
        B | {"payer_type": "organisation", "client": {"organisation": {"name": "Oy", "business_id": "0000002-7"}}},
    ),
    "a paying organisation has a business id": (
        "client-organisation-business_id", "required", {"client-organisation-business_id": ""}, {},
    ),
    "an invoice has somewhere to go": (
        "invoice_details-e_invoice", "no_invoice_address", {"invoice_details": {"reference": "KH"}},
        {"invoice_details": {"email": "laskut@rantapiha.example"}},
    ),
    "an invoice may go by post": (
        "invoice_details-e_invoice", "no_invoice_address", {"invoice_details": ABSENT},
        {"invoice_details": {"postal_address": "PL 1, 00000 Mallila"}},
    ),
    "an e-invoice has an operator": (
        "invoice_details-operator", "required", {"invoice_details-operator": ""}, {},
    ),
    "supervisees who pay say how": ("supervisees-1-pays_as", "pays_as_missing", B | {"supervisees-1-pays_as": ABSENT}, B),
    "a business that pays has a business id": (
        "supervisees-2-business_id", "required", B | {"supervisees-2-business_id": ""}, B,
    ),
    "supervisees cannot pay by a contract that they do not accept": (
        "payer_type", "payers_do_not_accept", C2 | {"payer_type": "supervisees"}, C2,
    ),
    "a price per person needs several": (
        "price_unit", "person_price_needs_group",
        people(1) | {"price_unit": "person_session", "supervision_form": "individual"}, {"price_unit": "person_session"},
    ),
    "a price per person needs their number": (
        "price_unit", "person_price_needs_names", C2 | {"price_unit": "person_session"},
        C2 | people(2) | {"price_unit": "person_session"},
    ),
    "staying away costs no less than cancelling late": (
        "no_show_fee_pct", "no_show_below_late", {"no_show_fee_pct": 49, "late_cancel_fee_pct": 50},
        {"no_show_fee_pct": 50, "late_cancel_fee_pct": 50},
    ),
    "a least attendance has its number": (
        "group_absence-min", "required", {"group_absence": {"mode": "min_present"}},
        {"group_absence": {"mode": "min_present", "min": 4}},
    ),
    "a least attendance is within the group": (
        "group_absence-min", "more_than_people", {"group_absence": {"mode": "min_present", "min": 5}},
        {"group_absence": {"mode": "min_present", "min": 4}},
    ),
    "the third party is nobody's namesake": (
        "third_party", "third_party_is_party", {"third_party": "AINO LEHTIMÄKI"}, {"third_party": "Aino Lehtonen"},
    ),
}  # fmt: skip
WARNINGS = {
    "a group is three to six": ("supervisees", "unusual_group_size", people(2) | {"supervision_form": "group"}, people(2)),
    "a mailbox of many is no signer's": (
        "supervisees-0-email", "shared_mailbox", {"supervisees-0-email": "Info@rantapiha.example"}, {},
    ),
    "two supervisees have one name": (
        "supervisees-1-full_name", "same_name_twice", {"supervisees-1-full_name": "aino lehtimäki"}, {},
    ),
    "acceptance may last beyond the start": (
        "signing_deadline_days", "deadline_after_start", {"signing_deadline_days": 57}, {"signing_deadline_days": 56},
    ),
    "two years are long": (
        "end_date", "unusually_long", {"end_date": "2029-02-01", "sessions_total": 26},
        {"end_date": "2029-01-18", "sessions_total": 26},
    ),
    "too many sessions for the dates": (
        "sessions_total", "sessions_do_not_fit", {"sessions_total": 17}, {"sessions_total": 16},
    ),
    "too few sessions for the dates": (
        "sessions_total", "sessions_do_not_fit", {"sessions_total": 4}, {"sessions_total": 5},
    ),
    "half an hour is short": (
        "session_length_min", "unusual_session_length", {"session_length_min": 30}, {"session_length_min": 45},
    ),
    "every week is often": (
        "session_interval_weeks-0", "unusual_interval", {"session_interval_weeks": [1, 4]},
        {"session_interval_weeks": [2, 4]},
    ),
    "five weeks are seldom": (
        "session_interval_weeks-0", "unusual_interval", {"session_interval_weeks": [2, 5]},
        {"session_interval_weeks": [2, 4]},
    ),
    "over thirty days are long to pay": (
        "payment_term_days", "long_payment_term", {"payment_term_days": 31}, {"payment_term_days": 30},
    ),
    "an evaluation comes before the end": (
        "evaluation_interval_months", "evaluation_after_end", {"evaluation_interval_months": 12}, {},
    ),
    "a manager who accepts for the payer works there": (
        "client-organisation-name", "payer_is_not_of_manager",
        {"client-organisation-name": "Rantapihan kotihoito Oy", "client-representative": ABSENT},
        {"client-organisation-name": "RANTAPIHAN KOTIHOITO, kuvitteellinen", "client-representative": ABSENT},
    ),
    "a manager who represents the payer works there": (
        "client-organisation-name", "payer_is_not_of_manager", {"client-organisation-name": "Mallilan kunta"}, {},
    ),
    "a representative of the payer accepts in the manager's stead": (
        "client-organisation-name", "payer_is_not_of_manager",
        OTHER_REPRESENTATIVE | {"client-organisation-name": "Mallilan kunta", "client-representative-signs": False},
        OTHER_REPRESENTATIVE | {"client-organisation-name": "Mallilan kunta"},
    ),
    "who accepts for a supervised manager's payer works there": (
        "client-organisation-name", "payer_is_not_of_managers_manager", C1 | {"client-representative": ABSENT},
        C1 | {"client-organisation-name": "Mallilan kunta", "client-representative": ABSENT},
    ),
    "a payer accepts what it pays": (
        "client-organisation-name", "payer_does_not_accept",
        B | {"payer_type": "organisation", "client": PAYER}, B | {"payer_type": "organisation", "client": PAYER | AGENT},
    ),
}  # fmt: skip


def found(reading, warnings):
    return [(fault.field, fault.code) for fault in (reading.warnings if warnings else reading.faults)]


@pytest.mark.parametrize(("field", "code", "breaks", "mends"), FAULTS.values(), ids=FAULTS)
def test_a_rule_is_told_where_it_is_broken_and_only_there(field, code, breaks, mends):
    assert (field, code) in found(read_terms(example(**breaks), TODAY), warnings=False)
    assert found(read_terms(example(**mends), TODAY), warnings=False) == []


@pytest.mark.parametrize(("field", "code", "breaks", "mends"), WARNINGS.values(), ids=WARNINGS)
def test_a_warning_is_told_and_stops_nobody(field, code, breaks, mends):
    broken, sound = read_terms(example(**breaks), TODAY), read_terms(example(**mends), TODAY)

    assert (field, code) in found(broken, warnings=True)
    assert broken.terms
    assert (field, code) not in found(sound, warnings=True)
    assert sound.terms


def test_every_code_of_the_rules_is_in_some_row():
    told = {row[1] for row in (*FAULTS.values(), *WARNINGS.values())}

    files = (PRODUCT / "domain/terms/rules").glob("*.py")
    assert {code for path in files for code, _ in fault_codes(path)} == told


def test_a_fault_of_one_person_hides_none_of_another():
    changes = {
        "supervisees-0-email": "ei osoite",
        "manager": ABSENT,
        "supervisor-business_id": "",
        "goals_shared": "x",
    }

    fields = [field for field, _ in found(read_terms(example(**changes), TODAY), warnings=False)]

    assert {"supervisees-0-email", "manager-full_name", "supervisor-business_id", "goals_shared"} <= set(
        fields
    )


def test_a_fault_says_what_it_is_about():
    reading = read_terms(example(supervisees=people(31)["supervisees"]), TODAY)

    assert Fault("supervisees", "too_many", {"most": 30}) in reading.faults
