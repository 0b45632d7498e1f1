"""What a supervisor keeps of their own: who they are, and the general terms that their new contracts start from."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.defaults import completed, tidied
from chalicelib.domain.terms.dissatisfaction import DISSATISFACTION
from chalicelib.domain.terms.model import Contact, Supervisor, Terms
from chalicelib.domain.terms.partial import adapters, sound_part
from chalicelib.domain.terms.reading import fault_of, once, read_terms
from chalicelib.domain.terms.rules.identity_codes import no_identity_code

# Terms that say nothing about who is supervised, why or for whom.
OWN = (
    "contract_language", "sessions_total", "session_length_min", "session_interval_weeks", "trial_sessions", "scheduling",
    "place_mode", "place_detail", "remote_rules", "methods", "evaluation_interval_months", "evaluations",
    "evaluation_with_manager", "attendance_reporting", "notes_policy", "supervisor_own_supervision", "price_amount",
    "price_unit", "vat_treatment", "invoicing_rhythm", "invoicing_block_sessions", "payment_term_days", "price_revision",
    "price_revision_months", "travel_costs", "km_rate", "travel_estimate", "cancel_notice_hours", "late_cancel_fee_pct",
    "no_show_fee_pct", "sudden_illness_fee_pct", "termination_notice_days", "closing_session", "dissatisfaction_steps",
    "signing_mode", "signing_deadline_days", "assurance_level",
)  # fmt: skip
# What it says untold hangs on the deal, and the language on the account: told, it holds for every deal.
_TOLD_HOLDS = {
    "contract_language", "session_length_min", "cancel_notice_hours", "vat_treatment", "late_cancel_fee_pct",
}  # fmt: skip
PROFILE = ("full_name", "business_name", "business_id", "qualification")
CONTACT = ("email", "phone", "address")
# Enough of a deal for every term of one's own to apply and be read.
_A_DEAL = {"constellation": "A", "supervision_form": "individual", "price_amount": "1"}

Faults = tuple[Fault, ...]


def read_profile(told: Mapping[str, Any]) -> tuple[dict[str, Any], Faults]:
    """
    The supervisor's part of the terms, as far as it is told, and what is wrong with it.

    told: the shape of `supervisor` in examples/*.json; blanks are left out, nothing is required. Faults bear the names
    of the contract form ("supervisor-contact-email").
    """
    kept = tidied({key: told[key] for key in (*PROFILE, "contact") if key in told})
    contact = kept.pop("contact", None)
    kept_contact = (
        {key: it for key, it in contact.items() if key in CONTACT} if isinstance(contact, dict) else {}
    )
    faults = (
        *_faults(adapters(Supervisor), kept, "supervisor-"),
        *_faults(adapters(Contact), kept_contact, "supervisor-contact-"),
    )
    profile = kept | {"contact": kept_contact} if kept_contact else kept
    within: dict[str, Any] = {"supervisor": sound_part(Supervisor, profile)}
    codes = no_identity_code(Terms.model_construct(**within), date.min)  # the rule asks for no day
    return profile, (*faults, *codes)


def read_own(told: Mapping[str, Any], today: date) -> tuple[dict[str, Any], Faults]:
    """
    The terms that are somebody's own, and what is wrong with them: each by itself, and with the others.

    told: the shape of examples/*.json; other keys are passed over, and so is what every new contract says anyway.
    today: in Helsinki. What comes out is kept as it was told; reading that again gives the same.
    """
    own = tidied({key: told[key] for key in OWN if key in told})
    faults = list(_faults(adapters(Terms), own, ""))
    found = {fault.field for fault in faults}
    together = read_terms(_A_DEAL | own, today).faults
    faults += [it for it in together if it.field not in found and it.field.split("-")[0] in own]
    kept = {
        key: value
        for key, value in own.items()
        if key in _TOLD_HOLDS or not _is_usual(key, value, _A_DEAL | own, today)
    }
    return kept, once(faults)


def own_of(given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """
    What of a contract's terms its supervisor may start others from: its language, and general ones that are sound and
    not the usual.

    What follows another answer of this contract, such as a group's longer sessions, goes on following. Where it is held
    is taken only when that is the supervisor's own place.
    """
    taken = {key: value for key, value in given.items() if key in OWN}
    if completed(dict(given), today)["place_mode"] != "supervisor":
        taken.pop("place_detail", None)
    told = {
        key: value
        for key, value in taken.items()
        if key == "contract_language" or not _is_usual(key, value, given, today)
    }
    own, faults = read_own(told, today)
    faulty = {fault.field.split("-")[0] for fault in faults}
    return {key: value for key, value in own.items() if key not in faulty}


def _faults(read: Mapping[str, TypeAdapter[Any]], values: Mapping[str, Any], begin: str) -> Iterator[Fault]:
    for name, value in values.items():
        try:
            read[name].validate_python(value)
        except ValidationError as error:
            yield from (fault_of(f"{begin}{name}", detail) for detail in error.errors(include_url=False))


def _is_usual(key: str, value: Any, given: Mapping[str, Any], today: date) -> bool:
    """Whether a contract of these terms says the same without being told."""
    if key == "dissatisfaction_steps":
        return value in DISSATISFACTION.values()
    usual = completed({name: it for name, it in given.items() if name != key}, today).get(key)
    return bool(_read(key, value) == _read(key, usual))


def _read(key: str, value: Any) -> Any:
    """The value as the terms have it; what cannot be read is like nothing else."""
    try:
        return adapters(Terms)[key].validate_python(
            {"mode": value} if key == "scheduling" and isinstance(value, str) else value
        )
    except ValidationError:
        return object()
