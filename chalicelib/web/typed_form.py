"""A typed form between the browser and what is kept: its hidden fields, its address, and the way back to it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import wiring
from chalicelib.domain.accounts import Session
from chalicelib.domain.dossier import Draft
from chalicelib.domain.errors import Busy, NotFound
from chalicelib.domain.typed import Grown, Kept, TypedForm, grown_from, is_id
from chalicelib.web.http import Form, base_path
from chalicelib.workflow.keep_typed import forget_typed, keep_typed, newer_forms, typed_form, unfinished_forms
from chalicelib.workflow.ports import Services

_TURN = re.compile("[0-9]{1,15}")
# What the page itself writes into its form.
_OURS = {"_csrf", "_do", "_grown_from", "_id", "_page", "_revision", "_turn", "_unkept", "_version"}


def typed_in(who: Session, given: Form, contract: str) -> TypedForm:
    """What this form holds, as it is kept. Raises NotFound for a page that we would not have served."""
    now = wiring.services().now()
    if not (is_id(contract) and is_id(given["_page"])):
        raise NotFound()
    return TypedForm(
        email=who.email, contract=contract, page=given["_page"], turn=_turn(given, now), kept_at=now,
        values={name: value for name, value in given.values.items() if name not in _OURS},
        mark=given["_revision"][:100], base=given["_version"][:10], grown_from=grown_from(given["_grown_from"]),
    )  # fmt: skip


def kept_as(typed: TypedForm) -> TypedForm | None:
    """
    The form as it was kept: where a later turn of its page stands, as a page of its own. None when it is too large.
    """
    match keep_typed(wiring.services(), typed):
        case Kept.TOO_LARGE:
            return None
        case Kept.OUTDATED:
            return kept_as(replace(typed, page=wiring.services().new_id()))
        case _:
            return typed


def kept_values(who: Session, values: Mapping[str, str], contract: str) -> dict[str, str]:
    """
    The values of a form that is shown again, kept first.

    With the page and the turn under which they are kept; with _unkept where they are not, for the page's script.
    """
    kept = None
    if is_id(contract) and is_id(values.get("_page", "")):
        with suppress(Busy):  # the form is shown again anyway, and its script goes on trying
            kept = kept_as(typed_in(who, Form(list(values.items())), contract))
    if kept is None:
        return {**values, "_unkept": "yes"}
    return {**values, "_page": kept.page, "_turn": str(kept.turn)}


def moved(values: Mapping[str, str], contract: str) -> dict[str, str]:
    """The values of a form that goes on as one of another contract: a page of its own, grown from this one."""
    own = f"{contract}.{values.get('_page', '')}.{values.get('_turn', '')}"
    return {
        **values,
        "_page": "",
        "_turn": "",
        "_grown_from": f"{own} {values.get('_grown_from', '')}".strip(),
    }


def forget(who: Session, given: Form, contract: str) -> None:
    """
    A draft holds what this form says: its page, and those that it was continued from, are no longer unfinished.

    While AWS does not answer they stay so: the draft is kept, and that is what its page must say.
    """
    if is_id(contract) and is_id(given["_page"]):
        own = Grown(contract, given["_page"], _turn(given, wiring.services().now()))
        with suppress(Busy):
            forget_typed(wiring.services(), who.email, (own, *grown_from(given["_grown_from"])))


def named(ref: str) -> tuple[str, str]:
    """Contract and page of `ref_of`. Raises NotFound for anything else."""
    contract, _, page = ref.partition(".")
    if not (is_id(contract) and is_id(page)):
        raise NotFound()
    return contract, page


def ref_of(form: TypedForm) -> str:
    """How an address names a typed form."""
    return f"{form.contract}.{form.page}"


def way_to(form: TypedForm) -> str:
    """The path at which it is gone on with."""
    begin = f"/contracts/{form.contract}/"
    page = f"{begin}edit" if form.mark else f"{begin}revise" if form.base else "/contracts/new"
    return f"{page}?typed={ref_of(form)}"


def continued(services: Services, who: Session, ref: str) -> tuple[TypedForm, dict[str, str]]:
    """The typed form that `ref` names, and the values of a page that goes on from it. Raises NotFound."""
    form = typed_form(services, who.email, *named(ref))
    return form, {**form.values, "_grown_from": " ".join(map(str, form.lineage))}


def typed_rows(services: Services, who: Session) -> list[dict[str, Any]]:
    """The context of templates/pages/_typed.html: one query."""
    return [_row(form) for form in unfinished_forms(services, who.email)]


def newer_rows(services: Services, draft: Draft) -> list[dict[str, Any]]:
    """What was typed for this draft since its last save: the same shape."""
    return [_row(form) for form in newer_forms(services, draft)]


def _row(form: TypedForm) -> dict[str, Any]:
    kind = "draft" if form.mark else "version" if form.base else "new"
    return {
        "title": form.title, "kind": kind, "at": form.kept_at, "ref": ref_of(form), "url": f"{base_path()}{way_to(form)}"
    }  # fmt: skip


def _turn(given: Form, now: datetime) -> int:
    """When it was typed, by the browser's clock where its script tells it."""
    return int(given["_turn"]) if _TURN.fullmatch(given["_turn"]) else int(now.timestamp() * 1000)
