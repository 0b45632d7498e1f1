"""The contract form as its script makes it: it says what it comes to while somebody types, and loses nothing."""

import re

import pytest

from chalicelib import wiring
from tests.browser.acts import SUPERVISOR, log_in, put


@pytest.fixture
def form(person, life):
    """A new form on a desktop."""
    page = person("desktop")
    log_in(page, life)
    page.goto("/contracts/new")
    return page


def kept(page):
    """Waits until what stands in the form now is kept and shown: what is kept."""
    with page.expect_response("**/keep") as answer:
        pass
    answer.value.finished()
    page.evaluate("new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)))")
    ids = [page.input_value(f"[name={name}]") for name in ("_id", "_page")]
    return dict(wiring.services().typed.one(SUPERVISOR, *ids).values)


def test_price_people_and_items_follow_what_is_typed(form):
    put(form, "constellation", "A")
    put(form, "supervisees-0-full_name", "Aino Mäki")
    put(form, "price_amount", "120")
    typed = kept(form)

    assert re.sub(r"\s", " ", form.inner_text("#summary .total")) == "1 506,00 €"
    assert "Aino Mäki" in form.inner_text("#summary")
    assert form.locator("#summary .items .usual").count() > 5
    assert form.inner_text("#kept-status").startswith("Tallennettu klo")
    assert typed["supervisees-0-full_name"] == "Aino Mäki"


def test_a_warning_comes_to_its_field_and_goes_when_the_number_is_usual(form):
    put(form, "session_length_min", "180")
    kept(form)
    warned = form.locator("#session_length_min-warning")

    assert warned.inner_text().startswith("Huomaa: ")
    assert "session_length_min-warning" in form.get_attribute("#session_length_min", "aria-describedby")
    put(form, "session_length_min", "60")
    kept(form)
    assert warned.count() == 0


def test_a_row_that_was_added_is_kept_and_one_that_was_removed_is_not(form):
    put(form, "supervisees-1-full_name", "Ville Virtanen")
    assert kept(form)["supervisees-1-full_name"] == "Ville Virtanen"

    form.click("[value=remove-1]")
    assert "supervisees-1-full_name" not in kept(form)


def test_while_nobody_answers_leaving_is_warned_about_and_an_answer_keeps_all(form):
    asked = []
    form.on("dialog", lambda it: (asked.append(it.type), it.dismiss()))
    form.route("**/keep", lambda it: it.abort("aborted"))
    put(form, "goals_shared", "Palautuminen")
    form.wait_for_selector("#kept-problem [data-about=away]", state="visible")
    form.close(run_before_unload=True)
    form.wait_for_timeout(300)
    assert asked == ["beforeunload"]

    form.unroute("**/keep")
    form.evaluate("window.dispatchEvent(new Event('online'))")
    form.wait_for_selector("#kept-problem", state="hidden")
    form.wait_for_selector("#summary .kept:not(:empty)")


def test_nothing_is_asked_when_the_form_is_sent_with_what_is_not_kept_yet(form):
    asked = []
    form.on("dialog", lambda it: (asked.append(it.type), it.dismiss()))
    put(form, "goals_shared", "Rajat")
    form.click(".finish [value=save]")
    form.wait_for_selector("[role=alert]:focus")

    assert form.input_value("#goals_shared") == "Rajat"
    form.goto("/contracts")
    assert asked == []


def test_the_focus_stays_where_it_was_in_the_summary(form):
    put(form, "price_amount", "100")
    form.focus("#summary a[href='#section-ending']")
    kept(form)

    assert form.evaluate("document.activeElement.getAttribute('href')") == "#section-ending"


def test_a_pasted_list_becomes_rows_and_the_page_tells_it(form):
    put(form, "constellation", "A")
    put(form, "_paste", "Aino Mäki aino@x.fi\nVille Virtanen ville@x.fi\nMoi")
    form.click("[value=paste_rows]")
    form.wait_for_selector("#pasted:focus")

    assert "2 ohjattavaa lisättiin." in form.inner_text("#pasted")
    assert form.locator("#rows [data-row]").count() == 2
    assert form.input_value("#_paste") == "Moi"
