"""A supervisor's list: what a contract is sorted and found by, and places that an address carries."""

import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.listing import (
    Asked,
    Place,
    find_text,
    moved,
    sort_number,
    sort_title,
    standing,
    terms,
    time_is_over,
    wants,
)
from tests.ports.made import minutes, the_head


def test_numbers_sort_as_numbers():
    numbers = ["TO-2026-10000", "TO-2025-0003", "TO-2026-0010", "TO-2026-9999"]

    assert sorted(numbers, key=sort_number) == [
        "TO-2025-0003",
        "TO-2026-0010",
        "TO-2026-9999",
        "TO-2026-10000",
    ]


def test_titles_sort_as_finns_sort_them():
    titles = ["Öljy Oy", "ängel", "Äijä", "Ålands", "zeta", "Éclair", "eka", "---"]

    assert sorted(titles, key=sort_title) == [
        "---",
        "Éclair",
        "eka",
        "zeta",
        "Ålands",
        "Äijä",
        "ängel",
        "Öljy Oy",
    ]


def test_a_title_without_any_letter_sorts_too():
    assert sort_title("!!!") == "-"


@pytest.mark.parametrize("typed", ["ek", "BO EK", "šimková-žáková", "2026-0001", "mallilan kaup", "to-2026"])
def test_parts_of_names_titles_and_numbers_are_found_however_they_are_written(typed):
    assert all(term in find_text(the_head("c1")) for term in terms(typed))


@pytest.mark.parametrize("typed", ["", "  ", "–", "'\"; --"])
def test_what_has_no_letter_or_digit_is_no_term(typed):
    assert terms(typed) == ()


def test_of_many_terms_the_first_eight_count():
    assert terms(" ".join(map(str, range(20)))) == tuple("01234567")


def test_a_place_comes_back_from_its_text():
    place = Place("2026-11-23T07:00:00Z", "c0ffee")

    assert Place.of(place.text) == place


@pytest.mark.parametrize(
    "forged",
    ["", "x", "ä", "====", "bnVsbA", "W10", *(urlsafe_b64encode(json.dumps(it).encode()).decode() for it in (
        ["a"], ["a", "b", "c"], [1, "b"], ["", "c"], ["a", "b#c"], ["a\u0000", "c"], {"a": 1, "b": 2}, ["a" * 999, "c"],
    ))],
)  # fmt: skip
def test_what_we_never_wrote_is_no_place(forged):
    assert Place.of(forged) is None


@pytest.mark.parametrize("told", ["[" * 100_000, '["\\ud800", "c0ffee"]', '["2026", "' + "c" * 1000 + '"]'])
def test_what_is_nested_long_or_no_text_at_all_is_no_place(told):
    assert Place.of(urlsafe_b64encode(told.encode()).decode()) is None


def test_the_longest_title_has_a_place_too():
    place = Place(sort_title("\N{CJK UNIFIED IDEOGRAPH-20000}" * 90), "c" * 32)

    assert Place.of(place.text) == place


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "sent", "change_requested": True}, True),
        ({"status": "cancelled", "change_requested": True}, False),
        ({"status": "sent", "undelivered": True}, True),
        ({"status": "sealed", "undelivered": True}, False),
        ({"status": "cancelled", "undelivered": True}, False),
        ({"status": "sent"}, False),
        ({"status": "sent", "accepted": ()}, True),
        ({"status": "draft", "accepted": ()}, False),
        ({"status": "cancelled", "accepted": ()}, False),
    ],
)
def test_what_the_supervisor_can_still_do_is_wanted_and_nothing_else(changes, expected):
    assert wants(the_head("c1", **{"accepted": ("supervisor",)} | changes)) is expected


@pytest.mark.parametrize(
    ("status", "stands"),
    [
        ("draft", "draft"),
        ("sent", "waiting"),
        ("completed", "in_force"),
        ("sealed", "in_force"),
        ("withdrawn", "ended"),
    ],
)
def test_every_status_stands_somewhere(status, stands):
    assert standing(the_head("c1", status=status)) == stands


@pytest.mark.parametrize(
    ("status", "last", "over"),
    [
        ("sealed", date(2027, 6, 29), True),
        ("sealed", date(2027, 6, 30), False),
        ("sealed", None, False),
        ("superseded", date(2027, 6, 29), False),
        ("sent", date(2027, 6, 29), False),
    ],
)
def test_the_time_of_a_contract_is_over_the_day_after_its_last_one(status, last, over):
    head = the_head("c1", status=status, agreed_until=last)

    assert time_is_over(head, date(2027, 6, 30)) is over


def test_its_time_begins_anew_when_it_stands_elsewhere_and_not_when_one_of_many_accepts():
    waiting = the_head("c1", status="sent", version=1)

    assert not moved(
        waiting, replace(waiting, accepted=("supervisor",), touched_at=minutes(5), undelivered=True)
    )
    assert moved(waiting, replace(waiting, status="completed"))
    assert moved(waiting, replace(waiting, version=2))
    assert moved(waiting, replace(waiting, change_requested=True))
    assert not moved(replace(waiting, status="completed"), replace(waiting, status="sealed"))


def test_only_what_waits_is_shown_by_its_deadline():
    assert (Asked(order="deadline").shown, Asked(order="deadline").sorted_by) == ("waiting", "deadline")
    assert Asked(order="deadline", standing="wants").shown == "wants"
    assert Asked(order="deadline", standing="ended").sorted_by == "newest"
