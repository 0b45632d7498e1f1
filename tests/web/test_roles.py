"""Who may do what to whose contract: every route, every role, every kind of object."""

import re

import pytest

from tests.web.client import Client
from tests.web.kept import calls_of_pages, rows
from tests.web.people import drafted, sealed, sent, terms

# "login" is 303 to the login page, "303" any other redirect; a form that holds what was typed answers 401. An absent or
# malformed object gives everybody what the other supervisor gets. A party has a link and no session: on these routes
# they are nobody.
MATRIX = """
route                                                object   nobody  owner   other   auditor
GET  /                                               -        login   303     303     303
GET  /login                                          -        200     200     200     200
GET  /login/code                                     -        200     200     200     200
POST /logout                                         -        403     -       -       -
GET  /login?lang=sv                                  -        login   login   login   login
GET  /contracts?lang=sv                              -        303     303     303     303
GET  /contracts/{id}?lang=sv                         sent     303     303     303     303
GET  /archive/{id}?lang=sv                           sealed   303     303     303     303
GET  /style.css                                      -        200     200     200     200
GET  /desk.css                                       -        200     200     200     200
GET  /scripts/form.js                                -        200     200     200     200
GET  /api/openapi.json                               -        200     200     200     200
GET  /verify                                         -        200     200     200     200
GET  /how                                            -        200     200     200     200
GET  /privacy                                        -        200     200     200     200
GET  /processing                                     -        200     200     200     200
GET  /glossary                                       -        200     200     200     200
GET  /accessibility                                  -        200     200     200     200
GET  /contracts                                      -        login   200     200     404
GET  /contracts/export                               -        login   200     200     404
GET  /contracts?standing=ended&q=x&order=name&after=x  -        login   200     200     404
GET  /contracts/new                                  -        login   200     200     404
POST /contracts                                      -        login   422     422     404
GET  /contracts/{id}                                 draft    login   200     404     404
GET  /contracts/{id}                                 sent     login   200     404     404
GET  /contracts/{id}                                 sealed   login   200     404     404
GET  /contracts/{id}/edit                            draft    login   200     404     404
GET  /contracts/{id}/edit                            sent     login   404     404     404
POST /contracts/{id}/edit                            draft    login   422     404     404
POST /contracts/{id}/keep                            draft    401     404     404     404
GET  /account                                        -        login   200     200     404
POST /account                                        -        401     303     303     404
POST /account/defaults                               -        login   404     404     404
POST /account/keys                                   -        login   422     422     404
POST /account/keys/end                               -        login   303     303     404
GET  /welcome                                        -        login   200     200     404
POST /welcome                                        -        401     303     303     404
GET  /welcome/sample                                 -        login   200     200     404
POST /account/typed/forget                           -        login   404     404     404
GET  /contracts/{id}/preview.pdf                     draft    login   303     404     404
GET  /contracts/{id}/preview.pdf                     sent     login   404     404     404
GET  /contracts/{id}/preview/1                       draft    login   200     404     404
GET  /contracts/{id}/preview/0                       draft    login   404     404     404
GET  /contracts/{id}/preview/1                       sent     login   404     404     404
GET  /contracts/{id}/progress                        sealed   401     200     404     404
GET  /contracts/{id}/progress                        sent     401     404     404     404
GET  /contracts/{id}/progress                        draft    401     404     404     404
GET  /contracts/{id}/contract.pdf                    draft    login   404     404     404
GET  /contracts/{id}/contract.pdf                    sent     login   303     404     404
GET  /contracts/{id}/contract.pdf                    sealed   login   303     404     404
GET  /contracts/{id}/annex-a.pdf                     draft    login   404     404     404
GET  /contracts/{id}/annex-a.pdf                     sent     login   404     404     404
GET  /contracts/{id}/annex-a.pdf                     annexed  login   303     404     404
GET  /contracts/{id}/revise                          sent     login   200     404     404
GET  /contracts/{id}/revise                          draft    login   303     404     404
GET  /contracts/{id}/revise                          sealed   login   409     404     404
POST /contracts/{id}/revise                          sent     login   422     404     404
POST /contracts/{id}/revise                          sealed   login   409     404     404
GET  /contracts/{id}/draft                           sent     login   303     404     404
GET  /contracts/{id}/draft                           draft    login   200     404     404
POST /contracts/{id}/discard                         sent     login   303     404     404
POST /contracts/{id}/discard                         draft    login   404     404     404
POST /contracts/{id}/remind                          sent     login   303     404     404
POST /contracts/{id}/remind                          draft    login   409     404     404
POST /contracts/{id}/remind                          sealed   login   409     404     404
POST /contracts/{id}/parties/manager/email           sent     401     422     404     404
POST /contracts/{id}/parties/nobody/email            sent     401     404     404     404
POST /contracts/{id}/parties/manager/name            sent     401     422     404     404
POST /contracts/{id}/parties/nobody/name             sent     401     404     404     404
POST /contracts/{id}/parties/manager/successor       sent     401     422     404     404
POST /contracts/{id}/parties/supervisor/successor    sent     401     404     404     404
POST /contracts/{id}/send                            sealed   login   303     404     404
POST /contracts/{id}/cancel                          sealed   login   409     404     404
POST /contracts/{id}/cancel                          draft    login   409     404     404
GET  /archive                                        -        login   200     200     200
GET  /archive?party=x&since=1.1.2026&after=x         -        login   200     200     200
GET  /archive/audit                                  -        login   200     200     200
POST /archive/audit                                  -        login   200     200     200
GET  /archive/export                                 -        login   200     200     200
GET  /archive/export?until=2026-12-24&after=x        -        login   200     200     200
GET  /archive/{id}/verdict                           sealed   401     200     404     200
GET  /archive/{id}/verdict                           annexed  401     200     404     200
GET  /archive/{id}/verdict                           sent     401     404     404     404
GET  /archive/{id}                                   sealed   login   200     404     200
GET  /archive/{id}                                   sent     login   404     404     404
GET  /archive/{id}                                   draft    login   404     404     404
GET  /archive/{id}/contract.pdf                      sealed   login   303     404     303
GET  /archive/{id}/contract.pdf                      sent     login   404     404     404
GET  /archive/{id}                                   annexed  login   200     404     200
GET  /archive/{id}/contract.pdf                      annexed  login   303     404     303
GET  /archive/{id}/annex-a.pdf                       annexed  login   303     404     404
GET  /archive/{id}/annex-a.pdf                       sealed   login   404     404     404
GET  /archive/{id}/annex-a.pdf                       sent     login   404     404     404
POST /api/contracts                                  -        401     422     422     404
GET  /api/contracts/{id}                             draft    401     200     404     404
GET  /api/contracts/{id}                             sent     401     200     404     404
GET  /api/contracts/{id}/documents                   draft    401     404     404     404
GET  /api/contracts/{id}/documents                   sent     401     404     404     404
GET  /api/contracts/{id}/documents                   sealed   401     200     404     404
GET  /api/contracts/{id}/documents                   annexed  401     200     404     404
POST /api/contracts/{id}/versions                    sent     401     422     404     404
POST /api/contracts/{id}/versions                    sealed   401     409     404     404
POST /api/contracts/{id}/send                        sealed   401     202     404     404
POST /contracts/{id}/send                            draft    login   303     404     404
POST /contracts/{id}/cancel                          sent     login   303     404     404
"""
ROLES = ("nobody", "owner", "other", "auditor")
ROWS = [re.split(r"  +", line.replace("GET  ", "GET ")) for line in MATRIX.strip().splitlines()[1:]]
ABSENT = "5a" * 16
MALFORMED = [
    "x",
    "..",
    "%2e%2e%2f",
    "%00",
    "A" * 43,
    "a" * 3000,
    "HEAD",
    "ENTRY%23000001",
    f"{ABSENT}%20",
    "ä".encode().hex(),
]


