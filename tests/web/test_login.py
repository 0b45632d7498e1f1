"""Logging in and out: nobody learns who has an account, and nothing lasts longer than it should."""

from datetime import datetime, timedelta

import pytest

from chalicelib import wiring
from chalicelib.domain.accounts import SESSION_IDLE, SESSION_LONGEST
from chalicelib.workflow.accounts import disable_account
from tests.running import CLOCK
from tests.web.client import Client
from tests.web.kept import calls_of_pages
from tests.web.people import logged_in


def ask(life, email):
    """A browser that has asked for a code, and what it was answered; earlier mails have arrived by then."""
    life.sweep()
    browser = Client(life.base_url)
    return browser, browser.post("/login", {"email": email})


def code_for(life, email, since):
    return life.wait_for(lambda: next(life.codes(email, since), ""), f"code for {email}")


@pytest.fixture(scope="module")
def person(life):
    """Somebody's address; they have an account."""
    logged_in(life, "kirjautuja@sopu.test")
    return "kirjautuja@sopu.test"


def anonymous(answer, email):
    """The answer without what is chance, the nonce, and without what was typed."""
    varying = {"Set-Cookie", "Content-Length"}
    headers = [(name, "" if name in varying else value) for name, value in answer.headers.items()]
    return (
        answer.status,
        headers,
        answer.body.replace(email.encode(), b"-"),
        {len(line) for line in answer.headers.get_all("Set-Cookie", []) if line.startswith("login=")},
    )


def test_a_known_an_unknown_and_a_disabled_address_are_answered_alike(life, person):
    logged_in(life, "entinen@sopu.test")
    disable_account(wiring.services(), "entinen@sopu.test")
    told = {}
    for email in (person, "tuntematon@sopu.test", "entinen@sopu.test", person.upper()):
        life.sweep()
        browser = Client(life.base_url)
        with calls_of_pages() as made:
            answer = browser.post("/login", {"email": email})
            told[email] = anonymous(answer, email), anonymous(browser.get("/login/code"), email), sorted(made)

    assert len(told) == 4
    assert all(it == told[person] for it in told.values())
    assert set(told[person][2]) == {"dynamodb:PutItem", "dynamodb:UpdateItem", "sqs:SendMessageBatch"}


def test_only_an_account_gets_mail(life):
    life.sweep()
    since = len(life.mails())
    ask(life, "tuntematon@sopu.test")
    ask(life, "entinen@sopu.test")
    life.sweep()

    assert life.mails()[since:] == []


def test_a_wrong_code_is_told_beside_the_field_and_a_right_one_with_blanks_is_fine(life, person):
    since = len(life.mails())
    browser, _ = ask(life, person)
    code = code_for(life, person, since)
    refused = browser.post("/login/code", {"code": f"{(int(code) + 1) % 1_000_000:06d}"})

    assert refused.status == 422
    assert 'id="code-fault"' in refused.text
    assert browser.post("/login/code", {"code": f" {code[:3]} {code[3:]} "}).status == 303
    assert browser.get("/contracts").status == 200


def test_a_code_works_only_in_the_browser_that_asked(life, person):
    since = len(life.mails())
    first, _ = ask(life, person)
    code = code_for(life, person, since)
    since = len(life.mails())
    second, _ = ask(life, person)
    other = code_for(life, person, since)

    assert second.post("/login/code", {"code": code}).status == (303 if code == other else 422)
    assert Client(life.base_url).post("/login/code", {"code": code}).status == 422
    assert first.post("/login/code", {"code": code}).status == 303


def test_a_code_serves_once(life, person):
    since = len(life.mails())
    browser, _ = ask(life, person)
    nonce, code = browser.cookies["login"], code_for(life, person, since)
    again = Client(life.base_url)
    again.cookies = {"login": nonce}

    assert browser.post("/login/code", {"code": code}).status == 303
    assert "login" not in browser.cookies
    assert again.post("/login/code", {"code": code}).status == 422


def test_a_code_dies_after_five_wrong_ones(life, person):
    since = len(life.mails())
    browser, _ = ask(life, person)
    code = code_for(life, person, since)
    for number in range(1, 6):
        assert browser.post("/login/code", {"code": f"{(int(code) + number) % 1_000_000:06d}"}).status == 422

    assert browser.post("/login/code", {"code": code}).status == 422


