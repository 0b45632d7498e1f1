"""The next version of a contract that was sent: its form, its draft's page, and throwing it away."""

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.domain.errors import ContractChanged, ContractClosed
from chalicelib.web.contract_form import form_page, form_step, overtaken
from chalicelib.web.draft_page import draft_page, page_of
from chalicelib.web.faults import html
from chalicelib.web.form_values import aside_in, given_in, of_draft, tidy_rows
from chalicelib.web.http import FORM, own_form, query, see_other, supervisor
from chalicelib.web.keeping import came_late, go_on, keep_here
from chalicelib.web.typed_form import forget, kept_values
from chalicelib.workflow.own import given_to_change, own_contract
from chalicelib.workflow.revise import discard as discard_draft
from chalicelib.workflow.revise import revise as revise_contract

routes = Blueprint(__name__)


@routes.route("/contracts/{contract}/revise")
@html(routes)
def change(contract: str) -> Response:
    """
    The form with what was sent; nothing is kept yet. A draft that was begun already is gone on with, and with ?typed=…
    what was typed.
    """
    who, services = supervisor(routes), wiring.services()
    if typed := query(routes).get("typed", ""):
        return go_on(routes, who, typed)
    dossier = own_contract(services, who.email, contract)
    if dossier.draft:
        return see_other(f"/contracts/{contract}/edit")
    if not dossier.contract.is_open:
        raise ContractClosed(status=dossier.contract.status)
    values = of_draft(given_to_change(services, who.email, contract, dossier), services.now())
    base = str(dossier.contract.version)
    return form_page(
        routes, who, values, contract_id=contract, base=base, kept_by=_here(contract), known=dossier
    )


def _form_again(faults: dict[str, str], contract: str) -> Response:
    who, given = supervisor(routes), own_form(routes)
    return form_page(
        routes, who, kept_values(who, tidy_rows(given.values), contract), contract_id=contract, base=given["_version"], faults=faults,
        status=422, kept_by=_here(contract),
    )  # fmt: skip


@routes.route("/contracts/{contract}/revise", methods=["POST"], content_types=FORM)
@html(routes, again=_form_again, late=came_late)
def revise(contract: str) -> Response:
    """
    Keep a draft of the next version and show it; or another row, or the form again with all its faults, also when the
    version that it was made from is no longer the present one, or is over.
    """
    who, given = supervisor(routes), own_form(routes)
    if given["_do"] == "keep":
        return keep_here(routes, who, given, contract)
    if given["_do"] not in ("", "save"):
        return form_step(
            routes, who, given, contract_id=contract, base=given["_version"], kept_by=_here(contract)
        )
    try:
        made, _ = revise_contract(
            wiring.services(), who.email, contract, given_in(given.values), given["_version"],
            aside_in(given.values),
        )  # fmt: skip
    except (ContractChanged, ContractClosed):
        return overtaken(routes, who, given, contract)
    forget(who, given, contract)
    return see_other(page_of(made))


@routes.route("/contracts/{contract}/draft")
@html(routes)
def draft(contract: str) -> Response:
    """What the next version would be and what it changes; the contract's page when there is none."""
    dossier = own_contract(wiring.services(), supervisor(routes).email, contract)
    return draft_page(routes, dossier) if dossier.draft else see_other(f"/contracts/{contract}")


@routes.route("/contracts/{contract}/discard", methods=["POST"], content_types=FORM)
@html(routes)
def discard(contract: str) -> Response:
    """Throw the draft of the next version away, if it is the one that the page showed."""
    who, given = supervisor(routes), own_form(routes)
    discard_draft(wiring.services(), who.email, contract, given["_revision"])
    return see_other(f"/contracts/{contract}?done=discarded")


def _here(contract: str) -> str:
    return f"/contracts/{contract}/revise"
