"""The contract form's sections in their order, and which of them holds each field."""

from collections.abc import Mapping

# By section: the fields in it, or the beginnings of their names.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "parties": (
        "constellation", "contract_language", "supervisor", "supervisees", "cost_split", "manager", "managers_manager",
        "client-representative",
    ),
    "goals": (
        "supervision_form", "group_membership", "goals_shared", "goals_agreed_later", "goals_annex_used", "goals_supervisees",
        "goals_kept_by_group", "goal_setters",
    ),
    "sessions": (
        "start_date", "end_date", "exploratory_talk_on", "sessions_total", "session_length_min", "session_interval_weeks",
        "trial_sessions", "trial_decision_days", "trial_default_outcome", "trial_price_mode", "trial_price_amount",
        "scheduling",
    ),
    "place": ("place_mode", "place_detail", "remote_rules"),
    "methods": (
        "methods", "evaluation_interval_months", "evaluations", "evaluation_with_manager", "attendance_reporting",
        "notes_policy", "supervisor_own_supervision",
    ),
    "price": (
        "price_amount", "price_unit", "zero_price_reason", "payer_type", "client", "invoice_details", "vat_treatment",
        "invoicing_rhythm", "invoicing_block_sessions", "payment_term_days", "price_revision", "price_revision_months",
        "travel_costs", "km_rate", "travel_estimate",
    ),
    "ending": (
        "cancel_notice_hours", "late_cancel_fee_pct", "no_show_fee_pct", "sudden_illness_fee_pct", "group_absence",
        "termination_notice_days", "closing_session", "dissatisfaction_steps", "third_party",
    ),
    "accepting": (
        "signing_mode", "signing_deadline_days", "assurance_level", "retention_years", "retention_reason",
        "supersedes_contract_id",
    ),
}  # fmt: skip


def section_of(field: str) -> str:
    """The section that holds the field of this form name; "" for one that is on no form."""
    for section, names in SECTIONS.items():
        if any(f"{field}-".startswith(f"{name}-") for name in names):
            return section
    return ""
