"""The page on which a party reads what they sign and accepts it, and the form that comes back."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.essentials import article_of, contents, essentials
from chalicelib.documents.order import order_of
from chalicelib.documents.standing import role_and_name_in_text
from chalicelib.documents.translations import LANGUAGES
from chalicelib.documents.words import accept_words, role_words
from chalicelib.domain.acceptance import EARLY_START, LANGUAGE, statement
from chalicelib.domain.contract import Contract
from chalicelib.domain.events import Seat
from chalicelib.domain.invitation import form_token
from chalicelib.domain.parties import Role
from chalicelib.domain.statements import LANGUAGES as CONTRACT_LANGUAGES
from chalicelib.web.http import Form, base_path, show
from chalicelib.web.language import language
from chalicelib.workflow.accept import Consent
from chalicelib.workflow.access_code import NEEDS_CODE
from chalicelib.workflow.difference import NOTHING, difference
from chalicelib.workflow.view import Invited, texts_of

BOXES = ("accept", "representation_confirmed", "language_understood", "early_start_request", "decline")
TYPED = ("typed_name", "access_code", "text", "reason")


def consent(routes: Blueprint, given: Form) -> Consent:
    """What the acceptance form says; the language is that of the sentences which were ticked."""
    read = given["language"]
    return Consent(
        ticked=bool(given["accept"]),
        representation_confirmed=bool(given["representation_confirmed"]),
        language_understood=bool(given["language_understood"]),
        early_start_request=bool(given["early_start_request"]),
        typed_name=given.line("typed_name"),
        access_code=given.line("access_code"),
        documents=given.all("documents"),
        language=read if read in LANGUAGES else language(routes),
    )


def accepting_page(
    routes: Blueprint, invited: Invited, token: str, status: int = 200, faults: dict[str, str] | None = None,
    given: Form | None = None, open_part: str = "", changed: bool = False,
) -> Response:  # fmt: skip
    """What this party signs and how; given: what was typed, faults: what is wrong with it. changed: it was another text."""
    typed, contract, seat = given or Form([]), invited.dossier.contract, invited.seat
    ticked = {} if changed else {box: "yes" for box in BOXES if typed[box]}
    values = {name: typed[name] for name in TYPED} | ticked
    shown = _contract(invited, language(routes)) | _sentences(contract, seat, language(routes))
    shown |= _texts(invited, token, language(routes)) | _standing(invited)
    return show(
        routes, "sign", status, values=values, faults=faults or {}, open=open_part, changed=changed, **shown,
        csrf=form_token(token, "sign"), action_base=f"{base_path()}/sign/{token}",
    )  # fmt: skip


def _contract(invited: Invited, read: str) -> dict[str, Any]:
    """Who the reader is, and who the others are."""
    head, contract, seat = invited.dossier.head, invited.dossier.contract, invited.seat
    return {
        "number": head.number, "supervisor": head.name("supervisor"), "recipient": head.name(seat.party),
        "printed_name": head.printed_name(seat.party),
        "role_words": role_words(seat, read), "deadline": contract.deadline, "own_offer": seat.role is Role.SUPERVISOR,
        "people": [{"name": head.name(it.party), "role_words": role_and_name_in_text(head, it, read)} for it in contract.seats],
        "accepted_count": len(contract.accepted), "total": len(contract.seats),
    }  # fmt: skip


def _sentences(contract: Contract, seat: Seat, read: str) -> dict[str, Any]:
    """What stands beside each box, in the reader's language; "" for a box that this party does not have."""
    said = statement(seat, contract.offer, read, (EARLY_START,))
    ticks = said.ticks(contract.offer)
    own, more = ticks[: len(ticks) - len(said.confirmed)], ticks[len(ticks) - len(said.confirmed) :]
    confirmed = dict(zip(said.confirmed, more, strict=True))
    return {
        "statement": own[0], "representation": " ".join(own[1:]), "page_language": read,
        "language_understood": confirmed.get(LANGUAGE, ""), "early_start": confirmed.get(EARLY_START, ""),
        "contract_language": CONTRACT_LANGUAGES[read][contract.offer.language],
        "button": accept_words(bool(seat.consumer), read), "needs_code": seat.level == NEEDS_CODE,
    }  # fmt: skip


def _texts(invited: Invited, token: str, read: str) -> dict[str, Any]:
    """The documents that this party signs, as they were sent; out of the contract: essentials, headings, a consumer's order."""
    services, contract, seat = wiring.services(), invited.dossier.contract, invited.seat
    here = f"{base_path()}/sign/{token}"
    text, annex = texts_of(services, contract, seat.party)
    article, name = article_of(text), invited.dossier.head.name
    return {
        "text": text, "pdf_url": f"{here}/contract.pdf", "documents": contract.shown(seat.party),
        "essentials": essentials(article, read), "contents": contents(article), "text_language": contract.offer.language,
        "annex": annex, "annex_url": f"{here}/annex-a.pdf",
        "annex_readers": [name(it.party) for it in contract.seats if it.signs_annex],
        "order": order_of(article, invited.dossier.head.printed_name(seat.party)) if seat.consumer else None,
    }  # fmt: skip


def _standing(invited: Invited) -> dict[str, Any]:
    """What has happened to the offer meanwhile, and what a later version of it changed."""
    contract, seat = invited.dossier.contract, invited.seat
    own, later = seat.role is Role.SUPERVISOR, contract.version > 1
    changed = difference(invited.dossier, seat.party) if later else NOTHING
    return {
        "version": contract.version, "replaces": invited.dossier.head.replaces,
        "changes": changed.changes, "annex_changed": changed.annex,
        "change_requested": seat.party in contract.change_wanted_by, "change_wanted": contract.change_requested and own,
    }  # fmt: skip
