"""The form's script in a real browser: it keeps what is typed, says what it comes to, and loses nothing."""

import os
import re

import pytest

from chalicelib import wiring
from dev.chromium import chromium, installed
from tests.web.people import logged_in

EMAIL = "selaaja@sopu.test"
ONLINE, OFFLINE = False, True


@pytest.fixture(scope="module")
def browser():
    if installed() is None:
        say = pytest.fail if os.environ.get("SOPU_REQUIRE_TOOLS") == "1" else pytest.skip
        say("needs the browser chromium, which is not installed")
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def cookies(life):
    """Of a supervisor who is logged in, as a browser takes them."""
    return [
        {"name": name, "value": value, "url": life.base_url}
        for name, value in logged_in(life, EMAIL).cookies.items()
    ]


@pytest.fixture
def tabs(browser, cookies, life):
    """One browser of that supervisor; nothing is kept from before. Its pages must raise no error."""
    for it in wiring.services().typed.all(EMAIL):
        wiring.services().typed.end(EMAIL, it.contract, it.page, it.turn + 10**12, wiring.services().now())
    context, errors = browser.new_context(base_url=life.base_url, locale="fi-FI"), []
    context.add_cookies(cookies)
    context.on("weberror", lambda it: errors.append(str(it.error)))
    context.on("console", lambda it: "Content Security Policy" in it.text and errors.append(it.text))
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def page(tabs):
    return new_form(tabs)


def new_form(tabs):
    page = tabs.new_page()
    page.goto("/contracts/new")
    return page


def kept(page):
    """Waits until what stands in the form now is kept."""
    with page.expect_response("**/keep") as answer:
        pass
    assert answer.value.status == 200
    answer.value.finished()
    page.evaluate("new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)))")
    assert "klo" in page.inner_text("#summary .kept")


def kept_values():
    return [dict(it.values) for it in wiring.services().typed.all(EMAIL)]


def test_price_people_and_items_follow_what_is_typed(page):
    page.check("#constellation")
    page.fill("#supervisees-0-full_name", "Aino Mäki")
    page.fill("#price_amount", "120")
    kept(page)

    assert re.sub(r"\s", " ", page.inner_text("#summary .total")) == "1 506,00 €"
    assert "Aino Mäki" in page.inner_text("#summary")
    assert page.locator("#summary .items .answered").count() > 5
    assert page.inner_text("#kept-status").startswith("Tallennettu klo")
    assert [it["supervisees-0-full_name"] for it in kept_values()] == ["Aino Mäki"]


def test_a_warning_comes_to_its_field_and_goes_when_the_number_is_usual(page):
    page.fill("#session_length_min", "180")
    kept(page)
    warned = page.locator("#session_length_min-warning")

    assert warned.inner_text().startswith("Huomaa: ")
    assert "session_length_min-warning" in page.get_attribute("#session_length_min", "aria-describedby")
    page.fill("#session_length_min", "60")
    kept(page)
    assert warned.count() == 0


def test_a_row_that_was_added_is_kept_and_one_that_was_removed_is_not(page):
    page.click("[value=add_row]")
    page.fill("#supervisees-1-full_name", "Ville Virtanen")
    kept(page)
    assert kept_values()[0]["supervisees-1-full_name"] == "Ville Virtanen"

    page.click("[value=remove-1]")
    kept(page)
    assert "supervisees-1-full_name" not in kept_values()[0]


def test_two_tabs_keep_a_form_each(tabs):
    for name in ("Yksi Ensio", "Toinen Tapio"):
        page = new_form(tabs)
        page.fill("#supervisees-0-full_name", name)
        kept(page)

    assert {it["supervisees-0-full_name"] for it in kept_values()} == {"Yksi Ensio", "Toinen Tapio"}


def test_when_the_session_is_over_the_page_says_so_and_goes_on_after_the_next_login(tabs, page, cookies):
    tabs.clear_cookies()
    page.fill("#goals_shared", "Jaksaminen")
    page.wait_for_selector("#kept-problem [data-about=over]", state="visible")

    assert page.get_attribute("#kept-problem a", "target") == "_blank"
    tabs.add_cookies(cookies)
    with page.expect_response("**/keep"):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_selector("#kept-problem", state="hidden")
    assert [it["goals_shared"] for it in kept_values()] == ["Jaksaminen"]


def test_without_a_network_leaving_is_warned_about_and_its_return_keeps_all(tabs, page):
    asked = []
    page.on("dialog", lambda it: (asked.append(it.type), it.dismiss()))
    tabs.set_offline(OFFLINE)
    page.fill("#goals_shared", "Palautuminen")
    page.wait_for_selector("#kept-problem [data-about=away]", state="visible")
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]

    with page.expect_response("**/keep"):
        tabs.set_offline(ONLINE)
    page.wait_for_selector("#kept-problem", state="hidden")
    assert [it["goals_shared"] for it in kept_values()] == ["Palautuminen"]


def test_nothing_is_asked_when_everything_is_kept_or_the_form_is_sent(page):
    asked = []
    page.on("dialog", lambda it: (asked.append(it.type), it.dismiss()))
    page.fill("#goals_shared", "Rajat")
    page.click(".finish [value=save]")
    page.wait_for_selector("[role=alert]")

    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert page.input_value("#goals_shared") == "Rajat"
    page.goto("/contracts")
    assert asked == []


def test_a_draft_takes_with_it_what_was_kept_a_moment_before(page):
    page.check("[name=constellation][value=B]")
    typed = {
        "supervisees-0-full_name": "Aino Mäki",
        "supervisees-0-email": "aino@x.example",
        "price_amount": "100",
        "place_detail": "Katu 1",
    }
    for name, text in typed.items():
        page.fill(f"#{name}", text)
    page.select_option("#supervisees-0-pays_as", "consumer")
    kept(page)
    assert kept_values()

    page.click(".finish [value=save]")
    page.wait_for_selector("#sending-form")

    assert kept_values() == []


def test_what_was_typed_last_is_kept_by_the_button_too(page):
    page.fill("#goals_shared", "Jaksa")
    kept(page)
    page.fill("#goals_shared", "Jaksaminen")
    page.click(".finish [value=keep]")
    page.wait_for_url("**typed=**")

    assert page.input_value("#goals_shared") == "Jaksaminen"


def test_the_focus_stays_where_it_was_in_the_summary(page):
    page.fill("#price_amount", "100")
    page.focus("#summary a[href='#section-ending']")
    kept(page)

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#section-ending"


def test_a_pasted_list_becomes_rows_and_the_page_tells_it(page):
    page.check("#constellation")
    page.click("#pasting summary")
    page.fill("#_paste", "Aino Mäki aino@x.fi\nVille Virtanen ville@x.fi\nMoi")
    page.click("[value=paste_rows]")
    page.wait_for_selector("#pasted:focus")

    assert "2 ohjattavaa lisättiin." in page.inner_text("#pasted")
    assert page.locator("#rows [data-row]").count() == 2
    assert page.input_value("#_paste") == "Moi"
