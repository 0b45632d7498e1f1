"""Keeping typed forms: twice is once, too many lose the oldest, and a draft's author sees only what is newer."""

from dataclasses import replace

import pytest

from chalicelib.domain.errors import Busy, NotFound
from chalicelib.domain.typed import LARGEST, MOST, Kept
from chalicelib.workflow.keep_typed import (
    forget_typed,
    keep_typed,
    newer_forms,
    typed_form,
    unfinished_forms,
)
from tests.fakes import AFTER, BEFORE, memory_services
from tests.ports.made import the_draft
from tests.ports.test_typed import CONTRACT, MAIJA, PAGE, a_form


@pytest.fixture
def services():
    return memory_services()


def kept(services, **changes):
    form = a_form(kept_at=services.now(), **changes)
    assert keep_typed(services, form) is Kept.FIRST
    return form


def test_keeping_twice_is_keeping_once(services):
    form = kept(services)
    calls = services.typed.calls.copy()
    assert keep_typed(services, form) is Kept.AGAIN

    assert services.typed.calls - calls == {"keep": 1}
    assert unfinished_forms(services, MAIJA) == (form,)


def test_what_is_too_large_is_not_kept(services):
    assert keep_typed(services, a_form(values={"goals_shared": "x" * LARGEST})) is Kept.TOO_LARGE
    assert unfinished_forms(services, MAIJA) == ()


def test_the_page_at_hand_is_never_the_one_that_goes(services):
    for number in range(MOST):
        services.now.forward(minutes=1)
        kept(services, page=f"{number:032x}", grown_from=())
    services.now.forward(minutes=-MOST - 5)
    kept(services, grown_from=())

    pages = {it.page for it in unfinished_forms(services, MAIJA)}
    assert len(pages) == MOST
    assert PAGE in pages
    assert f"{0:032x}" not in pages


def test_only_what_was_typed_for_a_draft_since_its_save_is_newer_than_it(services):
    draft = the_draft(CONTRACT, author=MAIJA, touched_at=services.now())
    services.now.forward(minutes=1)
    form = kept(services)

    assert newer_forms(services, draft) == [form]
    assert newer_forms(services, replace(draft, touched_at=services.now.at.replace(year=2100))) == []
    assert newer_forms(services, replace(draft, id="f" * 32)) == []


def test_forgetting_takes_the_whole_line_and_again_changes_nothing(services):
    first = kept(services, page="1" * 32, turn=5, grown_from=())
    second = kept(services, turn=6, grown_from=first.lineage)

    for _ in range(2):
        forget_typed(services, MAIJA, second.lineage)

        assert services.typed.all(MAIJA) == ()
    with pytest.raises(NotFound):
        typed_form(services, MAIJA, CONTRACT, PAGE)


def test_what_is_older_than_the_kept_turn_is_told_to_be_outdated(services):
    form = kept(services, turn=9)

    assert keep_typed(services, replace(form, turn=8, values={"price_amount": "1"})) is Kept.OUTDATED
    assert unfinished_forms(services, MAIJA) == (form,)


def test_a_form_continued_many_times_leaves_nothing_behind_when_it_is_saved(services):
    form = kept(services, page=f"{0:032x}", grown_from=())
    for number in range(1, 20):
        services.now.forward(minutes=1)
        form = kept(services, page=f"{number:032x}", grown_from=form.lineage)

        assert unfinished_forms(services, MAIJA) == (form,)
    forget_typed(services, MAIJA, form.lineage + form.grown_from)

    assert unfinished_forms(services, MAIJA) == ()


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_a_keep_that_breaks_may_be_done_again(services, when):
    services.typed.fail_next("keep", when)
    form = a_form(kept_at=services.now())
    with pytest.raises(Busy):
        keep_typed(services, form)

    assert keep_typed(services, form) in (Kept.FIRST, Kept.AGAIN)
    assert unfinished_forms(services, MAIJA) == (form,)


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_a_forgetting_that_breaks_may_be_done_again(services, when):
    form = kept(services)
    services.typed.fail_next("end", when)
    with pytest.raises(Busy):
        forget_typed(services, MAIJA, form.lineage)

    forget_typed(services, MAIJA, form.lineage)
    assert services.typed.all(MAIJA) == ()
