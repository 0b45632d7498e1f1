"""The same as the form, with JSON: create, send, read (docs/api.md)."""

import json
import re
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.domain.api_keys import ARCHIVE, READ, WRITE
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Draft
from chalicelib.domain.errors import ContractChanged, Fault, FormInvalid
from chalicelib.domain.terms import Reading
from chalicelib.domain.terms.signers import signers
from chalicelib.web.calling import caller
from chalicelib.web.exporting import line_of
from chalicelib.web.faults import api, as_json, sentences
from chalicelib.web.http import LARGEST_FORM, body
from chalicelib.web.language import language
from chalicelib.workflow.access_code import access_codes
from chalicelib.workflow.draft import draft as draft_contract
from chalicelib.workflow.draft import own_draft, read, redraft
from chalicelib.workflow.draft_once import draft_once
from chalicelib.workflow.export import own_line
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.revise import revise as revise_contract
from chalicelib.workflow.send import send as send_contract

routes = Blueprint(__name__)
JSON = ["application/json"]
_NAME = re.compile(r"[!-~]{1,200}")  # visible ASCII


@routes.route("/api/contracts", methods=["POST"], content_types=JSON)
@api(routes)
def draft() -> Response:
    """Keep a draft. With a header Idempotency-Key, the same request again leads to the same contract."""
    who, services = caller(routes, WRITE), wiring.services()
    given, name = _body(), _idempotency_key()
    if name:
        return as_json(_begun(draft_once(services, who.email, given, name)), 201)
    made, _ = draft_contract(services, who.email, given)
    return as_json(_drafted(made), 201)


@routes.route("/api/contracts/{contract}/versions", methods=["POST"], content_types=JSON)
@api(routes)
def revise(contract: str) -> Response:
    """Keep a draft of the next version of an open contract; one that is there already is replaced."""
    who, services = caller(routes, WRITE), wiring.services()
    given = _body()
    try:
        made, _ = revise_contract(services, who.email, contract, given)
    except ContractChanged:
        made = redraft(services, who.email, contract, given, own_draft(services, who.email, contract).mark)
    return as_json(_drafted(made), 201)


@routes.route("/api/contracts/{contract}/send", methods=["POST"], content_types=JSON)
@api(routes)
def send(contract: str) -> Response:
    who = caller(routes, WRITE)
    send_contract(wiring.services(), who.email, contract)
    return as_json(_told(own_contract(wiring.services(), who.email, contract)), 202)


@routes.route("/api/contracts/{contract}")
@api(routes)
def one(contract: str) -> Response:
    """The contract as it was sent last, whatever is drafted beside it; a draft that was never sent as version 0."""
    dossier = own_contract(wiring.services(), caller(routes, READ).email, contract)
    if dossier.contract.sent or dossier.draft is None:
        return as_json(_told(dossier))
    reading = read(wiring.services(), dossier.draft.given)
    parties = signers(reading.terms) if reading.terms else ()
    return as_json(
        _drafted(dossier.draft)
        | {"version": 0, "deadline": None, "concluded_at": None, "change_requested": False, "documents": [],
           "parties": [{"id": it.id, "role": it.role.value, "name": it.name, "state": "later"} for it in parties]}
    )  # fmt: skip


@routes.route("/api/contracts/{contract}/documents")
@api(routes)
def documents(contract: str) -> Response:
    """Where the contract's sealed files are downloaded from, for five minutes: the contract's line of /archive/export."""
    who = caller(routes, ARCHIVE)
    return as_json(line_of(own_line(wiring.services(), who, contract)))


def _begun(dossier: Dossier) -> dict[str, Any]:
    """The answer to a draft that is asked for once more: it may have been sent and more since."""
    if dossier.draft and not dossier.contract.sent:
        return _drafted(dossier.draft)
    status = dossier.contract.status if dossier.contract.sent else dossier.head.status
    return {
        "id": dossier.head.contract,
        "contract_number": dossier.head.number,
        "status": status,
        "warnings": [],
    }


def _drafted(made: Draft) -> dict[str, Any]:
    reading = read(wiring.services(), made.given)
    return {
        "id": made.id, "contract_number": made.number, "status": "draft", "warnings": _warnings(reading)
    }  # fmt: skip


def _told(dossier: Dossier) -> dict[str, Any]:
    contract, head = dossier.contract, dossier.head
    codes = access_codes(wiring.services(), dossier)
    return {
        "id": contract.id, "contract_number": head.number, "status": contract.status, "warnings": [],
        "version": contract.version, "deadline": _instant(contract.deadline),
        "concluded_at": _instant(contract.completed_at), "change_requested": contract.change_requested,
        "parties": [
            {"id": seat.party, "role": seat.role.value, "name": head.name(seat.party), "state": _state(contract, seat.party)}
            | ({"access_code": codes[seat.party]} if seat.party in codes else {})
            for seat in contract.seats
        ],
        "documents": [
            {"kind": it.kind, "key": it.key, "sha256": it.sha256, "version_id": it.version_id}
            for it in contract.sealed
        ],
    }  # fmt: skip


def _state(contract: Contract, party: str) -> str:
    """The last thing that is known of this party; a contract that is over leaves it as it was."""
    if party in contract.withdrawn:
        return "withdrawn"
    if party in contract.accepted:
        return "accepted"
    if contract.status == "declined" and party == contract.ended_by:
        return "declined"
    return "awaited" if party in contract.invited else "later"


def _warnings(reading: Reading) -> list[dict[str, str]]:
    return [
        {"field": field, "message": words}
        for field, words in sentences(reading.warnings, language(routes)).items()
    ]


def _instant(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _idempotency_key() -> str:
    """What the sender calls the request, "" for nothing. Raises FormInvalid."""
    name: str = routes.current_request.headers.get("idempotency-key", "")
    if name and not _NAME.fullmatch(name):
        raise FormInvalid([Fault("Idempotency-Key", "not_understood")])
    return name


def _body() -> dict[str, Any]:
    """The request's JSON object, of text that can be written anew. Raises FormInvalid, TooLarge."""
    try:
        value = json.loads(body(routes, LARGEST_FORM))
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()  # half a character, or no number
    except (ValueError, RecursionError) as error:
        raise FormInvalid([Fault("", "not_json")]) from error
    if not isinstance(value, dict):
        raise FormInvalid([Fault("", "not_json")])
    return value
