"""Correcting who a party is: a name that is written wrong, or another person in the same role."""

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.domain.errors import FormInvalid
from chalicelib.web.contract_form import form_page
from chalicelib.web.draft_page import page_of
from chalicelib.web.faults import html, sentences
from chalicelib.web.following import contract_page
from chalicelib.web.form_values import of_draft
from chalicelib.web.holding import hold
from chalicelib.web.http import FORM, own_form, see_other, supervisor
from chalicelib.web.language import language
from chalicelib.workflow.correct_name import correct_name as correct_party_name
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.revise import revise
from chalicelib.workflow.succeed import succeed as succeed_party

routes = Blueprint(__name__)


def _name_again(faults: dict[str, str], contract: str, party: str) -> Response:
    return _again(faults, contract, party, "name")


@routes.route("/contracts/{contract}/parties/{party}/name", methods=["POST"], content_types=FORM)
@html(routes, again=_name_again, late=hold)
def correct_name(contract: str, party: str) -> Response:
    """The right spelling of the same human's name; nobody is asked again."""
    who, given = supervisor(routes), own_form(routes)
    correct_party_name(wiring.services(), who.email, contract, party, given.line("full_name"))
    return see_other(f"/contracts/{contract}?done=renamed")


def _successor_again(faults: dict[str, str], contract: str, party: str) -> Response:
    return _again(faults, contract, party, "successor")


@routes.route("/contracts/{contract}/parties/{party}/successor", methods=["POST"], content_types=FORM)
@html(routes, again=_successor_again, late=hold)
def succeed(contract: str, party: str) -> Response:
    """Another person in the role: the draft of a next version, or its form when the terms need more than a name."""
    who, typed, services = supervisor(routes), own_form(routes), wiring.services()
    given, base = succeed_party(
        services, who.email, contract, party, typed.line("full_name"), typed.line("email", 254)
    )
    try:
        made, _ = revise(services, who.email, contract, given, base)
    except FormInvalid as invalid:
        return form_page(
            routes, who, of_draft(given, services.now()), contract_id=contract, base=base, status=422,
            faults=sentences(invalid.faults, language(routes)), kept_by=f"/contracts/{contract}/revise",
        )  # fmt: skip
    return see_other(page_of(made))


def _again(faults: dict[str, str], contract: str, party: str, form: str) -> Response:
    """The contract's page with what was typed and what is wrong with it, beside that form of that party."""
    dossier, typed = own_contract(wiring.services(), supervisor(routes).email, contract), own_form(routes)
    place = f"{party}-{form}"
    return contract_page(
        dossier, 422, {f"{place}-{field}": sentence for field, sentence in faults.items()},
        {f"{place}-{field}": typed[field] for field in ("full_name", "email")},
    )  # fmt: skip
