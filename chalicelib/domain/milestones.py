"""The days that an agreement names or follows from it: when the work supervision begins, is evaluated and ends."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

from chalicelib.frozen import dataclass

START, EVALUATION, END, REVIEW = "start", "evaluation", "end", "review"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """
    kind: START; EVALUATION, the mid-term one with this number, from 1; END, the agreed last day, with the final
    evaluation; or REVIEW, when the agreed sessions should have been held of what has no agreed last day.
    """

    kind: str
    day: date
    number: int = 0


def milestones(agreed: Mapping[str, Any], not_before: date) -> tuple[Milestone, ...]:
    """
    In their order. Those between begin from the day on which the supervision really begins.

    agreed: the contract's terms.json, parsed. not_before: the day of conclusion, or a later one on which the first
    session may be (contract text, K05). An evaluation that would fall on the last day or after it is the final one.
    """
    start = max(date.fromisoformat(agreed["start_date"]), not_before)
    last = _last(agreed, start)
    between = _evaluations(agreed, start, last.day) if last else ()
    return (Milestone(kind=START, day=start), *between, *([last] if last else []))


def _last(agreed: Mapping[str, Any], start: date) -> Milestone | None:
    """None for a single session without an agreed last day: when it is over, so is all."""
    if agreed["end_date"]:
        return Milestone(kind=END, day=max(date.fromisoformat(agreed["end_date"]), start))
    if agreed["sessions_total"] == 1:
        return None
    weeks = (agreed["sessions_total"] - 1) * max(agreed["session_interval_weeks"])
    return Milestone(kind=REVIEW, day=start + timedelta(weeks=weeks))


def _evaluations(agreed: Mapping[str, Any], start: date, last: date) -> Iterator[Milestone]:
    if not agreed["evaluations"]["mid"] or agreed["sessions_total"] == 1:
        return
    for number in count(1):
        day = _months_after(start, number * agreed["evaluation_interval_months"])
        if day >= last:
            return
        yield Milestone(kind=EVALUATION, day=day, number=number)


def _months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
