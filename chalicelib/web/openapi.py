"""The JSON API told to machines (OpenAPI 3.1): GET /api/openapi.json, public, made from the model of the terms."""

import json
from functools import cache
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.web.cookies import cookie_name
from chalicelib.web.terms_schema import PLACE, terms_schemas
from chalicelib.web.terms_words import EXAMPLE

routes = Blueprint(__name__)
HOUR = "public, max-age=3600"
STATUSES = [
    "draft", "sent", "completed", "sealed", "declined", "expired", "cancelled", "withdrawn", "superseded",
]  # fmt: skip
STATES = ["later", "awaited", "accepted", "declined", "withdrawn"]
_TEXT = {"type": "string"}
_INSTANT = {"type": ["string", "null"], "format": "date-time"}


@routes.route("/api/openapi.json")
def openapi() -> Response:
    told = _document(wiring.settings().base_url, cookie_name("session"))
    return Response(
        body=told, headers={"Content-Type": "application/json; charset=utf-8", "Cache-Control": HOUR}
    )


@cache
def _document(base_url: str, session: str) -> str:
    return json.dumps(document(base_url, session), ensure_ascii=False)


def document(base_url: str, session: str) -> dict[str, Any]:
    """The description. base_url: where the service is, with its stage. session: name of the cookie of who logged in."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sopu", "version": "1",
            "description": "Work supervision contracts: draft, send, follow. Blank values and keys that begin with _ are passed over.",
        },
        "servers": [{"url": base_url}],
        "security": [{"session": []}],
        "paths": _paths(),
        "components": {
            "schemas": terms_schemas() | _answers(),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": session, "description": "A supervisor who has logged in."},
            },
        },
    }  # fmt: skip


def _paths() -> dict[str, Any]:
    contract = {"name": "contract", "in": "path", "required": True, "schema": _TEXT}
    return {
        "/api/contracts": {
            "post": {
                "operationId": "draft", "summary": "Keep a draft of a contract.",
                "requestBody": {"required": True, "content": _json("Terms")},
                "responses": _responses({"201": ("The draft.", "Draft"), "422": ("What is wrong, all at once.", "Faults"), "413": ("Too large.", "Error")}),
            }
        },
        "/api/contracts/{contract}": {
            "parameters": [contract],
            "get": {
                "operationId": "one", "summary": "A contract and where it stands.",
                "responses": _responses({"200": ("The contract.", "Contract"), "404": ("No such contract of yours.", "Error")}),
            },
        },
        "/api/contracts/{contract}/versions": {
            "parameters": [contract],
            "post": {
                "operationId": "revise",
                "summary": "Keep a draft of the next version of an open contract, in place of any that is there; send voids the acceptances so far.",
                "requestBody": {"required": True, "content": _json("Terms")},
                "responses": _responses({
                    "201": ("The draft.", "Draft"), "404": ("No such contract of yours.", "Error"),
                    "409": ("Nobody can accept the contract any more.", "Error"), "413": ("Too large.", "Error"),
                    "422": ("What is wrong, all at once.", "Faults"),
                }),
            },
        },
        "/api/contracts/{contract}/send": {
            "parameters": [contract],
            "post": {
                "operationId": "send", "summary": "Fix the text and ask every party to accept it. Sending again changes nothing.",
                "requestBody": {"content": {"application/json": {"schema": {"type": "object", "maxProperties": 0}}}},
                "responses": _responses({
                    "202": ("The contract; its mails follow.", "Contract"), "404": ("No such contract of yours.", "Error"),
                    "409": ("It can no longer be sent.", "Error"), "422": ("What became wrong as days passed.", "Faults"),
                }),
            },
        },
        "/api/openapi.json": {
            "get": {
                "operationId": "openapi", "summary": "This description.", "security": [],
                "responses": {"200": {"description": "OpenAPI 3.1.", "content": {"application/json": {"schema": {"type": "object"}}}}},
            }
        },
    }  # fmt: skip


def _answers() -> dict[str, Any]:
    warning = _object({"field": _TEXT, "message": _TEXT})
    draft = {
        "id": _TEXT,
        "contract_number": {"type": "string", "pattern": "^TO-[0-9]{4}-[0-9]{4,6}$"},
        "status": {"enum": STATUSES},
        "warnings": {"type": "array", "items": warning, "description": "What is unusual; it stops nobody."},
    }
    party = _object({"id": _TEXT, "role": _TEXT, "name": _TEXT, "state": {"enum": STATES}})
    party["properties"] |= {
        "access_code": _TEXT | {"description": "The code to tell this party in another way."}
    }
    file = _object(
        {"kind": {"enum": ["main", "annex_a"]}, "key": _TEXT, "sha256": _TEXT, "version_id": _TEXT}
    )
    contract = draft | {
        "version": {"type": "integer", "description": "0 while a draft."}, "deadline": _INSTANT, "concluded_at": _INSTANT,
        "change_requested": {"type": "boolean"}, "parties": {"type": "array", "items": party},
        "documents": {"type": "array", "items": file, "description": "Sealed files in the archive."},
    }  # fmt: skip
    field = _TEXT | {"description": 'Where: the form\'s name of the key, such as "supervisees-0-email".'}
    fault = _object({"field": field, "code": _TEXT, "message": _TEXT})
    error = _object({"code": _TEXT, "message": _TEXT})
    error["properties"] |= {"reference": _TEXT | {"description": "To tell when something broke."}}
    return {
        "Draft": _object(draft), "Contract": _object(contract),
        "Faults": _object({"errors": {"type": "array", "minItems": 1, "items": fault}}), "Error": _object({"error": error}),
    }  # fmt: skip


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _responses(answers: dict[str, tuple[str, str]]) -> dict[str, Any]:
    usual = {
        "401": ("Not logged in.", "Error"),
        "403": ("Asked from another site.", "Error"),
        "503": ("Busy; try again.", "Error"),
    }
    return {
        status: {"description": words, "content": _json(schema)}
        for status, (words, schema) in sorted((answers | usual).items())
    }


def _json(schema: str) -> dict[str, Any]:
    example = {"example": EXAMPLE} if schema == "Terms" else {}
    return {"application/json": {"schema": {"$ref": f"{PLACE}{schema}"}, **example}}
