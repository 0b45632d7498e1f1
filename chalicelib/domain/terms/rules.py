"""
Rules between fields (contract.md §4.4): each names the fields it reads and yields faults or warnings.

A rule runs only when all its fields are sound by themselves, so that every fault is told at once and none twice.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Official, Terms
from chalicelib.domain.terms.signers import addressees

SIGNERS_AT_MOST = 33  # keeps every transaction far below DynamoDB's hundred items
_MAILBOXES = {"info", "toimisto", "asiakaspalvelu", "kirjaamo", "office", "posti", "sahkoposti", "hallinto"}


@dataclass(frozen=True)
class Rule:
    """A check over some fields; a warning does not stop the supervisor, a fault does."""

    fields: frozenset[str]
    check: Callable[[Terms, date], Iterator[Fault]]
    warns: bool


RULES: list[Rule] = []


def _rule(*fields: str, warns: bool = False) -> Callable[[Any], Any]:
    def keep(check: Any) -> Any:
        RULES.append(Rule(frozenset(fields), check, warns))
        return check

    return keep


@_rule("constellation", "manager")
def manager_where_due(terms: Terms, today: date) -> Iterator[Fault]:
    yield from _official_where_due("manager", terms.manager, terms.constellation in {"A", "C"})


@_rule("constellation", "managers_manager")
def managers_manager_where_due(terms: Terms, today: date) -> Iterator[Fault]:
    yield from _official_where_due("managers_manager", terms.managers_manager, terms.constellation == "C")


def _official_where_due(role: str, official: Official | None, due: bool) -> Iterator[Fault]:
    if due and not official:
        yield Fault(f"{role}-full_name", "required")
    if official and not due:
        yield Fault(f"{role}-full_name", "role_not_in_constellation")


@_rule("constellation", "supervisees")
def supervisees_where_due(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.constellation != "C" and not terms.supervisees:
        yield Fault("supervisees-0-full_name", "required")
    if len(terms.supervisees) > 30:
        yield Fault("supervisees", "too_many", {"most": 30})


@_rule("constellation", "supervisees", "manager", "supervision_form")
def form_fits_people(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.constellation == "C":
        yield from _form_fits_manager(terms)
    elif not terms.is_group and len(terms.supervisees) > 1:
        yield Fault("supervision_form", "form_is_for_one")
    elif terms.is_group and len(terms.supervisees) == 1:
        yield Fault("supervision_form", "form_needs_group")


def _form_fits_manager(terms: Terms) -> Iterator[Fault]:
    """In constellation C the manager is supervised, or commits for a group that is."""
    if terms.manager and terms.manager.is_supervisee:
        if terms.supervisees:
            yield Fault("supervisees", "manager_is_the_supervisee")
        if terms.is_group:
            yield Fault("supervision_form", "form_needs_group")
    elif terms.manager and not terms.is_group:
        yield Fault("supervision_form", "form_is_for_one")


@_rule("supervisees", "supervision_form", warns=True)
def usual_group(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.supervision_form == "group" and not 3 <= len(terms.supervisees) <= 6:
        yield Fault("supervisees", "unusual_group_size", {"count": len(terms.supervisees)})


@_rule("constellation", "supervisor", "supervisees", "manager", "managers_manager", "client")
def one_address_each(terms: Terms, today: date) -> Iterator[Fault]:
    people = addressees(terms)
    first: dict[str, str] = {}
    for field, email in people:
        if email in first:
            yield Fault(field, "address_used_twice", {"email": email})
        first.setdefault(email, field)
    if len(people) > SIGNERS_AT_MOST:
        yield Fault("supervisees", "too_many", {"most": 30})


@_rule("constellation", "supervisor", "supervisees", "manager", "managers_manager", "client", warns=True)
def look_at_people_again(terms: Terms, today: date) -> Iterator[Fault]:
    for field, email in addressees(terms):
        if email.partition("@")[0] in _MAILBOXES:
            yield Fault(field, "shared_mailbox", {"email": email})
    names = Counter(person.full_name.casefold() for person in terms.supervisees)
    for number, person in enumerate(terms.supervisees):
        if names[person.full_name.casefold()] > 1:
            yield Fault(f"supervisees-{number}-full_name", "same_name_twice", {"name": person.full_name})


@_rule("manager", "client")
def representative_is_somebody(terms: Terms, today: date) -> Iterator[Fault]:
    person = terms.client.representative if terms.client else None
    if not person:
        return
    if person.same_as_manager:
        same = terms.manager and (not person.email or person.email == terms.manager.email)
        if not same:
            yield Fault("client-representative-same_as_manager", "not_the_manager")
    elif person.signs:
        for key in ("full_name", "email"):
            if not getattr(person, key):
                yield Fault(f"client-representative-{key}", "required")


@_rule("start_date", "end_date")
def dates_in_order(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.start_date < today:
        yield Fault("start_date", "date_past", {"today": today})
    if terms.end_date and terms.end_date <= terms.start_date:
        yield Fault("end_date", "ends_before_start", {"start": terms.start_date})
    if terms.start_date > today + timedelta(days=3 * 366):
        yield Fault("start_date", "date_far_away")
    elif terms.end_date and terms.end_date.year > today.year + 20:
        yield Fault("end_date", "date_far_away")


@_rule(
    "start_date", "end_date", "sessions_total", "session_interval_weeks", "signing_deadline_days", warns=True
)
def usual_length(terms: Terms, today: date) -> Iterator[Fault]:
    if today + timedelta(days=terms.signing_deadline_days) > terms.start_date:
        yield Fault("signing_deadline_days", "deadline_after_start")
    if not terms.end_date:
        return
    weeks = (terms.end_date - terms.start_date).days / 7
    if weeks > 104.6:
        yield Fault("end_date", "unusually_long")
    least, most = terms.session_interval_weeks
    if (terms.sessions_total - 1) * least > weeks or (terms.sessions_total + 1) * most < weeks / 2:
        yield Fault("sessions_total", "sessions_do_not_fit")


@_rule("session_interval_weeks")
def interval_in_order(terms: Terms, today: date) -> Iterator[Fault]:
    least, most = terms.session_interval_weeks
    if least > most:
        yield Fault("session_interval_weeks-1", "interval_reversed", {"least": least})


@_rule("session_length_min", "session_interval_weeks", "payment_term_days", warns=True)
def usual_rhythm(terms: Terms, today: date) -> Iterator[Fault]:
    if not 45 <= terms.session_length_min <= 120:
        yield Fault("session_length_min", "unusual_session_length")
    if terms.session_interval_weeks[0] < 2 or terms.session_interval_weeks[1] > 4:
        yield Fault("session_interval_weeks-0", "unusual_interval")
    if terms.payment_term_days and terms.payment_term_days > 30:
        yield Fault("payment_term_days", "long_payment_term")


@_rule("sessions_total", "trial_sessions")
def more_than_trial(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.trial_sessions and terms.sessions_total <= terms.trial_sessions:
        yield Fault("sessions_total", "only_trial_sessions", {"trial": terms.trial_sessions})


@_rule("place_mode", "place_detail", "remote_rules")
def place_is_known(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.place_mode != "remote" and not terms.place_detail:
        yield Fault("place_detail", "required")
    if terms.place_mode in {"remote", "hybrid"} and not terms.remote_rules.allowed:
        yield Fault("remote_rules-allowed", "remote_place_needs_remote")


@_rule("methods")
def some_method(terms: Terms, today: date) -> Iterator[Fault]:
    if not terms.methods.choices and not terms.methods.text:
        yield Fault("methods-text", "no_method")


@_rule("constellation", "goals_shared")
def goals_known(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.constellation in {"A", "C"} and len(terms.goals_shared) < 10:
        yield Fault("goals_shared", "goals_missing" if not terms.goals_shared else "too_short", {"least": 10})


@_rule("price_amount", "zero_price_reason", "payer_type")
def price_and_payer(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.free_of_charge and not terms.zero_price_reason:
        yield Fault("zero_price_reason", "required")
    if terms.free_of_charge and terms.payer_type != "none":
        yield Fault("payer_type", "free_has_no_payer")
    if terms.payer_type == "none" and not terms.free_of_charge:
        yield Fault("payer_type", "price_needs_payer")


@_rule("price_amount", "supervisor")
def price_needs_business(terms: Terms, today: date) -> Iterator[Fault]:
    for key in ("business_name", "business_id"):
        if not terms.free_of_charge and not getattr(terms.supervisor, key):
            yield Fault(f"supervisor-{key}", "required_with_price")


@_rule("payer_type", "client", "price_amount")
def paying_organisation_is_known(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payer_type != "organisation" or terms.free_of_charge:
        return
    organisation = terms.client.organisation if terms.client else None
    if not organisation:
        yield Fault("client-organisation-name", "required")
    if not organisation or not organisation.business_id:
        yield Fault("client-organisation-business_id", "required")


@_rule("payer_type", "invoice_details", "price_amount")
def invoice_has_an_address(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payer_type != "organisation" or terms.free_of_charge:
        return
    details = terms.invoice_details
    if not details or not (details.e_invoice or details.email or details.postal_address):
        yield Fault("invoice_details-e_invoice", "no_invoice_address")
    elif details.e_invoice and not details.operator:
        yield Fault("invoice_details-operator", "required")


@_rule("constellation", "payer_type", "supervisees", "price_amount")
def supervisees_pay(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.payer_type != "supervisees" or terms.free_of_charge:
        return
    if not terms.supervisees:
        yield Fault("payer_type", "nobody_to_pay")
    for number, person in enumerate(terms.supervisees):
        if person.pays_as == "no":
            yield Fault(f"supervisees-{number}-pays_as", "pays_as_missing")
        elif not person.business_id:
            yield Fault(f"supervisees-{number}-business_id", "required")


@_rule("price_unit", "supervision_form", "supervisees", "constellation")
def person_price_in_group(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.price_unit == "person_session" and not terms.is_group:
        yield Fault("price_unit", "person_price_needs_group")
    elif terms.price_unit == "person_session" and terms.constellation == "C" and not terms.supervisees:
        yield Fault("price_unit", "person_price_needs_names")


@_rule("late_cancel_fee_pct", "no_show_fee_pct")
def fees_in_order(terms: Terms, today: date) -> Iterator[Fault]:
    late, unused = terms.late_cancel_fee_pct, terms.no_show_fee_pct
    if late is not None and unused is not None and unused < late:
        yield Fault("no_show_fee_pct", "no_show_below_late", {"late": late})


@_rule("group_absence", "supervisees")
def enough_present(terms: Terms, today: date) -> Iterator[Fault]:
    absence = terms.group_absence
    if not absence or absence.mode != "min_present":
        return
    if absence.min is None:
        yield Fault("group_absence-min", "required")
    elif terms.supervisees and absence.min > len(terms.supervisees):
        yield Fault("group_absence-min", "more_than_people", {"count": len(terms.supervisees)})


@_rule("evaluation_interval_months", "start_date", "end_date", warns=True)
def evaluated_in_time(terms: Terms, today: date) -> Iterator[Fault]:
    if (
        terms.end_date
        and (terms.end_date - terms.start_date).days < 30 * terms.evaluation_interval_months - 15
    ):
        yield Fault("evaluation_interval_months", "evaluation_after_end")


@_rule("third_party", "supervisor", "supervisees", "manager", "managers_manager")
def third_party_is_outside(terms: Terms, today: date) -> Iterator[Fault]:
    people = [terms.supervisor, *terms.supervisees, terms.manager, terms.managers_manager]
    if terms.third_party and terms.third_party.casefold() in {p.full_name.casefold() for p in people if p}:
        yield Fault("third_party", "third_party_is_party")
