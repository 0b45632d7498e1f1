"""Accounts, contract numbers, login attempts, sessions and throttles."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.accounts import AUDITOR, SUPERVISOR, Account, LoginAttempt, Session
from chalicelib.domain.errors import NotFound
from tests.builders import NOW
from tests.ports.made import at_once, minutes

MAIJA = Account(
    email="maija@ohjaaja.example",
    role=SUPERVISOR,
    profile={"full_name": "Maija Meikäläinen", "fee": 120.5, "qualification": ["STOry"]},
    language="sv",
    defaults={
        "price_amount": "120,50",
        "session_interval_weeks": ["2", "3"],
        "remote_rules": {"allowed": False},
    },
    welcomed=True,
)
AUDITOR_ACCOUNT = Account(email="arkisto@sopu.test", role=AUDITOR)
ATTEMPT = LoginAttempt(digest="a" * 64, email=MAIJA.email, expires_at=minutes(10))
SESSION = Session(
    digest="b" * 64, email=MAIJA.email, role=SUPERVISOR, started_at=NOW, seen_at=NOW, language="en"
)
HOUR = timedelta(hours=1)


def test_an_account_comes_back_as_it_was_saved(accounts):
    accounts.save(MAIJA)

    assert accounts.account(MAIJA.email) == MAIJA
    assert accounts.account("nobody@example.fi") is None


def test_saving_again_replaces_the_account_and_its_place_in_the_list(accounts):
    accounts.save(MAIJA)
    accounts.save(AUDITOR_ACCOUNT)
    accounts.save(replace(MAIJA, active=False))

    assert accounts.account(MAIJA.email) == replace(MAIJA, active=False)
    assert accounts.all() == (AUDITOR_ACCOUNT, replace(MAIJA, active=False))


def test_what_people_change_themselves_leaves_role_and_access_as_they_are(accounts):
    accounts.save(replace(MAIJA, active=False))
    changed = replace(MAIJA, profile={"full_name": "Maija M."}, defaults={}, language="en", welcomed=False)

    accounts.save_own(replace(changed, role=AUDITOR, active=True))

    assert accounts.account(MAIJA.email) == replace(changed, active=False)
    assert accounts.all() == (replace(changed, active=False),)


def test_a_stranger_has_nothing_to_change(accounts):
    with pytest.raises(NotFound):
        accounts.save_own(MAIJA)

    assert accounts.account(MAIJA.email) is None
    assert accounts.all() == ()


def test_numbers_count_from_one_for_each_supervisor_and_year(accounts):
    assert [accounts.next_number(MAIJA.email, 2026) for _ in range(3)] == [1, 2, 3]
    assert accounts.next_number(MAIJA.email, 2027) == 1
    assert accounts.next_number("toinen@ohjaaja.example", 2026) == 1


def test_twenty_who_ask_for_a_number_at_once_get_twenty_numbers(accounts):
    numbers = at_once(20, lambda caller: accounts.next_number(MAIJA.email, 2026))

    assert sorted(numbers) == list(range(1, 21))


def test_an_attempt_is_given_as_it_was_before_each_try_until_its_tries_are_used_up(accounts):
    accounts.save_attempt(ATTEMPT)

    tries = [accounts.attempt(ATTEMPT.digest) for _ in range(7)]

    assert tries == [replace(ATTEMPT, tries=number) for number in range(5)] + [None, None]


def test_a_look_at_an_attempt_counts_no_try(accounts):
    accounts.save_attempt(ATTEMPT)

    looks = [accounts.peek(ATTEMPT.digest) for _ in range(7)]

    assert looks == [ATTEMPT] * 7
    assert accounts.attempt(ATTEMPT.digest) == ATTEMPT
    assert accounts.peek(ATTEMPT.digest) == replace(ATTEMPT, tries=1)


def test_there_is_nothing_to_look_at_once_an_attempt_is_used_up(accounts):
    ended = replace(ATTEMPT, digest="e" * 64)
    for attempt in (ATTEMPT, ended):
        accounts.save_attempt(attempt)
    for _ in range(5):
        accounts.attempt(ATTEMPT.digest)
    accounts.end_attempt(ended.digest)

    assert [accounts.peek(digest) for digest in (ATTEMPT.digest, ended.digest, "f" * 64)] == [None] * 3


def test_twenty_tries_at_once_are_five(accounts):
    accounts.save_attempt(ATTEMPT)

    tries = at_once(20, lambda caller: accounts.attempt(ATTEMPT.digest))

    assert sorted(each.tries for each in tries if each) == [0, 1, 2, 3, 4]


def test_there_is_no_attempt_where_none_was_saved(accounts):
    assert accounts.attempt("f" * 64) is None
    assert accounts.end_attempt("f" * 64) is False
    assert accounts.attempt("f" * 64) is None


def test_an_attempt_that_was_ended_serves_nobody_any_more(accounts):
    accounts.save_attempt(ATTEMPT)

    assert accounts.end_attempt(ATTEMPT.digest) is True
    assert accounts.end_attempt(ATTEMPT.digest) is False
    assert accounts.attempt(ATTEMPT.digest) is None


def test_of_twenty_who_end_an_attempt_one_did(accounts):
    accounts.save_attempt(ATTEMPT)

    outcomes = at_once(20, lambda caller: accounts.end_attempt(ATTEMPT.digest))

    assert sorted(outcomes) == [False] * 19 + [True]


def test_a_session_is_kept_touched_and_ended(accounts):
    accounts.save_session(SESSION)
    assert accounts.session(SESSION.digest) == SESSION

    accounts.save_session(replace(SESSION, seen_at=minutes(5)))
    assert accounts.session(SESSION.digest) == replace(SESSION, seen_at=minutes(5))

    accounts.end_session(SESSION.digest)
    assert accounts.session(SESSION.digest) is None


def test_a_page_that_was_slower_than_the_logout_does_not_bring_the_session_back(accounts):
    accounts.save_session(SESSION)
    accounts.end_session(SESSION.digest)
    accounts.save_session(replace(SESSION, seen_at=minutes(5)))

    assert accounts.session(SESSION.digest) is None


def test_ending_twice_or_a_session_that_never_was_changes_nothing(accounts):
    accounts.end_session(SESSION.digest)
    accounts.save_session(SESSION)

    assert accounts.session(SESSION.digest) == SESSION
    accounts.end_session(SESSION.digest)
    accounts.end_session(SESSION.digest)
    assert accounts.session(SESSION.digest) is None


def test_a_throttle_lets_so_many_through_in_a_window_and_opens_with_the_next(accounts):
    assert [accounts.within("code:a", 3, HOUR, minutes(number)) for number in range(5)] == [True] * 3 + [
        False
    ] * 2
    assert accounts.within("code:a", 3, HOUR, minutes(59)) is False
    assert accounts.within("code:a", 3, HOUR, minutes(60)) is True


def test_throttles_count_each_key_and_each_length_of_window_by_itself(accounts):
    assert accounts.within("code:a", 1, HOUR, NOW)
    assert accounts.within("code:b", 1, HOUR, NOW)
    assert accounts.within("code:a", 1, timedelta(days=1), NOW)
    assert not accounts.within("code:a", 1, HOUR, NOW)


def test_of_twenty_at_once_a_throttle_lets_through_as_many_as_it_should(accounts):
    outcomes = at_once(20, lambda caller: accounts.within("code:a", 6, HOUR, NOW))

    assert outcomes.count(True) == 6
