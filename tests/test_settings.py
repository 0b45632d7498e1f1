"""What the environment tells of the practice; the rest is asserted where it is used (tests/dev, tests/package)."""

from datetime import datetime
from threading import Timer

import pytest

from chalicelib.settings import Settings, read_clock

NEEDED = [
    "SOPU_TABLE",
    "SOPU_BUCKET",
    "SOPU_JOBS_QUEUE",
    "SOPU_SEALS_QUEUE",
    "SOPU_LINK_KEY",
    "SOPU_LOGIN_KEY",
    "SOPU_SEAL_KEY",
    "SOPU_SEAL_CERTIFICATES",
    "BASE_URL",
    "SOPU_MAIL_FROM",
    "SOPU_SEAL_HOLDER",
]
WITHOUT = dict.fromkeys(NEEDED, "x")


def test_a_practice_tells_what_it_wants():
    told = Settings.from_environment(
        WITHOUT | {"SOPU_PRACTICE_NAME": "Aalto Oy", "SOPU_PRACTICE_PHONE": "040 1"}
    )

    assert (told.practice_name, told.practice_phone) == ("Aalto Oy", "040 1")
    assert (told.practice_email, told.practice_address) == ("", "")


def test_a_data_protection_officer_is_told_where_there_is_one():
    told = Settings.from_environment(WITHOUT | {"SOPU_DATA_PROTECTION_OFFICER": "Aino Mäki, dpo@aalto.test"})

    assert told.data_protection_officer == "Aino Mäki, dpo@aalto.test"
    assert Settings.from_environment(WITHOUT).data_protection_officer == ""


def test_a_service_may_be_nobodys_in_particular():
    assert Settings.from_environment(WITHOUT).practice_name == ""


def test_a_clock_that_is_being_set_is_read_when_it_is_set(tmp_path):
    """Who writes a file empties it first."""
    clock = tmp_path / "now"
    clock.touch()
    setting = Timer(0.01, lambda: clock.write_text("2026-11-23T09:00:00+02:00\n", encoding="ascii"))
    setting.start()

    assert read_clock(str(clock)) == datetime.fromisoformat("2026-11-23T09:00:00+02:00")
    setting.join()


def test_a_clock_that_stays_empty_is_no_clock(tmp_path):
    clock = tmp_path / "now"
    clock.touch()

    with pytest.raises(ValueError, match="isoformat"):
        read_clock(str(clock))
