"""The form's names and values: flat as browsers send them, nested as the terms are read."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.page_words import OVERTAKEN
from chalicelib.domain.accounts import Account, Session
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.errors import NotFound
from chalicelib.domain.terms.defaults import completed
from chalicelib.web.http import Form, base_path, see_other, show
from chalicelib.workflow.draft import own_draft
from chalicelib.workflow.own import own_contract

METHODS = ("dialogue", "case_work", "action_methods", "writing", "drawing")
MOST_ROWS = 30
LONGEST_NAME = 100  # twice what our forms need; a longer one could only nest too deep to be read
MOST_SHOWN = 100  # more than a contract takes, so that somebody who typed too many can take some away


def nested(given: Form) -> dict[str, Any]:
    """The shape of examples/*.json: "supervisees-2-email" becomes an item of a list; gaps in the numbers close."""
    tree: dict[str, Any] = {}
    for name, value in given.values.items():
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
    if "end_date" in given.values:
        tree.setdefault("end_date", None)
    return {key: _listed(value) for key, value in tree.items()}


def served_id(given: Form) -> str:
    """The contract id that the form was served with; "" for anything that we would not have served."""
    return given["_id"] if re.fullmatch("[0-9a-f]{32}", given["_id"]) else ""


def served_revision(given: Form) -> int:
    """The revision that the form was made from; 0, which none has, for anything that we would not have served."""
    return int(given["_revision"]) if re.fullmatch("[0-9]{1,9}", given["_revision"]) else 0


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
    """The values an empty form starts from: every default, and the supervisor's own profile."""
    own = {"supervisor": dict(account.profile)} if account else {}
    data = completed(own, today_in_helsinki(now))
    several = completed(
        own | {"constellation": "A", "supervision_form": "group", "price_amount": "1"}, today_in_helsinki(now)
    )
    single = {"session_length_min", "cancel_notice_hours", "supervision_form", "payer_type"}
    everything = {key: value for key, value in several.items() if key not in single} | {
        key: data[key] for key in single
    }
    everything |= {"constellation": "", "price_amount": ""}
    return flat(everything)


def with_rows(given: Form) -> dict[str, str]:
    """The typed values after a press of "add a row" or "remove this row"."""
    values = dict(given.values)
    action, _, number = given["_do"].partition("-")
    if action == "remove":
        values = {
            name: value for name, value in values.items() if not name.startswith(f"supervisees-{number}-")
        }
    rows = _rows(values)
    if action == "add_row" and len(rows) < MOST_ROWS:
        values[f"supervisees-{max(rows, default=-1) + 1}-full_name"] = ""
    return values


def form_page(
    routes: Blueprint, who: Session, values: Mapping[str, str], *, contract_id: str, revision: str = "",
    faults: dict[str, str] | None = None, status: int = 200,
) -> Response:  # fmt: skip
    """The form with these values and faults; `revision` is that of the draft which it edits."""
    action = f"{base_path()}/contracts/{contract_id}/edit" if revision else f"{base_path()}/contracts"
    return show(
        routes, "contract_form", status, who, values=values, faults=faults or {}, warnings={},
        rows=_rows(values) or [0], action=action, contract_id=contract_id, revision=revision,
    )  # fmt: skip


def overtaken(routes: Blueprint, who: Session, given: Form, contract: str) -> Response:
    """
    The answer to a form that came too late.

    Another window saved the draft: what was typed, once more, and saving it again keeps it. The draft was sent: the
    contract's page, which says so. Raises NotFound for anybody else's contract.
    """
    services = wiring.services()
    try:
        kept = own_draft(services, who.email, contract)
    except NotFound:
        own_contract(services, who.email, contract)
        return see_other(f"/contracts/{contract}?done=sent")
    return form_page(
        routes, who, dict(given.values), contract_id=contract, revision=str(kept.revision), faults={"": OVERTAKEN},
        status=409,
    )  # fmt: skip


def _rows(values: Mapping[str, str]) -> list[int]:
    numbers = {
        name.split("-")[1] for name in values if name.startswith("supervisees-") and name.count("-") == 2
    }
    return sorted(int(number) for number in numbers if re.fullmatch("[0-9]{1,3}", number))[:MOST_SHOWN]


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
