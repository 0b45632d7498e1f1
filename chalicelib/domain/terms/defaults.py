"""What a contract says when nobody said otherwise (contract.md §4.4, column Default)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from chalicelib.domain.terms.rates import vat_rate
from chalicelib.domain.terms.values import day, money, whole_number

# Keys that the product sets itself: taken from outside without a word, and not used.
IGNORED = {"supervisor_cancels", "vat_rate", "contract_id"}
# Keys that mean nothing when the supervision costs nothing, and when it costs something.
ONLY_WITH_PRICE = {
    "vat_treatment", "invoice_details", "invoicing_rhythm", "payment_term_days", "price_revision",
    "late_cancel_fee_pct", "no_show_fee_pct", "trial_price_mode",
}  # fmt: skip
ONLY_WITH_MANAGER = {"evaluation_with_manager", "attendance_reporting"}
ONLY_IN_GROUP = {"group_membership", "group_absence"}
ONLY_WITH_TRIAL = {"trial_decision_days", "trial_default_outcome", "trial_price_mode"}

_BLANKS: tuple[object, ...] = ("", None, {})
_OPEN_END = ("end_date", None)
_FRIDAY = 4
_DEPTH = 6  # supervisees → person → value is three

DISSATISFACTION = (
    "Asiasta keskustellaan ensin työnohjauksessa. Jos se ei riitä, tyytymätön osapuoli kirjaa ehdotuksensa "
    "ratkaisuksi ja saa siihen vastauksen 14 päivän kuluessa. Jos erimielisyys jatkuu, pyydetään yhdessä valittua "
    "ulkopuolista työnohjaajaa arvioimaan tilanne; kulut jaetaan tasan."
)


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
    form = data.setdefault("supervision_form", _usual_form(data))
    grouped = form in ("group", "team")
    with_manager = data.get("constellation") in ("A", "C")
    free = _is_zero(money, data.get("price_amount"))
    for key, value in _plain(grouped, with_manager, free, today).items():
        data.setdefault(key, value)
    if "end_date" not in given:
        data["end_date"] = _a_year_after(data["start_date"])
    if isinstance(data["scheduling"], str):
        data["scheduling"] = {"mode": data["scheduling"]}
    _complete_people(data, with_manager)
    data["vat_rate"] = None if free else _rate(data.get("vat_treatment"), today)
    without = _inapplicable(free, with_manager, grouped, _is_zero(whole_number, data["trial_sessions"]))
    return data | dict.fromkeys(without)


def _plain(grouped: bool, with_manager: bool, free: bool, today: date) -> dict[str, Any]:
    return {
        "contract_language": "fi", "supervisees": [], "manager": None, "managers_manager": None, "client": None,
        "group_membership": "closed", "start_date": _on_weekday(today + timedelta(days=14)), "sessions_total": 10,
        "session_length_min": 90 if grouped else 60, "session_interval_weeks": [2, 4], "trial_sessions": 1,
        "trial_decision_days": 7, "trial_default_outcome": "ends", "trial_price_mode": "same",
        "scheduling": "next_at_session", "place_mode": "supervisor", "place_detail": "", "remote_rules": {},
        "methods": {"choices": ["dialogue"]}, "goal_setters": "supervisees", "goals_shared": "",
        "goals_annex_used": False, "evaluation_interval_months": 6, "evaluations": {},
        "evaluation_with_manager": "joint_part", "attendance_reporting": "count", "price_unit": "session",
        "zero_price_reason": None, "vat_treatment": "plus",
        "payer_type": "none" if free else "organisation" if with_manager else "supervisees",
        "invoice_details": None, "invoicing_rhythm": "monthly", "payment_term_days": 14, "price_revision": "fixed",
        "travel_costs": "none", "cancel_notice_hours": 48 if grouped else 24, "late_cancel_fee_pct": 100,
        "no_show_fee_pct": 100, "group_absence": {}, "supervisor_own_supervision": True,
        "notes_policy": "private_destroyed_at_end", "termination_notice_days": 14, "closing_session": True,
        "dissatisfaction_steps": DISSATISFACTION, "third_party": "", "signing_mode": "supervisor_first",
        "signing_deadline_days": 14, "assurance_level": "email_link", "retention_years": 3 if free else 6,
        "supersedes_contract_id": None,
    }  # fmt: skip


def _usual_form(data: dict[str, Any]) -> str:
    """In constellation C the manager is supervised, or the work group on whose behalf the manager agrees."""
    if data.get("constellation") != "C":
        return "individual"
    manager = data.get("manager")
    led = isinstance(manager, dict) and str(manager.get("is_supervisee")).lower() == "false"
    return "team" if led else "manager"


def _on_weekday(start: date) -> date:
    """The same day, or the Monday after a weekend."""
    return start if start.weekday() <= _FRIDAY else start + timedelta(days=7 - start.weekday())


def _complete_people(data: dict[str, Any], with_manager: bool) -> None:
    manager = data.get("manager")
    if not with_manager or not isinstance(manager, dict):
        return
    if data.get("constellation") == "C":
        data["manager"] = {"is_supervisee": True} | manager
    if data["payer_type"] == "organisation" and "organisation" in manager:
        client = data["client"] if isinstance(data.get("client"), dict) else {}
        organisation = client.get("organisation") or {}
        if isinstance(organisation, dict):
            data["client"] = client | {"organisation": {"name": manager["organisation"]} | organisation}


def _inapplicable(free: bool, with_manager: bool, grouped: bool, no_trial: bool) -> set[str]:
    cases = [
        (free, ONLY_WITH_PRICE),
        (not free, {"zero_price_reason"}),
        (not with_manager, ONLY_WITH_MANAGER),
        (not grouped, ONLY_IN_GROUP),
        (no_trial, ONLY_WITH_TRIAL),
    ]
    return set().union(*(keys for applies, keys in cases if applies))


def _rate(treatment: Any, today: date) -> Any:
    return vat_rate(today) if treatment in ("plus", "included") else None


def _is_zero(read: Callable[[Any], Any], value: Any) -> bool:
    try:
        return bool(read(value) == 0)
    except ValueError:
        return False


def _a_year_after(start: Any) -> date | None:
    """The day before which a year is over; 28 February for a leap day, nothing for what is no date."""
    try:
        first = day(start)
        return date(first.year + 1, first.month, 28 if (first.month, first.day) == (2, 29) else first.day)
    except ValueError:
        return None
