"""A contract that was sent, as its supervisor follows it: its story, and reminding, cancelling, correcting an address."""

import re
from datetime import timedelta
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.delivery import arrived, trouble_words
from chalicelib.documents.next_act import next_act, time_left, waited
from chalicelib.documents.standing import (
    notice,
    party_state,
    reminded,
    standing_words,
    time_to_withdraw,
    what_now,
)
from chalicelib.documents.timeline import told, wishes
from chalicelib.documents.words import role_words
from chalicelib.domain import listing
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import NotFound
from chalicelib.domain.parties import ANNEX
from chalicelib.domain.undelivered import remindable, troubles
from chalicelib.web.faults import html, plain
from chalicelib.web.holding import hold
from chalicelib.web.http import FORM, base_path, own_form, part, query, see_other, show, supervisor
from chalicelib.web.language import language
from chalicelib.workflow.access_code import access_codes
from chalicelib.workflow.cancel import cancel as cancel_contract
from chalicelib.workflow.correct_address import correct_address as correct_party_address
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.own_pdf import own_pdf_address
from chalicelib.workflow.remind import remind as remind_parties
from chalicelib.workflow.remind import unreminded
from chalicelib.workflow.supersede import related

routes = Blueprint(__name__)
OFFERED_FOR = timedelta(
    days=90
)  # the bucket's lifecycle then takes away what was sent (.chalice/resources.yaml)


@routes.route("/contracts/{contract}/remind", methods=["POST"], content_types=FORM)
@html(routes)
def remind(contract: str) -> Response:
    who, _ = supervisor(routes), own_form(routes)
    parties = remind_parties(wiring.services(), who.email, contract)
    return see_other(f"/contracts/{contract}?reminded={len(parties)}")


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
    return contract_page(dossier, 422, told_beside, typed)


@routes.route("/contracts/{contract}/parties/{party}/email", methods=["POST"], content_types=FORM)
@html(routes, again=_address_again, late=hold)
def correct_address(contract: str, party: str) -> Response:
    """Another address, or with `anew` (the round on the page) a fresh link to the same one."""
    who, given = supervisor(routes), own_form(routes)
    anew = int(given["anew"]) if re.fullmatch("[0-9]{1,4}", given["anew"]) else 0
    correct_party_address(wiring.services(), who.email, contract, party, given["email"], anew)
    return see_other(f"/contracts/{contract}?done=corrected")


@routes.route("/contracts/{contract}/progress")
@plain(routes)
def progress(contract: str) -> Response:
    """How far the sealing of a contract has come: the part of its page that changes meanwhile."""
    found = own_contract(wiring.services(), supervisor(routes).email, contract).contract
    if found.completed_at is None:
        raise NotFound()
    return part(routes, "_progress", **progress_of(found))


@routes.route("/contracts/{contract}/contract.pdf")
@html(routes)
def pdf(contract: str) -> Response:
    return see_other(own_pdf_address(wiring.services(), supervisor(routes).email, contract))


@routes.route("/contracts/{contract}/annex-a.pdf")
@html(routes)
def annex(contract: str) -> Response:
    return see_other(own_pdf_address(wiring.services(), supervisor(routes).email, contract, ANNEX))


def contract_page(
    dossier: Dossier,
    status: int = 200,
    faults: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    """The contract's page, with the faults of an address that was typed, by party."""
    contract, head, read, now = dossier.contract, dossier.head, language(routes), wiring.services().now()
    today = today_in_helsinki(now)
    codes, found = access_codes(wiring.services(), dossier), troubles(dossier)
    can_remind, remind_now = bool({*remindable(dossier)} - {"supervisor"}), bool(unreminded(dossier, now))
    return show(
        routes, "contract", status, supervisor(routes), number=head.number, title=head.title,
        reached=contract.status, status_words=standing_words(head, today, read), what_now=what_now(dossier, read, today),
        time_over=listing.time_is_over(head, today),
        parties=[_party(dossier, seat.party, read, codes.get(seat.party, ""), found.get(seat.party, "")) for seat in contract.seats],
        timeline=told(dossier, True, read),
        can_remind=can_remind, remind_now=remind_now, act=next_act(dossier, can_remind and remind_now),
        wishes=wishes(dossier) if contract.is_open else [],
        time_left=time_left(contract.deadline, now, read) if contract.is_open and contract.deadline else "",
        can_cancel=contract.is_open, can_begin_anew=not contract.is_open, **progress_of(contract), **_changing(dossier),
        **_files(contract), faults=faults or {}, address_values=typed or {}, deadline=contract.deadline,
        accepted_count=len(contract.accepted), notice=_notice(read),
    )  # fmt: skip


def progress_of(contract: Contract) -> dict[str, Any]:
    """How far sealing has come, as templates/pages/_progress.html tells it: index of the step at hand, and whether it runs."""
    return {
        "sealing_step": 3 if contract.sealed else 1, "sealing": contract.to_be_sealed, "contract_id": contract.id,
    }  # fmt: skip


def _files(contract: Contract) -> dict[str, str]:
    """Where its documents open: as they were sent, and once it is sealed from the archive; "" where there is nothing."""
    kept = f"{base_path()}/{'archive' if contract.sealed else 'contracts'}/{contract.id}"
    kept_yet = contract.sent_at is not None and wiring.services().now() < contract.sent_at + OFFERED_FOR
    there = bool(contract.sealed) or contract.to_be_sealed or kept_yet
    return {
        "download_url": f"{kept}/contract.pdf" if contract.sealed else "",
        "offered_url": f"{kept}/contract.pdf" if there and not contract.sealed else "",
        "annex_url": f"{kept}/annex-a.pdf" if there and contract.annex_of("supervisor") else "",
    }


def _changing(dossier: Dossier) -> dict[str, Any]:
    """How this contract is changed, what is written for its next version, and which contract it and which replaces it."""
    contract = dossier.contract
    return {
        **related(dossier),
        "draft_version": dossier.draft.version if dossier.draft else 0,
        "draft_revision": dossier.draft.mark if dossier.draft else "", "can_replace": contract.in_force,
        "can_revise": contract.is_open and not dossier.draft, "change_requested": contract.change_requested,
    }  # fmt: skip


def _notice(language: str) -> str:
    """What was just done, by what the address of this page carries: only ever a sentence of ours."""
    asked = query(routes)
    return notice(asked.get("done", ""), language) or reminded(asked.get("reminded", ""), language)


def _printed(dossier: Dossier, party: str) -> str:
    """The name as the text has it, where it has been corrected since; "" where it is the same."""
    return dossier.head.printed_name(party) if party in dossier.contract.renamed else ""


def _party(dossier: Dossier, party: str, language: str, code: str, trouble: str) -> dict[str, Any]:
    contract = dossier.contract
    state, words, when = party_state(contract, party, language)
    can_correct = contract.is_open and party not in contract.accepted
    return {
        "id": party, "name": dossier.head.name(party), "role_words": role_words(contract.seat(party), language),
        "email": dossier.email(party), "state": state, "state_words": words, "when": when,
        "can_correct": can_correct, "trouble": trouble_words(trouble, can_correct, language), "arrived": arrived(dossier, party),
        "can_succeed": contract.is_open and party != "supervisor" and not dossier.draft, "printed_name": _printed(dossier, party),
        "code": code, "round": contract.rounds[party], "can_renew": bool(code) and party in contract.invited,
        "time_to_withdraw": time_to_withdraw(dossier, party, language),
        "waited": waited(contract, party, wiring.services().now(), language),
    }  # fmt: skip
