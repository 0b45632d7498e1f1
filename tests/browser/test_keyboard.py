"""A keyboard alone is enough, and shows at each stop where it is."""

import pytest

from dev.chromium import SCREENS
from tests.browser import keys
from tests.browser.acts import SUPERVISOR, accepting, log_in, open_link, preview, send, write
from tests.browser.deals import PAIR
from tests.browser.layout import moving
from tests.browser.rendered import PAGES, expect_nothing

# Fields that somebody changed: what the script fills in fires no trusted event.
COUNT_TOUCHED = """() => {
  window.touched = new Set();
  document.addEventListener("input", (event) => event.isTrusted && window.touched.add(event.target.name));
}"""
TALL_AS_A_PHONE = SCREENS["phone"]["viewport"]


@pytest.mark.parametrize("name", PAGES)
def test_every_stop_is_seen_and_nothing_glides_there(rendered, name):
    """On a small screen, where what stands fast at an edge covers most; one state, as Tab is slow. Less motion is asked."""
    rendered.page.set_viewport_size(TALL_AS_A_PHONE)
    state = next(rendered.states(name))

    expect_nothing({state: [*moving(rendered.page), *keys.faults(keys.walk(rendered.page))]})


@pytest.mark.parametrize("name", ["sign", "contract_form", "contracts"])
def test_every_stop_is_seen_in_forced_colours(rendered, name):
    rendered.page.emulate_media(forced_colors="active")
    state = next(rendered.states(name))
    found = {state: keys.faults(keys.walk(rendered.page))}

    expect_nothing(found)


def test_a_contract_is_written_sent_and_accepted_by_keyboard(person, life):
    """Between two, as short as a contract gets."""
    page, before = person("desktop", reduced_motion="reduce"), len(life.mails())
    log_in(page, life)
    page.goto("/contracts/new")
    page.evaluate(COUNT_TOUCHED)
    between_two(page)
    touched = page.evaluate("() => window.touched.size")
    keys.tab_to(page, "_do", "save")
    page.keyboard.press("Enter")
    page.locator('form[action$="/send"]').wait_for()
    send(page)
    link = life.wait_for(lambda: life.links(before).get(SUPERVISOR), "the supervisor's link")
    open_link(page, link)
    keys.tab_to(page, "accept")
    page.keyboard.press("Space")
    keys.write(page, "typed_name", "Ulla-Maija Wäinölä")
    page.keyboard.press("Enter")
    accepting(page).wait_for(state="detached")

    assert 0 < touched <= 15


def test_a_change_is_asked_for_the_contract_declined_and_found_in_the_list_by_keyboard(person, life):
    page, before = person("desktop", reduced_motion="reduce"), len(life.mails())
    log_in(page, life)
    page.goto("/contracts/new")
    write(page, PAIR)
    preview(page)
    contract = send(page)
    page.goto(life.wait_for(lambda: life.links(before).get(SUPERVISOR), "the supervisor's link"))
    keys.write(page, "text", "Aloitetaan vasta helmikuussa.")
    keys.tab_to(page, "")
    page.keyboard.press("Enter")
    page.locator("#requested").wait_for()
    keys.tab_to(page, "decline")
    page.keyboard.press("Space")
    keys.write(page, "reason", "Ryhmä hajosi.")
    keys.tab_to(page, "")
    page.keyboard.press("Enter")
    page.locator("[name=decline]").wait_for(state="detached")

    page.goto("/contracts")
    keys.follow(page, "Päättyneet")
    keys.write(page, "q", "Guttorm")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Guttorm**")

    assert page.locator(f'main a[href$="/contracts/{contract}"]').count() == 1


def between_two(page):
    """Fill the form for one supervisee who pays."""
    keys.choose(page, "constellation", "B")
    keys.write(page, "supervisees-0-full_name", "Aino Mäki")
    keys.write(page, "supervisees-0-email", "aino@nappaimet.example")
    keys.choose(page, "supervisees-0-pays_as", "consumer")
    keys.write(page, "goals_shared", "Työssä jaksaminen.")
    keys.write(page, "place_detail", "Keksittykatu 1")
    keys.write(page, "price_amount", "120")
