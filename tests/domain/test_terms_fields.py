"""
Each field of the form by itself: the least and the most it takes, and what it refuses with which code.

The base is the everyday contract; where a rule between fields would speak up, the row says what else changes.
"""

import types
import typing

import pytest
from pydantic import BaseModel

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms import Terms, read_terms
from tests.builders import ABSENT, TODAY, example

OTHER_REPRESENTATIVE = {
    "client-representative": {"full_name": "Eero Ek", "email": "eero@rantapiha.example", "signs": True}
}
CONSTELLATION_C = {
    "constellation": "C",
    "supervisees": [],
    "manager-is_supervisee": True,
    "managers_manager": {
        "full_name": "Anu As",
        "email": "anu@kunta.example",
        "organisation": "Mallilan kunta",
    },
    "supervision_form": "manager",
}
SELF_PAID = {
    "payer_type": "supervisees",
    **{f"supervisees-{n}-{key}": value for n in range(4) for key, value in
       {"pays_as": "business", "business_id": "0000001-9"}.items()},
}  # fmt: skip
FREE = {"price_amount": "0", "payer_type": "none", "zero_price_reason": "internal"}
ALONE = {
    "supervision_form": "individual", "supervisees": [{"full_name": "Aino Ek", "email": "aino@oma.example"}],
}  # fmt: skip
SPLIT = SELF_PAID | {
    "cost_split": [
        [f"{name}@rantapiha.example", "25"]
        for name in ("aino.lehtimaki", "vaino.soderlund", "paivi.aijala", "kaarlo.ohman")
    ],
}
BY_CAR = {"travel_costs": "km"}

