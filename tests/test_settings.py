"""What the environment tells of the practice; the rest is asserted where it is used (tests/dev, tests/package)."""

from chalicelib.settings import Settings

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
