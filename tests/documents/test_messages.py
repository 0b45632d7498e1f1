"""Each code has its sentence, each sentence its code, and all of them can be said."""

import string
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.documents.messages import SENTENCES, STATES, sentence_for
from chalicelib.domain import errors
from chalicelib.domain.terms import read_terms, reading
from tests.builders import ABSENT, TODAY, example
from tests.codes import PRODUCT, fault_codes, raised

SOURCES = sorted(PRODUCT.rglob("*.py"))
ERRORS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.ContractError)
}
MADE = [(path.name, *made) for path in SOURCES for made in fault_codes(path)]
# What reading.py says of what pydantic says; its parameters are those of the limit that was passed.
READ = {*reading._CODES.values(), "not_understood"}
LIMITS = {
    "too_short": {"least"},
    "too_long": {"most"},
    "too_small": {"least"},
    "too_large": {"most"},
}


def wanted(code):
    """Names of the parameters that a sentence needs."""
    return {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}


def test_every_code_that_the_product_can_yield_has_a_sentence():
    assert {code for _, code, _ in MADE} | READ | {kind.code for kind in ERRORS.values()} <= set(SENTENCES)


def test_no_sentence_is_left_over():
    assert set(SENTENCES) <= {code for _, code, _ in MADE} | READ | {kind.code for kind in ERRORS.values()}


@pytest.mark.parametrize(("file", "code", "given"), MADE)
def test_each_fault_gives_what_its_sentence_needs(file, code, given):
    assert wanted(code) <= given


@pytest.mark.parametrize("code", sorted(READ - {"required"}))
def test_each_limit_gives_what_its_sentence_needs(code):
    assert wanted(code) == LIMITS.get(code, set())


def test_each_error_is_raised_with_what_its_sentence_needs():
    found = [made for path in SOURCES for made in raised(path, ERRORS)]

    assert [(name, given) for name, given in found if not wanted(ERRORS[name].code) <= given] == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_sentence_can_be_said(code):
    params = dict.fromkeys(wanted(code), 3) | {"status": "sent"}

    said = sentence_for(code, params)

    assert "{" not in said
    assert said[0].isupper()
    assert said.endswith((".", "3"))


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_no_sentence_blames_or_speaks_in_jargon(code):
    for word in (
        "virhe",
        "syöte",
        "kelpaa",
        "kelvo",
        "väärin",
        "laiton",
        "epäonnistu",
        "pakollinen",
        " null",
        "  ",
    ):
        assert word not in SENTENCES[code].lower()


@pytest.mark.parametrize(
    "status",
    ["draft", "sent", "completed", "sealed", "declined", "expired", "cancelled", "withdrawn", "superseded"],
)
def test_a_closed_contract_says_why(status):
    assert (
        sentence_for("contract_closed", {"status": status})
        == f"Tätä ei voi nyt tehdä, sillä {STATES[status]}."
    )


def test_days_and_numbers_are_written_in_finnish():
    assert sentence_for("ends_before_start", {"start": date(2026, 11, 3)}).endswith("3.11.2026 jälkeen.")
    assert (
        sentence_for("too_large", {"most": Decimal("9999.99")})
        == "Anna luku, joka on enintään 9\u00a0999,99."
    )


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_sentence_can_be_said_in_another_language(code, language):
    params = dict.fromkeys(wanted(code), 3) | {"status": "sent"}

    said = sentence_for(code, params, language)

    assert "{" not in said
    assert said != sentence_for(code, params)
    assert said[0].isupper()


def test_days_numbers_and_states_follow_the_readers_language():
    most, sent = {"most": Decimal("9999.99")}, {"status": "sent"}

    assert sentence_for("ends_before_start", {"start": date(2026, 11, 3)}, "sv").endswith(
        "den 3\u00a0november 2026."
    )
    assert sentence_for("too_large", most, "sv").endswith("9\u00a0999,99.")
    assert "9,999.99 at most" in sentence_for("too_large", most, "en")
    assert sentence_for("contract_closed", sent, "en").endswith("because the contract has already been sent.")


def test_several_names_are_a_part_of_their_sentence():
    left_behind = {"number": "TO-2026-0001", "names": ("Aino Ek", "Eino Ek", "Väinö Ek")}

    assert "Aino Ek, Eino Ek ja Väinö Ek." in sentence_for("bound_left_out", left_behind)
    assert "Aino Ek, Eino Ek och Väinö Ek." in sentence_for("bound_left_out", left_behind, "sv")


def test_a_name_with_braces_is_only_a_name():
    assert sentence_for("name_differs", {"name": "{status} {0}"}).endswith("{status} {0}.")


def test_faults_of_a_real_form_become_sentences():
    wrong = {
        "supervisees-0-full_name": "A", "sessions_total": 101, "price_amount": "10000", "session_length_min": 50,
        "start_date": "2026-11-22", "manager": ABSENT, "client": ABSENT, "supervisor-business_id": "0000001-8",
    }  # fmt: skip
    faults = read_terms(example(**wrong), TODAY).faults

    said = {fault.field: sentence_for(fault.code, fault.params) for fault in faults}

    assert said["supervisees-0-full_name"] == "Kirjoita vähintään 2 merkkiä."
    assert said["sessions_total"] == "Anna luku väliltä 1–100."
    assert said["session_length_min"] == "Anna luku väliltä 30–240. Sen pitää olla jaollinen luvulla 15."
    assert said["start_date"] == "Alkamispäivä on jo mennyt. Valitse tämä päivä tai myöhempi."
    assert set(said) >= set(wrong) - {"manager", "client"}


def test_a_code_without_a_sentence_is_a_bug():
    with pytest.raises(KeyError):
        sentence_for("never_heard_of", {})
