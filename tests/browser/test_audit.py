"""A run through the archive as its script makes it: it shows how far it is, can be paused, and outlives a lost network."""

import re

import pytest

from dev.life import Life
from tests.browser.acts import log_in
from tests.web.people import logged_in, sealed
from tests.web.tampering import broken

KEEPER = "tarkastus@sopu.test"


@pytest.fixture(scope="module")
def whole(service):
    """Ids of the contracts of a supervisor of their own, three of them whole."""
    life = Life(service.base_url)
    person = logged_in(life, KEEPER)
    return [sealed(life, person)[0] for _ in range(3)]


@pytest.fixture
def keeper(person, life, whole):
    """Their supervisor on a phone."""
    page = person("phone")
    log_in(page, life, KEEPER)
    return page


def verdicts(page):
    return page.locator("#audited > li").evaluate_all("all => all.map((it) => it.dataset.verdict)")


def ended(page):
    page.locator("#audit .ended").wait_for()


def test_it_begins_by_itself_and_says_what_came_of_it_and_when(keeper):
    keeper.goto("/archive/audit")
    ended(keeper)

    assert verdicts(keeper) == ["authentic"] * 3
    assert keeper.inner_text("#audit label") == "3 / 3 tarkistettu"
    assert keeper.locator("progress").evaluate("it => it.value") == 3
    assert re.search(r"Valmis 23\.11\.2026", keeper.inner_text("#audit .ended"))
    assert keeper.locator("[data-outcome]:visible").get_attribute("data-outcome") == "good"
    assert keeper.locator("#said").text_content().startswith("Tarkistus on valmis. Kaikki")


def test_a_run_of_one_contract_comes_to_its_end(keeper):
    keeper.goto("/archive/audit?party=0001")
    ended(keeper)

    assert keeper.inner_text("#audit label") == "1 / 1 tarkistettu"


def test_no_more_than_two_are_asked_for_at_once_and_a_pause_holds(keeper):
    asked = []
    keeper.route("**/verdict", lambda it: asked.append(it))
    keeper.goto("/archive/audit")
    keeper.get_by_role("button", name="Keskeytä").click()
    keeper.wait_for_timeout(300)
    assert len(asked) == 2

    for each in asked:
        each.continue_()
    keeper.locator("label", has_text="2 / 3 tarkistettu").wait_for()
    assert (len(asked), keeper.inner_text("#state")) == (2, "Tarkistus on keskeytetty")

    keeper.unroute("**/verdict")
    keeper.get_by_role("button", name="Jatka tarkistusta").click()
    ended(keeper)
    assert verdicts(keeper) == ["authentic"] * 3


def test_a_lost_network_is_told_and_the_run_goes_on_after_it(keeper):
    lost = []
    keeper.route(
        "**/verdict", lambda it: (lost.append(it), it.abort("aborted")) if len(lost) < 2 else it.continue_()
    )
    keeper.goto("/archive/audit")
    keeper.locator("#problem [data-about=away]").wait_for()

    ended(keeper)
    assert verdicts(keeper) == ["authentic"] * 3
    assert not keeper.locator("#problem").is_visible()


def test_who_is_logged_out_logs_in_elsewhere_and_goes_on_here(keeper, life, whole):
    keeper.route("**/verdict", lambda it: it.fulfill(status=401, body="Kirjaudu"))
    keeper.goto("/archive/audit")
    keeper.locator("#problem [data-about=over]").wait_for()
    assert verdicts(keeper) == [""] * 3

    keeper.unroute("**/verdict")
    keeper.get_by_role("button", name="Jatka tarkistusta").click()
    ended(keeper)
    assert verdicts(keeper) == ["authentic"] * 3


def test_what_is_not_whole_rises_to_the_top_and_keeps_the_focus_where_it_was(keeper, whole):
    held, free = [], []
    keeper.route("**/verdict", lambda it: it.continue_() if free else held.append(it))
    keeper.goto("/archive/audit")
    last = keeper.locator("#audited a").last.get_attribute("href")
    keeper.locator("#audited a").last.focus()
    with broken(last.rpartition("/")[2]):
        free.append(True)
        for each in held:
            each.continue_()
        ended(keeper)

    assert verdicts(keeper) == ["not_authentic", "authentic", "authentic"]
    assert keeper.locator("#audited a").first.get_attribute("href") == last
    assert keeper.evaluate("document.activeElement.getAttribute('href')") == last
    assert keeper.locator("[data-outcome]:visible").get_attribute("data-outcome") == "fault"
    assert "poikki merkinnän 3 kohdalla" in keeper.locator("#audited > li").first.inner_text()
