"""
Terms for every branch of the contract's text: the examples, and each with what makes a clause say something else.

A new branch in a template needs a case here: test_contract_branches.py names the branch that no case reaches, and
test_contract_golden.py prints what the case makes of its clause.
"""

import json
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
ANNEX = {"goals_annex_used", "goals_supervisees"}


def example(name, **changes):
    """The everyday example without its annex, so that a case says itself when there is one."""
    return {key: value for key, value in whole(name).items() if key not in ANNEX} | changes


def whole(name):
    (path,) = EXAMPLES.glob(f"{name}.*.json")
    return json.loads(path.read_text("utf-8"))


def people(count, **details):
    names = ["Aino Lehtimäki", "Väinö Söderlund", "Päivi Äijälä", "Kaarlo Öhman"]
    return [{"full_name": names[n], "email": f"nimi{n}@rantapiha.example", **details} for n in range(count)]


def payers(count):
    ids = ["0000002-7", "0000003-5", "0000004-3"]
    return [person | {"pays_as": "business", "business_id": ids[n]} for n, person in enumerate(people(count))]


def consumers(count):
    return people(count, pays_as="consumer")


WITHOUT = {"constellation": "B", "manager": None, "client": None, "goals_shared": "", "invoice_details": None}
TEAM = example("team")
FREE = example("manager-free-of-charge")
B = {key: value for key, value in example("team", **WITHOUT).items() if value is not None}
BOSS = FREE["managers_manager"]
EMPLOYER = TEAM["client"] | {"representative": None}
HR = {"full_name": "Kaisu Törnqvist", "email": "kaisu@rantapiha.example", "title": "HR-suunnittelija"}
OWN_GOALS = (
    "Opimme puhumaan siitä, mikä työssä pelottaa.\n\nKukin nimeää yhden rajan:\n1) arjessa\n2) lomalla"
)
WITH_ANNEX = {"goals_annex_used": True, "goals_supervisees": OWN_GOALS}
ONE = {"supervisees": people(1), "supervision_form": "individual"}
NO_PRICE = {
    "price_amount": "0", "payer_type": "none", "zero_price_reason": "volunteer", "client": None,
    "invoice_details": None,
}  # fmt: skip
LED = {
    "constellation": "C", "managers_manager": BOSS, "supervisees": people(3),
    "manager": TEAM["manager"] | {"is_supervisee": False},
}  # fmt: skip
PAID_C1 = FREE | {
    "price_amount": "240.00", "zero_price_reason": None, "payer_type": "organisation", "client": EMPLOYER,
    "invoice_details": {"email": "laskut@rantapiha.example"}, "supervisor": TEAM["supervisor"],
}  # fmt: skip
SELF_PAID = B | {"payer_type": "supervisees", "supervision_form": "group", "supervisees": payers(3)}
ONE_PAYS = SELF_PAID | ONE | {"supervisees": payers(1)}
CONSUMER = SELF_PAID | ONE | {"supervisees": consumers(1), "vat_treatment": "included"}
CONSUMERS = SELF_PAID | {"supervisees": consumers(3), "vat_treatment": "included"}
B_EMPLOYER = B | {
    "payer_type": "organisation",
    "client": EMPLOYER,
    "invoice_details": {"email": "laskut@rantapiha.example"},
}
_EMAILS = [person["email"] for person in people(3)]


def manager(participates):
    return {"manager": TEAM["manager"] | {"participates": participates}}


def represented(**details):
    return {"client": EMPLOYER | {"representative": HR | details}}


def level(first, **others):
    """The first supervisee is identified so, everybody else as the contract says."""
    return {"supervisees": [*people(1, assurance_level=first), *people(4)[1:]], **others}


