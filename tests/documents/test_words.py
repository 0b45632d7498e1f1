"""Words of archived documents: the same table in each language, and nothing of one language in another."""

import pytest

from chalicelib.documents.words import DOCUMENT_WORDS, IDENTIFIED_WORDS, ROLE_WORDS, role_words, running_words
from chalicelib.domain.parties import Role
from tests.builders import seats

LANGUAGES = ["fi", "sv", "en"]


@pytest.mark.parametrize(
    "table", [ROLE_WORDS, IDENTIFIED_WORDS, DOCUMENT_WORDS], ids=["roles", "identified", "documents"]
)
def test_a_table_has_the_same_entries_in_each_language_and_other_words(table):
    assert list(table) == LANGUAGES
    for key in table["fi"]:
        assert len({table[language][key] for language in LANGUAGES}) == 3


def test_every_role_has_its_word():
    assert set(ROLE_WORDS["fi"]) == {role.value for role in Role}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "esihenkilö ja tilaajan edustaja"), ("sv", "chef och beställarens representant"),
        ("en", "manager and client’s representative"),
    ],
)  # fmt: skip
def test_somebody_in_two_roles_is_told_in_both(language, words):
    assert role_words(seats()[-1], language) == words


@pytest.mark.parametrize(
    ("language", "head", "label"),
    [
        ("fi", "Työnohjaussopimus TO-2026-0001, versio 2", "Sivu {page} / {pages}"),
        ("sv", "Avtal om arbetshandledning TO-2026-0001, version 2", "Sida {page} / {pages}"),
        ("en", "Work supervision contract TO-2026-0001, version 2", "Page {page} of {pages}"),
    ],
)
def test_a_contracts_pages_are_headed_in_its_language(language, head, label):
    made = running_words(language, "TO-2026-0001", 2)

    assert (made["language"], made["running_head"], made["page_label"]) == (language, head, label)
