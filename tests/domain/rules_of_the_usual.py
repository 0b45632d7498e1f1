"""What is out of the usual, and stops nobody: (field, code, what breaks it, what mends it), by the rule as a sentence."""

from tests.builders import ABSENT
from tests.domain.constellations import AGENT, C1, C2, OTHER_REPRESENTATIVE, OWN_GOALS, PAYER, B, people

REPLACING = {"supersedes_contract_id": "TO-2026-0001", "trial_sessions": 1}
EACH = B | {"price_unit": "person_session"}


def shares(*percents):
    names = ("aino@oma.example", "eino@oma.example", "vaino@oma.example")
    return {"cost_split": [[email, percent] for email, percent in zip(names, percents, strict=False)]}


UNUSUAL = {
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
    "four years are very long": (
        "end_date", "very_long", {"end_date": "2031-02-01", "sessions_total": 60},
        {"end_date": "2031-01-18", "sessions_total": 60},
    ),
    "a work group's members are named": ("supervisees", "participants_unknown", C2, C2 | people(2)),
    "own goals are for the annex": (
        "goals_annex_used", "own_goals_need_annex", {},
        {"goals_annex_used": True, "goals_supervisees": OWN_GOALS},
    ),
    "goals that all agree need no annex": (
        "goals_annex_used", "own_goals_need_annex", {}, {"goal_setters": "all_parties"},
    ),
    "without a manager nobody else reads the goals": ("goals_annex_used", "own_goals_need_annex", {}, B),
    "too many sessions for the dates": (
        "sessions_total", "too_many_sessions", {"sessions_total": 17}, {"sessions_total": 16},
    ),
    "too few sessions for the dates": (
        "sessions_total", "too_few_sessions", {"sessions_total": 4}, {"sessions_total": 5},
    ),
    "a contract that replaces one begins when that ends": (
        "start_date", "gap_before_start", REPLACING, REPLACING | {"start_date": "2026-11-23"},
    ),
    "only what replaces a contract leaves a gap": ("start_date", "gap_before_start", REPLACING, {}),
    "what runs is not tried any more": (
        "trial_sessions", "trial_of_what_runs", REPLACING, REPLACING | {"trial_sessions": 0},
    ),
    "what begins may be tried": ("trial_sessions", "trial_of_what_runs", REPLACING, {"trial_sessions": 1}),
    "a work group is more than one": ("supervisees", "team_of_one", C2 | people(1), C2 | people(2)),
    "a group of one is small": (
        "supervisees", "unusual_group_size", C2 | people(1) | {"supervision_form": "group"},
        C2 | {"supervision_form": "group"},
    ),
    "a price of each is paid by each": (
        "price_unit", "person_price_is_divided", EACH | shares("33.33", "33.35", "33.32"),
        EACH | shares("33.33", "33.34", "33.33"),
    ),
    "a price of each is divided when somebody pays nothing": (
        "price_unit", "person_price_is_divided", EACH | shares("50", "50") | {"supervisees-2-pays_as": "no"}, EACH,
    ),
    "shares of a common price may differ": (
        "price_unit", "person_price_is_divided", EACH | shares("50", "30", "20"),
        EACH | shares("50", "30", "20") | {"price_unit": "session"},
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
