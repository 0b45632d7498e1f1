"""Every field of the terms can be read in the contract: another value makes another text."""

from datetime import date
from decimal import Decimal

import pytest

from chalicelib.domain.terms import Terms
from chalicelib.domain.terms.model import (
    Client,
    Evaluations,
    GroupAbsence,
    Methods,
    Organisation,
    RemoteRules,
    Scheduling,
)
from tests.documents.contract_cases import CASES, contract, read

TEAM, FREE, BUSINESS, ALONE = "team", "manager-free-of-charge", "one-paying-supervisee", "one-employee"
# field: (case, another value). Whoever adds a field to the terms says here how the contract tells it.
VARIATIONS = {
    "contract_language": (TEAM, "sv"),
    "constellation": (FREE, "A"),
    "supervisor": (TEAM, read(CASES[FREE]).supervisor),
    "supervisees": (TEAM, read(CASES["three-paying-supervisees"]).supervisees),
    "manager": (TEAM, read(CASES[FREE]).manager),
    "managers_manager": (TEAM, read(CASES[FREE]).managers_manager),
    "client": (TEAM, Client(organisation=Organisation(name="Kaukoranta ry"))),
    "supervision_form": (TEAM, "group"),
    "group_membership": (TEAM, "change_by_agreement"),
    "exploratory_talk_on": (TEAM, date(2026, 12, 1)),
    "start_date": (TEAM, date(2027, 1, 19)),
    "end_date": (TEAM, None),
    "sessions_total": (TEAM, 13),
    "session_length_min": (TEAM, 60),
    "session_interval_weeks": (TEAM, (2, 2)),
    "trial_sessions": (TEAM, 2),
    "trial_decision_days": (TEAM, 10),
    "trial_default_outcome": (TEAM, "continues"),
    "trial_price_mode": (TEAM, "free"),
    "trial_price_amount": ("other-price-for-a-trial", Decimal("120.00")),
    "scheduling": (TEAM, Scheduling(mode="next_at_session", text="Tiistaisin.")),
    "place_mode": (TEAM, "supervisor"),
    "place_detail": (TEAM, "Keksittykatu 9"),
    "remote_rules": (TEAM, RemoteRules(allowed=True, tool="Teams")),
    "methods": (TEAM, Methods(choices=("writing",), text="Valokuvat.")),
    "goal_setters": (TEAM, "all_parties"),
    "goals_shared": (TEAM, "Työnjako selväksi."),
    "goals_agreed_later": (TEAM, True),
    "goals_annex_used": (TEAM, True),
    "evaluation_interval_months": (TEAM, 3),
    "evaluations": (TEAM, Evaluations(mid=False)),
    "evaluation_with_manager": (TEAM, "no"),
    "attendance_reporting": (TEAM, "names"),
    "price_amount": (TEAM, Decimal("250.00")),
    "price_unit": (TEAM, "hour"),
    "zero_price_reason": (FREE, "training"),
    "vat_treatment": (TEAM, "included"),
    "vat_rate": (TEAM, Decimal(24)),
    "payer_type": (BUSINESS, "organisation"),
    "cost_split": ("supervisees-have-a-business", None),
    "invoice_details": (TEAM, None),
    "invoicing_rhythm": (TEAM, "after_session"),
    "invoicing_block_sessions": ("in-blocks", 3),
    "payment_term_days": (TEAM, 21),
    "price_revision": (TEAM, "notice"),
    "price_revision_months": ("price-may-change", 3),
    "travel_costs": (TEAM, "actual"),
    "km_rate": ("kilometres", Decimal("0.55")),
    "km_rate_eur": ("kilometres", Decimal("0.56")),
    "travel_estimate": ("kilometres-of-a-consumer", Decimal("12.00")),
    "cancel_notice_hours": (TEAM, 24),
    "late_cancel_fee_pct": (TEAM, 50),
    "no_show_fee_pct": (TEAM, 0),
    "sudden_illness_fee_pct": (ALONE, 20),
    "group_absence": (TEAM, GroupAbsence(mode="min_present", min=2)),
    "supervisor_own_supervision": (TEAM, False),
    "notes_policy": (TEAM, "none"),
    "termination_notice_days": (TEAM, 30),
    "closing_session": (TEAM, False),
    "dissatisfaction_steps": (TEAM, "Asia käsitellään ensin kahden kesken ja sitten yhdessä."),
    "third_party": (TEAM, "Työnohjaaja Reetta Öst"),
    "signing_mode": (TEAM, "parallel"),
    "signing_deadline_days": (TEAM, 21),
    "assurance_level": (TEAM, "email_link_code"),
    "retention_years": (TEAM, 7),
    "retention_reason": (TEAM, "Rahoittajan vaatimus."),
    "supersedes_contract_id": (TEAM, "TO-2026-0007"),
}
UNTOLD = {"goals_supervisees": "the contract names Annex A and says nothing of what it holds"}


def test_every_field_of_the_terms_is_told_or_excused():
    assert VARIATIONS.keys() | UNTOLD.keys() == Terms.model_fields.keys()
    assert not VARIATIONS.keys() & UNTOLD.keys()


@pytest.mark.parametrize("field", VARIATIONS)
def test_another_value_makes_another_text(field):
    case, value = VARIATIONS[field]
    terms = read(CASES[case])
    if field == "payer_type":
        terms = terms.model_copy(update={"client": read(CASES[TEAM]).client})

    assert contract(terms.model_copy(update={field: value})) != contract(terms)
