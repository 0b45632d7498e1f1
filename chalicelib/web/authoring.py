"""The supervisor's pages: list, form, draft, one contract, and what can be done to it."""

import re

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.domain.errors import ContractChanged, ContractClosed, FormInvalid, NotFound
from chalicelib.web.contract_form import MOST_EARLIER, form_page, form_step, overtaken, served_id
from chalicelib.web.draft_page import draft_page, edit_page, page_of
from chalicelib.web.faults import html, sentences
from chalicelib.web.following import contract_page
from chalicelib.web.form_values import aside_in, blank, given_in, of_draft, tidy_rows
from chalicelib.web.http import FORM, own_form, query, see_other, supervisor
from chalicelib.web.keeping import came_late, go_on, keep_here
from chalicelib.web.language import language
from chalicelib.web.typed_form import forget, kept_values
from chalicelib.workflow.draft import draft as draft_contract
from chalicelib.workflow.draft import redraft
from chalicelib.workflow.own import given_of, given_to_change, own_contract
from chalicelib.workflow.preview import preview_address, preview_page
from chalicelib.workflow.send import send as send_contract

routes = Blueprint(__name__)


@routes.route("/contracts/new")
@html(routes)
def new() -> Response:
    """
    An empty form, or one that starts from an earlier contract of the supervisor's own.

    ?from=… copies it; ?replacing=… makes the contract that takes its place; ?typed=… goes on with what was typed.
    """
    who, services, asked = supervisor(routes), wiring.services(), query(routes)
    if typed := asked.get("typed", ""):
        return go_on(routes, who, typed)
    if replaced := asked.get("replacing", ""):
        before = own_contract(services, who.email, replaced)
        changed = given_to_change(services, who.email, replaced, before)
        values = of_draft(changed, services.now(), before.draft.aside if before.draft else {})
    elif copied := asked.get("from", ""):
        values = of_draft(given_of(services, who.email, copied), services.now())
    else:
        account, earlier = services.contracts.beginnings(who.email, MOST_EARLIER)
        values = blank(account, services.now())
        return form_page(routes, who, values, contract_id=services.new_id(), earlier=earlier)
    return form_page(routes, who, values, contract_id=services.new_id())


def _form_again(faults: dict[str, str], contract: str = "") -> Response:
    who, given = supervisor(routes), own_form(routes)
    values = kept_values(who, tidy_rows(given.values), contract or served_id(given))
    return form_page(
        routes, who, values, contract_id=given["_id"], mark=given["_revision"],
        base=given["_version"], faults=faults, status=422,
    )  # fmt: skip


@routes.route("/contracts", methods=["POST"], content_types=FORM)
@html(routes, again=_form_again, late=came_late)
def draft() -> Response:
    """Keep a new draft and show it; or another row, or the form again with all its faults and nothing lost."""
    who, given = supervisor(routes), own_form(routes)
    if given["_do"] == "keep":
        return keep_here(routes, who, given, served_id(given))
    if given["_do"] not in ("", "save"):
        return form_step(routes, who, given, contract_id=given["_id"])
    try:
        made, _ = draft_contract(
            wiring.services(), who.email, given_in(given.values), served_id(given), aside_in(given.values)
        )
    except (ContractChanged, NotFound):
        return overtaken(routes, who, given, served_id(given))
    forget(who, given, made.id)
    return see_other(f"/contracts/{made.id}")


@routes.route("/contracts/{contract}/edit")
@html(routes)
def edit(contract: str) -> Response:
    """The form of the draft; ?typed=… goes on with what was typed for it."""
    who, services = supervisor(routes), wiring.services()
    if typed := query(routes).get("typed", ""):
        return go_on(routes, who, typed)
    return edit_page(routes, own_contract(services, who.email, contract), {}, 200)


@routes.route("/contracts/{contract}/edit", methods=["POST"], content_types=FORM)
@html(routes, again=_form_again, late=came_late)
def save(contract: str) -> Response:
    who, given = supervisor(routes), own_form(routes)
    if given["_do"] == "keep":
        return keep_here(routes, who, given, contract)
    if given["_do"] not in ("", "save"):
        return form_step(
            routes, who, given, contract_id=contract, mark=given["_revision"], base=given["_version"]
        )
    try:
        kept = redraft(
            wiring.services(), who.email, contract, given_in(given.values), given["_revision"],
            aside_in(given.values),
        )  # fmt: skip
    except (ContractChanged, NotFound):
        return overtaken(routes, who, given, contract)
    forget(who, given, contract)
    return see_other(page_of(kept))


@routes.route("/contracts/{contract}")
@html(routes)
def one(contract: str) -> Response:
    """The draft with its preview, or the sent contract with its story."""
    dossier = own_contract(wiring.services(), supervisor(routes).email, contract)
    return contract_page(dossier) if dossier.contract.sent else draft_page(routes, dossier)


@routes.route("/contracts/{contract}/preview.pdf")
@html(routes)
def preview_pdf(contract: str) -> Response:
    return see_other(preview_address(wiring.services(), supervisor(routes).email, contract))


@routes.route("/contracts/{contract}/preview/{page}")
@html(routes)
def preview_svg(contract: str, page: str) -> Response:
    """A page of the preview as a picture. An img shows it, where no script of it could run."""
    number = int(page) if re.fullmatch("[0-9]{1,3}", page) else 0
    picture = preview_page(wiring.services(), supervisor(routes).email, contract, number)
    return Response(body=picture, status_code=200, headers={"Content-Type": "image/svg+xml; charset=utf-8"})


@routes.route("/contracts/{contract}/send", methods=["POST"], content_types=FORM)
@html(routes)
def send(contract: str) -> Response:
    """
    Send what the page showed. A draft that has gone out of date meanwhile goes back to its form; one that came too
    late stays, and its page says why.
    """
    who, given = supervisor(routes), own_form(routes)
    try:
        send_contract(wiring.services(), who.email, contract, given["_revision"])
    except FormInvalid as invalid:
        dossier = own_contract(wiring.services(), who.email, contract)
        return edit_page(routes, dossier, sentences(invalid.faults, language(routes)), 422)
    except ContractClosed:
        return see_other(f"/contracts/{contract}/draft")
    return see_other(f"/contracts/{contract}")