@pytest.fixture(scope="module")
def world(life, owner, other, auditor):
    """The four roles, and the owner's contract in each state."""
    people = {"nobody": Client(life.base_url), "owner": owner, "other": other, "auditor": auditor}
    contracts = {
        "draft": drafted(owner, terms()),
        "sent": sent(life, owner)[0],
        "sealed": sealed(life, owner)[0],
        "annexed": sealed(life, owner, terms(goals_annex_used=True, goals_supervisees="Uskallan kysyä."))[0],
    }
    return people, contracts


def ask(client, route, contract=""):
    method, path = route.split(" ")
    path = path.replace("{id}", contract)
    if method == "GET":
        return client.get(path)
    if path.startswith("/api/"):
        return client.send_json(path, {})
    return client.post(path, {"_csrf": csrf(client), "constellation": "A", "email": "no"})


def csrf(client):
    return client.get("/archive").form("/logout").values[0][1] if "session" in client.cookies else ""


def cell(answer):
    return "login" if answer.location and answer.location.endswith("/login") else str(answer.status)


def told(answer):
    """What a stranger could compare: everything but the name of the session's own form token."""
    return answer.status, sorted(answer.headers.keys()), answer.body


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_every_role_gets_what_the_table_says(world, row):
    people, contracts = world
    route, kind, *cells = row
    asked = {role: cell for role, cell in zip(ROLES, cells, strict=True) if cell != "-"}
    strangers_first = sorted(asked, key=lambda role: role == "owner")

    got = {role: cell(ask(people[role], route, contracts.get(kind, ""))) for role in strangers_first}

    assert got == asked


