"""The JSON schema of what a caller gives, made from the model of the terms: required keys, ranges, choices, defaults."""

from datetime import date
from typing import Any

from chalicelib.domain.terms.defaults import completed
from chalicelib.domain.terms.model import Terms
from chalicelib.web.terms_words import EXAMPLE, UNUSED, WORDS

Schema = dict[str, Any]
PLACE = "#/components/schemas/"
NEEDED = ("constellation", "supervisor", "price_amount")
_COMPLETED = "Organisation"  # its name may be the manager's organisation
# Deals so unlike each other that what they have in common, though nobody said it, is a default; each on a day of its own.
_DEALS: tuple[Schema, ...] = (
    {"constellation": "A", "supervision_form": "group", "price_amount": "1", "travel_costs": "km", "contract_language": "sv"},
    {"constellation": "B", "supervisees": [{"pays_as": "consumer"}], "price_amount": "1", "goals_supervisees": "…"},
    {"constellation": "C", "price_amount": "1", "invoicing_rhythm": "blocks", "price_revision": "notice"},
    {"constellation": "B", "price_amount": "0"},
)  # fmt: skip
# Euros and per cents: a text with a point, or a number, with two decimals at most.
_AMOUNT = r"^[0-9]{1,9}([.,][0-9]{1,2})?$"
_NOTES = {
    "patternProperties": {"^_": {"description": "Ignored: the caller's own note."}},
    "additionalProperties": False,
}


def terms_schemas() -> dict[str, Schema]:
    """Schemas by name, "Terms" for the whole; each refers to the others at PLACE."""
    made = Terms.model_json_schema(ref_template=PLACE + "{model}")
    shapes = {name: _shape(name, shape) for name, shape in made.pop("$defs").items()}
    return {"Terms": _whole(_shape("Terms", made))} | dict(sorted(shapes.items()))


def _shape(name: str, schema: Schema) -> Schema:
    """An object's schema with the words for its keys."""
    keys = {
        key: _plain(value) | {"description": WORDS[name][key]}
        for key, value in schema["properties"].items()
        if key not in UNUSED
    }
    needed = {"required": schema["required"]} if "required" in schema and name != _COMPLETED else {}
    return {"type": "object", "properties": keys, **needed, **_NOTES}


def _whole(terms: Schema) -> Schema:
    """The model needs every key; a caller needs few, for the rest has defaults or does not apply."""
    keys = terms["properties"]
    for key, value in _defaults().items():
        keys[key]["default"] = value
    mode = {"enum": ["series", "next_at_session", "on_request"]}
    keys["scheduling"] = keys["scheduling"] | {
        "anyOf": [{"$ref": keys["scheduling"].pop("$ref")}, mode],
        "default": "next_at_session",
    }
    keys |= {key: {"description": words} for key, words in UNUSED.items()}
    keys["early_start_request"] = {
        "const": False,
        "description": "Refused if true: only the consumer can ask, when accepting.",
    }
    return terms | {"required": list(NEEDED), "allOf": _needs(), "examples": [EXAMPLE]}


def _defaults() -> Schema:
    """What every deal says that does not say otherwise, of the keys that stand by themselves."""
    said: dict[str, list[Any]] = {}
    for number, deal in enumerate(_DEALS, start=1):
        for key, value in completed(deal, date(2026, number, 1)).items():
            if key not in deal and key not in UNUSED and value not in (None, "", [], {}):
                said.setdefault(key, []).append(value)
    return {key: values[0] for key, values in said.items() if all(value == values[0] for value in values)}


def _needs() -> list[Schema]:
    """What one answer asks for another."""
    return [
        _if({"constellation": {"const": "A"}}, ["supervisees", "manager"]),
        _if({"constellation": {"const": "B"}}, ["supervisees"]),
        _if({"constellation": {"const": "C"}}, ["manager", "managers_manager"]),
        _if({"place_mode": {"enum": ["supervisor", "client", "hybrid", "other"]}}, ["place_detail"]),
        _if({"payer_type": {"const": "organisation"}}, ["invoice_details"], present=["payer_type"]),
        _if({"trial_price_mode": {"const": "other"}}, ["trial_price_amount"], present=["trial_price_mode"]),
        _if({"price_amount": {"enum": [0, "0", "0.00"]}}, ["zero_price_reason"]),
    ]


def _if(holds: Schema, needed: list[str], present: list[str] | None = None) -> Schema:
    asked: Schema = {"properties": holds} | ({"required": present} if present else {})
    return {"if": asked, "then": {"required": needed}}


def _plain(schema: Any) -> Any:
    """The same without what says nothing, and amounts as callers write them."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "ge" in schema or "gt" in schema or _is_decimal(schema):
        return _amount(schema)
    idle = {"title": None, "multipleOf": 1, "minLength": 0, "default": None}
    kept = {
        key: _plain(value)
        for key, value in schema.items()
        if key not in idle or (idle[key] is not None and value != idle[key])
    }
    return kept if schema.get("default") in (None, "", []) else kept | {"default": schema["default"]}


def _amount(schema: Schema) -> Schema:
    least = {"minimum": float(schema["ge"])} if "ge" in schema else {"exclusiveMinimum": 0}
    return {"type": ["string", "number"], "pattern": _AMOUNT, **least, "maximum": float(schema["le"])}


def _is_decimal(schema: Schema) -> bool:
    return {"type": "number"} in schema.get("anyOf", ())
