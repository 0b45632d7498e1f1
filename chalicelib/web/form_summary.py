"""What a contract form says so far, beside the form: people, price, dates, the eleven items, and what is still open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from chalicelib import wiring
from chalicelib.documents.form_parts import applicable, default_of
from chalicelib.documents.form_sections import SECTIONS, section_of
from chalicelib.documents.formats import percent
from chalicelib.documents.pages import page
from chalicelib.domain.terms import Reading, Terms
from chalicelib.domain.terms.items import ITEMS, Answer, Item
from chalicelib.domain.terms.price import price_of
from chalicelib.web.faults import sentences
from chalicelib.web.form_values import as_typed, blank, given_in, rows
from chalicelib.web.http import base_path
from chalicelib.workflow.draft import read

# Where an item begins in the form, unless that is its first field.
_FIRST = {
    "scheduling": "scheduling-mode", "goals": "goals_shared",
    "unused_time": "cancel_notice_hours",  # beside its own fields, which are hidden while nothing is paid
}  # fmt: skip
# While one of these is at fault, nobody can say what the whole costs.
_PRICED_BY = {
    "constellation", "payer_type", "supervisees-pays_as", "price_amount", "price_unit", "vat_treatment", "sessions_total",
    "session_length_min", "trial_sessions", "trial_price_mode", "trial_price_amount", "travel_estimate",
}  # fmt: skip


def summary(values: Mapping[str, str], language: str) -> dict[str, Any]:
    """
    The context of templates/pages/form/_summary.html for a form as it was typed, sound or not.

    values: the form's own names. language: the reader's. Reads no contract and keeps nothing.
    """
    return summary_of(values, read(wiring.services(), given_in(values)), language)


def summary_of(values: Mapping[str, str], reading: Reading, language: str) -> dict[str, Any]:
    """The same for values that were read already."""
    terms, faults = reading.sound, [as_typed(it.field, values) for it in reading.faults]
    chosen = _chosen(values)
    items = _items(reading, values, chosen, language)
    return {
        "names": _names(applicable(values)), "sections": _sections(reading, faults, items, chosen), "items": items,
        "faults": len(faults), "warnings": _warnings(values, reading, language), "price": _price(reading, language),
        "sessions": terms.sessions_total, "start": terms.start_date, "end": terms.end_date,
    }  # fmt: skip


def _warnings(values: Mapping[str, str], reading: Reading, language: str) -> dict[str, str]:
    return {as_typed(field, values): words for field, words in sentences(reading.warnings, language).items()}


def fragment(values: Mapping[str, str], language: str, kept_at: datetime | None) -> str:
    """The summary as HTML, what a script puts in the place of the one before. kept_at: when the form was kept, aware."""
    told = summary(values, language)
    return page("form/_summary", language, base_path=base_path(), summary=told, kept_at=kept_at)


def items_of(reading: Reading, values: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """
    Each of the eleven items (terms/items.py): key, state, and the field of the form where it is settled or at fault.

    values: of a form whose rows may have gaps.
    """
    return [
        {"key": item.key, "state": reading.items[item.key], "field": as_typed(_field_of(item, reading), values or {})}
        for item in ITEMS
    ]  # fmt: skip


def _items(
    reading: Reading, values: Mapping[str, str], chosen: set[str], language: str
) -> list[dict[str, str]]:
    """The same while the form is written: "usual" is settled by what a new form says, and what is missing says what to do."""
    lacking = {
        as_typed(fault.field, values): sentences((fault,), language)[fault.field]
        for fault in reading.faults
        if fault.code != "required"  # the item's own name says as much
    }
    usual = {item.key for item in ITEMS if not any(_is_within(name, item.fields) for name in chosen)}
    made = []
    for item in items_of(reading, values):
        state = "usual" if item["state"] == Answer.ANSWERED and item["key"] in usual else item["state"]
        made.append({**item, "state": state, "lacks": lacking.get(item["field"], "")})
    return made


def _field_of(item: Item, reading: Reading) -> str:
    for fault in reading.faults:
        if _is_within(_plain(fault.field), item.fields):
            return fault.field
    return _FIRST.get(item.key, item.fields[0])


def _plain(field: str) -> str:
    """Without the numbers of rows, or the star for any."""
    return "-".join(part for part in field.split("-") if not part.isdecimal() and part != "*")


def _is_within(name: str, branches: Iterable[str]) -> bool:
    return any(f"{name}-".startswith(f"{branch}-") for branch in branches)


def _sections(
    reading: Reading, faults: Sequence[str], items: Sequence[Mapping[str, str]], chosen: set[str]
) -> list[dict[str, Any]]:
    """
    Each section: name, state, the number of its faults, and where to go on.

    state: "open" while something lacks, is wrong or cannot be checked yet, "done" when somebody chose in it, "usual" when
    only defaults stand.
    """
    lacking = {section_of(item["field"]) for item in items if item["state"] == Answer.MISSING}
    unchecked = [_plain(place) for place in reading.unchecked]
    doubtful = {section_of(name) for name in chosen if _is_within(name, unchecked)}
    touched, made = {section_of(name) for name in chosen}, []
    for name in SECTIONS:
        own = [field for field in faults if section_of(field) == name]
        done = "open" if name in doubtful else "done"
        state = "open" if own or name in lacking else done if name in touched else "usual"
        made.append({"name": name, "faults": len(own), "field": (*own, f"section-{name}")[0], "state": state})
    return made


def _chosen(values: Mapping[str, str]) -> set[str]:
    """Fields, without numbers of rows, that say what a new form of nobody's does not, nor follows from another answer."""
    usual = blank(None, wiring.services().now())
    return {
        _plain(name)
        for name, value in applicable(values).items()
        if value.strip() not in ("", usual.get(name, ""), default_of(name, values))
        and not name.startswith(("_", "supervisor-"))
    }


def _names(typed: Mapping[str, str]) -> list[str]:
    """Names of the parties so far, supervisor first."""
    people = [f"supervisees-{row}" for row in rows(typed)]
    officials = ["manager", "managers_manager"]
    if _is_ticked(typed, "signs") and not _is_ticked(typed, "same_as_manager"):
        officials.append("client-representative")
    named = (typed.get(f"{who}-full_name", "").strip() for who in ("supervisor", *people, *officials))
    return [name for name in named if name]


def _is_ticked(typed: Mapping[str, str], box: str) -> bool:
    return typed.get(f"client-representative-{box}") == "true"


def _price(reading: Reading, language: str) -> dict[str, Any] | None:
    """Euros with and without tax, and the tax; None while that cannot be told. A contract that is free costs 0."""
    terms = reading.sound
    nobody = not terms.supervisees and terms.price_unit == "person_session"
    told = {(_plain(fault.field), fault.code) for fault in reading.faults}
    # What is no list of people, or no person in it, cannot even be counted.
    if nobody or ("supervisees", "not_understood") in told or any(field in _PRICED_BY for field, _ in told):
        return None
    return _cost(terms, language)


def _cost(terms: Terms, language: str) -> dict[str, Any]:
    # Who pays which share changes nothing in the whole, and may be told half.
    price = price_of(terms.model_copy(update={"cost_split": None}))
    return {
        "net": price.total_net, "gross": price.total_gross, "travel": price.travel_total, "grand": price.grand_total,
        "tax": percent(terms.vat_rate, language) if terms.vat_rate and price.total_tax else "",
    }  # fmt: skip
