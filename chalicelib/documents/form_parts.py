"""
Which parts of the contract form apply, and what a field says by itself: one table for the page, its script and the reading.

A condition is written "price_amount!=0 & payer_type=organisation | client-representative-signs=true": alternatives of
facts, each a form name and the values that make it true. "*" in a name is any row. form.js reads the same.
"""

import re
from collections.abc import Iterator, Mapping

Values = Mapping[str, str]

_PAID = "price_amount!=0"
_BY_ORGANISATION = f"{_PAID} & payer_type=organisation"
_BY_THEMSELVES = f"{_PAID} & payer_type=supervisees"
_TRIAL = "trial_sessions!=0"
_GROUP = "supervision_form=group,team"
_ONE = "supervision_form=individual,manager"
# What was agreed is not dropped unseen: a client that does not pay, too, is printed in the contract.
_CLIENT_TOLD = "client-organisation-name!= | client-organisation-business_id!="
_CONSUMER = f"{_BY_THEMSELVES} & supervisees-*-pays_as=consumer"

# When a field, or the whole branch of fields that begins so, is part of the contract. What is not here always is.
WHEN: Mapping[str, str] = {
    "supervisees": "constellation!=C | manager-is_supervisee=false",
    "supervisees-*-pays_as": _BY_THEMSELVES,
    "supervisees-*-business_id": f"{_BY_THEMSELVES} & supervisees-*-pays_as=business | supervisees-*-business_id!=",
    "cost_split": f"{_BY_THEMSELVES} & {_GROUP}",
    "manager": "constellation=A,C",
    "manager-is_supervisee": "constellation=C",
    "manager-participates": "constellation=A",
    "managers_manager": "constellation=C",
    "client-representative-same_as_manager": "constellation=A,C",
    "client-organisation": f"{_BY_ORGANISATION} | client-representative-signs=true | {_CLIENT_TOLD}",
    "group_membership": _GROUP,
    "group_absence": _GROUP,
    "group_absence-min": f"{_GROUP} & group_absence-mode=min_present | group_absence-min!=",
    "goals_supervisees": "goals_annex_used=true | goals_supervisees!=",  # what was typed is not dropped unseen
    "trial_decision_days": _TRIAL,
    "trial_default_outcome": _TRIAL,
    "trial_price_mode": f"{_TRIAL} & {_PAID}",
    "trial_price_amount": f"{_TRIAL} & {_PAID} & trial_price_mode=other",
    "remote_rules-tool": "remote_rules-allowed!=false | remote_rules-tool!=",
    "evaluation_with_manager": "constellation=A,C",
    "attendance_reporting": f"constellation=A,C | {_BY_ORGANISATION}",
    "price_unit": _PAID,
    "zero_price_reason": "price_amount=0",
    "payer_type": _PAID,
    "invoice_details": _BY_ORGANISATION,
    "vat_treatment": _PAID,
    "invoicing_rhythm": _PAID,
    "invoicing_block_sessions": f"{_PAID} & invoicing_rhythm=blocks",
    "payment_term_days": _PAID,
    "price_revision": _PAID,
    "price_revision_months": f"{_PAID} & price_revision=notice",
    "km_rate": "travel_costs=km",
    "travel_estimate": "travel_costs=km,actual",
    "late_cancel_fee_pct": _PAID,
    "no_show_fee_pct": _PAID,
    "sudden_illness_fee_pct": f"{_PAID} & {_ONE}",
    "retention_reason": "retention_years=7,8,9,10",
}
# What a field that was left empty says where that follows another answer: the first condition that holds; "" always does.
FOLLOWS: Mapping[str, Mapping[str, str]] = {
    "supervision_form": {
        "constellation=A,B": "individual", "constellation=C & manager-is_supervisee=false": "team", "constellation=C": "manager",
    },
    "payer_type": {"constellation=A,C": "organisation", "constellation=B": "supervisees"},
    "session_length_min": {_GROUP: "90", _ONE: "60"},
    "cancel_notice_hours": {_GROUP: "48", _ONE: "24"},
    "vat_treatment": {_CONSUMER: "included", "": "plus"},
    "late_cancel_fee_pct": {_CONSUMER: "50", "": "100"},
    "sudden_illness_fee_pct": {_ONE: "0"},
    "retention_years": {"price_amount=0": "3", "": "6"},
}  # fmt: skip
# What an empty choice stands for, where a condition asks about it.
_STANDARD = {
    "trial_sessions": "1", "trial_price_mode": "same", "travel_costs": "none", "remote_rules-allowed": "true",
    "group_absence-mode": "held_full_price", "invoicing_rhythm": "monthly", "price_revision": "fixed",
}  # fmt: skip
_DEEPEST = 3  # no name of ours has more steps that a condition asks about
_ZERO = re.compile(r"0+([.,]0*)?\s*€?")
_FACT = re.compile(r"(?P<name>.+?)(?P<other>!?)=(?P<wanted>.*)")
_ROW = re.compile(r"-([0-9]{1,3})-")


def when(name: str, row: object = "") -> str:
    """The condition of a field or branch, "" where it always applies; `row` stands for the "*" of a name that has one."""
    condition = WHEN.get(name, "")
    return condition.replace("*", str(row)) if "*" in name else condition


def default_of(name: str, values: Values) -> str:
    """What a field that follows others says while it is empty; "" when they do not tell yet, or it follows none."""
    return next((value for condition, value in FOLLOWS.get(name, {}).items() if holds(condition, values)), "")


def default_rules(name: str) -> str:
    """The same for the script, which fills it in as they change: "condition: value; …"."""
    return "; ".join(f"{condition}: {value}" for condition, value in FOLLOWS.get(name, {}).items())


def holds(condition: str, values: Values) -> bool:
    """Whether a condition is true of what stands in the form; the empty one is."""
    return any(
        all(_is_fact(fact, values) for fact in alternative.split(" & "))
        for alternative in condition.split(" | ")
    )


def applicable(values: Values) -> dict[str, str]:
    """What becomes part of the contract: the values without those of parts that do not apply."""
    return {
        name: value for name, value in values.items() if all(holds(it, values) for it in _conditions(name))
    }


def _conditions(name: str) -> Iterator[str]:
    """Of the field and of each branch that holds it."""
    steps = name.split("-", _DEEPEST)
    row = (_ROW.search(name) or ["", ""])[1]
    for depth in range(1, len(steps) + 1):
        branch = "-".join(steps[:depth])
        yield when(_ROW.sub("-*-", branch, count=1) if row else branch, row)


def _is_fact(fact: str, values: Values) -> bool:
    told = _FACT.fullmatch(fact)
    if told is None:
        return not fact
    wanted = told["wanted"].split(",")
    return any(_value(name, values) in wanted for name in _named(told["name"], values)) != bool(told["other"])


def _named(name: str, values: Values) -> list[str]:
    """The form names that one of a condition stands for: of every row where it has a "*"."""
    if "*" not in name:
        return [name]
    pattern = re.compile(re.escape(name).replace(r"\*", "[0-9]{1,3}"))
    return [it for it in values if pattern.fullmatch(it)]


def _value(name: str, values: Values) -> str:
    text = values.get(name, "").strip()
    if name == "price_amount" and _ZERO.fullmatch(text):
        return "0"
    return text or default_of(name, values) or _STANDARD.get(name, "")
