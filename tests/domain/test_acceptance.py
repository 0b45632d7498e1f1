"""The sentence that a party accepts with, and the name typed under it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.acceptance import same_name, sentence, sentence_digest, statement_of, ticks
from chalicelib.domain.canonical import sha256
from tests.builders import seats


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


def test_who_acts_for_an_organisation_says_so():
    supervisor, supervisee, manager = seats()

    assert [statement_of(seat) for seat in (supervisor, supervisee, manager)] == [
        "self/1",
        "self/1",
        "organisation/1",
    ]


def test_the_sentence_names_contract_and_version():
    assert sentence("self/1", "fi", "TO-2026-0007", 3) == (
        "Olen lukenut sopimuksen TO-2026-0007, version 3, ja hyväksyn sen itseäni sitovaksi."
    )


def test_the_sentence_for_an_organisation_confirms_the_right_to_act():
    accepting, confirming = ticks("organisation/1", "fi", "TO-2026-0007", 3)

    assert confirming == "Vakuutan, että minulla on oikeus hyväksyä sopimus organisaationi puolesta."
    assert sentence("organisation/1", "fi", "TO-2026-0007", 3) == f"{accepting} {confirming}"


def test_who_accepts_for_themselves_has_one_box():
    assert ticks("self/1", "fi", "TO-2026-0007", 3) == (sentence("self/1", "fi", "TO-2026-0007", 3),)


def test_the_digest_is_that_of_the_sentence_shown():
    shown = sentence("self/1", "fi", "TO-2026-0007", 3)

    assert sentence_digest("self/1", "fi", "TO-2026-0007", 3) == sha256(shown.encode())


@pytest.mark.parametrize(
    ("statement", "digest"),
    [
        ("self/1", "3e8440f7d800564026b651113985b813a02451ae742c01b63bc0c29c300cc31e"),
        ("organisation/1", "c5b15efdd3dcd91bdec6ecef898e521632f86df6d763d6089ef464a15708bf8f"),
    ],
)
def test_a_sentence_once_used_is_never_edited(statement, digest):
    """Archived trails name it by id and digest: a new wording gets a new id."""
    assert sentence_digest(statement, "fi", "TO-2026-0001", 1) == digest
