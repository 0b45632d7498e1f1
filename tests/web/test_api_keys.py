"""Keys of practice systems: what each may do and to whose contract, on every route; and that nothing else opens a door."""

import hashlib
import logging
import re

import pytest

from chalicelib import wiring
from chalicelib.domain.accounts import AUDITOR, SUPERVISOR
from chalicelib.domain.api_keys import ARCHIVE, READ, WRITE
from chalicelib.workflow import api_keys
from chalicelib.workflow.accounts import add_account, disable_account
from chalicelib.workflow.api_keys import end_key, keys_of
from dev.accounts import AUDITORS_EMAIL, SUPERVISORS_PROFILE
from tests.web.client import Client
from tests.web.kept import calls_of_pages, flattened, rows
from tests.web.keys import Program, program
from tests.web.people import drafted, logged_in, sealed, sent, terms
from tests.web.test_roles import ABSENT, MALFORMED, ask, told
from tests.web.test_roles import ROWS as ROUTES

OWNER, OTHER = "omistaja@sopu.test", "toinen@sopu.test"
# What each key gets: of the owner with every scope, with one alone, of another supervisor with every scope, of an auditor.
MATRIX = """
route                                  object    all  write  read  archive  other  auditor
POST /api/contracts                    -         422  422    403   403      422    401
GET  /api/contracts/{id}               draft     200  403    200   403      404    401
GET  /api/contracts/{id}               sent      200  403    200   403      404    401
GET  /api/contracts/{id}               sealed    200  403    200   403      404    401
GET  /api/contracts/{id}/documents     draft     404  403    403   404      404    401
GET  /api/contracts/{id}/documents     sealed    200  403    403   200      404    401
GET  /api/contracts/{id}/documents     annexed   200  403    403   200      404    401
POST /api/contracts/{id}/versions      sent      422  422    403   403      404    401
POST /api/contracts/{id}/versions      sealed    409  409    403   403      404    401
POST /api/contracts/{id}/send          sealed    202  202    403   403      404    401
GET  /archive/export                   -         200  403    403   200      200    401
GET  /archive/export?until=x           -         422  403    403   422      422    401
GET  /api/openapi.json                 -         200  200    200   200      200    200
"""
KEYS = ("all", "write", "read", "archive", "other", "auditor")
ROWS = [re.split(r"  +", line.replace("GET  ", "GET ")) for line in MATRIX.strip().splitlines()[1:]]
OF_PROGRAMS = {row[0].partition("?")[0] for row in ROWS}


@pytest.fixture(scope="module")
def programs(life, owner, other):
    """The keys of MATRIX. An auditor can make none: theirs is written into the table past the page."""
    made = {
        "all": program(life, OWNER),
        "other": program(life, OTHER),
        "auditor": program(life, AUDITORS_EMAIL),
    }
    return made | {
        name: program(life, OWNER, scope)
        for name, scope in {"write": WRITE, "read": READ, "archive": ARCHIVE}.items()
    }


@pytest.fixture(scope="module")
def contracts(life, owner):
    return {
        "draft": drafted(owner, terms()),
        "sent": sent(life, owner)[0],
        "sealed": sealed(life, owner)[0],
        "annexed": sealed(life, owner, terms(goals_annex_used=True, goals_supervisees="Uskallan kysyä."))[0],
    }


@pytest.fixture
def throwaway(life, owner):
    """A key of its own for a test that spoils it."""
    return program(life, OWNER)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_every_key_gets_what_the_table_says(programs, contracts, row):
    route, kind, *cells = row

    got = {name: str(ask(programs[name], route, contracts.get(kind, "")).status) for name in KEYS}

    assert got == dict(zip(KEYS, cells, strict=True))


