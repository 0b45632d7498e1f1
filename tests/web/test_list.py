"""The supervisor's list over HTTP: what an address asks for is what is shown, and the same as a table for a spreadsheet."""

import csv
import re
from base64 import urlsafe_b64encode
from io import StringIO

import pytest

from chalicelib.domain.listing import Place
from tests.web.client import Client
from tests.web.consumers import words
from tests.web.people import drafted, logged_in, sealed, sent, terms

FORMULA = '=HYPERLINK("https://evil.example";"Avaa")'


@pytest.fixture(scope="module")
def lister(life):
    """A supervisor with four contracts: a draft, one sent, one whose party asks for a change, and one in force."""
    person = logged_in(life, "luettelo@sopu.test")
    ids = {"draft": drafted(person, terms()), "sent": sent(life, person)[0]}
    ids["asked"], by_role = sent(life, person)
    party = Client(life.base_url)
    party.fill(party.get(by_role["manager"]).form("/change-request"), {"text": "Siirretään aloitusta."})
    ids["sealed"] = sealed(life, person)[0]
    return person, ids


def shown(answer):
    """Ids of the contracts in the list, in its order."""
    return re.findall(r'<a href="/contracts/([0-9a-f]{32})"><strong>', answer.text)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["sealed", "asked", "sent", "draft"]),
        ("?order=oldest", ["draft", "sent", "asked", "sealed"]),
        ("?order=number", ["draft", "sent", "asked", "sealed"]),
        ("?order=deadline", ["sent", "asked"]),
        ("?standing=draft", ["draft"]),
        ("?standing=waiting&order=number", ["sent", "asked"]),
        ("?standing=wants", ["sent", "asked"]),
        ("?standing=wants&order=deadline", ["sent", "asked"]),
        ("?standing=in_force", ["sealed"]),
        ("?standing=ended", []),
        ("?standing=everything&order=whatever&after=%00%ff", ["sealed", "asked", "sent", "draft"]),
        ("?q=0003", ["asked"]),
        ("?q=TO-2026-0003&standing=draft", []),
        ("?q=%3Cb%3Eolematon", []),
    ],
)  # fmt: skip
def test_an_address_shows_what_it_asks_for(lister, asked, expected):
    person, ids = lister
    found = shown(person.get(f"/contracts{asked}"))

    # The clock stands still, so what is of the same moment comes in any order.
    ordered = (lambda them: them) if "number" in asked else sorted
    assert ordered(found) == ordered([ids[name] for name in expected])


def test_the_form_and_the_filters_keep_each_other(lister):
    person, _ = lister
    page = person.get("/contracts?standing=waiting&q=to&order=number")

    assert 'href="/contracts?standing=draft&amp;q=to&amp;order=number"' in page.text
    assert page.form("/contracts").values == [("standing", "waiting"), ("q", "to"), ("order", "number")]


def test_what_was_searched_is_shown_as_it_was_typed_and_harmlessly(lister):
    person, _ = lister

    assert "Haku: <strong>&lt;b&gt;olematon</strong>" in person.get("/contracts?q=%3Cb%3Eolematon").text


def test_a_search_for_an_address_says_that_there_is_none(lister):
    person, _ = lister
    by_address, by_name = (
        words(person.get(f"/contracts?q={typed}")) for typed in ("eino@oma.example", "olematon")
    )

    assert "Sähköpostiosoitteella ei voi etsiä" in by_address
    assert "Sähköpostiosoitteella" not in by_name


def test_an_ended_contract_says_how_and_since_when(life, owner):
    contract, _ = sent(life, owner)
    owner.fill(owner.get(f"/contracts/{contract}").form("/cancel"))
    page = words(owner.get("/contracts?standing=ended"))

    assert "peruttu" in page
    assert "päättyi 23.11.2026 klo 9.00" in page


def test_a_contract_whose_agreed_time_is_over_says_so_on_every_page_and_in_the_table(life, at):
    person = logged_in(life, "paattynyt@sopu.test")
    contract, _ = sealed(life, person, terms(start_date="2026-12-07", end_date="2027-06-30"))
    pages = ("/contracts", f"/contracts/{contract}", f"/archive/{contract}")

    at("2027-06-30T23:59:00+03:00")
    last_day = logged_in(life, "paattynyt@sopu.test")
    assert all("sovittu aika on päättynyt" not in words(last_day.get(page)) for page in pages)
    assert "sovittu 30.6.2027 saakka" in words(last_day.get("/contracts"))
    at("2027-07-01T00:01:00+03:00")

    assert all("sovittu aika on päättynyt" in words(last_day.get(page)) for page in pages)
    assert "Sovittu aika päättyi 30.6.2027." in words(last_day.get(f"/contracts/{contract}"))
    assert rows(last_day.get("/contracts/export"))[1][3] == "sovittu aika on päättynyt"


def test_a_draft_of_the_next_version_is_told_in_the_list_and_one_press_away(life):
    person = logged_in(life, "versio@sopu.test")
    given = terms()
    contract, _ = sent(life, person, given)
    link = f'<a href="/contracts/{contract}/draft">seuraavan version luonnos kesken</a>'
    before = person.get("/contracts").text

    drafted_next = person.send_json(f"/api/contracts/{contract}/versions", given | {"price_amount": "77"})
    drafting = person.get("/contracts").text
    person.fill(person.get(f"/contracts/{contract}/draft").form("/discard"))

    assert drafted_next.status == 201
    assert [link in page for page in (before, drafting, person.get("/contracts").text)] == [
        False,
        True,
        False,
    ]


def test_a_place_in_anothers_list_leads_into_ones_own(lister, other):
    _, ids = lister
    after = Place("TO-000000-000000", ids["sent"]).text
    page = other.get(f"/contracts?order=number&after={after}")

    assert page.status == 200
    assert set(shown(page)).isdisjoint(ids.values())


def rows(answer):
    return list(csv.reader(StringIO(answer.text.removeprefix("\ufeff"), newline=""), delimiter=";"))


@pytest.mark.parametrize("path", ["/contracts", "/contracts/export", "/archive", "/archive/audit"])
@pytest.mark.parametrize(
    "forged", ["[" * 5000, '["\\ud800","c0ffee"]', '["\\ud800-01-01T00:00:00Z","c0ffee"]']
)
def test_a_place_that_we_never_wrote_is_the_beginning(lister, path, forged):
    person, _ = lister
    after = urlsafe_b64encode(forged.encode()).decode()

    assert person.get(f"{path}?order=name&after={after}").status == 200


def test_the_list_comes_as_a_table_that_excel_opens(lister):
    person, _ = lister
    answer = person.get("/contracts/export?order=number")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sopimukset-2026-11-23.csv"'
    assert answer.text.startswith("\ufeffNumero;Otsikko;")
    assert [row[0] for row in rows(answer)[1:]] == [f"TO-2026-000{number}" for number in range(1, 5)]
    assert rows(answer)[1][3:8] == ["luonnos", "", "", "", ""]
    assert rows(answer)[2][4:8] == ["2026-11-23", "2026-12-07", "0", "3"]


def test_the_table_holds_what_the_list_shows(lister):
    person, _ = lister

    assert [row[0] for row in rows(person.get("/contracts/export?standing=draft&q=to"))[1:]] == [
        "TO-2026-0001"
    ]


def test_no_cell_of_the_table_is_a_formula(life):
    person = logged_in(life, "kaava@sopu.test")
    drafted(person, terms() | {"manager": terms()["manager"] | {"organisation": FORMULA}})

    assert f"'{FORMULA}" in rows(person.get("/contracts/export"))[1]
