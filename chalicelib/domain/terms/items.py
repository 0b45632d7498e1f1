"""The eleven items of the Finnish supervisors' model of a contract: which are answered, which still missing."""

from collections.abc import Iterable
from enum import StrEnum

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Terms
from chalicelib.frozen import dataclass


class Answer(StrEnum):
    """What the contract says of an item. LEFT_OPEN: that it is agreed later, which is an answer too."""

    ANSWERED = "answered"
    LEFT_OPEN = "left_open"
    MISSING = "missing"


@dataclass(frozen=True)
class Item:
    """An item by its key: the clauses that answer it, and the form fields (list numbers left out) that fill them."""

    key: str
    clauses: tuple[str, ...]
    fields: tuple[str, ...]


ITEMS = (
    Item("duration", ("K05",), (
        "start_date", "end_date", "sessions_total", "session_length_min", "session_interval_weeks",
    )),
    Item("scheduling", ("K07",), ("scheduling",)),
    Item("place", ("K07", "K08"), ("place_mode", "place_detail", "remote_rules")),
    Item("goals", ("K03",), (
        "goal_setters", "goals_shared", "goals_agreed_later", "goals_annex_used", "goals_supervisees",
    )),
    Item("evaluation", ("K15",), ("evaluation_interval_months", "evaluations", "evaluation_with_manager")),
    Item("methods", ("K04",), ("methods",)),
    Item("price", ("K09", "K10"), (
        "price_amount", "price_unit", "zero_price_reason", "vat_treatment", "trial_price_mode", "trial_price_amount",
        "payer_type", "supervisees-pays_as", "supervisees-business_id", "client-organisation", "cost_split",
        "invoice_details", "invoicing_rhythm", "invoicing_block_sessions", "payment_term_days", "price_revision",
        "price_revision_months", "travel_costs", "km_rate", "travel_estimate",
    )),
    Item("cancelling", ("K11",), ("cancel_notice_hours", "group_absence")),
    Item("unused_time", ("K11",), ("late_cancel_fee_pct", "no_show_fee_pct", "sudden_illness_fee_pct")),
    Item("interruption", ("K17",), ("termination_notice_days", "closing_session")),
    Item("dissatisfaction", ("K18",), ("dissatisfaction_steps", "third_party")),
)  # fmt: skip


def items(terms: Terms, faults: Iterable[Fault] = ()) -> dict[str, Answer]:
    """
    The answer to each item, by its key, in the order of ITEMS.

    terms: sound ones, or with faults what is sound of them; an item is missing while one of its fields is at fault.
    """
    faulty = {"-".join(part for part in fault.field.split("-") if not part.isdecimal()) for fault in faults}
    return {item.key: _answer(item, terms, faulty) for item in ITEMS}


def _answer(item: Item, terms: Terms, faulty: set[str]) -> Answer:
    if any(f"{field}-".startswith(f"{own}-") for field in faulty for own in item.fields):
        return Answer.MISSING
    if item.key == "goals" and not terms.goals_shared and not terms.goals_supervisees:
        return Answer.LEFT_OPEN if terms.goals_agreed_later else Answer.MISSING
    return Answer.ANSWERED
