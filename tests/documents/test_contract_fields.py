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

TEAM, FREE, BUSINESS = "team", "manager-free-of-charge", "one-paying-supervisee"
# field: (golden case, another value). Whoever adds a field to the terms says here how the contract tells it.
VARIATIONS = {
    "constellation": (FREE, "A"),
    "supervisor": (TEAM, read(CASES[FREE]).supervisor),
    "supervisees": (TEAM, read(CASES["three-paying-supervisees"]).supervisees),
    "manager": (TEAM, read(CASES[FREE]).manager),
    "managers_manager": (TEAM, read(CASES[FREE]).managers_manager),
    "client": (TEAM, Client(organisation=Organisation(name="Kaukoranta ry"))),
    "supervision_form": (TEAM, "group"),
    "group_membership": (TEAM, "change_by_agreement"),
    "start_date": (TEAM, date(2027, 1, 19)),
    "end_date": (TEAM, None),
    "sessions_total": (TEAM, 13),
    "session_length_min": (TEAM, 60),
    "session_interval_weeks": (TEAM, (2, 2)),
    "trial_sessions": (TEAM, 2),
    "trial_decision_days": (TEAM, 10),
    "trial_default_outcome": (TEAM, "continues"),
    "trial_price_mode": (TEAM, "free"),
    "scheduling": (TEAM, Scheduling(mode="next_at_session", text="Tiistaisin.")),
    "place_mode": (TEAM, "supervisor"),
    "place_detail": (TEAM, "Keksittykatu 9"),
    "remote_rules": (TEAM, RemoteRules(allowed=True, tool="Teams")),
    "methods": (TEAM, Methods(choices=("writing",), text="Valokuvat.")),
    "goal_setters": (TEAM, "all_parties"),
    "goals_shared": (TEAM, "Työnjako selväksi."),
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
    "invoice_details": (TEAM, None),
    "invoicing_rhythm": (TEAM, "blocks"),
    "payment_term_days": (TEAM, 21),
    "price_revision": (TEAM, "notice"),
    "travel_costs": (TEAM, "actual"),
    "cancel_notice_hours": (TEAM, 24),
    "late_cancel_fee_pct": (TEAM, 50),
    "no_show_fee_pct": (TEAM, 0),
    "group_absence": (TEAM, GroupAbsence(mode="min_present", min=2)),
    "supervisor_own_supervision": (TEAM, False),
    "notes_policy": (TEAM, "none"),
    "termination_notice_days": (TEAM, 30),
    "closing_session": (TEAM, False),
    "dissatisfaction_steps": (TEAM, "Asia käsitellään ensin kahden kesken ja sitten yhdessä."),
    "third_party": (TEAM, "Työnohjaaja Reetta Öst"),
    "signing_mode": (TEAM, "parallel"),
    "signing_deadline_days": (TEAM, 21),
    "retention_years": (TEAM, 7),
}
UNTOLD = {
    "contract_language": "chooses the file; there is one",
    "goals_annex_used": "only false can be read yet: nothing to tell",
    "assurance_level": "only email_link can be read yet: K21 says it in fixed words",
    "supersedes_contract_id": "only None can be read yet",
}


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
