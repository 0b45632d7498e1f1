"""What a contract says when nobody said otherwise."""

from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from chalicelib.domain.terms.applying import Deal, inapplicable, is_within, paying
from chalicelib.domain.terms.dissatisfaction import dissatisfaction_in
from chalicelib.domain.terms.model import Manager
from chalicelib.domain.terms.partial import adapters
from chalicelib.domain.terms.rates import km_rate, vat_rate
from chalicelib.domain.terms.values import KEPT_WITHOUT_REASON, day, money, whole_number
from chalicelib.domain.working_days import next_working_day

# Keys that are no part of what is agreed: the product or the consumer sets them, or they answer a question (workflow/goals.py).
IGNORED = {
    "supervisor_cancels", "vat_rate", "km_rate_eur", "contract_id", "early_start_request", "goals_kept_by_group",
}  # fmt: skip

_USUAL: dict[str, Any] = {
    "contract_language": "fi", "supervisees": [], "manager": None, "managers_manager": None, "client": None,
    "group_membership": "closed", "exploratory_talk_on": None, "sessions_total": 10, "session_interval_weeks": [2, 4],
    "trial_sessions": 1, "trial_decision_days": 7, "trial_default_outcome": "ends", "trial_price_mode": "same",
    "trial_price_amount": None, "scheduling": "next_at_session", "place_mode": "supervisor", "place_detail": "",
    "remote_rules": {}, "methods": {"choices": ["dialogue"]}, "goal_setters": "supervisees", "goals_shared": "",
    "goals_supervisees": "", "evaluation_interval_months": 6, "evaluations": {},
    "evaluation_with_manager": "joint_part", "attendance_reporting": "count", "price_unit": "session",
    "zero_price_reason": None, "cost_split": None, "invoice_details": None, "invoicing_rhythm": "monthly",
    "invoicing_block_sessions": 5, "payment_term_days": 14, "price_revision": "fixed", "price_revision_months": 2,
    "travel_costs": "none", "km_rate": "tax_admin_max", "travel_estimate": None, "no_show_fee_pct": 100,
    "sudden_illness_fee_pct": 0, "group_absence": {}, "supervisor_own_supervision": True,
    "notes_policy": "private_destroyed_at_end", "termination_notice_days": 14, "closing_session": True,
    "dissatisfaction_steps": None, "third_party": "", "signing_mode": "supervisor_first",
    "signing_deadline_days": 14, "assurance_level": "email_link", "retention_reason": "",
    "supersedes_contract_id": None,
}  # fmt: skip

_BLANKS: tuple[object, ...] = ("", None, {})
_OPEN_END = ("end_date", None)
_DEPTH = 6  # supervisees → person → value is three


def tidied(data: Any, depth: int = _DEPTH) -> Any:
    """
    The same data without keys that begin with an underscore, blanks and blank rows; an open end_date stays.

    What lies deeper than the terms reach is left as it is, for the model to refuse.
    """
    if isinstance(data, dict) and depth:
        kept = {key: tidied(value, depth - 1) for key, value in data.items() if not str(key).startswith("_")}
        return {
            key: value for key, value in kept.items() if value not in _BLANKS or (key, value) == _OPEN_END
        }
    if isinstance(data, (list, tuple)) and depth:
        return [item for value in data if (item := tidied(value, depth - 1)) != {}]
    return data.strip() if isinstance(data, str) else data


