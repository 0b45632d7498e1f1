"""Every page fits every screen: nothing scrolls sideways, is cut, or is too small for a thumb."""

from itertools import product

import pytest
from markupsafe import Markup

from chalicelib.documents.annex_text import annex_text
from chalicelib.documents.pages import page
from tests.browser.layout import faults, shortened, spaced
from tests.browser.rendered import LANGUAGES, PAGES, expect_nothing
from tests.documents.contract_cases import CASES, SALT, contract, read
from tests.documents.page_contexts import context
from tests.documents.page_values import BUYING, SIGN
from tests.sampling import sampled

PHONE, ZOOMED_TWICE, DESKTOP = 360, 640, 1280
ZOOMED_FOUR_TIMES = 320  # a screen of 1,280 at 400 %: WCAG 2.2, 1.4.10


# Every page in Finnish, and by turns in one of the other two.
@pytest.mark.parametrize(
    ("name", "language"), sampled(product(PAGES, LANGUAGES), lambda n, *_: n % 6 in (0, 1, 3, 5))
)
def test_page_fits(rendered, name, language):
    """Wide screens are looked at in Finnish, whose words are longest."""
    wide, found = (DESKTOP, ZOOMED_TWICE) if language == "fi" else (), {}
    for state in rendered.states(name, language):
        found[state] = [
            *(it for width in (*wide, PHONE) for it in faults(rendered.page, width)),
            *shortened(rendered.page),
            *faults(rendered.page, ZOOMED_FOUR_TIMES),
            *spaced(rendered.page, ZOOMED_FOUR_TIMES),
        ]

    expect_nothing(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("case", "given"),
    [
        ("annex", SIGN | {"annex_readers": ["Ulla Wäinölä", "Saimi Ojala"], "version": 2}),
        ("three-consumers", BUYING),
    ],
    ids=["annex", "three consumers"],
)
def test_the_longest_contract_fits(rendered, case, given, language):
    """In its own language, with an annex or with what consumers are told."""
    terms = read(CASES[case] | {"contract_language": language})
    annex = annex_text(terms, number="TO-2026-0001", version=1, salt=SALT) if terms.goals_annex_used else b""
    texts = {"text": Markup(contract(terms).decode()), "annex": Markup(annex.decode()) or None}
    rendered.show(page("sign", language, **context(**given | texts)))

    expect_nothing({case: [*faults(rendered.page, PHONE), *faults(rendered.page, ZOOMED_FOUR_TIMES)]})
