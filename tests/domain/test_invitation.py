"""Personal links: one message for one link, one token for one message, and nothing usable in the table."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import NotFound
from chalicelib.domain.invitation import (
    Link,
    form_token,
    is_form_token,
    masked,
    token_digest,
    token_of,
    unmasked,
)

LINK = Link(contract="5d41402abc4b2a76b9719d911017c592", party="supervisee-1", version=1, round=1)
TOKEN = token_of(bytes(range(32)))


def test_a_token_is_43_characters_that_an_address_takes_as_they_are():
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", TOKEN)
    assert token_of(b"\xff" * 32) == "_" * 42 + "8"


def test_the_same_mac_gives_the_same_token():
    assert token_of(bytes(range(32))) == TOKEN


@pytest.mark.parametrize(
    "other",
    [
        Link(contract="0" * 32, party="supervisee-1", version=1, round=1),
        Link(contract=LINK.contract, party="supervisee-2", version=1, round=1),
        Link(contract=LINK.contract, party="supervisee-1", version=2, round=1),
        Link(contract=LINK.contract, party="supervisee-1", version=1, round=2),
        Link(contract=LINK.contract, party="supervisee-", version=11, round=1),
        Link(contract=LINK.contract, party="supervisee-1", version=11, round=1),
    ],
    ids=["contract", "party", "version", "round", "a digit moved", "a digit more"],
)
def test_each_part_of_a_link_makes_another_message(other):
    assert other.message != LINK.message


links = st.builds(
    Link,
    contract=st.text(max_size=3),
    party=st.text(max_size=3),
    version=st.integers(0, 120),
    round=st.integers(0, 120),
)


@given(links, links)
def test_two_links_share_a_message_only_when_they_are_the_same(one, other):
    assert (one.message == other.message) == (one == other)


def test_the_table_knows_a_token_by_its_digest():
    assert re.fullmatch(r"[0-9a-f]{64}", token_digest(TOKEN))
    assert token_digest(TOKEN) != token_digest(token_of(bytes(32)))


@pytest.mark.parametrize(
    "token", ["", "a" * 42, "a" * 44, "a" * 42 + "=", "a" * 42 + "\n", "a" * 42 + "ä", "../" + "a" * 40]
)
def test_what_has_not_the_shape_of_a_token_is_simply_not_found(token):
    with pytest.raises(NotFound):
        token_digest(token)


def test_a_form_is_known_by_its_holder_and_its_purpose():
    token = form_token("secret", "accept")

    assert is_form_token(token, "secret", "accept")
    assert not is_form_token(token, "another", "accept")
    assert not is_form_token(token, "secret", "decline")


@pytest.mark.parametrize("given", ["", "ä", "\ud800", "a" * 43])
def test_a_forged_form_token_is_false_whatever_it_holds(given):
    assert not is_form_token(given, "secret", "accept")


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_token_comes_out_of_its_mask_as_it_went_in(token, mask):
    hidden = masked(token_of(token), token_of(mask))

    assert unmasked(hidden) == token_of(token)
    assert len(hidden) == 86


def test_no_two_masks_give_the_same_bytes():
    token = form_token("secret", "session")
    one, other = (masked(token, token_of(bytes([number]) * 32)) for number in (1, 2))

    assert {one[:43], one[43:]}.isdisjoint({other[:43], other[43:], token})


@given(st.text(max_size=100))
def test_what_was_never_masked_is_no_token(given):
    assert not is_form_token(unmasked(given), "secret", "session")
