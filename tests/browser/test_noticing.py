"""What looks at pages for us notices what it is there for: each thing once on a page made for it."""

import pytest

from tests.browser import keys
from tests.browser.layout import faults, moving, shortened, stop
from tests.browser.watching import Watch

TOO_WIDE = '<p style="width: 400px">leveä</p>'
CUT = '<p style="width: 50px; overflow: hidden; white-space: nowrap">katkeaa kesken</p>'
SMALL = '<button style="height: 30px">pieni</button>'
COVERED = '<button>alla</button><div style="position: fixed; inset: 0; background: #fff"></div>'
RINGLESS = '<button style="outline: none">missä</button>'


@pytest.fixture
def bare(browser):
    """An empty page of its own."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("html", "told"), [(TOO_WIDE, "sideways: 408 > 320"), (CUT, "cut: p"), (SMALL, "small: button")]
)
def test_what_does_not_fit_is_noticed(bare, html, told):
    bare.set_content(html)

    assert f"320 px: {told}" in " ".join(faults(bare, 320))


@pytest.mark.parametrize(
    ("html", "told"), [(COVERED, 'covered: button "alla"'), (RINGLESS, 'no ring: button "missä"')]
)
def test_a_keyboard_that_nobody_sees_is_noticed(bare, html, told):
    bare.set_content(html)

    assert keys.faults(keys.walk(bare)) == [told]


def test_a_list_that_cuts_its_words_is_noticed(bare):
    bare.set_content('<select style="width: 60px"><option>pitkä vaihtoehto</select>')

    assert shortened(bare) == ['shortened: select "pitkä vaihtoehto"']


def test_what_glides_is_noticed(bare):
    bare.set_content('<p style="transition: color 1s">liukuu</p>')

    assert moving(bare) == ['p "liukuu"']
    assert stop(bare) is None


def test_errors_and_requests_to_others_are_noticed(bare):
    watch = Watch("http://127.0.0.1:1")
    watch.follow(bare.context)
    bare.context.route(
        "**/*", lambda route: route.fulfill(status=404 if "missing" in route.request.url else 200)
    )
    bare.set_content(
        "<script>console.error('puuttuu'); setTimeout(() => { throw new Error('rikki'); })</script>"
        "<img src='http://127.0.0.1:1/missing.png'><img src='http://127.0.0.1:2/elsewhere.png'>"
    )
    bare.wait_for_load_state("networkidle")

    found = " ".join(watch.problems)
    for told in ("console: puuttuu", "script: rikki", "answer 404", "request to another: http://127.0.0.1:2"):
        assert told in found
