"""axe-core finds nothing on any page, in any state, language or colour scheme: WCAG 2.2 AA and best practice."""

import pytest

from tests.browser.axe import violations
from tests.browser.rendered import LANGUAGES, PAGES, expect_nothing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(rendered, name, language):
    """Colours are looked at in Finnish, the contract's text once a page: they are the same in every state and language."""
    schemes, seen, found = ("light", "dark") if language == "fi" else (), [], {}
    for state in rendered.states(name, language):
        found[state] = violations(rendered.page, schemes, outside=seen)
        seen = ["article"]

    expect_nothing(found)


def test_axe_notices_what_is_wrong(rendered):
    next(rendered.states("login"))
    rendered.page.evaluate("() => document.querySelector('label').remove()")

    assert any(
        line.startswith("Form elements must have labels: #email") for line in violations(rendered.page)
    )
