"""The description of the JSON API: valid by itself, and true of what the service takes and answers."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from app import app
from chalicelib.domain.api_keys import SCOPES
from chalicelib.domain.errors import (
    AcceptedAlready,
    DeadlinePassed,
    FormInvalid,
    LinkExpired,
    LoginRefused,
    NewVersionWaits,
    NoLongerParty,
    NotIdentified,
    NotYourTurn,
    VersionReplaced,
)
from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.model import Terms
from chalicelib.web.faults import STATUS
from chalicelib.web.openapi import document
from chalicelib.web.terms_words import EXAMPLE, WORDS
from tests.builders import TODAY
from tests.web.client import Client
from tests.web.people import drafted, sent, terms

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
DESCRIPTION = document("http://127.0.0.1:8000", "session")


def faults(name, value):
    """What is wrong with a value by the schema of this name."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DESCRIPTION["components"]}
    return [fault.message for fault in Draft202012Validator(schema).iter_errors(value)]


def test_description_is_valid_openapi():
    validate(DESCRIPTION)


def test_anybody_may_read_it_and_a_cache_may_keep_it(life):
    answer = Client(life.base_url).get("/api/openapi.json")

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.json == document(life.base_url, "session")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda it: it.stem)
def test_every_example_is_as_described(file):
    assert faults("Terms", json.loads(file.read_text("utf-8"))) == []


def test_the_examples_stand_in_it_as_they_are_but_for_their_notes():
    shown = DESCRIPTION["paths"]["/api/contracts"]["post"]["requestBody"]["content"]["application/json"][
        "examples"
    ]
    kept = {file.stem: json.loads(file.read_text("utf-8")) for file in EXAMPLES}

    assert shown.keys() == {"smallest", *kept}
    for name, given in kept.items():
        assert shown[name]["value"] == {key: value for key, value in given.items() if key[0] != "_"}
        assert shown[name]["summary"] == given["_tests"]


def test_its_own_example_is_a_sound_contract():
    assert faults("Terms", EXAMPLE) == []
    assert read_terms(EXAMPLE, TODAY).faults == ()


@pytest.mark.parametrize(
    "key", ["constellation", "supervisor", "price_amount", "supervisees", "manager", "place_detail"]
)
def test_what_must_be_given_is_told_as_the_service_asks_it(key):
    given = {name: value for name, value in terms().items() if name != key}

    assert any(key in fault for fault in faults("Terms", given))
    assert [it for it in read_terms(given, TODAY).faults if it.field.startswith(key)]


WRONG = {
    "a choice": {"place_mode": "kahvila"}, "a number": {"sessions_total": 101}, "a step": {"session_length_min": 50},
    "a price": {"price_amount": "ilmainen"}, "a cent": {"price_amount": "1.234"}, "a key": {"unheard_of": 1},
    "a text": {"goals_shared": "x" * 4001}, "a person": {"manager": {"full_name": "Aino Mäki"}},
    "a request": {"early_start_request": True}, "a contract": {"supersedes_contract_id": "edellinen"},
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_the_description_refuses_the_service_refuses_too(owner, wrong):
    given = terms() | wrong

    answer = owner.send_json("/api/contracts", given)

    assert faults("Terms", given)
    assert answer.status == 422
    assert faults("Faults", answer.json) == []
    assert {it["field"].partition("-")[0] for it in answer.json["errors"]} == set(wrong)


def test_answers_are_as_described(life, owner):
    given = terms()
    made = owner.send_json("/api/contracts", given)
    draft = owner.get(f"/api/contracts/{made.json['id']}")
    contract, _ = sent(life, owner)
    told = owner.get(f"/api/contracts/{contract}")
    missing = owner.get(f"/api/contracts/{'0' * 32}")

    assert faults("Draft", made.json) == []
    assert faults("Contract", draft.json) == faults("Contract", told.json) == []
    assert faults("Error", missing.json) == []
    assert faults("Faults", owner.send_json("/api/contracts", b"[]").json) == []


def test_every_route_of_the_api_is_described(life, owner):
    for path, operations in DESCRIPTION["paths"].items():
        for method in operations.keys() & {"get", "post"}:
            real = path.replace("{contract}", drafted(owner, terms()))
            answer = owner.get(real) if method == "get" else owner.send_json(real, {})
            assert str(answer.status) in operations[method]["responses"], (method, path)


def test_no_route_of_the_api_is_left_out():
    routes = {path for path in app.routes if path.startswith("/api/")} | {"/archive/export"}

    assert DESCRIPTION["paths"].keys() == routes


def operations():
    """(path, operation) of each."""
    for path, told in DESCRIPTION["paths"].items():
        yield from ((path, told[method]) for method in told.keys() & {"get", "post"})


def test_every_operation_says_which_scope_a_key_needs():
    told = {path: it["security"] for path, it in operations() if path != "/api/openapi.json"}
    scopes = {scope for security in told.values() for each in security for scope in each.get("key", [])}

    assert scopes == set(SCOPES)
    assert all(len(each["key"]) == 1 for security in told.values() for each in security if "key" in each)
    assert DESCRIPTION["components"]["securitySchemes"].keys() == {"key", "session"}


def test_every_error_that_can_be_answered_stands_there_with_an_example():
    """What ends a party's link, a login's code and identification never come from the API."""
    of_pages = {LinkExpired, VersionReplaced, NoLongerParty, NewVersionWaits, DeadlinePassed, AcceptedAlready, NotYourTurn, NotIdentified, LoginRefused}  # fmt: skip
    answered = {
        (status, error.code) for error, status in STATUS.items() if error not in of_pages | {FormInvalid}
    }
    answered |= {(413, "too_large"), (415, "wrong_type"), (500, "broken")}

    shown = {}
    for _, it in operations():
        for status, answer in it["responses"].items():
            for code, example in answer["content"].get("application/json", {}).get("examples", {}).items():
                shown[int(status), code] = example["value"]
    assert shown.keys() == answered
    for (_, code), value in shown.items():
        assert value["error"]["code"] == code
        assert faults("Error", value) == []


def test_every_field_has_its_words():
    shapes = {"Terms": Terms} | {shape.__name__: shape for shape in _shapes(Terms)}

    assert shapes.keys() == WORDS.keys()
    for name, shape in shapes.items():
        unsaid = shape.model_fields.keys() - WORDS[name].keys()
        assert (name, unsaid <= {"vat_rate", "km_rate_eur"}) == (name, True), unsaid
        assert WORDS[name].keys() <= shape.model_fields.keys()


def _shapes(model):
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            if hasattr(part, "model_fields"):
                yield part
                yield from _shapes(part)


def _parts(annotation):
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _parts(part)
