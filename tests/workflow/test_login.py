"""Logging in: known and unknown alike, a code that serves once, and a session that ends."""

import re
from contextlib import nullcontext
from datetime import timedelta

import pytest

from chalicelib.domain.accounts import AUDITOR, SUPERVISOR
from chalicelib.domain.canonical import sha256
from chalicelib.domain.errors import LoginRefused, NotFound, NotLoggedIn, TooManyTries
from chalicelib.workflow.accounts import add_account, disable_account
from chalicelib.workflow.login import enter_code, log_out, request_code, session_of
from chalicelib.workflow.work import work

KNOWN, UNKNOWN, HERE = "ulla@sopu.test", "kuka@sopu.test", "192.0.2.7"


@pytest.fixture
def known(world):
    add_account(world.services, KNOWN, SUPERVISOR, {"full_name": "Ulla"})
    return world


def ask(world, email=KNOWN, ip=HERE):
    """(nonce, code) of a login; the code is "" when no mail came."""
    before = len(world.mailer.letters)
    nonce = request_code(world.services, email, ip)
    world.settle()
    mailed = [re.search(r"\b\d{6}\b", letter.text)[0] for letter in world.mailer.letters[before:]]
    return nonce, (mailed or [""])[0]


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_code_by_mail_logs_in_the_browser_that_asked(known):
    nonce, code = ask(known, " ULLA@sopu.test ")

    session = session_of(known.services, enter_code(known.services, nonce, f" {code[:3]} {code[3:]} "))

    assert (session.email, session.role) == (KNOWN, SUPERVISOR)
    assert [(letter.to, letter.sender) for letter in known.mailer.letters] == [(KNOWN, "Sopu")]


def test_known_and_unknown_addresses_cause_the_same_calls_and_the_same_answer(known):
    asked = []
    for email in (KNOWN, UNKNOWN):
        start = len(known.line.calls)
        nonce = request_code(known.services, email, HERE)
        asked.append((len(nonce), known.line.calls[start:]))

    assert asked[0] == asked[1]


def test_an_unknown_address_gets_no_mail_and_no_code_opens_it(known):
    nonce, code = ask(known, UNKNOWN)

    assert code == ""
    with pytest.raises(LoginRefused):
        enter_code(known.services, nonce, "000000")


def test_entering_a_code_for_an_unknown_address_is_refused_even_if_it_is_right(known):
    """An account that was disabled in between, or whoever can count with the key."""
    nonce, code = ask(known)
    disable_account(known.services, KNOWN)

    with pytest.raises(LoginRefused):
        enter_code(known.services, nonce, code)


def test_a_disabled_account_gets_no_mail_and_has_it_back_when_added_again(known):
    disable_account(known.services, KNOWN)
    assert ask(known)[1] == ""

    add_account(known.services, KNOWN.upper(), AUDITOR)

    assert known.accounts.account(KNOWN).role == AUDITOR
    assert known.accounts.account(KNOWN).profile == {"full_name": "Ulla"}
    assert ask(known)[1]


def test_what_is_no_account_is_not_disabled(known):
    with pytest.raises(NotFound):
        disable_account(known.services, UNKNOWN)


def test_a_code_serves_once(known):
    nonce, code = ask(known)
    enter_code(known.services, nonce, code)

    with pytest.raises(LoginRefused):
        enter_code(known.services, nonce, code)


def test_two_windows_with_the_right_code_are_one_login(known):
    nonce, code = ask(known)
    known.line.before["accounts.end_attempt"] = lambda: enter_code(known.services, nonce, code)

    with pytest.raises(LoginRefused):
        enter_code(known.services, nonce, code)

    assert len(known.accounts.sessions) == 1


def test_four_wrong_codes_are_forgiven_and_the_fifth_is_the_last(known):
    nonce, code = ask(known)
    other_nonce, other_code = ask(known)
    for tries, each, right in ((4, nonce, code), (5, other_nonce, other_code)):
        for _ in range(tries):
            with pytest.raises(LoginRefused):
                enter_code(known.services, each, wrong(right))

    assert enter_code(known.services, nonce, code)
    with pytest.raises(LoginRefused):
        enter_code(known.services, other_nonce, other_code)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "kissat", "١٢٣٤٥٦", "0" * 10_000])
def test_what_is_no_code_is_refused(known, code):
    nonce, _ = ask(known)

    with pytest.raises(LoginRefused):
        enter_code(known.services, nonce, code)


@pytest.mark.parametrize(("minutes", "opens"), [(9.9, True), (10, False)])
def test_a_code_lasts_ten_minutes(known, minutes, opens):
    nonce, code = ask(known)
    known.clock.forward(minutes=minutes)

    if opens:
        assert enter_code(known.services, nonce, code)
    else:
        with pytest.raises(LoginRefused):
            enter_code(known.services, nonce, code)