@pytest.mark.parametrize(
    "route", sorted({row[0] for row in ROWS if row[0].endswith("{id}") or "{id}/" in row[0]})
)
def test_anothers_contract_looks_like_one_that_never_was(life, world, route):
    people, contracts = world
    life.sweep()
    before = rows()

    for role in ("other", "auditor"):
        if role == "auditor" and route.startswith("GET /archive"):
            continue
        absent = told(ask(people[role], route, ABSENT))
        assert absent[0] == 404
        for contract in contracts.values():
            assert told(ask(people[role], route, contract)) == absent
    assert rows() == before


@pytest.mark.parametrize("malformed", MALFORMED, ids=lambda text: text[:20])
def test_a_malformed_id_looks_like_an_absent_one(world, malformed):
    """The switch of the language alone answers by the address: test_languages.py has its malformed ones."""
    people, _ = world
    for route in sorted({row[0] for row in ROWS if "{id}" in row[0] and "?lang" not in row[0]}):
        absent = ask(people["owner"], route, ABSENT)
        assert (route, ask(people["owner"], route, malformed).status) == (route, absent.status)


@pytest.fixture(scope="module")
def token(life, owner):
    """A live link's token."""
    return sent(life, owner)[1]["supervisee"].rpartition("/")[2]


def test_an_id_that_is_too_long_for_a_key_never_reaches_the_table(life, world):
    people, _ = world
    life.sweep()
    for length in (2_000, 60_000):
        with calls_of_pages() as made:
            assert people["nobody"].get(f"/sign/{'a' * length}").status == 404
            assert people["nobody"].get(f"/verify/{'a' * length}").status == 404
            assert people["nobody"].get(f"/api/contracts/{'a' * length}").status == 404
        assert made == []


@pytest.mark.parametrize("act", ["accept", "decline", "change-request", "renew"])
def test_the_address_of_a_partys_form_leads_back_to_the_page(life, token, act):
    """A phone that opens a tab again asks for what was last in its address line: nothing happens, nothing is read."""
    life.sweep()
    before = rows()

    with calls_of_pages() as made:
        for link in (f"/sign/{token}", f"/sign/{'x' * 43}"):
            answer = Client(life.base_url).get(f"{link}/{act}")
            assert (answer.status, answer.location) == (303, f"{life.base_url}{link}")
    assert made == []
    assert rows() == before


def test_a_link_is_no_session_and_a_session_no_link(life, owner, token):
    party = Client(life.base_url)
    party.cookies = {"session": token}

    assert cell(party.get("/contracts")) == "login"
    assert cell(party.get(f"/contracts/{token}")) == "login"
    assert owner.get(f"/sign/{owner.cookies['session']}").status == 404
    assert owner.get(f"/contracts/{token}").status == 404


BAD_LINKS = {
    "cut": lambda token: token[:-1],
    "with a full stop": lambda token: f"{token}.",
    "with a bracket": lambda token: f"{token})",
    "with a percent-encoded equals sign": lambda token: f"{token}%3D",
    "upper case": str.upper,
    "one character changed": lambda token: f"{'A' if token[0] != 'A' else 'B'}{token[1:]}",
    "its own digest": lambda token: "0" * 64,
    "with a line end": lambda token: f"{token}%0A",
    "very long": lambda token: token * 100,
}


@pytest.mark.parametrize("spoil", BAD_LINKS.values(), ids=BAD_LINKS)
def test_a_mangled_link_gets_one_and_the_same_friendly_page(life, token, spoil):
    nobody = Client(life.base_url)
    for ending in ("", "/contract.pdf", "/annex-a.pdf"):
        answer = nobody.get(f"/sign/{spoil(token)}{ending}")
        assert answer.status == 404
        assert ("Sivua ei löytynyt" if ending else "Linkkiä ei löytynyt") in answer.text
        assert answer.body == nobody.get(f"/sign/{'x' * 43}{ending}").body
    for verb in ("accept", "decline", "change-request"):
        assert nobody.post(f"/sign/{spoil(token)}/{verb}", {"_csrf": "x"}).status in (403, 404)
