"""What the API answers, for its description: the shapes, and every error with an example."""

from typing import Any

from chalicelib.documents.ends import error_words
from chalicelib.documents.messages import ERRORS, sentence_for
from chalicelib.domain.api_keys import READ
from chalicelib.web.terms_schema import PLACE

STATUSES = [
    "draft", "sent", "completed", "sealed", "declined", "expired", "cancelled", "withdrawn", "superseded",
]  # fmt: skip
STATES = ["later", "awaited", "accepted", "declined", "withdrawn"]
# What an error may be, by its status: what it means, and each code with what its sentence names.
ERRORS_OF: dict[int, tuple[str, dict[str, dict[str, object]]]] = {
    401: ("Nobody known, or a key that does not work.", {"not_logged_in": {}, "key_refused": {}}),
    403: (
        "A key without the scope, or another site's browser.",
        {"scope_missing": {"scope": READ}, "form_forged": {}},
    ),
    404: ("No such contract of yours.", {"not_found": {}}),
    409: (
        "Not as things stand.",
        {"contract_closed": {"status": "sealed"}, "contract_changed": {}, "request_reused": {}},
    ),
    413: ("Too large.", {"too_large": {}}),
    415: ("Not JSON by its Content-Type.", {"wrong_type": {}}),
    422: ("What is wrong, all at once.", {}),
    429: ("Too many requests of this account or network within the hour.", {"too_many_tries": {}}),
    500: ("Something of ours broke.", {"broken": {}}),
    503: ("Busy; try again.", {"busy": {}}),
}
USUAL = (401, 403, 429, 500, 503)
_TEXT = {"type": "string"}
_NUMBER = {"type": "string", "pattern": "^TO-[0-9]{4}-[0-9]{4,6}$"}
_INSTANT = {"type": ["string", "null"], "format": "date-time"}


def answer_schemas() -> dict[str, Any]:
    """Schemas by name of everything but the terms."""
    warning = _object({"field": _TEXT, "message": _TEXT})
    draft = {
        "id": _TEXT, "contract_number": _NUMBER, "status": {"enum": STATUSES},
        "warnings": {"type": "array", "items": warning, "description": "What is unusual; it stops nobody."},
    }  # fmt: skip
    file = {"kind": {"enum": ["main", "annex_a"]}, "key": _TEXT, "sha256": _TEXT, "version_id": _TEXT}
    contract = draft | {
        "version": {"type": "integer", "description": "0 while a draft."}, "deadline": _INSTANT, "concluded_at": _INSTANT,
        "change_requested": {"type": "boolean"}, "parties": {"type": "array", "items": _party()},
        "documents": {"type": "array", "items": _object(file), "description": "Sealed files in the archive."},
    }  # fmt: skip
    return {
        "Draft": _object(draft), "Contract": _object(contract), "Archived": _archived(file),
        "Next": _object({"next": _TEXT | {"description": "The address of the next page."}}), **_refusals(),
    }  # fmt: skip


def responses(answers: dict[str, tuple[str, str]], *errors: int) -> dict[str, Any]:
    """What an operation answers: (words, name of a schema) by status, these errors, and those that any may give."""
    told = {
        status: {"description": words, "content": _json(schema)}
        for status, (words, schema) in answers.items()
    }
    for status in {*errors, *USUAL} - set(map(int, answers)):
        told[str(status)] = _refusal(status)
    return dict(sorted(told.items()))


def _refusal(status: int) -> dict[str, Any]:
    words, codes = ERRORS_OF[status]
    content = _json("Error" if codes else "Faults")
    if codes:
        content["application/json"]["examples"] = {
            code: {"value": _error(code, given)} for code, given in codes.items()
        }
    headers = (
        {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
        if status in (429, 503)
        else {}
    )
    return {"description": words, "content": content} | ({"headers": headers} if headers else {})


def _error(code: str, given: dict[str, object]) -> dict[str, Any]:
    message = sentence_for(code, given, "en") if code in ERRORS else error_words(code, "en")[1]
    reference = {"reference": "1a2b3c4d"} if code == "broken" else {}
    return {"error": {"code": code, "message": message, **reference}}


def _party() -> dict[str, Any]:
    party = _object({"id": _TEXT, "role": _TEXT, "name": _TEXT, "state": {"enum": STATES}})
    party["properties"] |= {
        "access_code": _TEXT | {"description": "The code to tell this party in another way."}
    }
    return party


def _archived(file: dict[str, Any]) -> dict[str, Any]:
    """A sealed contract as /archive/export has it."""
    url = _TEXT | {"description": "Gives the file for five minutes; send it no header of ours."}
    party = _object({"id": _TEXT, "role": _TEXT, "name": _TEXT})
    return _object({
        "id": _TEXT, "contract_number": _NUMBER, "title": _TEXT,
        "status": {"enum": [*STATUSES, None], "description": "Today's; null where its row is gone."},
        "concluded_at": {"type": "string", "format": "date-time"}, "agreed_until": {"type": ["string", "null"], "format": "date"},
        "parties": {"type": "array", "items": party},
        "documents": {"type": "array", "items": _object(file | {"file_name": _TEXT, "url": url})},
    })  # fmt: skip


def _refusals() -> dict[str, Any]:
    field = _TEXT | {"description": 'Where: the form\'s name of the key, such as "supervisees-0-email".'}
    fault = _object({"field": field, "code": _TEXT, "message": _TEXT})
    error = _object({"code": _TEXT, "message": _TEXT})
    error["properties"] |= {"reference": _TEXT | {"description": "To tell when something broke."}}
    faults = {"type": "array", "minItems": 1, "items": fault}
    return {"Faults": _object({"errors": faults}), "Error": _object({"error": error})}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"{PLACE}{schema}"}}}