def test_another_browser_cannot_use_the_code(known):
    _, code = ask(known)
    nonce, _ = ask(known)

    for foreign in (nonce, "", "x" * 43):
        with pytest.raises(LoginRefused):
            enter_code(known.services, foreign, code)


def test_the_same_job_twice_mails_the_same_code(known):
    nonce, code = ask(known)

    work(known.services, {"login": sha256(nonce.encode())})

    assert [code in letter.text for letter in known.mailer.letters] == [True, True]


def test_the_queue_holds_no_persons_data(known):
    nonce = request_code(known.services, KNOWN, HERE)

    assert known.jobs.messages == [{"login": sha256(nonce.encode())}]


@pytest.mark.parametrize("late", ["expired", "entered", "unknown"])
def test_a_job_that_comes_too_late_mails_nothing(known, late):
    nonce, code = ask(known)
    {
        "expired": lambda: known.clock.forward(minutes=10),
        "entered": lambda: enter_code(known.services, nonce, code),
        "unknown": known.accounts.attempts.clear,
    }[late]()

    work(known.services, {"login": sha256(nonce.encode())})

    assert len(known.mailer.letters) == 1


def test_neither_code_nor_nonce_nor_session_is_kept(known):
    nonce, code = ask(known)
    secret = enter_code(known.services, nonce, code)

    kept = repr(vars(known.accounts)) + repr(known.jobs.messages)
    assert [each for each in (nonce, f"'{code}'", secret) if each in kept] == []


# Throttles


def test_a_seventh_code_within_the_hour_is_refused_whether_known_or_not(known):
    for email in (KNOWN, UNKNOWN):
        for _ in range(6):
            ask(known, email)
        with pytest.raises(TooManyTries):
            request_code(known.services, email, HERE)

    known.clock.forward(hours=1)
    assert ask(known)[1]


def test_a_stranger_elsewhere_does_not_use_up_somebodys_codes(known):
    for _ in range(6):
        request_code(known.services, KNOWN, "198.51.100.1")

    assert ask(known)[1]


def test_what_is_refused_to_a_stranger_uses_up_none_of_somebodys_codes(known):
    for number in range(31):
        with pytest.raises(TooManyTries) if number >= 6 else nullcontext():
            request_code(known.services, KNOWN, "198.51.100.1")

    assert ask(known)[1]


def test_strangers_in_many_networks_do_not_flood_one_mailbox(known):
    for number in range(30):
        request_code(known.services, KNOWN, f"198.51.100.{number % 6}")

    with pytest.raises(TooManyTries):
        request_code(known.services, KNOWN, "198.51.100.99")


def test_one_network_asks_for_at_most_sixty_codes_an_hour(known):
    for number in range(60):
        request_code(known.services, f"a{number}@sopu.test", HERE)

    with pytest.raises(TooManyTries):
        request_code(known.services, KNOWN, HERE)
    assert request_code(known.services, KNOWN, "198.51.100.1")


# Sessions


@pytest.fixture
def cookie(known):
    return enter_code(known.services, *ask(known))


def test_an_idle_session_ends_after_eight_hours(known, cookie):
    known.clock.forward(hours=2)
    session_of(known.services, cookie)
    known.clock.forward(hours=7, minutes=59, seconds=59)
    session_of(known.services, cookie)

    known.clock.forward(hours=8)

    with pytest.raises(NotLoggedIn):
        session_of(known.services, cookie)


def test_a_busy_session_ends_after_twelve_hours(known, cookie):
    end = known.clock.at + timedelta(hours=12)
    while known.clock.at < end - timedelta(minutes=20):
        known.clock.forward(minutes=20)
        session_of(known.services, cookie)
    known.clock.forward(minutes=20)

    with pytest.raises(NotLoggedIn):
        session_of(known.services, cookie)


def test_a_page_a_second_writes_the_session_once_a_minute(known, cookie):
    start = len(known.line.calls)
    for _ in range(120):
        known.clock.forward(seconds=1)
        session_of(known.services, cookie)

    assert known.line.calls[start:].count("accounts.save_session") == 2


def test_logging_out_ends_the_session_on_the_server_and_again_changes_nothing(known, cookie):
    for _ in range(2):
        log_out(known.services, cookie)

        with pytest.raises(NotLoggedIn):
            session_of(known.services, cookie)


@pytest.mark.parametrize("secret", ["", "x", "A" * 43])
def test_what_is_no_session_is_nobody(known, secret):
    with pytest.raises(NotLoggedIn):
        session_of(known.services, secret)
