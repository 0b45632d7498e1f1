"""Keys of practice systems, found by their digests and listed by their accounts, and requests that may be repeated."""

from dataclasses import replace
from datetime import date

from chalicelib.domain.api_keys import READ, REPEATABLE, WRITE, ApiKey, Request, key_digest
from tests.builders import NOW
from tests.ports.made import at_once, minutes

MAIJA, OTHER = "maija@ohjaaja.example", "toinen@ohjaaja.example"
KEY = ApiKey(digest=key_digest("sopu_1"), email=MAIJA, name="Järjestelmä", scopes=(WRITE, READ), made_at=NOW)
DAY = date(2026, 11, 23)
REQUEST = Request(
    email=MAIJA,
    name=key_digest("8e03"),
    body=key_digest("{}"),
    contract="c" * 32,
    expires_at=NOW + REPEATABLE,
)


def test_a_key_is_found_by_its_digest_and_listed_by_its_account(api_keys):
    second = replace(KEY, digest=key_digest("sopu_2"), name="Toinen", used_on=DAY)
    for key in (KEY, second, replace(KEY, digest=key_digest("sopu_3"), email=OTHER)):
        api_keys.add(key)

    assert api_keys.key(KEY.digest) == KEY
    assert api_keys.key(key_digest("sopu_4")) is None
    assert sorted(api_keys.of(MAIJA), key=lambda key: key.name) == [KEY, second]
    assert list(api_keys.of("nobody@ohjaaja.example")) == []


def test_the_day_of_use_stands_at_both_places(api_keys):
    api_keys.add(KEY)
    api_keys.used(KEY, DAY)

    assert api_keys.key(KEY.digest) == replace(KEY, used_on=DAY)
    assert list(api_keys.of(MAIJA)) == [replace(KEY, used_on=DAY)]


def test_an_ended_key_is_nowhere_and_a_late_use_does_not_bring_it_back(api_keys):
    api_keys.add(KEY)
    api_keys.end(MAIJA, KEY.digest)
    api_keys.end(MAIJA, KEY.digest)
    api_keys.used(KEY, DAY)

    assert api_keys.key(KEY.digest) is None
    assert list(api_keys.of(MAIJA)) == []


def test_nobody_ends_anothers_key(api_keys):
    api_keys.add(KEY)
    api_keys.end(OTHER, KEY.digest)
    api_keys.end(OTHER, "0" * 64)

    assert api_keys.key(KEY.digest) == KEY
    assert list(api_keys.of(MAIJA)) == [KEY]


def test_the_first_request_of_a_name_stands_until_it_expires(api_keys):
    later = replace(REQUEST, body=key_digest("[]"), contract="d" * 32, expires_at=minutes(5) + REPEATABLE)

    assert api_keys.ask(REQUEST, NOW) == REQUEST
    assert api_keys.ask(later, minutes(5)) == REQUEST
    assert api_keys.ask(later, REQUEST.expires_at) == later


def test_names_of_two_accounts_have_nothing_to_do_with_each_other(api_keys):
    others = replace(REQUEST, email=OTHER, contract="d" * 32)

    assert [api_keys.ask(it, NOW) for it in (REQUEST, others)] == [REQUEST, others]


def test_a_request_takes_the_place_of_the_one_it_names_and_of_no_other(api_keys):
    mended = replace(REQUEST, body=key_digest("[]"), contract="d" * 32)
    late = replace(REQUEST, body=key_digest("{}"), contract="e" * 32)
    api_keys.ask(REQUEST, NOW)

    assert api_keys.ask(mended, NOW, instead=REQUEST.contract) == mended
    assert api_keys.ask(late, NOW, instead=REQUEST.contract) == mended


def test_of_twenty_who_ask_at_once_all_get_the_same_request(api_keys):
    asked = at_once(20, lambda caller: api_keys.ask(replace(REQUEST, contract=f"{caller:032x}"), NOW))

    assert len(set(asked)) == 1
