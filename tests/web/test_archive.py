"""The archive over HTTP: what an address asks for is what is found, page by page."""

import re

import boto3
import pytest

from chalicelib import wiring
from tests.web.consumers import words
from tests.web.people import logged_in, sealed, terms


@pytest.fixture(scope="module")
def keeper(life):
    """A supervisor with two contracts in the archive."""
    person = logged_in(life, "arkistoija@sopu.test")
    return person, [sealed(life, person, terms())[0] for _ in range(2)]


def shown(answer):
    """Ids of the contracts in the list, in its order."""
    return re.findall(r'<a href="/archive/([0-9a-f]{32})"><strong>', answer.text)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", 2),
        ("?party=0002", 1),
        ("?party=TO-2026-0001", 1),
        ("?since=2026-11-23&until=23.11.2026", 2),
        ("?since=2026-11-24", 0),
        ("?party=olematon", 0),
        ("?after=%00%ff", 2),
        ("?after=WyJ6IiwieCJd", 2),
    ],
)
def test_an_address_finds_what_it_asks_for(keeper, asked, expected):
    person, contracts = keeper
    found = shown(person.get(f"/archive{asked}"))

    assert len(found) == expected
    assert {*found} <= {*contracts}


def test_each_row_says_where_the_contract_stands_and_until_when(keeper):
    person, _ = keeper
    page = words(person.get("/archive?party=0002"))

    assert "voimassa" in page
    assert re.search(r"sovittu \d+\.\d+\.2027 saakka", page)
    assert "Yksi sopimus" in page


def test_what_was_typed_stays_in_the_form_and_goes_along_to_the_audit(keeper):
    person, _ = keeper
    page = person.get("/archive?party=%3Cb%3E&since=1.11.2026")

    assert dict(page.form("/archive").values) == {"party": "<b>", "since": "2026-11-01", "until": ""}
    assert 'href="/archive/audit?party=to"' in person.get("/archive?party=to").text


@pytest.mark.parametrize(
    "asked", ["since=huomenna", "until=0001-01-01", "until=9999-12-31", "since=2026-02-30"]
)
def test_a_day_that_is_none_is_told_and_nothing_is_listed(keeper, asked):
    answer = keeper[0].get(f"/archive?{asked}")

    assert (answer.status, shown(answer)) == (422, [])
    assert "Kirjoita päivämäärä muodossa 18.1.2027." in words(answer)
    assert tuple(asked.split("=")) in answer.form("/archive").values


@pytest.mark.parametrize("path", ["/archive", "/archive/audit", "/archive/export"])
@pytest.mark.parametrize("day", [f"2026-{'9' * 20}-01", f"{'9' * 20}.1.2026"])
def test_a_number_that_is_far_too_long_is_no_day_anywhere(keeper, path, day):
    assert keeper[0].get(f"{path}?since={day}").status == keeper[0].get(f"{path}?since=eilen").status < 500


def test_whoever_searches_by_an_address_is_told_why_nothing_is_found(keeper):
    assert "osoitteita ei tallenneta hakua varten" in words(
        keeper[0].get("/archive?party=aino%40oma.example")
    )


def test_only_an_auditor_searches_by_supervisor(keeper, auditor):
    assert "supervisor" in dict(auditor.get("/archive").form("/archive").values)
    assert "supervisor" not in dict(keeper[0].get("/archive").form("/archive").values)


def test_a_row_that_somebody_took_away_is_not_called_in_force(keeper, auditor):
    _, (contract, _) = keeper
    table = boto3.resource("dynamodb").Table(wiring.settings().table)
    key = {"pk": f"CONTRACT#{contract}", "sk": "HEAD"}
    head = table.get_item(Key=key)["Item"]
    table.delete_item(Key=key)
    try:
        page = words(auditor.get("/archive?party=0001"))
    finally:
        table.put_item(Item=head)

    assert "tilaa ei tiedetä" in page
