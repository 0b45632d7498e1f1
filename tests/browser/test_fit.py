"""Every page fits every screen: nothing scrolls sideways, is cut, or is too small for a thumb."""

import pytest

from tests.browser.layout import faults, shortened, spaced
from tests.browser.rendered import LANGUAGES, PAGES, expect_nothing

PHONE, ZOOMED_TWICE, DESKTOP = 360, 640, 1280
ZOOMED_FOUR_TIMES = 320  # a screen of 1,280 at 400 %: WCAG 2.2, 1.4.10


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page_fits(rendered, name, language):
    found = {}
    for state in rendered.states(name, language):
        found[state] = [
            *(it for width in (DESKTOP, ZOOMED_TWICE, PHONE) for it in faults(rendered.page, width)),
            *shortened(rendered.page),
            *spaced(rendered.page, ZOOMED_FOUR_TIMES),
            *faults(rendered.page, ZOOMED_FOUR_TIMES),
        ]

    expect_nothing(found)
