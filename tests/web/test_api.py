"""The JSON twin of the form: the same faults in the same words, and an answer to everything that may be sent."""

import copy
import json

import pytest

from tests.web.kept import rows
from tests.web.people import drafted, terms


def changed(path, value):
    """Terms in which one thing, named as in the form, is this value."""
    made = copy.deepcopy(terms())
    *branches, last = [int(part) if part.isdecimal() else part for part in path.split("-")]
    place = made
    for branch in branches:
        place = place[branch]
    place[last] = value
    return made


WRONG = [
    ("constellation", 1, "not_a_choice"),
    ("constellation", ["A"], "not_a_choice"),
    ("start_date", 20270118, "not_a_date"),
    ("start_date", "2027-02-30", "not_a_date"),
    ("start_date", ["2027-01-18"], "not_a_date"),
    ("sessions_total", "kymmenen", "not_a_whole_number"),
    ("sessions_total", 1.5, "not_a_whole_number"),
    ("sessions_total", True, "not_a_whole_number"),
    ("sessions_total", 10**400, "not_a_number_within"),
    ("price_amount", [1], "not_an_amount"),
    ("price_amount", -1, "too_small"),
    ("price_amount", 1e300, "not_an_amount"),
    ("price_amount", "NaN", "not_an_amount"),
    ("goals_shared", ["a", "b"], "not_understood"),
    ("goals_shared", {"a": "b"}, "not_understood"),
    ("supervisor-full_name", 7, "not_understood"),
    ("supervisor-full_name", "\u200b", "required"),
    ("client-organisation", [{"name": "Oy"}], "not_understood"),
    ("supervisor-contact", "x", "not_understood"),
    ("supervisor-contact-email", None, "required"),
    ("supervisees", "Aino", "not_understood"),
    ("supervisees", {"a": 1}, "not_understood"),
    ("supervisees", [["Aino"]], "not_understood"),
    ("supervisees-0-email", "ei", "not_an_email"),
    ("supervisees-0-role", "supervisor", "unknown_key"),
    ("manager-organisation", False, "not_understood"),
    ("unheard_of", 1, "unknown_key"),
    ("methods", {"choices": "dialogue"}, "not_understood"),
    ("session_interval_weeks", 3, "not_understood"),
    ("assurance_level", "strong", "strong_not_available"),
    ("contract_language", "ru", "not_a_choice"),
]


@pytest.mark.parametrize(("path", "value", "code"), WRONG, ids=lambda it: str(it)[:24])
def test_what_is_wrong_is_named_by_its_field_with_a_code_and_a_sentence(owner, path, value, code):
    before = rows()

    answer = owner.send_json("/api/contracts", changed(path, value))

    assert answer.status == 422, answer.text
    told = {fault["field"]: fault["code"] for fault in answer.json["errors"]}
    assert code in [told[field] for field in told if field.startswith(path)], told
    assert all(fault["message"] and fault["message"] != fault["code"] for fault in answer.json["errors"])
    assert rows() == before


def test_everything_wrong_is_told_at_once(owner):
    given = terms() | {
        "start_date": "?",
        "price_amount": "?",
        "sessions_total": 0,
        "place_mode": "?",
        "unheard_of": 1,
    }

    answer = owner.send_json("/api/contracts", given)

    told = {fault["field"] for fault in answer.json["errors"]}
    assert told >= {"start_date", "price_amount", "sessions_total", "place_mode", "unheard_of"}


BODIES = {
    "nothing": (b"", 422),
    "no JSON": (b"constellation=A", 422),
    "half of it": (b'{"constellation": "A"', 422),
    "a list": (b"[]", 422),
    "a text": (b'"A"', 422),
    "null": (b"null", 422),
    "an empty object": (b"{}", 422),
    "NaN": (b'{"price_amount": NaN, "sessions_total": Infinity}', 422),
    "the same key twice": (b'{"constellation": "A", "constellation": "B"}', 422),
    "not UTF-8": (b'{"constellation": "\xff\xfe"}', 422),
    "NUL": (b'{"constellation": "\\u0000", "\\u0000": 1}', 422),
    "lone surrogates": (b'{"\\ud800": "\\udfff", "_\\ud800": 1, "goals_shared": "\\ud800"}', 422),
    "deep lists": (b"[" * 100_000, 422),
    "deep objects": (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 422),
    "deep where we read": (b'{"supervisees":' + b"[" * 400 + b"]" * 400 + b"}", 422),
    "deep in what is ignored": (b'{"_note":' + b"[" * 400 + b"]" * 400 + b"}", 422),
    "a number without end": (b'{"sessions_total": ' + b"9" * 100_000 + b"}", 422),
    "many keys": (json.dumps({f"key{n}": n for n in range(10_000)}).encode(), 422),
    "too large": (b'{"goals_shared": "' + b"x" * 300_000 + b'"}', 413),
}


@pytest.mark.parametrize(("body", "status"), BODIES.values(), ids=BODIES)
def test_whatever_is_sent_gets_json_back(owner, body, status):
    before = rows()

    answer = owner.send_json("/api/contracts", body)

    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/json; charset=utf-8")
    assert set(answer.json) == ({"errors"} if status == 422 else {"error"})
    assert rows() == before


HALVES = [
    "constellation",
    "contract_language",
    "_note",
    "goals_shared",
    "supervisees-0-pays_as",
    "manager-full_name",
]


@pytest.mark.parametrize("path", HALVES)
def test_half_a_character_is_no_json_wherever_it_stands(owner, path):
    """JSON can write a lone surrogate; no file and no table takes one."""
    before = rows()

    answer = owner.send_json("/api/contracts", changed(path, "a\ud800b"))

    assert (answer.status, [it["code"] for it in answer.json["errors"]]) == (422, ["not_json"])
    assert rows() == before


@pytest.mark.parametrize("verb", ["versions", "send"])
def test_half_a_character_does_no_harm_in_other_requests(owner, verb):
    contract = drafted(owner, terms())

    answer = owner.send_json(f"/api/contracts/{contract}/{verb}", b'{"goals_shared": "\\udfff"}')

    assert answer.status in (202, 422)


@pytest.mark.parametrize("note", [{"a": [1.5, None, "ä"]}, 1e308, "x" * 1000], ids=["tree", "float", "text"])
def test_keys_that_begin_with_an_underscore_are_nobodys_business(owner, note):
    contract = drafted(owner, terms() | {"_note": note})

    assert owner.get(f"/contracts/{contract}").status == 200


def test_sending_twice_and_reading_is_the_same_every_time(life, owner):
    contract = drafted(owner, terms())
    first, second = (owner.send_json(f"/api/contracts/{contract}/send", {}) for _ in range(2))
    life.sweep()

    assert (first.status, second.status) == (202, 202)
    assert first.json == second.json == owner.get(f"/api/contracts/{contract}").json
    assert first.json["status"] == "sent"
