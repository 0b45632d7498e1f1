"""Texts, days, amounts and numbers as people write them, and what is none of them."""

from datetime import date

import pytest
from hypothesis import example as instance
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.values import clean, day, money, whole_number
from tests.builders import TODAY, example, terms_of

HUGE = 10**5000  # Python refuses to write it out

# Texts


HOSTILE = [
    "<script>alert(1)</script>", "{{7*7}}", '#eval("1+1")', "]]>", "&nbsp;", "$x^2$", "'; DROP TABLE", "=1+1", "../../etc",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text):
    assert terms_of(goals_shared=f"Tavoite: {text}").goals_shared == f"Tavoite: {text}"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ylös\u202ealas", "ylösalas"),
        ("a\u061cb\u200dc\ufeffd\u2066e", "abcde"),
        ("nolla\x00\x1b[31m", "nolla[31m"),
        ("rivi\r\nrivi\rrivi\u2028rivi", "rivi\nrivi\nrivi\nrivi"),
        ("\n\n  alku ja loppu \n", "alku ja loppu"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("e\u200b\u0301", "é"),
        ("\ud800puolikas", "puolikas"),
        ("sarkain\tvälissä", "sarkain välissä"),
    ],
)
def test_text_is_kept_without_what_cannot_be_seen(given, kept):
    assert clean(given) == kept


def test_a_name_is_one_line():
    assert terms_of(**{"supervisees-0-full_name": " Aino \u200b\n Ek "}).supervisees[0].full_name == "Aino Ek"


def test_goals_keep_their_lines():
    assert terms_of(goals_shared="Ensimmäinen\r\n\r\ntoinen").goals_shared == "Ensimmäinen\n\ntoinen"


@given(st.text(st.characters()))
@instance("e\u200b\u0301")
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_an_invisible_name_is_no_name():
    faults = read_terms(
        example(**{"manager-title": "x", "supervisees-0-full_name": "\u200b\u2060"}), TODAY
    ).faults

    assert faults == (Fault("supervisees-0-full_name", "required", {"least": 2}),)


# Values


@pytest.mark.parametrize("text", ["2027-01-18", "18.1.2027", "18.01.2027", "18. 1. 2027", "2027-1-18"])
def test_a_day_is_read_as_people_write_it(text):
    assert day(text) == date(2027, 1, 18)


@pytest.mark.parametrize(
    "value", ["", "18.1.", "1.18.2027", "2027-01-18T00:00", "1799884800", 1799884800, True, [], "٣.1.2027x"]
)
def test_what_is_no_day_is_refused(value):
    with pytest.raises(ValueError, match="not a date"):
        day(value)


@pytest.mark.parametrize(
    ("text", "euros"), [("1 240,50 €", "1240.50"), ("240", "240.00"), (240.1, "240.10"), ("0,5", "0.50")]
)
def test_an_amount_is_read_as_people_write_it(text, euros):
    assert str(money(text)) == euros


@pytest.mark.parametrize(
    "value",
    [
        "1.200",
        "1e3",
        "1_0",
        "NaN",
        "Infinity",
        "sNaN",
        "",
        True,
        [],
        pytest.param(HUGE, id="huge"),
        "9" * 40,
        "٣",
    ],
)
def test_what_is_no_amount_is_refused(value):
    with pytest.raises(ValueError, match="not an amount"):
        money(value)


@pytest.mark.parametrize(
    "value", [True, "1_0", "1.0", 1.5, float("nan"), float("inf"), "٣", "9" * 5000, [], {}]
)
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(ValueError, match="not a whole number"):
        whole_number(value)
