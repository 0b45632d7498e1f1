"""Where an archived contract stands, what a search asks wrongly, and what a check of files came to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.documents.archive_words import checked, query_faults, stands
from chalicelib.domain.finding import Archived
from chalicelib.domain.parties import ANNEX
from chalicelib.domain.report import AUTHENTIC, CANNOT_TELL, NOT_AUTHENTIC, Finding, Report
from tests.builders import NOW
from tests.ports.made import the_head

LAST = date(2027, 6, 30)
ARCHIVED = Archived(
    contract="c1", author="a@b.example", number="TO-2026-0001", title="Mallila", people=(), completed_at=NOW,
    documents=(), agreed_until=LAST,
)  # fmt: skip
HEAD = the_head("c1", status="sealed")


def test_a_contract_is_in_force_on_its_last_day_and_not_after_it():
    assert stands(ARCHIVED, HEAD, LAST) == {
        "kind": "good",
        "words": "voimassa",
        "more": "sovittu 30.6.2027 saakka",
    }
    assert stands(ARCHIVED, HEAD, LAST + timedelta(days=1))["words"] == "sovittu aika on päättynyt"


def test_without_an_agreed_last_day_nothing_is_said_of_one():
    assert stands(replace(ARCHIVED, agreed_until=None), HEAD, date(2099, 1, 1))["more"] == ""


@pytest.mark.parametrize(
    ("status", "words"), [("superseded", "korvattu uudella"), ("withdrawn", "kuluttaja peruutti")]
)
def test_what_has_ended_says_how_and_since_when(status, words):
    told = stands(ARCHIVED, replace(HEAD, status=status), LAST)

    assert (told["kind"], told["words"]) == ("", words)
    assert told["more"].startswith("päättyi 23.11.2026")


def test_a_row_that_is_gone_from_the_table_is_no_contract_in_force():
    assert stands(ARCHIVED, None, LAST) == {"kind": "fault", "words": "tilaa ei tiedetä", "more": ""}


def test_days_that_are_none_or_back_to_front_are_told_at_their_fields():
    assert query_faults(None, None, ["since"]) == {"since": "Kirjoita päivämäärä muodossa 18.1.2027."}
    assert [*query_faults(LAST, LAST - timedelta(days=1), [])] == ["until"]
    assert query_faults(LAST, LAST, []) == {}


def report(*results, kind="main"):
    codes = {"good": "seal_intact", "open": "certificate_not_given", "bad": "seal_broken"}
    return Report(
        findings=tuple(Finding(it, codes[it], "seal") for it in results), sha256="1" * 64, kind=kind
    )


@pytest.mark.parametrize(
    ("reports", "verdict", "words"),
    [
        ([report("good")], AUTHENTIC, "kunnossa"),
        ([report("good", "open")], CANNOT_TELL, "ei voi sanoa"),
        ([report("good", "open", "bad")], NOT_AUTHENTIC, "ei kunnossa"),
        ([report("good"), report("bad", kind=ANNEX)], NOT_AUTHENTIC, "ei kunnossa"),
        ([], NOT_AUTHENTIC, "ei kunnossa"),
    ],
)
def test_a_contract_is_as_sound_as_its_worst_file(reports, verdict, words):
    told = checked(reports)

    assert (told["verdict"], told["words"]) == (verdict, words)


def test_only_what_is_not_good_is_given_as_a_reason_and_an_annex_is_named():
    told = checked([report("good", "open", "bad"), report("open", kind=ANNEX)])

    assert told["reasons"] == [
        "Sinetti on rikki: tiedostoa on muutettu sinetöinnin jälkeen.",
        "Liite A: Varmennetta ei annettu, joten sinetin tekijää ei voi tarkistaa.",
    ]
    assert checked([report("good")])["reasons"] == []
    assert checked([])["reasons"] == ["Haku löysi tämän sopimuksen, mutta palvelussa sitä ei ole."]