@pytest.mark.parametrize("row", [row for row in ROUTES if row[0].partition("?")[0] not in OF_PROGRAMS], ids=lambda row: f"{row[0]} {row[1]}")  # fmt: skip
def test_a_key_is_nobody_to_every_page(life, programs, contracts, row):
    route, kind, *_ = row

    as_key, as_nobody = (
        ask(it, route, contracts.get(kind, "")) for it in (programs["all"], Client(life.base_url))
    )

    assert (as_key.status, as_key.location) == (as_nobody.status, as_nobody.location)
    assert "sopu_" not in as_key.text


def test_every_route_that_takes_a_key_is_in_the_table():
    described = {f"{method.upper()} {path}" for path, method in _described()}

    assert {route.replace("{id}", "{contract}") for route in OF_PROGRAMS} == described


def _described():
    from chalicelib.web.openapi import document

    for path, told_of in document("x", "x")["paths"].items():
        yield from ((path, method) for method in told_of if method != "parameters")


@pytest.mark.parametrize("route", sorted({row[0] for row in ROWS if "{id}" in row[0]}))
def test_to_a_key_anothers_contract_looks_like_one_that_never_was(life, programs, contracts, route):
    life.sweep()
    absent = told(ask(programs["other"], route, ABSENT))  # the first use of a key is noted
    before = rows()

    assert absent[0] == 404
    for contract in contracts.values():
        assert told(ask(programs["other"], route, contract)) == absent
    for malformed in MALFORMED:
        assert ask(programs["other"], route, malformed).status == 404
    assert rows() == before


def test_what_a_key_lacks_is_told_before_anything_is_looked_up(programs, contracts):
    answers = [programs["archive"].get(f"/api/contracts/{it}") for it in (contracts["sent"], ABSENT)]

    assert {it.status for it in answers} == {403}
    assert {it.body for it in answers} == {answers[0].body}
    assert answers[0].json["error"]["code"] == "scope_missing"
    assert READ in answers[0].json["error"]["message"]


# Keys that do not work

BAD = {
    "nothing": "", "no scheme": "{key}", "another scheme": "Basic {key}", "no key": "Bearer", "only the prefix": "Bearer sopu_",
    "cut": "Bearer {cut}", "another case": "Bearer {upper}", "its digest": "Bearer {digest}", "two keys": "Bearer {key} {key}",
    "a session's cookie": "Bearer {session}", "very long": "Bearer {key}{long}", "unknown": "Bearer sopu_{unknown}", "letters": "Bearer äö",
}  # fmt: skip


@pytest.mark.parametrize("header", BAD.values(), ids=BAD)
def test_whatever_is_wrong_with_a_key_the_same_is_done_and_said(life, owner, throwaway, header):
    key = throwaway.key
    digest = hashlib.sha256(key.encode()).hexdigest()
    given = {
        "key": key, "cut": key[:-1], "upper": key.upper(), "digest": digest, "session": owner.cookies["session"], "long": "x" * 4000,
        "unknown": "A" * 43,
    }  # fmt: skip
    bad = header.format(**given).encode().decode("latin-1")

    with calls_of_pages() as made:
        answer = Client(life.base_url).get("/archive/export", authorization=bad)

    assert (answer.status, answer.json["error"]["code"]) == (401, "key_refused")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Sopu"'
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert made == ["dynamodb:GetItem", "dynamodb:GetItem", "dynamodb:UpdateItem"]


def test_an_ended_key_and_that_of_a_disabled_account_cost_and_say_the_same(life, throwaway):
    services = wiring.services()
    add_account(services, "lahtija@sopu.test", SUPERVISOR, SUPERVISORS_PROFILE)
    left = program(life, "lahtija@sopu.test")
    assert left.get("/archive/export").status == throwaway.get("/archive/export").status == 200
    disable_account(services, "lahtija@sopu.test")
    late = program(life, "lahtija@sopu.test")  # by a session that was not asked yet
    end_key(services, OWNER, hashlib.sha256(throwaway.key.encode()).hexdigest())

    answers, calls = [], []
    for each in (left, late, throwaway, Program(life.base_url, "sopu_unknown")):
        with calls_of_pages() as made:
            answers.append(told(each.get("/archive/export")))
        calls.append(list(made))

    assert answers[0][0] == 401
    assert answers == [answers[0]] * 4
    assert calls == [["dynamodb:GetItem", "dynamodb:GetItem", "dynamodb:UpdateItem"]] * 4


