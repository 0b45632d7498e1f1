"""A real browser, one for each worker, and a service to look at; whatever goes wrong on a page fails the test."""

import os

import pytest

from dev.browser import PATIENCE_SECONDS
from dev.chromium import SCREENS, chromium, installed
from dev.life import Life
from tests.browser.axe import violations
from tests.browser.pictures import OF_TESTS, take
from tests.browser.rendered import Rendered, expect_nothing
from tests.browser.watching import Watch
from tests.running import CLOCK, running_service

service = pytest.fixture(scope="package")(running_service)


@pytest.fixture(scope="package")
def browser():
    """Chromium; a test that needs it is skipped where it is not installed, or fails with SOPU_REQUIRE_TOOLS=1."""
    if installed() is None:
        say = pytest.fail if os.environ.get("SOPU_REQUIRE_TOOLS") == "1" else pytest.skip
        say("needs the browser chromium, which is not installed")
    with chromium() as running:
        yield running


@pytest.fixture
def life(service):
    """People in front of the service; the clock stands where every story begins."""
    service.clock.write_text(CLOCK, encoding="ascii")
    return Life(service.base_url)


@pytest.fixture
def person(browser, service, request):
    """
    A person's empty page: person("phone", script=False, locale="sv-FI"); each has cookies of their own.

    After the test every page that was open must have been free of errors, failed requests and requests to others, and
    axe finds nothing on what each person saw last, which stays as a picture.
    """
    watch = Watch(service.base_url, files=[service.resources["aws_endpoint_url"]])
    contexts, scripted = [], []

    def arrive(screen="desktop", *, script=True, locale="fi-FI", **more):
        look = SCREENS[screen] | {"locale": locale, "java_script_enabled": script, **more}
        context = watch.follow(browser.new_context(base_url=service.base_url, **look))
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        contexts.append(context)
        scripted.extend([context] if script else [])
        return context.new_page()

    yield arrive
    for number, page in enumerate((page for context in contexts for page in context.pages), 1):
        take(page, OF_TESTS / "people", request.node.name, str(number))
    # axe is a script, which never ends where there are none.
    last_seen = [page for context in scripted for page in context.pages if "/_local/" not in page.url]
    found = {page.url: violations(page, ["light"]) for page in last_seen}
    for context in contexts:
        context.close()
    assert watch.problems == []
    expect_nothing(found)


@pytest.fixture(scope="module")
def gallery(browser):
    """Where pages are shown without a service, one for a file."""
    context = browser.new_context(**SCREENS["desktop"], reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def rendered(gallery):
    """For looking at pages in every state, without a service; they too must be free of errors."""
    shown = Rendered(gallery)
    yield shown
    shown.page.close()
    assert shown.watch.problems == []
