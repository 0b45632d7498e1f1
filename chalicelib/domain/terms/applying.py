"""Which terms apply to a deal: a key that does not apply is None, whatever was said."""

from collections.abc import Callable
from typing import Any

from chalicelib.domain.terms.values import money, whole_number
from chalicelib.frozen import dataclass

# Keys that mean nothing when the supervision costs nothing.
_ONLY_WITH_PRICE = {
    "vat_treatment", "cost_split", "invoice_details", "invoicing_rhythm", "invoicing_block_sessions",
    "payment_term_days", "price_revision", "price_revision_months", "late_cancel_fee_pct", "no_show_fee_pct",
    "sudden_illness_fee_pct", "trial_price_mode", "trial_price_amount",
}  # fmt: skip
_ONLY_WITH_TRIAL = {
    "trial_decision_days", "trial_default_outcome", "trial_price_mode", "trial_price_amount",
}  # fmt: skip
_ONLY_IN_GROUP = {"group_membership", "group_absence"}


@dataclass(frozen=True)
class Deal:
    """
    What decides about other terms, as far as unchecked data tells it: `of` never fails.

    free: the price is zero; no price yet is not free. several: more than one supervisee is named. consumers: some
    supervisee pays as a private person. payer: payer_type as given, or who usually pays in this constellation.
    """

    constellation: Any
    grouped: bool
    several: bool
    free: bool
    payer: Any
    consumers: bool

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Deal":
        """supervision_form must be there (terms/defaults.py)."""
        free = is_within(money, data.get("price_amount"), 0)
        usual = (
            "none" if free else "organisation" if data.get("constellation") in ("A", "C") else "supervisees"
        )
        payer = data.get("payer_type", usual)
        people = rows(data.get("supervisees"))
        consumers = any(person.get("pays_as") == "consumer" for person in people)
        return cls(
            constellation=data.get("constellation"),
            grouped=data["supervision_form"] in ("group", "team"),
            several=len(people) > 1,
            free=free,
            payer=payer,
            consumers=consumers and payer == "supervisees" and not free,
        )

    @property
    def with_manager(self) -> bool:
        return self.constellation in ("A", "C")


def inapplicable(data: dict[str, Any], deal: Deal) -> set[str]:
    """The keys of completed data that do not apply; what they were given is not agreed."""
    travel = data["travel_costs"]
    cases = [
        (deal.free, _ONLY_WITH_PRICE),
        (not deal.free, {"zero_price_reason"}),
        (not deal.with_manager, {"evaluation_with_manager"}),
        (not deal.with_manager and deal.payer != "organisation", {"attendance_reporting"}),
        (deal.payer != "organisation", {"invoice_details"}),
        (not deal.grouped, _ONLY_IN_GROUP),
        (deal.grouped, {"sudden_illness_fee_pct"}),
        (is_within(whole_number, data["trial_sessions"], 0), _ONLY_WITH_TRIAL),
        (data["trial_price_mode"] != "other", {"trial_price_amount"}),
        (deal.payer != "supervisees" or not deal.several, {"cost_split"}),
        (data["invoicing_rhythm"] != "blocks", {"invoicing_block_sessions"}),
        (data["price_revision"] != "notice", {"price_revision_months"}),
        (travel != "km", {"km_rate"}),
        (travel not in ("km", "actual"), {"travel_estimate"}),
    ]
    return set().union(*(keys for out, keys in cases if out))


def paying(people: Any, deal: Deal) -> Any:
    """The supervisees of completed data; where somebody else pays, or nobody, none of them does so as anybody."""
    if (deal.payer == "supervisees" and not deal.free) or not isinstance(people, (list, tuple)):
        return people
    return [
        row | {"pays_as": "no"}
        if isinstance(row, dict) and row.get("pays_as") in ("consumer", "business")
        else row
        for row in people
    ]


def rows(people: Any) -> list[dict[str, Any]]:
    """The rows of a list that are tables; what is no list has none."""
    return [row for row in people if isinstance(row, dict)] if isinstance(people, (list, tuple)) else []


def is_within(read: Callable[[Any], Any], value: Any, most: int) -> bool:
    """Whether a value, read so, is between nought and this; what cannot be read is not."""
    try:
        return bool(0 <= read(value) <= most)
    except ValueError:
        return False
