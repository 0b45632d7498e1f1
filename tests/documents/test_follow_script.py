"""The script that follows a sealing, in a real browser: it looks until nothing runs, and not for ever."""

import pytest

from chalicelib.documents.pages import page, script
from dev.chromium import chromium, installed
from tests.documents.page_contexts import CASES, context
from tests.tools import require_tool

SITE = "https://sopu.test"
RUNNING, DONE = ({"sealing": True, "sealing_step": 1}, {"sealing": False, "sealing_step": 3})

OVER: dict[str, object] = {}  # the session is


def served(path, steps, asked):
    """(content type, body) of what the page asks for; steps: what the progress is at each look, the last one for ever."""
    if path.startswith("/scripts/follow.js"):
        return "text/javascript", script("follow")[0]
    if path.endswith("/progress"):
        asked.append(path)
        if steps[0] is OVER:
            return "text/plain", "Kirjaudu sisään."
        told = steps.pop(0) if len(steps) > 1 else steps[0]
        return "text/html", page("_progress", **context(**told, contract_id="c1"))
    if path.startswith("/contracts/"):
        found = next(given for name, case, given in CASES if (name, case) == ("contract", "being sealed"))
        return "text/html", page("contract", **context(**found))
    return "text/plain", ""


@pytest.fixture(scope="module")
def browser():
    require_tool(installed() or "chromium")
    with chromium() as running:
        yield running


@pytest.fixture
def follow(browser):
    """Open the page while the sealing goes on like this; returns it and the addresses asked."""
    opened = []

    def run(*steps):
        asked, left = [], list(steps)
        tab = browser.new_page()
        opened.append(tab)

        def answer(route):
            kind, body = served(route.request.url.removeprefix(SITE), left, asked)
            over = left[0] is OVER and route.request.url.endswith("/progress")
            route.fulfill(status=401 if over else 200, content_type=f"{kind}; charset=utf-8", body=body)

        tab.route("**/*", answer)
        tab.clock.install()
        tab.goto(f"{SITE}/contracts/c1")
        return tab, asked

    yield run
    for tab in opened:
        tab.close()


def goes_on(tab, asked, times):
    """Two seconds pass, so many times; each look is waited for."""
    for _ in range(times):
        before = len(asked)
        tab.clock.run_for(2000)
        for _ in range(40):
            tab.wait_for_timeout(10)
            if len(asked) > before:
                break
        tab.wait_for_timeout(10)


def test_it_looks_until_the_archive_has_it_and_says_so(follow):
    tab, asked = follow(RUNNING, RUNNING, DONE)
    assert tab.locator("[data-running]").is_hidden()
    goes_on(tab, asked, 3)

    tab.get_by_text("Sopimus on sinetöity ja arkistossa.").wait_for()
    goes_on(tab, asked, 1)
    assert len(asked) == 3


def test_after_two_minutes_it_stops_and_says_what_to_do(follow):
    tab, asked = follow(RUNNING)
    goes_on(tab, asked, 60)

    tab.locator("[data-running]").wait_for()
    goes_on(tab, asked, 1)
    assert len(asked) == 60


def test_when_the_session_is_over_it_stops_and_puts_nothing_into_the_page(follow):
    tab, asked = follow(OVER)
    goes_on(tab, asked, 1)

    tab.locator("[data-running]").wait_for()
    goes_on(tab, asked, 1)
    assert len(asked) == 1
    assert not tab.get_by_text("Kirjaudu sisään.").count()
