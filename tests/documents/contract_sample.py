"""Sound terms drawn at random: any constellation with any value of every field that has a choice."""

import random
from functools import cache

from tests.documents.contract_cases import CASES, parsed, read
from tests.documents.contract_variants import BOSS, OWN_GOALS, consumers, example, payers, people

REPRESENTATIVE = {"full_name": "Kaisu Törnqvist", "email": "kaisu@rantapiha.example"}


@cache
def sample():
    return [*(some_terms(seed) for seed in range(600)), *map(read, CASES.values())]


@cache
def texts():
    return [(terms, parsed(terms)) for terms in sample()]


def some_terms(seed):
    """The same terms for the same seed."""
    pick = random.Random(seed).choice
    kind = pick(["A", "A1", "B", "B1", "C1", "C2"])
    group, free = kind in {"A", "B", "C2"}, pick([True, False, False])
    payer = pick(["organisation", "supervisees"]) if kind[0] == "B" else "organisation"
    data = example("team") | _work(pick, group) | _end(pick) | _price(pick, group)
    data |= {
        "constellation": kind[0],
        "supervision_form": pick(["group", "team"] if group else ["individual", "manager"]),
    }
    data |= {
        "payer_type": payer,
        "supervisees": [] if kind == "C1" else _people(pick, 3 if group else 1, payer),
    }
    data |= _officials(pick, kind) | _goals(pick, kind)
    if group and payer == "supervisees" and not free:
        data["cost_split"] = pick(
            [None, [[person["email"], share] for person, share in _shares(data["supervisees"])]]
        )
    if any(person.get("pays_as") == "consumer" for person in data["supervisees"]):
        data |= _for_consumers(pick)
    if free:
        reasons = ["internal", "volunteer", "training", "other"]
        data |= {"price_amount": "0", "payer_type": "none", "zero_price_reason": pick(reasons)}
        data["travel_costs"] = pick(["none", "km", "actual"])
    if data["payer_type"] == "supervisees":
        data |= {"client": None, "invoice_details": None}
    return read({key: value for key, value in data.items() if value is not None or key == "end_date"})


def _people(pick, count, payer):
    if payer == "organisation":
        return [
            person | {"assurance_level": pick(["email_link", "email_link_code"])} for person in people(count)
        ]
    return [
        pick([consumer, business]) for consumer, business in zip(consumers(count), payers(count), strict=True)
    ]


def _shares(persons):
    return zip(persons, ["50.00", "33.34", "16.66"], strict=True)


def _officials(pick, kind):
    represented = [None, REPRESENTATIVE | {"signs": True}, REPRESENTATIVE | {"signs": False}]
    if kind[0] == "B":
        client = example("team")["client"] | {"representative": pick(represented)}
        return {"manager": None, "client": client}
    own = (
        {"is_supervisee": kind == "C1"}
        if kind[0] == "C"
        else {"participates": pick(["no", "agreed_sessions", "always"])}
    )
    client = {"representative": pick([*represented, {"same_as_manager": True, "signs": True}])}
    return {
        "manager": example("team")["manager"] | own | {"language": pick(["fi", "sv"])},
        "managers_manager": BOSS if kind[0] == "C" else None,
        "client": example("team")["client"] | client,
    }


def _goals(pick, kind):
    shared = example("team")["goals_shared"]
    annex = pick([{}, {"goals_annex_used": True, "goals_supervisees": OWN_GOALS}])
    later = pick([{"goals_shared": shared}, {"goals_shared": "", "goals_agreed_later": True}])
    return annex | (pick([later, {"goals_shared": ""}]) if kind[0] == "B" else later)


def _work(pick, group):
    return {
        "group_membership": pick(["closed", "change_by_agreement"]),
        "exploratory_talk_on": pick([None, "2026-11-30"]),
        "end_date": pick(["2027-12-13", None]),
        "sessions_total": pick([4, 12, 40]),
        "session_interval_weeks": pick([[1, 1], [2, 2], [3, 4]]),
        "trial_sessions": pick([0, 1, 2, 3]),
        "trial_decision_days": pick([1, 7]),
        "trial_default_outcome": pick(["ends", "continues"]),
        "scheduling": pick(["series", "next_at_session", {"mode": "on_request", "text": "Puhelimitse."}]),
        "place_mode": pick(["supervisor", "client", "remote", "hybrid", "other"]),
        "place_detail": "Keksittykatu 7",
        "remote_rules": {"allowed": True, "tool": pick(["", "Teams"])},
        "methods": pick([{"choices": ["dialogue", "drawing"]}, {"choices": [], "text": "Työroolikartta."}]),
        "goal_setters": pick(["supervisees", "all_parties"]),
        "evaluation_interval_months": pick([1, 6]),
        "evaluations": {"mid": pick([True, False])},
        "evaluation_with_manager": pick(["no", "joint_part", "final_only"]),
        "attendance_reporting": pick(["none", "count", "names"]),
        "group_absence": pick([{"mode": "held_full_price"}, {"mode": "min_present", "min": pick([1, 2])}]) if group else None,
        "supervisor_own_supervision": pick([True, False]),
        "notes_policy": pick(["none", "private_destroyed_at_end"]),
    }  # fmt: skip


def _price(pick, group):
    unit = pick(["session", "hour", "unit45", "total", *["person_session"] * group])
    return {
        "price_amount": pick(["240.00", "80.33"]),
        "price_unit": unit,
        "trial_price_mode": pick(["same", "free", *["other"] * (unit != "total")]),
        "trial_price_amount": pick(["50.00", "33.33"]),
        "vat_treatment": pick(["plus", "included", "small_business", "healthcare", "none"]),
        "payment_term_days": pick([14, 45]),
        "invoicing_rhythm": pick(["after_session", "monthly", "blocks", "advance"]),
        "price_revision": pick(["fixed", "notice"]),
        "price_revision_months": pick([1, 2]),
        "travel_costs": pick(["none", "km", "actual", "included"]),
        "km_rate": pick(["tax_admin_max", "0.40"]),
        "travel_estimate": pick([None, "11.50"]),
        "cancel_notice_hours": pick([0, 1, 48]),
        "late_cancel_fee_pct": pick([20, 50]),
        "no_show_fee_pct": pick([50, 100]),
        "sudden_illness_fee_pct": pick([0, 20]),
    }


def _end(pick):
    return {
        "termination_notice_days": pick([0, 1, 14]),
        "closing_session": pick([True, False]),
        "third_party": pick(["", "Työnohjaaja Reetta Öst"]),
        "signing_mode": pick(["supervisor_first", "parallel"]),
        "signing_deadline_days": pick([1, 14]),
        "assurance_level": pick(["email_link", "email_link_code"]),
        "retention_years": pick([6, 8]),
        "retention_reason": "Rahoittajan vaatimus",
        "supersedes_contract_id": pick([None, "TO-2026-0007"]),
    }


def _for_consumers(pick):
    return {
        "vat_treatment": pick(["included", "small_business", "healthcare", "none"]),
        "trial_default_outcome": "ends",
        "travel_estimate": "11.50",
    }
