"""Goals: those that everybody knows, and the supervisees' own in an annex that only they and the supervisor read."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.rules.rule import Rule, into

_ENOUGH = 10  # characters: more than a word

GOALS: list[Rule] = []
_rule = into(GOALS)


@_rule("constellation", "goals_shared", "goals_agreed_later")
def goals_known(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.constellation not in {"A", "C"} or terms.goals_agreed_later:
        return
    if len(terms.goals_shared) < _ENOUGH:
        yield Fault(
            "goals_shared", "too_short" if terms.goals_shared else "goals_missing", {"least": _ENOUGH}
        )


@_rule("goals_annex_used", "goals_supervisees")
def annex_and_its_text(terms: Terms, today: date) -> Iterator[Fault]:
    """What was written for the annex is never dropped without a word, and never moved where others read it."""
    own = terms.goals_supervisees
    if terms.goals_annex_used and len(own) < _ENOUGH:
        yield Fault("goals_supervisees", "too_short" if own else "annex_goals_missing", {"least": _ENOUGH})
    if own and not terms.goals_annex_used:
        yield Fault("goals_annex_used", "goals_without_annex")


@_rule("constellation", "goals_annex_used", "manager-is_supervisee", "supervisees-*")
def annex_has_readers(terms: Terms, today: date) -> Iterator[Fault]:
    """Those who are supervised accept the annex: of a work group, somebody must be named."""
    led = terms.constellation == "C" and terms.manager and not terms.manager.is_supervisee
    if terms.goals_annex_used and led and not terms.supervisees:
        yield Fault("goals_annex_used", "annex_needs_supervisees")


@_rule("constellation", "goals_annex_used", "goals_supervisees", "goal_setters", warns=True)
def own_goals_need_annex(terms: Terms, today: date) -> Iterator[Fault]:
    """Where a manager reads the contract, only the annex keeps the supervisees' own goals to themselves."""
    alone = terms.goal_setters == "supervisees" and terms.constellation in {"A", "C"}
    if alone and not terms.goals_annex_used and not terms.goals_supervisees:
        yield Fault("goals_annex_used", "own_goals_need_annex")
