"""A masked address on a narrow page: its beginning is one word, whatever a browser thinks of the ellipsis."""

import pytest

from chalicelib.documents.pages import page
from tests.documents.html import parsed, words
from tests.documents.page_contexts import CASES, context

MASKED = "a…o@koti.example"


@pytest.mark.parametrize("name", ["withdraw", "withdraw_confirm", "withdrawn"])
def test_no_line_ends_after_the_ellipsis_of_an_address(name):
    cases = [given for page_name, _, given in CASES if page_name == name and given["email"] == MASKED]
    pages = [parsed(page(name, **context(**given))) for given in cases]

    assert pages
    for root in pages:
        told = [it for it in root.xpath("//main//*[contains(text(), '…')]") if "@" in words(it)]
        assert [(it.get("class"), words(it)) for it in told] == [("id", "a…o@")] * len(told)
        assert (MASKED in words(root)) == bool(told)
