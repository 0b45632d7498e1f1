"""A consumer's right to withdraw, from their own link: give notice, confirm it, read that it was received."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.domain.errors import ContractClosed
from chalicelib.domain.invitation import form_token
from chalicelib.domain.parties import masked
from chalicelib.web.faults import html
from chalicelib.web.holding import hold
from chalicelib.web.http import FORM, Form, base_path, form, party_form, see_other, show, visit
from chalicelib.web.language import reads
from chalicelib.workflow.view import Invited
from chalicelib.workflow.withdraw import Withdrawal, checked, consumer
from chalicelib.workflow.withdraw import withdraw as withdraw_contract

routes = Blueprint(__name__)


@routes.route("/sign/{token}/withdraw")
@html(routes)
def page(token: str) -> Response:
    """The function itself, or where it stands; looking changes nothing."""
    invited = _consumer(token)
    return _over(invited, token) or _show("withdraw", invited, token)


def _ask_again(faults: dict[str, str], token: str) -> Response:
    return _show("withdraw", _consumer(token), token, faults)


@routes.route("/sign/{token}/withdraw", methods=["POST"], content_types=FORM)
@html(routes, again=_ask_again, late=hold)
def withdraw(token: str) -> Response:
    """The notice to be confirmed; nothing is recorded yet."""
    given = _given(party_form(routes, token))
    invited = _consumer(token)
    if over := _over(invited, token):
        return over
    checked(invited, given)
    return _show("withdraw_confirm", invited, token)


def _confirm_again(faults: dict[str, str], token: str) -> Response:
    step = "withdraw" if "typed_name" in faults else "withdraw_confirm"
    return _show(step, _consumer(token), token, faults)


@routes.route("/sign/{token}/withdraw/confirm", methods=["POST"], content_types=FORM)
@html(routes, again=_confirm_again)
def confirm(token: str) -> Response:
    """Record the notice; a second click ends on the same acknowledgement."""
    given = party_form(routes, token)
    try:
        withdraw_contract(wiring.services(), token, _given(given), bool(given["withdraw"]), visit(routes))
    except ContractClosed:
        return _over(_consumer(token), token) or see_other(f"/sign/{token}")
    return see_other(f"/sign/{token}/withdraw")


def _consumer(token: str) -> Invited:
    """Who holds this link, in their language. Raises NotFound for all but consumers, LinkExpired."""
    found = consumer(wiring.services(), token)
    reads(routes, found.dossier.head.language(found.seat.party))
    return found


def _given(given: Form) -> Withdrawal:
    return Withdrawal(typed_name=given.line("typed_name"), text=given.prose("text"))


def _over(invited: Invited, token: str) -> Response | None:
    """What stands in the way of withdrawing: that it was done, that it is too late, or another end; None for nothing."""
    contract, party, now = invited.dossier.contract, invited.seat.party, wiring.services().now()
    if contract.may_withdraw(party, now):
        return None
    if contract.link_asleep(party, now):
        return see_other(f"/sign/{token}")
    if party in contract.withdrawn:
        return _acknowledged(invited, token)
    until = contract.can_withdraw_until(party)
    late = contract.in_force and until is not None and now >= until
    return _show("withdraw_late", invited, token, code=410) if late else see_other(f"/sign/{token}")


def _acknowledged(invited: Invited, token: str) -> Response:
    entry = invited.dossier.withdrawal(invited.seat.party)
    private = invited.dossier.private.get(entry.number) if entry else None
    given = private.data if private else {}
    return _show(
        "withdrawn", invited, token, withdrawn_at=entry.at if entry else None,
        typed_name=given.get("typed_name") or invited.dossier.head.name(invited.seat.party), words=given.get("text", ""),
    )  # fmt: skip


def _show(
    name: str,
    invited: Invited,
    token: str,
    faults: dict[str, str] | None = None,
    code: int = 200,
    **more: Any,
) -> Response:
    dossier, contract, party = invited.dossier, invited.dossier.contract, invited.seat.party
    given = _given(form(routes))
    told = {
        "number": dossier.head.number, "supervisor": dossier.head.name("supervisor"),
        "recipient": dossier.head.name(party), "email": masked(dossier.email(party)),
        "until": contract.can_withdraw_until(party), "concluded": contract.completed_at is not None,
        "goes_on": contract.goes_on_without(party), "others": len(contract.seats) > 2,
        "superseded": contract.status == "superseded", "replaces": dossier.head.replaces,
        "early_start": dossier.asked_for_early_start(party), "typed_name": given.typed_name, "words": given.text,
        "faults": faults or {}, "csrf": form_token(token, "sign"), "action_base": f"{base_path()}/sign/{token}",
    }  # fmt: skip
    return show(routes, name, 422 if faults else code, **told | more)