# Who is in the contract, and who pays.
_PEOPLE = {
    "team": TEAM,
    "manager-free-of-charge": FREE,
    "work-group-of-a-manager": TEAM | LED,
    "one-paying-supervisee": ONE_PAYS | {"end_date": None},
    "three-paying-supervisees": SELF_PAID | {"trial_sessions": 3},
    "one-employee": TEAM | ONE,
    "employees-alone": B_EMPLOYER | {"goals_shared": "Työnjako selväksi."},
    "one-employee-alone": B_EMPLOYER | ONE | {"goals_shared": "Työnjako selväksi."},
    "employees-alone-whose-employer-accepts": B_EMPLOYER | represented(signs=True),
    "some-free-of-charge": B | NO_PRICE | {"goals_shared": "Työnjako selväksi."},
    "some-free-of-charge-for-an-association": B | NO_PRICE | {"client": {"organisation": {"name": "Kaukoranta ry"}}},
    "free-manager-attends": TEAM | NO_PRICE | manager("always") | {"zero_price_reason": "internal"},
    "work-group-without-names": TEAM | LED | {"supervisees": []},
    "work-group-whose-members-change": TEAM | LED | {"group_membership": "change_by_agreement"},
    "manager-of-an-employer-who-pays": PAID_C1,
    "hr-accepts-for-the-employer": TEAM | represented(signs=True),
    "hr-is-asked-about-invoices": TEAM | represented(signs=False),
    "manager-attends-at-times": TEAM | manager("agreed_sessions"),
    "manager-attends-always": TEAM | manager("always") | {"client": EMPLOYER | {"representative": HR | {"signs": True}}},
    "one-employee-manager-attends": TEAM | ONE | manager("always"),
    "supervisees-have-a-business": SELF_PAID | {"cost_split": [[_EMAILS[0], "50"], [_EMAILS[1], "30"], [_EMAILS[2], "20"]]},
    "one-of-three-pays": SELF_PAID | {
        "supervisees": [*payers(1), *people(3)[1:]], "cost_split": [[_EMAILS[0], "100"]],
    },
    "two-of-three-pay": SELF_PAID | {
        "supervisees": [*payers(2), people(3)[2]], "cost_split": [[_EMAILS[0], "40"], [_EMAILS[1], "60"]],
    },
    "one-consumer-of-three": CONSUMERS | {
        "supervisees": [*consumers(1), *people(3)[1:]], "cost_split": [[_EMAILS[0], "100"]],
    },
    "one-consumer": CONSUMER,
    "three-consumers": CONSUMERS,
    "three-consumers-by-person": CONSUMERS | {
        "price_unit": "person_session", "price_amount": "60.00", "travel_costs": "actual", "travel_estimate": "9.00",
    },
    "payers-of-journeys": SELF_PAID | {
        "vat_treatment": "plus", "travel_costs": "actual", "travel_estimate": "10.01",
    },
    "supervisees-pay-in-all": SELF_PAID | {"price_unit": "total", "price_amount": "1000.00"},
    "a-consumer-among-others": CONSUMERS | {"supervisees": [*consumers(1), *payers(3)[1:]]},
    "consumers-and-one-business": CONSUMERS | {"supervisees": [*consumers(2), payers(3)[2]]},
    "consumer-without-trial": CONSUMER | {"trial_sessions": 0, "end_date": None},
}  # fmt: skip

