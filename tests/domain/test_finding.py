"""Finding an archived contract: by the beginnings of words, regardless of marks, and by its day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.dossier import Person
from chalicelib.domain.finding import Archived, Query, leading_words, matches, search_words, words
from tests.builders import NOW

DAY = date(2026, 11, 23)
ARCHIVED = Archived(
    contract="c1", author="tili@ohjaaja.example", number="TO-2026-0007", title="Rantapihan kotihoito",
    people=(
        Person(party="supervisor", role="supervisor", name="Ulla-Maija Wäinölä"),
        Person(party="supervisee-1", role="supervisee", name="Šárka Šimková-Žáková"),
    ),
    completed_at=NOW, documents=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Šimková-Žáková", ("simkova", "zakova")),
        ("  Ulla-Maija  WÄINÖLÄ ", ("ulla", "maija", "wainola")),
        ("TO-2026-0007", ("to", "2026", "0007")),
        ("Ek Ek ek", ("ek",)),
        ("O’Brien", ("o", "brien")),
        ("Straße", ("strasse",)),
        ("Nguyễn Thị Ánh", ("nguyen", "thi", "anh")),
        ("Wa\u0308ino\u0308la\u0308", ("wainola",)),
        (" - ,.() ", ()),
        ("", ()),
    ],
)
def test_a_text_is_compared_by_its_words_without_case_and_marks(text, expected):
    assert words(text) == expected


@given(st.text())
def test_words_of_words_are_the_same_words(text):
    assert words(" ".join(words(text))) == words(text)


def test_everybodys_name_the_title_and_what_is_its_own_of_the_number_lead_to_a_contract():
    assert search_words(ARCHIVED) == (
        "rantapihan", "kotihoito", "0007", "ulla", "maija", "wainola", "sarka", "simkova", "zakova",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "leading"),
    [
        ("TO-2026-0007", ("0007",)),
        ("t", ()), ("to", ()), ("2", ()), ("20", ()), ("202", ()), ("2099", ()),
        ("tom", ("tom",)), ("ot", ("ot",)), ("21", ("21",)), ("20261", ("20261",)), ("0020", ("0020",)),
    ],
)  # fmt: skip
def test_what_begins_the_numbers_of_many_leads_nowhere(asked, leading):
    assert leading_words(asked) == leading


QUERIES = {
    "nothing asked": ({}, True),
    "a beginning": ({"party": "sim"}, True),
    "marks and capitals": ({"party": "ŠIMKOVÁ"}, True),
    "two words in any order": ({"party": "zak sark"}, True),
    "the organisation": ({"party": "rantapiha"}, True),
    "the number": ({"party": "TO-2026-0007"}, True),
    "the middle of a word": ({"party": "mkova"}, False),
    "one word of two": ({"party": "simkova virtanen"}, False),
    "the supervisor": ({"supervisor": "wain"}, True),
    "a supervisee as the supervisor": ({"supervisor": "simkova"}, False),
    "both": ({"party": "simkova", "supervisor": "ulla"}, True),
    "both, one wrong": ({"party": "simkova", "supervisor": "aino"}, False),
    "from that day": ({"since": DAY}, True),
    "from the day after": ({"since": date(2026, 11, 24)}, False),
    "to that day": ({"until": DAY}, True),
    "to the day before": ({"until": date(2026, 11, 22)}, False),
    "that day": ({"since": DAY, "until": DAY}, True),
    "dates the wrong way round": ({"since": date(2026, 11, 24), "until": date(2026, 11, 22)}, False),
    "its author": ({"author": "tili@ohjaaja.example"}, True),
    "another author": ({"author": "vieras@ohjaaja.example"}, False),
    "a name and the wrong day": ({"party": "simkova", "since": date(2026, 12, 1)}, False),
    "only marks": ({"party": " -. "}, True),
}


@pytest.mark.parametrize(("asked", "found"), QUERIES.values(), ids=QUERIES)
def test_a_contract_answers_the_whole_query_or_not_at_all(asked, found):
    assert matches(ARCHIVED, Query(**asked), DAY) is found