# field: (least, most), and what else must be so for both to be accepted
NUMBERS = {
    "sessions_total": (1, 100, {"trial_sessions": 0}),
    "session_interval_weeks-0": (1, 12, {"session_interval_weeks-1": 12}),
    "session_interval_weeks-1": (1, 12, {"session_interval_weeks-0": 1}),
    "trial_sessions": (0, 3, {}),
    "trial_decision_days": (1, 30, {}),
    "group_absence-min": (1, 30, {"group_absence-mode": "held_full_price"}),
    "evaluation_interval_months": (1, 12, {}),
    "payment_term_days": (7, 60, {}),
    "cancel_notice_hours": (0, 336, {}),
    "no_show_fee_pct": (0, 100, {"late_cancel_fee_pct": 0}),
    "termination_notice_days": (0, 90, {}),
    "signing_deadline_days": (1, 60, {}),
    "retention_years": (3, 10, {"retention_reason": "Rahoittajan ehto"}),
    "invoicing_block_sessions": (2, 20, {"invoicing_rhythm": "blocks"}),
    "price_revision_months": (1, 6, {"price_revision": "notice"}),
    "sudden_illness_fee_pct": (0, 100, ALONE),
}
STEPS = {"session_length_min": (30, 240, 15, {}), "late_cancel_fee_pct": (0, 100, 5, {})}
# field: the most characters, and what else must be so
TEXTS = {
    "supervisor-business_name": (160, {}),
    "supervisor-contact-phone": (40, {}),
    "supervisor-contact-address": (200, {}),
    "supervisor-qualification": (300, {}),
    "supervisees-0-job_title": (120, {}),
    "supervisees-0-organisation": (160, {}),
    "manager-title": (120, {}),
    "manager-organisation": (160, {}),
    "managers_manager-title": (120, CONSTELLATION_C),
    "managers_manager-organisation": (160, CONSTELLATION_C),
    "client-organisation-name": (160, {}),
    "client-representative-title": (120, {}),
    "place_detail": (300, {}),
    "remote_rules-tool": (80, {}),
    "methods-text": (2000, {}),
    "scheduling-text": (500, {"scheduling": {"mode": "series"}}),
    "goals_shared": (4000, {}),
    "goals_supervisees": (8000, {"goals_annex_used": True}),
    "retention_reason": (300, {"retention_years": 7}),
    "invoice_details-operator": (80, {}),
    "invoice_details-postal_address": (200, {}),
    "invoice_details-reference": (80, {}),
    "dissatisfaction_steps": (2000, {}),
    "third_party": (160, {}),
}
SHORT_TEXTS = {
    "manager-organisation": (2, {}),
    "managers_manager-organisation": (2, CONSTELLATION_C),
    "client-organisation-name": (2, {}),
    "dissatisfaction_steps": (40, {}),
    "goals_shared": (10, {}),
    "goals_supervisees": (10, {"goals_annex_used": True}),
}
PEOPLE = {
    "supervisor": {},
    "supervisees-2": {},
    "manager": {"client-representative": ABSENT},
    "managers_manager": CONSTELLATION_C,
    "client-representative": OTHER_REPRESENTATIVE,
}
EMAILS = {
    "supervisor-contact-email": {},
    "invoice_details-email": {},
    "cost_split-0-0": SPLIT | {"supervisees-0-email": "uusi.osoite+1@koti.example"},
    **{f"{person}-email": extra for person, extra in PEOPLE.items() if person != "supervisor"},
}
BUSINESS_IDS = {
    "supervisor-business_id": {},
    "client-organisation-business_id": {},
    "supervisees-1-business_id": SELF_PAID,
}
CHOICES = {
    "constellation": ("A", {}),
    "supervisees-0-pays_as": ("no", {}),
    "manager-participates": ("agreed_sessions", {}),
    "supervision_form": ("group", {}),
    "group_membership": ("change_by_agreement", {}),
    "trial_default_outcome": ("continues", {}),
    "trial_price_mode": ("free", {}),
    "scheduling-mode": ("on_request", {"scheduling": {"mode": "series"}}),
    "place_mode": ("other", {}),
    "methods-choices-0": ("drawing", {}),
    "goal_setters": ("all_parties", {}),
    "evaluation_with_manager": ("final_only", {}),
    "attendance_reporting": ("names", {}),
    "price_unit": ("total", {}),
    "zero_price_reason": ("training", FREE),
    "vat_treatment": ("small_business", {}),
    "payer_type": ("organisation", {}),
    "invoicing_rhythm": ("blocks", {}),
    "price_revision": ("notice", {}),
    "travel_costs": ("actual", {}),
    "group_absence-mode": ("held_full_price", {}),
    "notes_policy": ("none", {}),
    "signing_mode": ("parallel", {}),
    "contract_language": ("en", {}),
    "assurance_level": ("email_link_code", {}),
    **{f"{person}-language": ("sv", extra) for person, extra in PEOPLE.items()},
    **{f"{person}-assurance_level": ("email_link_code", extra) for person, extra in PEOPLE.items()},
}
SWITCHES = [
    "goals_agreed_later", "goals_annex_used", "remote_rules-allowed", "evaluations-mid", "supervisor_own_supervision", "closing_session",
    "manager-is_supervisee", "client-representative-signs", "client-representative-same_as_manager",
]  # fmt: skip
WITH_SWITCH = {
    "manager-is_supervisee": CONSTELLATION_C,
    "goals_annex_used": {"goals_supervisees": "Omat tavoitteet"},
}
# field: (accepted, refused, code)
OTHERS = {
    "supersedes_contract_id": ("TO-2026-0001", "TO-26-1", "not_a_contract_number"),
    "exploratory_talk_on": ("10.11.2026", "2026-11-31", "not_a_date"),
    "evaluations-final": ("true", False, "not_a_choice"),
    "start_date": ("18.1.2027", "30.2.2027", "not_a_date"),
    "end_date": ("2027-12-13", "2027-13-12", "not_a_date"),
    "price_amount": ("0,01", "-0,01", "too_small"),
    "invoice_details-e_invoice": ("0037 0000 0027", "003700000028", "not_an_e_invoice_address"),
}
CASES = [
    *[(f, least, least - 1, "not_a_number_within", x) for f, (least, _, x) in NUMBERS.items()],
    *[(f, most, most + 1, "not_a_number_within", x) for f, (_, most, x) in NUMBERS.items()],
    *[(f, least, least - step, "not_a_step", x) for f, (least, _, step, x) in STEPS.items()],
    *[(f, most, most + step, "not_a_step", x) for f, (_, most, step, x) in STEPS.items()],
    *[(f, least + step, least + 1, "not_a_step", x) for f, (least, _, step, x) in STEPS.items()],
    *[(f, str(least + 15), "kymmenen", "not_a_whole_number", x) for f, (least, _, _, x) in STEPS.items()],
    *[(f, str(most), "1,5", "not_a_whole_number", x) for f, (_, most, x) in NUMBERS.items()],
    *[(f, float(most), True, "not_a_whole_number", x) for f, (_, most, x) in NUMBERS.items()],
    *[(f, "ä" * most, "ä" * (most + 1), "too_long", x) for f, (most, x) in TEXTS.items()],
    *[(f, "ä" * least, "ä" * (least - 1), "too_short", x) for f, (least, x) in SHORT_TEXTS.items()],
    *[(f"{f}-full_name", "Bo", "B", "too_short", x) for f, x in PEOPLE.items()],
    *[(f"{f}-full_name", "Åä" * 60, "Åä" * 61, "too_long", x) for f, x in PEOPLE.items()],
    *[(f"{f}-full_name", "Þórdís d’Ö", "Bo <b>", "not_a_name", x) for f, x in PEOPLE.items()],
    *[(f, "Uusi.Osoite+1@koti.example", "uusi@koti", "not_an_email", x) for f, x in EMAILS.items()],
    *[(f, "0000001-9", "0000001-8", "not_a_business_id", x) for f, x in BUSINESS_IDS.items()],
    *[(f, choice, "jotain muuta", "not_a_choice", x) for f, (choice, x) in CHOICES.items()],
    *[(f, "true", "ehkä", "not_a_choice", WITH_SWITCH.get(f, {})) for f in SWITCHES],
    *[(f, *row, {}) for f, row in OTHERS.items()],
    ("price_amount", "9 999,99 €", "10000", "too_large", {}),
    ("price_amount", 240.5, "240.505", "not_an_amount", {}),
    ("price_amount", 240, "1.200,00", "not_an_amount", {}),
    ("trial_price_amount", "0,01", "10000", "too_large", {"trial_price_mode": "other"}),
    ("cost_split-0-1", "25,00", "0", "too_small", SPLIT),
    ("cost_split-0-1", 25, "100,01", "too_large", SPLIT),
    ("km_rate", "2,00", "2,01", "too_large", BY_CAR),
    ("km_rate", "0", "-0,01", "too_small", BY_CAR),
    ("km_rate", "tax_admin_max", "paljon", "not_an_amount", BY_CAR),
    ("travel_estimate", "12,50", "-1", "too_small", BY_CAR),
]  # fmt: skip