def test_a_key_does_not_come_back_with_its_account(life):
    services, email = wiring.services(), "palaaja@sopu.test"
    add_account(services, email, SUPERVISOR, SUPERVISORS_PROFILE)
    early = program(life, email)
    disable_account(services, email)
    assert keys_of(services, email) == []
    late = program(life, email)

    add_account(services, email, SUPERVISOR)

    assert [each.get("/archive/export").status for each in (early, late)] == [401, 401]
    assert program(life, email).get("/archive/export").status == 200


def test_a_key_does_not_come_back_with_its_role(life):
    services, email = wiring.services(), "vaihtaja@sopu.test"
    add_account(services, email, SUPERVISOR, SUPERVISORS_PROFILE)
    early, session = program(life, email), logged_in(life, email)
    add_account(services, email, AUDITOR)
    assert keys_of(services, email) == []
    late = Program(life.base_url, key_on(made_on(session)))  # by a session that was not asked yet

    add_account(services, email, SUPERVISOR)

    assert [each.get("/archive/export").status for each in (early, late)] == [401, 401]
    assert program(life, email).get("/archive/export").status == 200


def test_a_bad_key_is_not_made_good_by_a_session(owner):
    assert owner.get("/archive/export", authorization="Bearer sopu_x").status == 401
    assert owner.send_json("/api/contracts", terms(), authorization="Bearer sopu_x").status == 401


def test_too_many_requests_of_an_account_wait_an_hour_and_others_do_not(life, throwaway, other, monkeypatch):
    add_account(wiring.services(), "ahkera@sopu.test", SUPERVISOR, SUPERVISORS_PROFILE)
    busy, second = program(life, "ahkera@sopu.test"), program(life, "ahkera@sopu.test")
    monkeypatch.setattr(api_keys, "PER_HOUR", 2)

    statuses = [it.get("/archive/export").status for it in (busy, second, busy)]
    told_off = second.get("/archive/export")

    assert statuses == [200, 200, 429]
    assert (told_off.json["error"]["code"], told_off.headers["Retry-After"]) == ("too_many_tries", "3600")


def test_a_network_that_tries_keys_is_stopped_and_good_keys_are_not(life, throwaway, monkeypatch):
    monkeypatch.setattr(api_keys, "REFUSED_PER_HOUR", 0)

    assert Program(life.base_url, "sopu_guess").get("/archive/export").status == 429
    assert throwaway.get("/archive/export").status == 200


# On one's own page


@pytest.fixture
def keeper(life):
    """A supervisor without keys."""
    email = "avaimet@sopu.test"
    client = logged_in(life, email)
    for key in keys_of(wiring.services(), email):
        end_key(wiring.services(), email, key.digest)
    return client


def made_on(client, name="Asiakasjärjestelmä", **boxes):
    """The page that follows the form of a new key."""
    ticks = boxes or {"scope-contracts-write": "true", "scope-archive-read": "true"}
    return client.fill(client.get("/account").form("/account/keys"), {"key_name": name} | ticks)


def key_on(page):
    return re.search(r'id="key-text"[^>]*>(sopu_[\w-]{43})<', page.text)[1]


def test_a_key_is_shown_once_and_works(life, keeper):
    page = made_on(keeper)
    key = key_on(page)

    assert page.status == 200
    assert key not in keeper.get("/account").text
    assert "Asiakasjärjestelmä" in keeper.get("/account").text
    assert Program(life.base_url, key).send_json("/api/contracts", terms()).status == 201
    assert Program(life.base_url, key).get(f"/api/contracts/{ABSENT}").status == 403


