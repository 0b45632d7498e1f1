"""Where a line of a page or a contract may not end."""

import re

from chalicelib.documents.pages import page
from chalicelib.documents.printable import unprintable
from tests.documents.contract_cases import CASES, contract, read
from tests.documents.html import parsed, words
from tests.documents.page_contexts import CASES as PAGES
from tests.documents.page_contexts import context


def test_no_line_ends_with_the_hyphen_that_a_word_begins_with():
    """A browser breaks a line after a plain hyphen ("ja -lomakkeesta"), never after U+2011, which PDFs can print too."""
    pages = (words(parsed(page(name, "fi", **context(**given)))) for name, _, given in PAGES)
    contracts = (contract(read(given)).decode() for given in CASES.values())

    found = {it for text in (*pages, *contracts) for it in re.findall(r"[\s(]-\w{3,}", text)}

    assert found == set()
    assert unprintable("ja \u2011lomakkeesta") == ()
