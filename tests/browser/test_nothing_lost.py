"""What was typed into the form is there when it is wanted again: after closing, in two tabs, after the session's end."""

from tests.browser.acts import log_in, preview, put, write
from tests.browser.deals import PAIR


def test_a_form_that_was_closed_is_gone_on_with(person, life):
    page = person("desktop")
    log_in(page, life)
    typed(page, "Suljettu lomake")
    page.close()

    again = page.context.new_page()
    again.goto("/contracts")
    again.get_by_role("link", name="Suljettu lomake").first.click()

    assert again.locator("[name=supervisees-0-full_name]").input_value() == "Suljettu lomake"


def test_two_new_forms_in_two_tabs_are_both_kept(person, life):
    one = person("desktop")
    log_in(one, life)
    other = one.context.new_page()
    typed(one, "Välilehti Yksi")
    typed(other, "Välilehti Kaksi")

    one.goto("/contracts")

    assert one.get_by_role("link", name="Välilehti Yksi").count() >= 1
    assert one.get_by_role("link", name="Välilehti Kaksi").count() >= 1


def test_without_a_script_a_button_keeps_the_form(person, life):
    page = person("desktop", script=False)
    log_in(page, life)
    page.goto("/contracts/new")
    put(page, "place_detail", "Ilman skriptiä")
    page.locator("[name=_do][value=keep]").click()
    page.wait_for_url("**typed=*")

    assert page.locator("[name=place_detail]").input_value() == "Ilman skriptiä"


def test_the_sessions_end_loses_nothing(person, life):
    """The script tells; after logging in elsewhere the same page goes on, and its own button makes the draft."""
    page = person("desktop")
    log_in(page, life)
    page.goto("/contracts/new")
    write(page, PAIR)
    page.context.clear_cookies()
    put(page, "place_detail", "Istunto päättyi")
    page.get_by_text("Istuntosi päättyi").wait_for()
    log_in(page.context.new_page(), life)
    preview_after_login(page)

    assert page.get_by_text("Istunto päättyi").count() >= 1


def typed(page, name):
    """Type a name into a new form, and wait till the script has kept it."""
    page.goto("/contracts/new")
    put(page, "constellation", "B")
    with page.expect_response("**/keep"):
        put(page, "supervisees-0-full_name", name)


def preview_after_login(page):
    """The form as served is of the session before: shown again with what was typed, it is pressed once more."""
    page.locator("[name=_do][value=save]:not([aria-hidden])").first.click()
    page.locator('form[action$="/send"], .note[role=status]:not(#kept-problem)').first.wait_for()
    if page.locator('form[action$="/send"]').count() == 0:
        preview(page)
