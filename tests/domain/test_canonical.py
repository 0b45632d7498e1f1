"""One way to write JSON, and a commitment that binds what it does not tell."""

import pytest

from chalicelib.domain.canonical import canonical, commitment, parsed, sha256

SALT = "A" * 43


def test_equal_things_have_equal_bytes_whatever_their_order():
    assert canonical({"b": 1, "a": "ä"}) == canonical({"a": "ä", "b": 1}) == '{"a":"ä","b":1}'.encode()


@pytest.mark.parametrize(
    "data", [b'{"b":1,"a":2}', b'{ "a":1}', b'{"a":1.0}', b'{"a":"\\u00e4"}', b'{"a":1,"a":1}', b"NaN", b""]
)
def test_bytes_that_are_not_canonical_pass_for_nothing(data):
    with pytest.raises(ValueError):  # noqa: PT011  several libraries say it in their own words
        parsed(data)


def test_a_commitment_changes_with_the_data_and_with_the_salt():
    told = commitment(SALT, {"reason": "Kiire"})

    assert told == sha256(SALT.encode() + b'{"reason":"Kiire"}')
    assert told not in {commitment(SALT, {"reason": "Muu"}), commitment("B" * 43, {"reason": "Kiire"})}