def completed(given: dict[str, Any], today: date) -> dict[str, Any]:
    """
    The given keys with a value for every key of the model; None where a key does not apply.

    Values that make no sense are left for the model to refuse. Completing twice changes nothing.
    """
    data = {key: value for key, value in given.items() if key not in IGNORED}
    data.setdefault("supervision_form", _usual_form(data))
    deal = Deal.of(data)
    data = _USUAL | _following(data, deal) | data
    if "start_date" not in data:
        data["start_date"] = next_working_day(today + timedelta(days=14))
    if "end_date" not in data:
        data["end_date"] = _a_year_after(data["start_date"])
    if isinstance(data["scheduling"], str):
        data["scheduling"] = {"mode": data["scheduling"]}
    data["dissatisfaction_steps"] = dissatisfaction_in(
        data["contract_language"], data["dissatisfaction_steps"]
    )
    _complete_goals(data)
    _complete_people(data, deal)
    data["supervisees"] = paying(data["supervisees"], deal)
    _complete_rates(data, deal, today)
    if is_within(whole_number, data["retention_years"], KEPT_WITHOUT_REASON):
        data["retention_reason"] = ""
    return data | dict.fromkeys(inapplicable(data, deal))


def _following(data: dict[str, Any], deal: Deal) -> dict[str, Any]:
    """The defaults that hang on other answers."""
    return {
        "payer_type": deal.payer,
        "session_length_min": 90 if deal.grouped else 60,
        "cancel_notice_hours": 48 if deal.grouped else 24,
        # A consumer's price has its tax in it, and a whole fee for a late word may be unreasonable.
        "vat_treatment": "included" if deal.consumers else "plus",
        "late_cancel_fee_pct": 50 if deal.consumers else 100,
        "retention_years": 3 if deal.free else 6,
        "goals_annex_used": bool(data.get("goals_supervisees")),
        "goals_agreed_later": False,
    }


def _complete_goals(data: dict[str, Any]) -> None:
    """Between supervisor and supervisees alone, no goals in writing can only mean that they are agreed later."""
    if data.get("constellation") == "B" and not data["goals_shared"] and not data["goals_supervisees"]:
        data["goals_agreed_later"] = True


def _complete_rates(data: dict[str, Any], deal: Deal, today: date) -> None:
    taxed = not deal.free and data["vat_treatment"] in ("plus", "included")
    data["vat_rate"] = vat_rate(today) if taxed else None
    data["km_rate_eur"] = _rate_per_km(data["km_rate"], today) if data["travel_costs"] == "km" else None


def _rate_per_km(agreed: Any, today: date) -> Any:
    try:
        return km_rate(today) if agreed == "tax_admin_max" else money(agreed)
    except ValueError:
        return None


def _usual_form(data: dict[str, Any]) -> str:
    """In constellation C the manager is supervised, or the work group on whose behalf the manager agrees."""
    if data.get("constellation") != "C":
        return "individual"
    manager = data.get("manager")
    led = isinstance(manager, dict) and str(manager.get("is_supervisee")).lower() == "false"
    return "team" if led else "manager"


def _complete_people(data: dict[str, Any], deal: Deal) -> None:
    manager = data["manager"]
    if not deal.with_manager or not isinstance(manager, dict):
        return
    if deal.constellation == "C":
        data["manager"] = {"is_supervisee": True} | manager
    if isinstance(data["supervisees"], (list, tuple)):
        at_work = _workplace(manager)
        data["supervisees"] = [at_work | row if isinstance(row, dict) else row for row in data["supervisees"]]
    if deal.payer == "organisation" and (employer := _workplace(manager)):
        client = data["client"] if isinstance(data["client"], dict) else {}
        organisation = client.get("organisation") or {}
        if isinstance(organisation, dict):
            data["client"] = client | {"organisation": {"name": employer["organisation"]} | organisation}


def _workplace(manager: dict[str, Any]) -> dict[str, str]:
    """Where those whom the manager leads work; nothing of an organisation that is not sound, so that it is told once."""
    try:
        return {
            "organisation": adapters(Manager)["organisation"].validate_python(manager.get("organisation"))
        }
    except ValidationError:
        return {}


def _a_year_after(start: Any) -> date | None:
    """The day before which a year is over; 28 February for a leap day, nothing for what is no date."""
    try:
        first = day(start)
        return date(first.year + 1, first.month, 28 if (first.month, first.day) == (2, 29) else first.day)
    except ValueError:
        return None
