"""When and how people meet: dates and rhythm, place and methods, who must be present; and how long the contract is kept."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.rules.rule import Rule, into
from chalicelib.domain.terms.values import KEPT_WITHOUT_REASON

_WEEKS_OF_TWO_YEARS = 104.6
# What opens a door; and a link, whole or without its beginning (meet.example/abc), which may be one.
_PASSWORD = re.compile(r"\bpwd=|salasana|lösenord|password|passcode", re.IGNORECASE)
_LINK = re.compile(r"://|\bwww\.|\b[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}/\S", re.IGNORECASE)

TIME: list[Rule] = []
_rule = into(TIME)


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


@_rule("exploratory_talk_on", "start_date")
def talk_comes_first(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.exploratory_talk_on and terms.exploratory_talk_on > terms.start_date:
        yield Fault("exploratory_talk_on", "talk_after_start", {"start": terms.start_date})


@_rule(
    "start_date", "end_date", "sessions_total", "session_interval_weeks-*", "signing_deadline_days", warns=True
)  # fmt: skip
def usual_length(terms: Terms, today: date) -> Iterator[Fault]:
    if today + timedelta(days=terms.signing_deadline_days) > terms.start_date:
        yield Fault("signing_deadline_days", "deadline_after_start")
    if not terms.end_date:
        return
    weeks = (terms.end_date - terms.start_date).days / 7
    if weeks > _WEEKS_OF_TWO_YEARS:
        yield Fault("end_date", "very_long" if weeks > 2 * _WEEKS_OF_TWO_YEARS else "unusually_long")
    if weeks > 0:
        yield from _number_fits(terms, weeks)


def _number_fits(terms: Terms, weeks: float) -> Iterator[Fault]:
    count, (least, most) = terms.sessions_total, terms.session_interval_weeks
    if (count - 1) * least > weeks:
        yield Fault("sessions_total", "too_many_sessions", {"count": count, "most": int(weeks // least) + 1})
    elif (count + 1) * most < weeks / 2:
        yield Fault("sessions_total", "too_few_sessions", {"count": count, "least": int(weeks // most) + 1})


@_rule("supersedes_contract_id", "start_date", warns=True)
def no_time_without_contract(terms: Terms, today: date) -> Iterator[Fault]:
    """The replaced contract ends the moment that this one is concluded, which may be today."""
    if terms.supersedes_contract_id and terms.start_date > today:
        yield Fault(
            "start_date",
            "gap_before_start",
            {"number": terms.supersedes_contract_id, "start": terms.start_date},
        )


@_rule("supersedes_contract_id", "trial_sessions", warns=True)
def tried_already(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.supersedes_contract_id and terms.trial_sessions:
        yield Fault("trial_sessions", "trial_of_what_runs", {"number": terms.supersedes_contract_id})


@_rule("session_interval_weeks-*")
def interval_in_order(terms: Terms, today: date) -> Iterator[Fault]:
    least, most = terms.session_interval_weeks
    if least > most:
        yield Fault("session_interval_weeks-1", "interval_reversed", {"least": least})


@_rule("session_length_min", "session_interval_weeks-*", warns=True)
def usual_rhythm(terms: Terms, today: date) -> Iterator[Fault]:
    if not 45 <= terms.session_length_min <= 120:
        yield Fault("session_length_min", "unusual_session_length", {"minutes": terms.session_length_min})
    if terms.session_interval_weeks[0] < 2 or terms.session_interval_weeks[1] > 4:
        yield Fault("session_interval_weeks-0", "unusual_interval")


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


@_rule("place_detail")
def no_way_in_is_told(terms: Terms, today: date) -> Iterator[Fault]:
    """Everybody reads the place, and the archive keeps it: no link to a meeting, no password."""
    if _is_way_in(terms.place_detail):
        yield Fault("place_detail", "way_in_told")


@_rule("remote_rules-tool")
def no_way_in_is_told_of_the_tool(terms: Terms, today: date) -> Iterator[Fault]:
    if _is_way_in(terms.remote_rules.tool or ""):
        yield Fault("remote_rules-tool", "way_in_told")


@_rule("scheduling")
def no_way_in_is_told_of_the_times(terms: Terms, today: date) -> Iterator[Fault]:
    """A page for booking is open to all and may stand here; what opens it may not."""
    if terms.scheduling and _PASSWORD.search(terms.scheduling.text or ""):
        yield Fault("scheduling-text", "way_in_told")


def _is_way_in(told: str) -> bool:
    return bool(_PASSWORD.search(told) or _LINK.search(told))


@_rule("methods-choices-*")
def some_method(terms: Terms, today: date) -> Iterator[Fault]:
    if not terms.methods.choices and not terms.methods.text:
        yield Fault("methods-text", "no_method")


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


@_rule("retention_years", "retention_reason")
def long_keeping_has_a_reason(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.retention_years > KEPT_WITHOUT_REASON and not terms.retention_reason:
        yield Fault("retention_reason", "retention_reason_missing", {"years": KEPT_WITHOUT_REASON})
