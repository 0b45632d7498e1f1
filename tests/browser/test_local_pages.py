"""The pages that only the laptop has: they open without an error and fit a phone."""

import pytest

from tests.browser.layout import faults


@pytest.mark.parametrize("path", ["/_local/mail", "/_local/mails", "/_local/components"])
def test_a_local_page_fits_a_phone(person, path):
    page = person("phone")
    page.goto(path)

    assert page.get_by_role("heading", level=1).count() == 1
    assert [line for line in faults(page, 360) if "sideways" in line] == []
