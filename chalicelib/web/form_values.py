"""The form's names and values: flat as browsers send them, nested as the terms are read."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.documents.form_parts import FOLLOWS, applicable
from chalicelib.domain.accounts import Account
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.terms.defaults import completed, tidied
from chalicelib.domain.terms.model import Evaluations, GroupAbsence, Methods, RemoteRules, Shape
from chalicelib.domain.typed import LARGEST
from chalicelib.web.http import TooLarge

METHODS = ("dialogue", "case_work", "action_methods", "writing", "drawing")
MOST_ROWS = 30
LONGEST_NAME = 100  # twice what our forms need; a longer one could only nest too deep to be read
MOST_SHOWN = 100  # more than a contract takes, so that somebody who typed too many can take some away
_PARTS: Mapping[str, type[Shape]] = {
    "evaluations": Evaluations, "group_absence": GroupAbsence, "methods": Methods, "remote_rules": RemoteRules,
}  # fmt: skip
# Left empty until somebody writes them: what follows another answer, and what is worded in the contract's language.
_FOLLOWING = (*FOLLOWS, "dissatisfaction_steps")
_BEGINS = {"supervisor": "supervisor-full_name", "supervisor-contact": "supervisor-contact-email"}
# A supervisee's share of the price stands in the same row as the supervisee.
_ROW = re.compile(r"(supervisees|cost_split)-([0-9]{1,3})-(.+)", re.DOTALL)


def given_in(values: Mapping[str, str]) -> dict[str, Any]:
    """What a form agrees, in the shape of examples/*.json: rows tidied, parts that do not apply left out."""
    return nested(_with_payers(applicable(tidy_rows(values))))


def aside_in(values: Mapping[str, str]) -> dict[str, str]:
    """
    What given_in() leaves out because it does not apply, as it was typed: it stands in the form again when it does.

    By form names, rows numbered as given_in() has them. Raises TooLarge for more than anybody types.
    """
    tidied = tidy_rows(values)
    applies = applicable(tidied)
    aside = {
        name: value
        for name, value in tidied.items()
        if name not in applies and value.strip() and len(name) <= LONGEST_NAME
    }
    if len(json.dumps(aside, ensure_ascii=False).encode()) > LARGEST:
        raise TooLarge()
    return aside


def tidy_rows(values: Mapping[str, str]) -> dict[str, str]:
    """
    The same values with the supervisees' rows numbered from 0 without gaps, rows that nobody filled left out.

    A fault names the row by its number, so the form that is shown again must have the numbers that were read.
    """
    filled = [row for row in rows(values) if any(_is_typed(values, row))]
    number = {row: str(position) for position, row in enumerate(filled)}
    tidied: dict[str, str] = {}
    for name, value in values.items():
        row = _ROW.fullmatch(name)
        if row is None:
            tidied[name] = value
        elif int(row[2]) in number:
            tidied[f"{row[1]}-{number[int(row[2])]}-{row[3]}"] = value
    return tidied


def as_typed(field: str, values: Mapping[str, str]) -> str:
    """
    The name under which the form has a field of tidy_rows(): rows that nobody filled keep their numbers there, and a
    part that is missing altogether is told at the first field of it that must be filled.
    """
    field = _BEGINS.get(field, field)
    row = _ROW.fullmatch(field)
    if row is None:
        return field
    shown = rows(values)
    filled = [it for it in shown if any(_is_typed(values, it))] or shown
    return f"{row[1]}-{dict(enumerate(filled)).get(int(row[2]), row[2])}-{row[3]}"


def nested(values: Mapping[str, str]) -> dict[str, Any]:
    """The shape of examples/*.json: "supervisees-2-email" becomes an item of a list; gaps in the numbers close."""
    tree: dict[str, Any] = {}
    for name, value in values.items():
        if name.startswith("_") or len(name) > LONGEST_NAME or not value.strip():
            continue
        *path, last = name.split("-")
        branch = tree
        for part in path:
            following = branch.setdefault(part, {})
            if not isinstance(following, dict):
                break
            branch = following
        else:
            branch[last] = value
    if "end_date" in values:
        tree.setdefault("end_date", None)
    return {key: _listed(value) for key, value in tree.items()}


def flat(value: Any, name: str = "") -> dict[str, str]:
    """Form names and values of terms data, the way back from nested()."""
    if isinstance(value, Mapping):
        items = value.items()
    elif isinstance(value, (list, tuple)):
        items = dict(enumerate(_methods(value) if name == "methods-choices" else value)).items()
    else:
        return {name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)}
    found: dict[str, str] = {}
    for key, item in items:
        found |= flat(item, f"{name}-{key}" if name else str(key))
    return found


def blank(account: Account | None, now: datetime) -> dict[str, str]:
    """
    The values an empty form starts from: the supervisor's own profile and terms, and every default that stands by itself.

    A default of the product that follows another answer (what a group needs, who pays) is left empty: the script fills it in once
    that answer is there, and without the script completed() does, as it does for JSON.
    """
    profile = {"supervisor": _reachable(account)} if account else {}
    own = {"contract_language": account.language, **account.defaults} if account else {}
    priced = {"constellation": "A", "supervision_form": "group", "price_amount": "1"}
    data = completed(own | profile | priced, today_in_helsinki(now))
    return flat(_whole(_by_row(data | dict.fromkeys([*priced, *_FOLLOWING]) | own)))


def _reachable(account: Account) -> dict[str, Any]:
    """What is known of the supervisor; the address is the one they log in with until they give another."""
    contact = account.profile.get("contact")
    told = {key: it for key, it in contact.items() if it} if isinstance(contact, Mapping) else {}
    return {**account.profile, "contact": {"email": account.email, **told}}


def of_draft(
    given: Mapping[str, Any], now: datetime, aside: Mapping[str, str] | None = None
) -> dict[str, str]:
    """
    The values of a draft for its form: what was given, and defaults only for what it says nothing about.

    aside: what its form held that did not apply (aside_in); where the draft tells the same field, the draft counts.
    """
    told = tidied(dict(given))
    data = completed(told, today_in_helsinki(now)) | {key: told.get(key) for key in (*_FOLLOWING, "client")}
    drafted, known = flat(_whole(_by_row(data))), flat(told)
    return drafted | {name: value for name, value in (aside or {}).items() if name not in known}


def _whole(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the defaults inside each part that was begun: an unticked box would say the opposite of one."""
    return {
        key: {**shape().model_dump(), **value}
        if (shape := _PARTS.get(key)) and isinstance(value, Mapping)
        else value
        for key, value in data.items()
    }


def with_rows(values: Mapping[str, str], pressed: str) -> dict[str, str]:
    """The typed values after a press of "add_row" or "remove-2"."""
    action, _, number = pressed.partition("-")
    kept = dict(values)
    if action == "remove":
        kept = {
            name: value
            for name, value in kept.items()
            if not name.startswith((f"supervisees-{number}-", f"cost_split-{number}-"))
        }
    shown = rows(kept)
    if action == "add_row" and len(shown) < MOST_ROWS:
        kept[f"supervisees-{max(shown, default=-1) + 1}-full_name"] = ""
    return kept


def rows(values: Mapping[str, str]) -> list[int]:
    """Numbers of the supervisees' rows among these values, in order."""
    found = {int(row[2]) for row in map(_ROW.fullmatch, values) if row and row[1] == "supervisees"}
    return sorted(found)[:MOST_SHOWN]


def _with_payers(values: Mapping[str, str]) -> dict[str, str]:
    """The same with the address to which each share belongs, once any is told: every row that pays must then tell its own."""
    shares = {
        f"cost_split-{row}-0": values.get(f"supervisees-{row}-email", "")
        for row in rows(values)
        if _pays(values, row)
    }
    if not any(name.startswith("cost_split-") and value.strip() for name, value in values.items()):
        return dict(values)
    return shares | dict(values)


def _pays(values: Mapping[str, str], row: int) -> bool:
    share, pays_as = values.get(f"cost_split-{row}-1", ""), values.get(f"supervisees-{row}-pays_as", "")
    return bool(share.strip()) or pays_as in ("consumer", "business")


def _by_row(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same with each share in the row of who pays it, as the form has them; a rate that is the usual one is not written out."""
    shares, people = data.get("cost_split"), data.get("supervisees")
    made = dict(data)
    if made.get("km_rate") == "tax_admin_max":
        made["km_rate"] = None
    if isinstance(shares, list) and isinstance(people, list):
        percent = {
            _address(pair[0]): pair[1]
            for pair in shares
            if isinstance(pair, (list, tuple)) and len(pair) == 2
        }
        emails = [_address(person.get("email")) if isinstance(person, Mapping) else "" for person in people]
        made["cost_split"] = [[email, percent.get(email)] for email in emails]
    return made


def _address(value: Any) -> str:
    return str(value).strip().lower()


def _is_typed(values: Mapping[str, str], row: int) -> list[bool]:
    """Of each field of this row: whether it holds something that a blank row would not."""
    return [
        bool(value.strip()) and not name.endswith("-pays_as")
        for name, value in values.items()
        if name.startswith(f"supervisees-{row}-")
    ]


def _listed(value: Any) -> Any:
    """A branch whose keys are all numbers is a list."""
    if not isinstance(value, dict):
        return value
    listed = {key: _listed(item) for key, item in value.items()}
    if listed and all(key.isdecimal() for key in listed):
        return [listed[key] for key in sorted(listed, key=int)]
    return listed


def _methods(choices: Any) -> list[str]:
    """Each choice at its own number, as the form's checkboxes are numbered."""
    return [choice if choice in choices else "" for choice in METHODS]
