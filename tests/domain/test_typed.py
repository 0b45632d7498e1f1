"""Which typed forms are still unfinished, what they are called, and how large they may be."""

import pytest

from chalicelib.domain.typed import LARGEST, Grown, grown_from, unfinished
from tests.ports.made import minutes
from tests.ports.test_typed import CONTRACT, a_form

A, B, C = "a" * 32, "b" * 32, "c" * 32


def test_the_title_is_the_first_name_that_was_typed():
    values = {
        "supervisor-full_name": "Ulla",
        "supervisees-0-full_name": " ",
        "supervisees-1-full_name": " Aino  Mäki ",
    }

    assert a_form(values=values).title == "Aino Mäki"
    assert a_form(values=values | {"manager-full_name": "Bo Ek"}).title == "Bo Ek"
    assert a_form(values={"supervisor-full_name": "Ulla"}).title == ""


def test_a_page_that_was_continued_as_it_is_is_not_unfinished():
    first = a_form(page=A, turn=5, grown_from=())
    second = a_form(page=B, turn=6, grown_from=first.lineage)
    third = a_form(page=C, turn=9, grown_from=second.lineage)

    assert unfinished([first, second]) == (second,)
    assert unfinished([first, second, third]) == (third,)


def test_a_page_that_was_typed_on_after_it_was_continued_stays_unfinished():
    first = a_form(page=A, turn=5, grown_from=())
    second = a_form(page=B, turn=6, grown_from=first.lineage)
    typed_on = a_form(page=A, turn=7, grown_from=(), kept_at=minutes(1))

    assert unfinished([second, typed_on]) == (typed_on, second)


def test_two_tabs_that_continue_one_page_are_both_unfinished():
    first = a_form(page=A, turn=5, grown_from=())
    tabs = [a_form(page=page, turn=6, grown_from=first.lineage, kept_at=minutes(number)) for number, page in enumerate((B, C))]  # fmt: skip

    assert unfinished([first, *tabs]) == (tabs[1], tabs[0])


def test_a_lineage_survives_being_written_into_a_form():
    grown = (Grown(A, B, 5), Grown(C, A, 123456789012345))

    assert grown_from(" ".join(map(str, grown))) == grown


@pytest.mark.parametrize(
    "text", ["", "x", f"{A}.{B}", f"{A}.{B}.-1", f"{A}.{B}.{'9' * 16}", f"{A}.{B[:-1]}Z.1"]
)
def test_what_is_no_lineage_is_passed_over(text):
    assert grown_from(f"{text} {A}.{B}.1") == (Grown(A, B, 1),)


def test_a_lineage_ends_somewhere():
    long = tuple(Grown(A, f"{number:032x}", number) for number in range(50))

    assert len(grown_from(" ".join(map(str, long)))) == 8
    assert len(a_form(grown_from=long).lineage) == 8
    assert a_form(grown_from=long).lineage[0] == Grown(CONTRACT, a_form().page, a_form().turn)


def test_a_form_is_as_large_as_its_letters():
    assert not a_form(values={"goals_shared": "ä" * (LARGEST // 2 - 20)}).is_too_large
    assert a_form(values={"goals_shared": "ä" * (LARGEST // 2)}).is_too_large
