"""Forms as they were typed: each page by itself, the latest turn wins, and what is over stays over."""

from dataclasses import replace

from chalicelib.domain.typed import Grown, Kept, TypedForm
from tests.builders import NOW
from tests.ports.made import at_once, minutes

MAIJA, OTHER = "maija@ohjaaja.example", "toinen@ohjaaja.example"
CONTRACT, PAGE = "5d41402abc4b2a76b9719d911017c592", "0cc175b9c0f1b6a831c399e269772661"


def a_form(**changes):
    usual = {
        "email": MAIJA, "contract": CONTRACT, "page": PAGE, "turn": 1_700_000_000_000, "kept_at": NOW, "mark": "d1.2", "base": "1",
        "values": {"price_amount": "120,", "goals_shared": "Ensin\r\nsitten <b>\x07 ¡ñ\u2028 🙂", "end_date": ""},
        "grown_from": (Grown("a" * 32, "b" * 32, 7),),
    }  # fmt: skip
    return TypedForm(**usual | changes)


def kept(typed, **changes):
    form = a_form(**changes)
    typed.keep(form)
    return form


def test_a_form_comes_back_to_the_letter(typed):
    form = kept(typed)

    assert typed.one(MAIJA, CONTRACT, PAGE) == form
    assert typed.one(OTHER, CONTRACT, PAGE) is None
    assert typed.one(MAIJA, "f" * 32, PAGE) is None


def test_only_the_first_keep_of_a_page_is_new(typed):
    assert [typed.keep(a_form(turn=turn)) for turn in (5, 6, 6, 7)] == [
        Kept.FIRST, Kept.AGAIN, Kept.AGAIN, Kept.AGAIN,
    ]  # fmt: skip
    assert typed.keep(a_form(page="1" * 32)) is Kept.FIRST


def test_what_comes_late_replaces_nothing(typed):
    form = kept(typed, turn=9)

    assert typed.keep(replace(form, turn=8, values={"price_amount": "1"})) is Kept.OUTDATED
    assert typed.one(MAIJA, CONTRACT, PAGE) == form


def test_two_pages_of_one_contract_are_two_forms(typed):
    one, two = kept(typed), kept(typed, page="1" * 32, values={"price_amount": "90"})

    assert typed.all(MAIJA) == (one, two)


def test_forms_are_listed_by_account_and_by_contract(typed):
    one, two = kept(typed), kept(typed, contract="6" * 32)
    kept(typed, email=OTHER)

    assert typed.all(MAIJA) == (one, two)
    assert typed.all(MAIJA, CONTRACT) == (one,)
    assert typed.all(MAIJA, "7" * 32) == ()


def test_a_page_that_is_over_does_not_come_back_by_what_was_on_its_way(typed):
    form = kept(typed, turn=5)
    typed.end(MAIJA, CONTRACT, PAGE, 6, NOW)

    assert [typed.keep(replace(form, turn=turn)) for turn in (5, 6)] == [Kept.OUTDATED] * 2
    assert typed.one(MAIJA, CONTRACT, PAGE) is None
    assert typed.all(MAIJA) == ()


def test_whoever_goes_back_and_types_on_is_kept_again(typed):
    form = kept(typed, turn=5)
    typed.end(MAIJA, CONTRACT, PAGE, 5, NOW)

    assert typed.keep(replace(form, turn=6)) is Kept.FIRST
    assert typed.one(MAIJA, CONTRACT, PAGE) == replace(form, turn=6)


def test_a_page_that_was_typed_on_since_is_not_ended(typed):
    form = kept(typed, turn=9)
    typed.end(MAIJA, CONTRACT, PAGE, 8, NOW)

    assert typed.one(MAIJA, CONTRACT, PAGE) == form


def test_ending_twice_or_a_page_that_never_was_changes_nothing_else(typed):
    for page in (PAGE, PAGE, "1" * 32):
        typed.end(MAIJA, CONTRACT, page, 6, minutes(1))

    assert typed.all(MAIJA) == ()
    assert typed.keep(a_form(turn=6)) is Kept.OUTDATED


def test_of_twenty_turns_at_once_the_latest_is_kept(typed):
    at_once(20, lambda number: typed.keep(a_form(turn=number, values={"price_amount": str(number)})))

    assert typed.one(MAIJA, CONTRACT, PAGE).values == {"price_amount": "19"}


def test_a_large_form_is_kept_small(aws):
    aws.typed.keep(a_form(values={f"supervisees-{row}-email": "nimi@example.com" for row in range(1000)}))

    (item,) = aws.items()
    assert len(item["form"]["B"]) < 8_000
    assert "nimi@example.com" not in str(item)