# What is agreed about the work.
_WORK = {
    "group": TEAM | {"supervision_form": "group", "group_membership": "change_by_agreement"},
    "individual-manager": TEAM | ONE | {"supervision_form": "manager"},
    "goals-by-all": TEAM | {"goal_setters": "all_parties", "goals_shared": "Yhteinen työ:\n1) arki\n2) ilta"},
    "goals-later": TEAM | {"goals_shared": "", "goals_agreed_later": True},
    "goals-later-by-all": TEAM | {"goals_shared": "", "goals_agreed_later": True, "goal_setters": "all_parties"},
    "goals-now-and-later": TEAM | {"goals_agreed_later": True},
    "annex": TEAM | WITH_ANNEX,
    "annex-goals-later": TEAM | WITH_ANNEX | {"goals_shared": "", "goals_agreed_later": True},
    "annex-alone": SELF_PAID | WITH_ANNEX,
    "annex-beside-an-employer": B_EMPLOYER | WITH_ANNEX,
    "annex-of-one": TEAM | ONE | WITH_ANNEX | {"evaluations": {"mid": False}},
    "annex-of-a-manager": FREE | WITH_ANNEX,
    "annex-of-a-work-group": TEAM | LED | WITH_ANNEX | {"end_date": None},
    "annex-manager-attends": TEAM | WITH_ANNEX | manager("agreed_sessions"),
    "annex-of-one-manager-attends": TEAM | ONE | WITH_ANNEX | manager("agreed_sessions") | {"evaluation_with_manager": "no"},
    "methods": TEAM | {"methods": {"choices": ["action_methods", "writing", "drawing"], "text": "Valokuvat."}},
    "methods-in-words": TEAM | {"methods": {"choices": [], "text": "Työroolikartta."}},
    "open-ended": TEAM | {"end_date": None, "sessions_total": 4, "session_interval_weeks": [1, 1]},
    "one-session": TEAM | {"sessions_total": 1, "trial_sessions": 0, "exploratory_talk_on": "2027-01-11"},
    "one-session-in-advance": TEAM | {
        "sessions_total": 1, "trial_sessions": 0, "price_unit": "total", "invoicing_rhythm": "advance",
        "place_mode": "hybrid", "remote_rules": {"allowed": True}, "end_date": None,
        "goals_shared": "", "goals_agreed_later": True,
    },
    "one-session-of-a-consumer": CONSUMER | {
        "sessions_total": 1, "trial_sessions": 0, "place_mode": "supervisor", "remote_rules": {"allowed": True},
        "scheduling": "on_request",
    },
    "every-two-weeks": TEAM | {"session_interval_weeks": [2, 2]},
    "trial-goes-on": TEAM | {"trial_sessions": 2, "trial_default_outcome": "continues"},
    "trial-of-one-goes-on": TEAM | ONE | {"trial_default_outcome": "continues"},
    "trial-without-closing": TEAM | {"closing_session": False, "exploratory_talk_on": "2027-01-11"},
    "talk-free-of-charge": FREE | {"trial_sessions": 2, "exploratory_talk_on": "2027-01-04"},
    "series": TEAM | {"scheduling": "series", "place_mode": "supervisor"},
    "on-request": TEAM | {"scheduling": {"mode": "on_request", "text": "Puhelimitse arkisin."}, "place_mode": "other"},
    "one-on-request": TEAM | ONE | {"scheduling": "on_request"},
    "at-the-workplace": SELF_PAID | {"place_mode": "client", "place_detail": "Keksittykatu 7"},
    "remote": TEAM | {"place_mode": "remote", "place_detail": "", "remote_rules": {"allowed": True, "tool": "Teams"}},
    "remote-by-phone-too": TEAM | {"place_mode": "remote", "place_detail": "Tarvittaessa puhelimitse", "remote_rules": {}},
    "hybrid": TEAM | {"place_mode": "hybrid", "remote_rules": {"allowed": True}},
    "remote-allowed": TEAM | {"remote_rules": {"allowed": True}},
    "no-attendance-told": TEAM | {"attendance_reporting": "none", "evaluation_with_manager": "no"},
    "names-told": TEAM | {"attendance_reporting": "names", "evaluation_with_manager": "final_only"},
    "no-mid-evaluation": TEAM | {"evaluations": {"mid": False}, "evaluation_interval_months": 1},
    "nothing-of-own-supervision": TEAM | {"supervisor_own_supervision": False, "notes_policy": "none"},
    "replaces-another": TEAM | {"supersedes_contract_id": "TO-2026-0007", "group_membership": "change_by_agreement"},
    "members-of-a-self-paid-group-change": SELF_PAID | {"group_membership": "change_by_agreement"},
}  # fmt: skip

