"""The JSON API told to machines (OpenAPI 3.1): GET /api/openapi.json, public, made from the model of the terms."""

import json
from functools import cache
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.examples import examples
from chalicelib.domain.api_keys import ARCHIVE, READ, SCOPES, WRITE
from chalicelib.web.cookies import cookie_name
from chalicelib.web.openapi_answers import answer_schemas, responses
from chalicelib.web.terms_schema import PLACE, terms_schemas
from chalicelib.web.terms_words import EXAMPLE

routes = Blueprint(__name__)
HOUR = "public, max-age=3600"
_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}


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
            "description": "Work supervision contracts: draft, send, follow, take away. Blank values and keys that begin with _ are passed over.",
        },
        "servers": [{"url": base_url}],
        "paths": _paths(),
        "components": {
            "schemas": terms_schemas() | answer_schemas(),
            "securitySchemes": {
                "key": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "sopu_ and 43 characters",
                    "description": "A supervisor's key, made on the page /account; it acts for them as far as its scopes reach: "
                    f"{', '.join(SCOPES)}. Beside it no cookie counts.",
                },
                "session": {"type": "apiKey", "in": "cookie", "name": session, "description": "Somebody who has logged in; no scope is asked for."},
            },
        },
    }  # fmt: skip


def _paths() -> dict[str, Any]:
    contract = {"name": "contract", "in": "path", "required": True, "schema": _TEXT}
    return {
        "/api/contracts": {"post": _draft()},
        "/api/contracts/{contract}": {
            "parameters": [contract],
            "get": _for(READ) | {
                "operationId": "one", "summary": "A contract and where it stands.",
                "responses": responses({"200": ("The contract.", "Contract")}, 404),
            },
        },
        "/api/contracts/{contract}/versions": {"parameters": [contract], "post": _revise()},
        "/api/contracts/{contract}/send": {
            "parameters": [contract],
            "post": _for(WRITE) | {
                "operationId": "send", "summary": "Fix the text and ask every party to accept it. Sending again changes nothing.",
                "requestBody": {"content": {"application/json": {"schema": {"type": "object", "maxProperties": 0}}}},
                "responses": responses({
                    "202": ("The contract; its mails follow.", "Contract"), "422": ("What became wrong as days passed.", "Faults"),
                }, 404, 409, 415),
            },
        },
        "/api/contracts/{contract}/documents": {
            "parameters": [contract],
            "get": _for(ARCHIVE) | {
                "operationId": "documents", "summary": "Where the sealed files are downloaded from, for five minutes, with no header of ours.",
                "responses": responses({"200": ("The contract's files.", "Archived")}, 404),
            },
        },
        "/archive/export": {"get": _export()},
        "/api/openapi.json": {
            "get": {
                "operationId": "openapi", "summary": "This description.", "security": [],
                "responses": {"200": {"description": "OpenAPI 3.1.", "content": {"application/json": {"schema": {"type": "object"}}}}},
            }
        },
    }  # fmt: skip


def _draft() -> dict[str, Any]:
    name = {
        "name": "Idempotency-Key", "in": "header", "required": False, "example": "8e03978e-40d5-43e8-bc93-6894a57f9324",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
        "description": "Your own name for this request. Within seven days the same request under the same name leads to the same "
        "contract, as it stands by then; another request under that name is refused (409). A request that had faults leaves its name free.",
    }  # fmt: skip
    return _for(WRITE) | {
        "operationId": "draft", "summary": "Keep a draft of a contract.", "parameters": [name], "requestBody": _terms(),
        "responses": responses({"201": ("The draft.", "Draft"), "422": ("What is wrong, all at once.", "Faults")}, 409, 413, 415),
    }  # fmt: skip


def _revise() -> dict[str, Any]:
    summary = "Keep a draft of the next version of an open contract, in place of any that is there; send voids the acceptances so far."
    return _for(WRITE) | {
        "operationId": "revise", "summary": summary, "requestBody": _terms(),
        "responses": responses({"201": ("The draft.", "Draft"), "422": ("What is wrong, all at once.", "Faults")}, 404, 409, 413, 415),
    }  # fmt: skip


def _export() -> dict[str, Any]:
    asked = {
        "party": (_TEXT, "Beginnings of words of a name, the title or the number."), "supervisor": (_TEXT, "The same of the supervisor's name."),
        "since": (_DAY, "Concluded on this day or later, in Helsinki."), "until": (_DAY, "Concluded on this day or earlier."),
        "after": (_TEXT, "Where the page before ended; it stands in the address that its last line names."),
    }  # fmt: skip
    line = {"anyOf": [{"$ref": f"{PLACE}Archived"}, {"$ref": f"{PLACE}Next"}]}
    told = responses({}, 422)
    return _for(ARCHIVE) | {
        "operationId": "export", "summary": "The archive as JSON Lines, a hundred contracts a page, last concluded first.",
        "parameters": [
            {"name": name, "in": "query", "schema": schema, "description": words} for name, (schema, words) in asked.items()
        ],
        "responses": {
            "200": {
                "description": "One line for each contract; where more follow, the last line is Next, and the header Link says the same.",
                "content": {"application/jsonl": {"schema": line}},
            },
            **told,
        },
    }  # fmt: skip


def _for(scope: str) -> dict[str, Any]:
    return {"security": [{"key": [scope]}, {"session": []}]}


def _terms() -> dict[str, Any]:
    smallest = {"summary": "as little as a contract needs", "value": EXAMPLE}
    content = {"schema": {"$ref": f"{PLACE}Terms"}, "examples": {"smallest": smallest} | examples()}
    return {"required": True, "content": {"application/json": content}}
