"""The sentence that a party accepts with, and the name typed under it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import events
from chalicelib.domain.acceptance import EARLY_START, Statement, same_name, statement, statement_of
from chalicelib.domain.canonical import sha256
from chalicelib.domain.parties import Role
from chalicelib.domain.statements import CONFIRMATIONS, LANGUAGES, STATEMENTS
from tests.builders import a_sent


@pytest.mark.parametrize(
    "typed",
    ["Juho Kärppä-Öhman", "juho kärppä-öhman", "JUHO KÄRPPÄ-ÖHMAN", "Juho Karppa Ohman", " Juho  Kärppä - Öhman ",
     "Juho Ka\u0308rppa\u0308-O\u0308hman", "juhokarppaohman", "Juho Kärppä–Öhman."],
)  # fmt: skip
def test_a_name_is_the_same_regardless_of_case_marks_and_spacing(typed):
    assert same_name(typed, "Juho Kärppä-Öhman")


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "Juho", "Juho Kärppä", "Öhman Juho Kärppä", "Juha Kärppä-Öhman", "x"]
)
def test_another_name_is_another(typed):
    assert not same_name(typed, "Juho Kärppä-Öhman")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Nguyen Thi Anh", "Nguyễn Thị Ánh"), ("obrien", "O’Brien"), ("STRASSE", "Straße"), ("Sorsa", "Šorsa")],
)
def test_marks_of_other_languages_count_as_little(typed, name):
    assert same_name(typed, name)


@given(st.text("aäÅöŠễdŊþ '-.", min_size=1))
def test_a_name_typed_in_capitals_is_the_same_when_it_has_a_letter(name):
    assert same_name(name.upper(), name) == any(c.isalpha() for c in name)


SENT = a_sent(number="TO-2026-0007", version=3)
HIDDEN = ("main", "annex_a")


def seat(party, *also, **more):
    return events.Seat(party=party, role=Role(party.partition("-")[0]), also=also, **more)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (seat("supervisor"), "self/1"),
        (seat("supervisor", documents=HIDDEN), "self_annex/1"),
        (seat("supervisee-1"), "self/1"),
        (seat("supervisee-1", documents=HIDDEN), "self_annex/1"),
        (seat("supervisee-1", consumer=True), "consumer/1"),
        (seat("supervisee-1", consumer=True, documents=HIDDEN), "consumer_annex/1"),
        (seat("manager"), "organisation/1"),
        (seat("manager", Role.CLIENT_REPRESENTATIVE), "organisation/1"),
        (seat("managers_manager"), "organisation/1"),
        (seat("client_representative"), "organisation/1"),
        (seat("manager", Role.SUPERVISEE), "self/1"),
        (seat("manager", Role.SUPERVISEE, documents=HIDDEN), "self_annex/1"),
        (seat("manager", Role.SUPERVISEE, Role.CLIENT_REPRESENTATIVE), "both/1"),
        (seat("manager", Role.SUPERVISEE, Role.CLIENT_REPRESENTATIVE, documents=HIDDEN), "both_annex/1"),
    ],
)
def test_each_party_has_the_sentence_of_what_they_are_and_sign(who, sentence):
    assert statement_of(who) == sentence
    assert statement(who, SENT, "fi").suits(who, SENT)


def test_every_sentence_is_there_in_every_language_and_fills_its_places():
    assert {(name, language) for name, _ in STATEMENTS for language in LANGUAGES} == STATEMENTS.keys()
    assert {(name, language) for name, _ in CONFIRMATIONS for language in LANGUAGES} == CONFIRMATIONS.keys()

    for name, language in STATEMENTS:
        said = Statement(id=name, language=language, confirmed=("language/1", "early_start/1"))
        assert "TO-2026-0007" in said.text(SENT)
        assert "{" not in said.text(SENT)


def test_the_sentence_names_contract_and_version():
    assert statement(seat("supervisee-1"), SENT, "fi").text(SENT) == (
        "Olen lukenut sopimuksen TO-2026-0007, version 3, ja hyväksyn sen itseäni sitovaksi."
    )


def test_the_sentence_for_an_organisation_confirms_the_right_to_act():
    accepting, confirming = statement(seat("manager"), replace(SENT, language="sv"), "sv").ticks(SENT)

    assert accepting == (
        "Jag har läst avtal TO-2026-0007, version 3, och godkänner det för den organisation jag företräder."
    )
    assert confirming == "Jag försäkrar att jag har rätt att godkänna avtalet för min organisation."


def test_who_reads_another_language_confirms_that_they_understand_the_contracts():
    said = statement(seat("supervisee-1"), SENT, "en")

    assert said.confirmed == ("language/1",)
    assert said.ticks(SENT)[1].startswith("The contract is in Finnish.")
    assert not replace(said, confirmed=()).suits(seat("supervisee-1"), SENT)


def test_only_whom_it_concerns_may_ask_for_an_early_start_and_nobody_must():
    asked, other = (
        seat("supervisee-1", consumer=True, may_start_early=True),
        seat("supervisee-2", consumer=True),
    )

    assert statement(asked, SENT, "fi").confirmed == ()
    wants = statement(asked, SENT, "fi", [EARLY_START])
    assert wants.confirmed == (EARLY_START,)
    assert wants.suits(asked, SENT)
    assert statement(other, SENT, "fi", [EARLY_START]).confirmed == ()
    assert not wants.suits(other, SENT)


def test_the_digest_is_that_of_everything_that_was_ticked():
    said = statement(seat("manager"), SENT, "fi")

    assert said.sha256(SENT) == sha256(" ".join(said.ticks(SENT)).encode())


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("self/1", "3e8440f7d800564026b651113985b813a02451ae742c01b63bc0c29c300cc31e"),
        ("organisation/1", "c5b15efdd3dcd91bdec6ecef898e521632f86df6d763d6089ef464a15708bf8f"),
    ],
)
def test_a_sentence_once_used_is_never_edited(name, digest):
    """Archived trails name it by id and digest: a new wording gets a new id."""
    assert Statement(id=name, language="fi").sha256(a_sent()) == digest
