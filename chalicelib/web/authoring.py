"""The supervisor's pages: list, form, draft, one contract, and what can be done to it."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.page_words import NOTICES, STATUS, party_state, told, what_now
from chalicelib.documents.words import role_words
from chalicelib.domain.dossier import Dossier, Draft, Head
from chalicelib.domain.errors import ContractChanged, FormInvalid, NotFound
from chalicelib.domain.terms.price import price_of
from chalicelib.domain.terms.signers import signers
from chalicelib.web.contract_form import (
    blank,
    flat,
    form_page,
    nested,
    overtaken,
    served_id,
    served_revision,
    with_rows,
)  # fmt: skip
from chalicelib.web.faults import html, sentences
from chalicelib.web.http import FORM, base_path, own_form, query, see_other, session_csrf, show, supervisor
from chalicelib.workflow.cancel import cancel as cancel_contract
from chalicelib.workflow.correct_address import correct_address as correct_party_address
from chalicelib.workflow.draft import draft as draft_contract
from chalicelib.workflow.draft import own_draft, read, redraft
from chalicelib.workflow.own import own_contract, own_contracts
from chalicelib.workflow.preview import preview, preview_address
from chalicelib.workflow.remind import remind as remind_parties
from chalicelib.workflow.send import send as send_contract

routes = Blueprint(__name__)


@routes.route("/contracts")
@html(routes)
def contracts() -> Response:
    who = supervisor(routes)
    return show(
        routes,
        "contracts",
        200,
        who,
        rows=[_row(head) for head in own_contracts(wiring.services(), who.email)],
    )


@routes.route("/contracts/new")
@html(routes)
def new() -> Response:
    who = supervisor(routes)
    services = wiring.services()
    values = blank(services.accounts.account(who.email), services.now())
    return form_page(routes, who, values, contract_id=services.new_id())


def _form_again(faults: dict[str, str], **path: str) -> Response:
    given = own_form(routes)
    return form_page(
        routes, supervisor(routes), dict(given.values), contract_id=given["_id"], revision=given["_revision"],
        faults=faults, status=422,
    )  # fmt: skip


@routes.route("/contracts", methods=["POST"], content_types=FORM)
@html(routes, again=_form_again)
def draft() -> Response:
    """Keep a new draft and show it; or another row, or the form again with all its faults and nothing lost."""
    who, given = supervisor(routes), own_form(routes)
    if given["_do"] not in ("", "save"):
        return form_page(routes, who, with_rows(given), contract_id=given["_id"])
    try:
        made, _ = draft_contract(wiring.services(), who.email, nested(given), served_id(given))
    except (ContractChanged, NotFound):
        return overtaken(routes, who, given, served_id(given))
    return see_other(f"/contracts/{made.id}")


@routes.route("/contracts/{contract}/edit")
@html(routes)
def edit(contract: str) -> Response:
    who = supervisor(routes)
    kept = own_draft(wiring.services(), who.email, contract)
    values = blank(None, wiring.services().now()) | flat(kept.given)
    return form_page(routes, who, values, contract_id=kept.id, revision=str(kept.revision))


@routes.route("/contracts/{contract}/edit", methods=["POST"], content_types=FORM)
@html(routes, again=_form_again)
def save(contract: str) -> Response:
    who, given = supervisor(routes), own_form(routes)
    if given["_do"] not in ("", "save"):
        return form_page(routes, who, with_rows(given), contract_id=contract, revision=given["_revision"])
    try:
        redraft(wiring.services(), who.email, contract, nested(given), served_revision(given))
    except (ContractChanged, NotFound):
        return overtaken(routes, who, given, contract)
    return see_other(f"/contracts/{contract}")


@routes.route("/contracts/{contract}")
@html(routes)
def one(contract: str) -> Response:
    """The draft with its preview, or the sent contract with its story."""
    who = supervisor(routes)
    try:
        return _draft_page(own_draft(wiring.services(), who.email, contract))
    except NotFound:
        return _contract_page(own_contract(wiring.services(), who.email, contract))


@routes.route("/contracts/{contract}/preview.pdf")
@html(routes)
def preview_pdf(contract: str) -> Response:
    return see_other(preview_address(wiring.services(), supervisor(routes).email, contract))


@routes.route("/contracts/{contract}/send", methods=["POST"], content_types=FORM)
@html(routes)
def send(contract: str) -> Response:
    """Send to the parties. A draft that has gone out of date meanwhile goes back to its form."""
    who, _ = supervisor(routes), own_form(routes)
    try:
        send_contract(wiring.services(), who.email, contract)
    except FormInvalid as invalid:
        kept = own_draft(wiring.services(), who.email, contract)
        return form_page(
            routes, who, blank(None, wiring.services().now()) | flat(kept.given), contract_id=kept.id,
            revision=str(kept.revision), faults=sentences(invalid.faults), status=422,
        )  # fmt: skip
    return see_other(f"/contracts/{contract}")


@routes.route("/contracts/{contract}/remind", methods=["POST"], content_types=FORM)
@html(routes)
def remind(contract: str) -> Response:
    who, _ = supervisor(routes), own_form(routes)
    remind_parties(wiring.services(), who.email, contract)
    return see_other(f"/contracts/{contract}?done=reminded")


@routes.route("/contracts/{contract}/cancel", methods=["POST"], content_types=FORM)
@html(routes)
def cancel(contract: str) -> Response:
    who, _ = supervisor(routes), own_form(routes)
    cancel_contract(wiring.services(), who.email, contract)
    return see_other(f"/contracts/{contract}")


def _address_again(faults: dict[str, str], contract: str, party: str) -> Response:
    dossier = own_contract(wiring.services(), supervisor(routes).email, contract)
    typed = {party: own_form(routes)["email"]}
    told_beside = {f"{party}-email": sentence for sentence in faults.values()}
    return _contract_page(dossier, 422, told_beside, typed)


@routes.route("/contracts/{contract}/parties/{party}/email", methods=["POST"], content_types=FORM)
@html(routes, again=_address_again)
def correct_address(contract: str, party: str) -> Response:
    who, given = supervisor(routes), own_form(routes)
    correct_party_address(wiring.services(), who.email, contract, party, given["email"])
    return see_other(f"/contracts/{contract}?done=corrected")


def _row(head: Head) -> dict[str, Any]:
    return {
        "contract": head.contract, "number": head.number, "title": head.title, "status": head.status,
        "people": ", ".join(person.name for person in head.people if person.party != "supervisor"),
        "status_words": STATUS[head.status], "touched_at": head.touched_at, "deadline": head.deadline,
        "accepted_count": len(head.accepted), "total": len(head.people), "change_requested": head.change_requested,
    }  # fmt: skip


def _draft_page(kept: Draft) -> Response:
    who = supervisor(routes)
    reading = read(wiring.services(), kept.given)
    if reading.terms is None:
        values = blank(None, wiring.services().now()) | flat(kept.given)
        return form_page(
            routes,
            who,
            values,
            contract_id=kept.id,
            revision=str(kept.revision),
            faults=sentences(reading.faults),
        )
    terms = reading.terms
    seats = [
        {"name": it.name, "role_words": role_words(it, "fi"), "email": it.email} for it in signers(terms)
    ]
    return show(
        routes, "draft", 200, who, number=kept.number, contract_id=kept.id, parties=seats,
        text=preview(kept, terms), warnings=list(sentences(reading.warnings).values()),
        price=None if terms.free_of_charge else price_of(terms), deadline_days=terms.signing_deadline_days,
        edit_url=f"{base_path()}/contracts/{kept.id}/edit", pdf_url=f"{base_path()}/contracts/{kept.id}/preview.pdf",
    )  # fmt: skip


def _contract_page(
    dossier: Dossier,
    status: int = 200,
    faults: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    contract, head = dossier.contract, dossier.head
    download = f"{base_path()}/archive/{contract.id}/contract.pdf" if contract.sealed else ""
    return show(
        routes, "contract", status, supervisor(routes), number=head.number, title=head.title, contract_id=contract.id,
        reached=contract.status, status_words=STATUS[contract.status], what_now=what_now(dossier),
        parties=[_party(dossier, seat.party) for seat in contract.seats], timeline=told(dossier, private=True),
        can_remind=bool(contract.awaited), can_cancel=contract.is_open, download_url=download, faults=faults or {},
        address_values=typed or {}, deadline=contract.deadline, csrf=session_csrf(routes),
        notice=NOTICES.get(query(routes).get("done", ""), ""),
    )  # fmt: skip


def _party(dossier: Dossier, party: str) -> dict[str, Any]:
    contract = dossier.contract
    state, words = party_state(contract, party)
    return {
        "id": party, "name": dossier.head.name(party), "role_words": role_words(contract.seat(party), "fi"),
        "email": dossier.email(party), "state": state, "state_words": words, "since": contract.invited.get(party),
        "can_correct": contract.is_open and party not in contract.accepted,
    }  # fmt: skip
