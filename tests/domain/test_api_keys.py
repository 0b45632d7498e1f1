"""Keys of practice systems: what a header holds, and what a new key may be called."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.api_keys import (
    ARCHIVE,
    MOST,
    READ,
    SCOPES,
    ApiKey,
    bearer,
    key_digest,
    key_faults,
    key_text,
)

MADE_AT = datetime(2026, 11, 23, 7, tzinfo=UTC)


def a_key(name, number=1):
    return ApiKey(
        digest=key_digest(str(number)),
        email="maija@ohjaaja.example",
        name=name,
        scopes=SCOPES,
        made_at=MADE_AT,
    )


@pytest.mark.parametrize(
    ("header", "credential"),
    [
        ("Bearer sopu_x", "sopu_x"), ("bearer sopu_x", "sopu_x"), (" BEARER   sopu_x ", "sopu_x"), ("Bearer", ""), ("Bearer ", ""),
        ("", ""), ("sopu_x", ""), ("Basic sopu_x", ""), ("Bearersopu_x", ""), ("Bearer sopu_x sopu_y", "sopu_x sopu_y"),
    ],
)  # fmt: skip
def test_only_a_bearers_credential_counts(header, credential):
    assert bearer(header) == credential


@pytest.mark.parametrize("text", ["", "sopu_x", "äö", "\ud800", "x" * 100_000])
def test_any_text_has_a_digest_of_64_characters(text):
    assert len(key_digest(text)) == 64


def test_a_key_is_known_by_how_it_begins():
    assert key_text("x" * 43) == "sopu_" + "x" * 43


@pytest.mark.parametrize(
    ("name", "scopes", "others", "codes"),
    [
        ("Kirjanpito", {ARCHIVE}, (), []),
        ("x" * 60, set(SCOPES), (), []),
        ("", {READ}, (), ["required"]),
        ("x" * 61, {READ}, (), ["too_long"]),
        ("KIRJANPITO", {READ}, ("Kirjanpito",), ["key_name_taken"]),
        ("Kirjanpito", {"contracts:everything"}, (), ["no_scope"]),
        ("", set(), (), ["required", "no_scope"]),
        ("Uusi", {READ}, tuple(f"Avain {number}" for number in range(MOST)), ["too_many_keys"]),
    ],
)  # fmt: skip
def test_everything_that_is_wrong_with_a_new_key_is_told_at_once(name, scopes, others, codes):
    kept = [a_key(it, number) for number, it in enumerate(others)]

    assert [fault.code for fault in key_faults(name, scopes, kept)] == codes