def faults_of(field, value, extra):
    return read_terms(example(**(extra | {field: value})), TODAY).faults


@pytest.mark.parametrize(("field", "good", "bad", "code", "extra"), CASES)
def test_a_value_is_taken_to_its_limit_and_refused_beyond(field, good, bad, code, extra):
    assert faults_of(field, good, extra) == ()
    assert [(fault.field, fault.code) for fault in faults_of(field, bad, extra)] == [(field, code)]


def test_every_field_of_the_terms_has_its_row():
    told = {"-".join(part for part in case[0].split("-") if not part.isdigit()) for case in CASES}

    assert told >= set(leaves(Terms)) - {"vat_rate", "km_rate_eur"}  # not read from outside


def leaves(model, before=""):
    """The form names of a model's fields, list numbers left out."""
    for name, field in model.model_fields.items():
        models = [
            kind
            for kind in _parts(field.annotation)
            if isinstance(kind, type) and issubclass(kind, BaseModel)
        ]
        if models:
            yield from leaves(models[0], f"{before}{name}-")
        else:
            yield f"{before}{name}"


def _parts(annotation):
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, tuple):
        return [part for inside in typing.get_args(annotation) for part in _parts(inside)]
    return [annotation]


@pytest.mark.parametrize(
    "field",
    [
        "constellation", "supervisor", "supervisor-full_name", "supervisor-contact", "supervisor-contact-email",
        "supervisees-0-full_name", "supervisees-0-email", "manager-full_name", "manager-email",
        "manager-organisation", "price_amount",
    ],
)  # fmt: skip
@pytest.mark.parametrize("blank", [ABSENT, "", "   ", None], ids=["absent", "empty", "blanks", "null"])
def test_what_must_be_said_is_asked_for(field, blank):
    assert Fault(field, "required") in faults_of(field, blank, {})


@pytest.mark.parametrize(
    "name", ["A1", "..", "-Bo", "_Bo", "Bo\u0000\u200b7", "٣٤", "<script>", "{{7*7}}", "🙂🙂"]
)
def test_what_is_no_name_is_refused(name):
    assert [fault.code for fault in faults_of("manager-full_name", name, {})] == ["not_a_name"]


@pytest.mark.parametrize(
    "name",
    ["Juho Kärppä-Öhman", "Siru Hägglund-Šorsa", "Elias von und zu Åminne", "Nguyễn Thị Ánh", "O’Brien", "O'Brien",
     "Đặng Văn Ŋ", "Åsa-Märta (o.s. Ek)", "Ole Henrik Magga, jr."],
)  # fmt: skip
def test_names_of_people_are_taken_as_they_are(name):
    reading = read_terms(example(**{"supervisees-0-full_name": name}), TODAY)

    assert reading.terms.supervisees[0].full_name == name


@pytest.mark.parametrize(
    "email",
    ["", "a", "a@", "@koti.example", "a b@koti.example", "a@koti.example, b@koti.example", "a@-koti.example",
     "ä@koti.example", "a@koti..example", "a@[127.0.0.1]", "Aino <a@koti.example>", f"{'a' * 255}@koti.example",
     "a@koti.example\nBcc: b@koti.example", '"a b"@koti.example'],
)  # fmt: skip
def test_what_is_no_address_is_refused(email):
    (fault,) = faults_of("manager-email", email, {"client-representative": ABSENT})

    assert (fault.field, fault.code) in {
        ("manager-email", code) for code in ("not_an_email", "required", "too_long")
    }


def test_an_address_is_kept_in_lower_case():
    reading = read_terms(
        example(**{"supervisees-0-email": " Aino.Lehtimäki@X.example".replace("ä", "a")}), TODAY
    )

    assert reading.terms.supervisees[0].email == "aino.lehtimaki@x.example"


@pytest.mark.parametrize("given", ["0000001-9", "00000019", " 0000001-9 ", "FI00000019"])
def test_a_business_id_is_kept_in_its_usual_form(given):
    faults = faults_of("supervisor-business_id", given, {})
    reading = read_terms(example(**{"supervisor-business_id": given}), TODAY)

    assert faults == ()
    assert reading.terms.supervisor.business_id == "0000001-9"