# What it costs, and how it ends.
_MONEY = {
    "free-for-another-reason": FREE | {"zero_price_reason": "other", "travel_costs": "km", "km_rate": "0.40"},
    "free-in-training": FREE | {"zero_price_reason": "training", "travel_costs": "actual", "travel_estimate": "12.00"},
    "free-volunteer": FREE | {"zero_price_reason": "volunteer", "cancel_notice_hours": 0},
    "free-with-a-business": FREE | {"supervisor": TEAM["supervisor"]},
    "by-the-hour": TEAM | {"price_unit": "hour", "price_amount": "80.33", "invoicing_rhythm": "after_session"},
    "by-45-minutes": TEAM | {"price_unit": "unit45", "vat_treatment": "small_business", "travel_costs": "actual"},
    "by-person": TEAM | {"price_unit": "person_session", "price_amount": "60.00", "vat_treatment": "healthcare"},
    "in-all": TEAM | {"price_unit": "total", "price_amount": "2400.00", "invoicing_rhythm": "advance"},
    "in-all-free-trials": TEAM | {
        "price_unit": "total", "price_amount": "2400.00", "vat_treatment": "included", "trial_price_mode": "free",
        "trial_sessions": 2,
    },
    "free-trial": TEAM | {"trial_price_mode": "free", "vat_treatment": "included", "travel_costs": "included"},
    "free-trials": TEAM | {"trial_price_mode": "free", "trial_sessions": 3, "vat_treatment": "none"},
    "other-price-for-a-trial": TEAM | {"trial_price_mode": "other", "trial_price_amount": "100.00"},
    "other-price-for-trials": CONSUMER | {
        "trial_price_mode": "other", "trial_price_amount": "100.00", "trial_sessions": 2,
    },
    "other-price-without-tax": TEAM | {"price_unit": "hour"} | {
        "trial_price_mode": "other", "trial_price_amount": "100.00", "vat_treatment": "none",
    },
    "in-advance": TEAM | {"invoicing_rhythm": "advance", "invoice_details": {"postal_address": "Keksittykatu 7"}},
    "in-blocks": TEAM | {"invoicing_rhythm": "blocks", "invoicing_block_sessions": 4, "payment_term_days": 45},
    "long-term-of-a-payer-outside": B_EMPLOYER | {"payment_term_days": 45},
    "price-may-change": TEAM | {"price_revision": "notice"},
    "price-may-change-in-a-month": SELF_PAID | {"price_revision": "notice", "price_revision_months": 1},
    "price-may-change-for-consumers": CONSUMERS | {"price_revision": "notice", "price_revision_months": 3},
    "kilometres": TEAM | {"travel_costs": "km"},
    "kilometres-of-a-consumer": CONSUMER | {"travel_costs": "km", "km_rate": "0.40", "travel_estimate": "11.00"},
    "cancel-any-time": TEAM | {"cancel_notice_hours": 0, "no_show_fee_pct": 50, "late_cancel_fee_pct": 0},
    "cancel-an-hour-before": TEAM | {"cancel_notice_hours": 1, "late_cancel_fee_pct": 0, "no_show_fee_pct": 0},
    "late-costs-half": TEAM | {"late_cancel_fee_pct": 50, "group_absence": {"mode": "min_present", "min": 1}},
    "some-must-be-present": TEAM | {"group_absence": {"mode": "min_present", "min": 2}},
    "illness-costs": TEAM | ONE | {"sudden_illness_fee_pct": 50},
    "free-group-absence": TEAM | NO_PRICE | {"group_absence": {"mode": "min_present", "min": 3}},
    "no-notice": TEAM | {"termination_notice_days": 0, "end_date": None},
    "no-notice-no-closing": TEAM | {"termination_notice_days": 0, "closing_session": False},
    "a-days-notice": TEAM | {"termination_notice_days": 1, "third_party": "Työnohjaaja Reetta Öst"},
    "kept-longer": TEAM | {"retention_years": 8, "retention_reason": "Rahoittaja edellyttää kahdeksaa vuotta."},
    "signed-in-any-order": TEAM | {"signing_mode": "parallel", "signing_deadline_days": 1},
    "with-a-code": TEAM | {"assurance_level": "email_link_code"},
    "some-with-a-code": TEAM | level("email_link_code"),
    "one-of-few-with-a-code": TEAM | {"supervisees": [*people(1, assurance_level="email_link_code"), people(2)[1]]},
    "strong": TEAM | {"assurance_level": "strong"},
    "some-strong": TEAM | level("strong"),
    "reader-of-another-language": TEAM | {"supervisees": [*people(2, language="en"), *people(4, language="sv")[2:]]},
}  # fmt: skip

CASES = _PEOPLE | _WORK | _MONEY
