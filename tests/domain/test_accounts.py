"""Accounts, codes and sessions: how long they live and what a code is made of."""

from datetime import timedelta

import pytest

from chalicelib.domain.accounts import SUPERVISOR, Session, code_of, login_message
from tests.builders import NOW

MINUTES, HOURS = timedelta(minutes=1), timedelta(hours=1)


def alive(age, idle):
    started = NOW - age
    session = Session(
        digest="0" * 64, email="a@b.example", role=SUPERVISOR, started_at=started, seen_at=NOW - idle
    )
    return session.alive(NOW)


@pytest.mark.parametrize(
    ("age", "idle", "lives"),
    [
        (0 * HOURS, 0 * MINUTES, True),
        (9 * HOURS, 8 * HOURS - MINUTES, True),
        (9 * HOURS, 8 * HOURS, False),
        (12 * HOURS - MINUTES, 1 * MINUTES, True),
        (12 * HOURS, 0 * MINUTES, False),
        (30 * 24 * HOURS, 0 * MINUTES, False),
    ],
)
def test_a_session_lives_eight_hours_idle_and_twelve_hours_at_most(age, idle, lives):
    assert alive(age, idle) is lives


@pytest.mark.parametrize(
    ("mac", "code"),
    [
        (bytes(32), "000000"),
        ((7).to_bytes(8, "big") + b"x" * 24, "000007"),
        ((1_000_000).to_bytes(8, "big"), "000000"),
        ((123_456_789).to_bytes(8, "big"), "456789"),
        (b"\xff" * 32, "551615"),
    ],
)
def test_a_code_is_six_digits_of_the_mac(mac, code):
    assert code_of(mac) == code


def test_codes_are_spread_over_all_that_six_digits_hold():
    """Of 10,000 macs far apart, hardly two share a code."""
    codes = {code_of((n * 0x9E3779B97F4A7C15 % 2**64).to_bytes(8, "big")) for n in range(10_000)}

    assert len(codes) > 9_900


def test_each_login_has_a_message_of_its_own_and_none_is_a_links():
    assert login_message("a" * 64) != login_message("b" * 64)
    assert login_message("a" * 64).startswith(b"login:")
