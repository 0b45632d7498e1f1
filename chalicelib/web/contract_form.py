"""The form's pages: as served, once more with faults, and when somebody else was quicker."""

import functools
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents import form_parts
from chalicelib.documents.ends import overtaken_words
from chalicelib.documents.timeline import wishes
from chalicelib.domain.accounts import Session
from chalicelib.domain.dossier import Dossier, Draft, Head
from chalicelib.domain.errors import NotFound
from chalicelib.web.faults import sentences
from chalicelib.web.form_pasting import Pasted, with_pasted
from chalicelib.web.form_summary import summary_of
from chalicelib.web.form_values import as_typed, given_in, rows, tidy_rows, with_rows
from chalicelib.web.http import Form, base_path, see_other, show
from chalicelib.web.language import language
from chalicelib.web.typed_form import forget, kept_values, moved
from chalicelib.workflow.draft import read
from chalicelib.workflow.own import given_to_change, own_contract

MOST_EARLIER = 5


def form_page(
    routes: Blueprint, who: Session, values: Mapping[str, str], *, contract_id: str, mark: str = "", base: str = "",
    faults: dict[str, str] | None = None, status: int = 200, kept_by: str = "/contracts",
    earlier: Sequence[Head] = (), pasted: Pasted | None = None, kept_at: datetime | None = None,
    newer: Sequence[Mapping[str, Any]] = (), why_again: str = "", known: Dossier | None = None,
) -> Response:  # fmt: skip
    """
    The form with these values, their warnings and these faults.

    values: what stands in it, with _page, the random id under which what is typed is kept (a new one when there is
    none), and _grown_from. mark: of the draft which it edits. base: the version that it changes, "" in a first one.
    kept_by: the path that makes a draft of it when there is none yet. kept_at: when these values were kept as typed.
    earlier: contracts that it may start from instead. newer: what was typed for this draft later (typed_form.py).
    pasted: what came of a list of people that was pasted in. why_again: why the form is shown again though nothing is wrong.
    known: the contract that it changes, when the caller has just read it.
    """
    action = f"{base_path()}/contracts/{contract_id}/edit" if mark else f"{base_path()}{kept_by}"
    reading = read(wiring.services(), given_in(values))
    faults = {as_typed(field, values): words for field, words in (faults or {}).items()}
    warnings = sentences(reading.warnings, language(routes))
    return show(
        routes, "contract_form", status, who, values=values, faults=faults, rows=rows(values) or [0],
        warnings={field: words for field, words in warnings.items() if field not in faults},
        **_changed(who, contract_id, base, known), action=action, contract_id=contract_id, revision=mark, base=base, parts=form_parts,
        summary=summary_of(values, reading, language(routes)), kept_at=kept_at, earlier=list(map(_beginning, earlier)), pasted=pasted,
        newer=newer, why_again=why_again, is_kept="_unkept" not in values, turn=values.get("_turn", ""),
        page_id=values.get("_page") or wiring.services().new_id(), grown_from=values.get("_grown_from", ""),
    )  # fmt: skip


def form_step(
    routes: Blueprint, who: Session, given: Form, *, contract_id: str, mark: str = "", base: str = "",
    kept_by: str = "/contracts",
) -> Response:  # fmt: skip
    """
    The form after a button that only changes it: a row more or less, a pasted list, or what applies by now.

    It is kept as it is shown.
    """
    again = functools.partial(
        form_page, routes, who, contract_id=contract_id, mark=mark, base=base, kept_by=kept_by
    )
    if given["_do"] == "paste_rows":
        pasted = with_pasted(given.values)
        return again(kept_values(who, pasted.values, contract_id), pasted=pasted)
    return again(kept_values(who, with_rows(given.values, given["_do"]), contract_id))


def _beginning(head: Head) -> dict[str, Any]:
    """A contract that a new one can start from."""
    return {
        "url": f"{base_path()}/contracts/new?from={head.contract}", "number": head.number, "title": head.title,
        "people": [it.name for it in head.people if it.party != "supervisor"],
    }  # fmt: skip


def _changed(who: Session, contract: str, base: str, known: Dossier | None) -> dict[str, object]:
    """Number of the contract whose next version the form makes, and the wishes that it answers; nothing of a first one."""
    nothing: dict[str, object] = {"changed_number": "", "wishes": []}
    if not base:
        return nothing
    try:
        dossier = known or own_contract(wiring.services(), who.email, contract)
    except NotFound:  # a form that we did not serve
        return nothing
    return {"changed_number": dossier.head.number, "wishes": wishes(dossier)}


def overtaken(routes: Blueprint, who: Session, given: Form, contract: str) -> Response:
    """
    The answer to a form that came too late: what was typed, kept and once more, and saving it again makes a draft of it.

    Another window saved the draft, or the contract was sent meanwhile: then it becomes a draft of the next version, or
    of another contract when nobody can accept that one any more. What was sent as it was typed leads to the contract's
    page, which says so. Raises NotFound for anybody else's contract.
    """
    services = wiring.services()
    dossier = own_contract(services, who.email, contract)
    typed = kept_values(who, tidy_rows(given.values), contract)
    again = functools.partial(form_page, routes, who, status=409)
    if kept := dossier.draft:
        return again(
            typed,
            contract_id=contract,
            mark=kept.mark,
            base=base_of(kept),
            why_again=_overtaken("saved", routes),
            known=dossier,
        )
    sent = given_to_change(services, who.email, contract, dossier)
    if read(services, given_in(typed)).terms == read(services, sent).terms is not None:
        forget(who, given, contract)
        return see_other(f"/contracts/{contract}?done=sent")
    if dossier.contract.is_open:
        return again(
            typed, contract_id=contract, base=str(dossier.contract.version), why_again=_overtaken("sent", routes),
            kept_by=f"/contracts/{contract}/revise", known=dossier,
        )  # fmt: skip
    replaced = {"supersedes_contract_id": dossier.head.number} if dossier.contract.in_force else {}
    anew = moved(typed, contract) | replaced
    return again(anew, contract_id=services.new_id(), why_again=_overtaken("closed", routes))


def _overtaken(what: str, routes: Blueprint) -> str:
    return overtaken_words(what, language(routes))


def served_id(given: Form) -> str:
    """The contract id that the form was served with; "" for anything that we would not have served."""
    return given["_id"] if re.fullmatch("[0-9a-f]{32}", given["_id"]) else ""


def base_of(kept: Draft) -> str:
    """The version that this draft changes, "" for a first one."""
    return str(kept.version - 1) if kept.version > 1 else ""