@pytest.mark.parametrize(("instant", "status"), [("09:09:59", 303), ("09:10:00", 422)])
def test_a_code_lives_for_ten_minutes(life, person, at, instant, status):
    since = len(life.mails())
    browser, _ = ask(life, person)
    code = code_for(life, person, since)
    at(f"2026-11-23T{instant}+02:00")

    assert browser.post("/login/code", {"code": code}).status == status


@pytest.mark.parametrize("code", ["", "000000000", "abcdef", "\x00", "٠١٢٣٤٥", "1" * 100_000, "' OR 1=1"])
def test_what_is_no_code_is_refused_like_a_wrong_one(life, person, code):
    browser, _ = ask(life, person)

    assert browser.post("/login/code", {"code": code}).status == 422


@pytest.mark.parametrize(
    "email", ["", "ei osoite", "@", "a@", "\x00@b.fi", "a@b.fi\r\nBcc: c@d.fi", "ä" * 300 + "@b.fi"]
)
def test_what_is_no_address_gets_a_page_and_never_a_mail(life, email):
    life.sweep()
    since = len(life.mails())
    _, answer = ask(life, email)
    life.sweep()

    assert answer.status in (303, 422)
    assert life.mails()[since:] == []


@pytest.fixture
def three_codes_an_hour(life, monkeypatch):
    monkeypatch.setenv("SOPU_CODES_PER_HOUR", "3")
    wiring.forget()
    yield
    monkeypatch.undo()
    wiring.forget()


def test_too_many_codes_for_one_address_are_refused_for_an_hour(life, owner, person, at, three_codes_an_hour):
    """Known or not; other addresses go on."""
    at("2026-11-24T09:00:00+02:00")
    asked = {
        email: [ask(life, email)[1].status for _ in range(4)] for email in (person, "tuntematon@sopu.test")
    }
    since = len(life.mails())
    browser, _ = ask(life, "omistaja@sopu.test")
    entered = browser.post("/login/code", {"code": code_for(life, "omistaja@sopu.test", since)})
    refused = ask(life, person)[1]
    at("2026-11-24T10:00:00+02:00")
    later = ask(life, person)[1].status

    assert list(asked.values()) == [[303, 303, 303, 429]] * 2
    assert (entered.status, later) == (303, 303)
    assert "Odota tunti" in refused.text


def test_logging_out_ends_the_session_on_the_server_too(life, person):
    browser, thief = logged_in(life, person), Client(life.base_url)
    thief.cookies = dict(browser.cookies)
    assert thief.get("/contracts").status == 200

    left = browser.fill(browser.get("/contracts").form("/logout"))

    assert (left.location, browser.cookies) == (f"{life.base_url}/login", {})
    assert thief.get("/contracts").location == f"{life.base_url}/login"


def test_a_session_that_the_browser_brought_along_is_not_adopted(life, person):
    browser, since = Client(life.base_url), len(life.mails())
    browser.cookies = {"session": "x" * 43}
    browser.post("/login", {"email": person})
    browser.post("/login/code", {"code": code_for(life, person, since)})

    assert browser.cookies["session"] != "x" * 43
    assert browser.get("/contracts").status == 200


def test_a_session_ends_after_a_time_of_nothing(life, person, at):
    busy, idle, start = logged_in(life, person), logged_in(life, person), datetime.fromisoformat(CLOCK)
    at((start + SESSION_IDLE - timedelta(seconds=1)).isoformat())
    assert busy.get("/contracts").status == 200
    at((start + SESSION_IDLE).isoformat())

    assert busy.get("/contracts").status == 200
    assert idle.get("/contracts").location == f"{life.base_url}/login"


def test_a_session_ends_after_its_longest_time_however_busy(life, person, at):
    browser, start = logged_in(life, person), datetime.fromisoformat(CLOCK)
    for hours in range(1, int(SESSION_LONGEST.total_seconds()) // 3600):
        at((start + timedelta(hours=hours)).isoformat())
        assert browser.get("/contracts").status == 200
    at((start + SESSION_LONGEST - timedelta(seconds=1)).isoformat())
    assert browser.get("/contracts").status == 200
    at((start + SESSION_LONGEST).isoformat())

    assert browser.get("/contracts").location == f"{life.base_url}/login"


def test_a_disabled_account_loses_its_open_session(life, at):
    browser = logged_in(life, "erotettu@sopu.test")
    disable_account(wiring.services(), "erotettu@sopu.test")
    at("2026-11-23T09:01:00+02:00")

    assert browser.get("/contracts").location == f"{life.base_url}/login"
