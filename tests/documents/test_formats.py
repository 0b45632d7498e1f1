"""How dates, money and numbers look to people."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from chalicelib.documents.formats import day, listed, moment, money, number, percent
from chalicelib.documents.templating import environment


def spaced(text):
    return text.replace("\u00a0", " ")


def test_a_day_has_no_leading_zeros_in_finnish():
    assert [day(date(2027, 1, 8), language) for language in ("fi", "sv", "en")] == [
        "8.1.2027", "8\u00a0januari 2027", "8\u00a0January 2027",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "clock"),
    [
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), "23.11.2026 klo 9.00"),
        (datetime(2026, 7, 1, 6, 5, tzinfo=UTC), "1.7.2026 klo 9.05"),
        (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), "1.1.2027 klo 0.30"),
        (datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=5))), "23.11.2026 klo 9.00"),
    ],
)
def test_a_moment_is_told_on_the_clocks_of_helsinki(at, clock):
    assert moment(at) == clock


def test_a_moment_is_told_in_every_language():
    at = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)

    assert moment(at, "sv") == "23\u00a0november 2026 kl.\u00a09.00"
    assert moment(at, "en") == "23\u00a0November 2026 at 09:00"


def test_a_moment_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        moment(datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001 - the fault under test


def test_money_has_two_decimals_and_unbreakable_blanks():
    assert money(Decimal(2880)) == "2\u00a0880,00\u00a0€"
    assert money(Decimal(2880), "en") == "€2,880.00"


def test_numbers_and_percentages_show_no_idle_zeros():
    assert (number(Decimal("25.50")), number(7)) == ("25,5", "7")
    assert (spaced(percent(Decimal("25.5"))), spaced(percent(100)), percent(50, "en")) == (
        "25,5 %",
        "100 %",
        "50%",
    )


@pytest.mark.parametrize(("language", "last"), [("fi", "ja"), ("sv", "och"), ("en", "and")])
def test_names_are_listed_as_a_sentence_has_them(language, last):
    people = ["Aino", "Saimi", "Åke"]

    assert [listed(people[:count], language) for count in range(4)] == [
        "", "Aino", f"Aino {last} Saimi", f"Aino, Saimi {last} Åke",
    ]  # fmt: skip


def test_templates_list_names_and_hold_masked_addresses_together():
    template = environment().from_string("{{ names | listed }} {{ email | address }}")

    assert template.render(names=["Aino <b>", "Åke"], email="a…i@koti.example", language="sv") == (
        'Aino &lt;b&gt; och Åke <span class="id">a…i@</span>koti.example'
    )


def test_a_language_that_we_do_not_speak_is_refused():
    with pytest.raises(KeyError):
        day(date(2027, 1, 8), "de")
