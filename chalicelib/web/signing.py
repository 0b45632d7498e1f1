"""
What a party does from a personal link: read, accept, decline, ask for a change.

Each answer names the place on the page where it stands: without one, a browser keeps the fragment of the form's own
address over the redirect, and shows an empty form again.
"""

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.domain.errors import ContractChanged
from chalicelib.domain.parties import ANNEX
from chalicelib.web.accepting import accepting_page, consent
from chalicelib.web.ends import ended, renewal
from chalicelib.web.faults import html
from chalicelib.web.holding import hold
from chalicelib.web.http import FORM, form, party, party_form, see_other, visit
from chalicelib.workflow.accept import accept as accept_contract
from chalicelib.workflow.decline import decline as decline_contract
from chalicelib.workflow.renew_link import renew_link as renew_party_link
from chalicelib.workflow.request_change import request_change as request_contract_change
from chalicelib.workflow.view import pdf_address

routes = Blueprint(__name__)


@routes.route("/sign/{token}")
@html(routes)
def view(token: str) -> Response:
    """The contract to read and accept, or where it stands; looking changes nothing."""
    invited = party(routes, token)
    return ended(routes, invited, token) or accepting_page(routes, invited, token)


@routes.route("/sign/{token}/accept")
@routes.route("/sign/{token}/decline")
@routes.route("/sign/{token}/change-request")
@routes.route("/sign/{token}/renew")
@html(routes)
def back_to_the_page(token: str) -> Response:
    """The address of a form, asked for as a page: by a phone that opens a tab again. It looks at nothing."""
    return see_other(f"/sign/{token}")


@routes.route("/sign/{token}/contract.pdf")
@html(routes)
def pdf(token: str) -> Response:
    return see_other(pdf_address(wiring.services(), token))


@routes.route("/sign/{token}/annex-a.pdf")
@html(routes)
def annex(token: str) -> Response:
    """Annex A, for who signs it; for everybody else there is no such page."""
    return see_other(pdf_address(wiring.services(), token, ANNEX))


def _accept_again(faults: dict[str, str], token: str) -> Response:
    return _again(faults, token, "")


@routes.route("/sign/{token}/accept", methods=["POST"], content_types=FORM)
@html(routes, again=_accept_again)
def accept(token: str) -> Response:
    """Accept what was shown; a second click ends on the same page."""
    given = party_form(routes, token)
    try:
        accept_contract(wiring.services(), token, consent(routes, given), visit(routes))
    except ContractChanged:
        return _again({}, token, "", code=409, changed=True)
    return see_other(f"/sign/{token}#main")


def _decline_again(faults: dict[str, str], token: str) -> Response:
    return _again(faults, token, "decline")


@routes.route("/sign/{token}/decline", methods=["POST"], content_types=FORM)
@html(routes, again=_decline_again, late=hold)
def decline(token: str) -> Response:
    given = party_form(routes, token)
    decline_contract(wiring.services(), token, bool(given["decline"]), given.prose("reason"), visit(routes))
    return see_other(f"/sign/{token}#main")


def _change_again(faults: dict[str, str], token: str) -> Response:
    return _again(faults, token, "change")


@routes.route("/sign/{token}/change-request", methods=["POST"], content_types=FORM)
@html(routes, again=_change_again, late=hold)
def request_change(token: str) -> Response:
    given = party_form(routes, token)
    request_contract_change(wiring.services(), token, given.prose("text"), visit(routes))
    return see_other(f"/sign/{token}#requested")


def _renew_again(faults: dict[str, str], token: str) -> Response:
    return renewal(routes, party(routes, token), token, faults)


@routes.route("/sign/{token}/renew", methods=["POST"], content_types=FORM)
@html(routes, again=_renew_again)
def renew_link(token: str) -> Response:
    """Mail a fresh link to the same address; this one is then replaced, and its page says so."""
    given = party_form(routes, token)
    renew_party_link(wiring.services(), token, bool(given["renew"]))
    return see_other(f"/sign/{token}#main")


def _again(
    faults: dict[str, str], token: str, open_part: str, code: int = 422, changed: bool = False
) -> Response:
    """The page once more with what was typed, or the end that came meanwhile."""
    invited = party(routes, token)
    return ended(routes, invited, token) or accepting_page(
        routes, invited, token, code, faults, form(routes), open_part, changed
    )