def test_nothing_keeps_a_key_and_no_log_tells_it(life, keeper, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    key = key_on(made_on(keeper))
    caller = Program(life.base_url, key)
    caller.send_json("/api/contracts", terms())
    caller.send_json("/api/contracts", b"{")
    caller.get("/contracts")
    caller.ask("BREW", "/api/contracts")

    places = [flattened(item) for item in rows(but=()).values()]
    places += [text.encode() for text in (caplog.text, *capfd.readouterr())]
    assert len(places) > 10
    assert [place for place in places if key[5:].encode() in place] == []


def test_a_page_that_is_loaded_again_makes_no_second_key(keeper):
    made_on(keeper, "Kirjanpito")
    again = made_on(keeper, "  kirjanpito ")

    assert again.status == 422
    assert "Tämänniminen avain sinulla jo on" in again.text
    assert len(keys_of(wiring.services(), "avaimet@sopu.test")) == 1


@pytest.mark.parametrize(
    ("name", "boxes", "words"),
    [
        ("", {"scope-archive-read": "true"}, "Täytä tämä kohta"),
        ("x" * 61, {"scope-archive-read": "true"}, "enintään 60"),
        ("Nimi", {"scope-everything": "true"}, "Valitse, mitä avaimella saa tehdä"),
    ],
)
def test_what_is_wrong_with_a_new_key_is_told_and_none_is_made(keeper, name, boxes, words):
    page = made_on(keeper, name, **boxes)

    assert (page.status, words in page.text) == (422, True)
    assert keys_of(wiring.services(), "avaimet@sopu.test") == []


def test_an_account_has_at_most_twenty_keys(keeper):
    for number in range(20):
        made_on(keeper, f"Avain {number}")

    assert "enintään 20" in made_on(keeper, "Yksi liikaa").text
    assert len(keys_of(wiring.services(), "avaimet@sopu.test")) == 20


def test_a_key_that_is_ended_on_the_page_serves_no_more_at_once(life, keeper):
    caller = Program(life.base_url, key_on(made_on(keeper)))
    assert caller.get("/archive/export").status == 200

    done = keeper.fill(keeper.get("/account").form("/account/keys/end"))

    assert done.location.endswith("/account?done=key_ended")
    assert caller.get("/archive/export").status == 401
    assert "Asiakasjärjestelmä" not in keeper.get("/account").text


def test_nobody_ends_anothers_key(life, keeper, throwaway):
    form = keeper.get("/account").form("/account/keys")
    digest = hashlib.sha256(throwaway.key.encode()).hexdigest()

    for key in (digest, "0" * 64, "", "x" * 3000):
        assert (
            keeper.post("/account/keys/end", {"_csrf": dict(form.values)["_csrf"], "key": key}).status == 303
        )
    assert throwaway.get("/archive/export").status == 200


@pytest.mark.parametrize("path", ["/account/keys", "/account/keys/end"])
def test_a_forged_form_makes_and_ends_no_key(keeper, path):
    made_on(keeper)
    before = rows()
    digest = keys_of(wiring.services(), "avaimet@sopu.test")[0].digest
    given = {"key": digest, "key_name": "x", "scope-archive-read": "true"}
    csrf = dict(keeper.get("/account").form("/account/keys").values)["_csrf"]

    assert keeper.post(path, given).status == 403
    assert keeper.post(path, {**given, "_csrf": csrf}, origin="https://evil.example").status == 403
    assert rows() == before


def test_the_last_day_of_use_is_told_and_written_once_a_day(life, keeper, at):
    key = key_on(made_on(keeper))
    assert "ei vielä käytetty" in keeper.get("/account").text
    caller, writes = Program(life.base_url, key), []

    for day in ("2026-11-23T09:00:00+02:00", "2026-11-23T23:59:00+02:00", "2026-11-24T00:01:00+02:00"):
        at(day)
        for _ in range(2):
            with calls_of_pages() as made:
                caller.get("/archive/export")
            writes.append(made.count("dynamodb:TransactWriteItems"))

    assert writes == [1, 0, 0, 0, 1, 0]
    at("2026-11-23T09:00:00+02:00")
    assert "käytetty viimeksi 24.11.2026" in keeper.get("/account").text
