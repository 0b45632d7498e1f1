"""axe-core finds nothing on any page, in any state, language or colour scheme: WCAG 2.2 AA and best practice."""

from itertools import product

import pytest

from tests.browser.axe import violations
from tests.browser.rendered import PAGES, expect_nothing
from tests.sampling import sampled

TRANSLATED = ("sv", "en")


@pytest.mark.parametrize("each", sampled([1, 2], lambda _, each: each == 2), ids="each {}".format)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(rendered, name, each):
    """In either scheme; the contract's text once a page, as it is the same in every state."""
    seen, found = [], {}
    for state in rendered.states(name, each=each):
        found[state] = violations(rendered.page, outside=seen)
        seen = ["article"]

    expect_nothing(found)


@pytest.mark.parametrize(
    ("name", "language"), sampled(product(PAGES, TRANSLATED), lambda n, *_: n % 4 in (0, 3))
)
def test_axe_finds_nothing_in_a_translation(rendered, name, language):
    """The first state; colours are the same in every language."""
    state = next(rendered.states(name, language))

    expect_nothing({state: violations(rendered.page, schemes=())})


@pytest.mark.slow
@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_any_state_of_a_translation(rendered, name, language):
    expect_nothing(
        {state: violations(rendered.page, schemes=()) for state in rendered.states(name, language)}
    )


def test_axe_notices_what_is_wrong(rendered):
    next(rendered.states("login"))
    rendered.page.evaluate("() => document.querySelector('label').remove()")

    assert any(
        line.startswith("Form elements must have labels: #email") for line in violations(rendered.page)
    )
