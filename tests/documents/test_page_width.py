"""Pages on a narrow screen, in a real browser: nothing that a party reads stands beyond its edge."""

import json
import re
from html import escape, unescape

import pytest
from markupsafe import Markup

from chalicelib.documents.annex_text import annex_text
from chalicelib.documents.pages import page, stylesheet
from chalicelib.documents.printable import unprintable
from tests.documents.contract_cases import CASES, SALT, contract, read
from tests.documents.html import parsed, words
from tests.documents.page_contexts import CASES as PAGES
from tests.documents.page_contexts import context
from tests.documents.page_values import BUYING, SIGN
from tests.tools import output_of

OF_PARTIES = {"sign", "signed", "ended", "withdraw", "withdraw_confirm", "withdraw_late", "withdrawn"}
LANGUAGES = ("fi", "sv", "en")
MEASURE = """<script>
addEventListener("load", () => {
  const widths = [...document.querySelectorAll("iframe")].map((it) => it.contentDocument.documentElement.scrollWidth);
  const out = document.createElement("pre");
  out.id = "seen";
  out.textContent = JSON.stringify(widths);
  document.body.replaceChildren(out);
});
</script>"""


def texts(case, language):
    """The contract of a case and its annex, as pages show them."""
    terms = read(CASES[case] | {"contract_language": language})
    annex = annex_text(terms, number="TO-2026-0001", version=1, salt=SALT) if terms.goals_annex_used else b""
    return {"text": Markup(contract(terms).decode()), "annex": Markup(annex.decode()) or None}


def signing():
    """The signing page with the longest of texts, in each language: with annex A, and for a consumer."""
    for language in LANGUAGES:
        readers = {"annex_readers": ["Ulla Wäinölä", "Saimi Ojala"], "version": 2}
        for case, given in (("annex", SIGN | readers), ("three-consumers", BUYING)):
            yield f"{case}, {language}", page("sign", language, **context(**given | texts(case, language)))


@pytest.fixture
def too_wide(tmp_path):
    """Which pages, by name, can be scrolled sideways on a screen of that width, and how wide they are."""

    def run(pages, width):
        look = f"<style>{stylesheet()[0]}</style></head>"
        frames = (escape(text.replace("</head>", look)) for text in pages.values())
        file = tmp_path / "pages.html"
        file.write_text(
            f"<!DOCTYPE html><meta charset=utf-8>{MEASURE}"
            + "".join(f'<iframe width="{width}" height="800" srcdoc="{frame}"></iframe>' for frame in frames),
            "utf-8",
        )
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]
        dom = output_of("chromium", *options, f"--user-data-dir={tmp_path}/browser", file.as_uri())
        widths = json.loads(unescape(re.search('<pre id="seen">(.*?)</pre>', dom, re.DOTALL)[1]))
        return {name: each for name, each in zip(pages, widths, strict=True) if each > width}

    return run


@pytest.mark.parametrize("width", [360, 320], ids=["a telephone", "as WCAG 2.2, 1.4.10 asks"])
def test_no_page_of_a_party_scrolls_sideways(too_wide, width):
    pages = {f"{name} {case}": page(name, "fi", **context(**given)) for name, case, given in PAGES if name in OF_PARTIES}  # fmt: skip
    pages |= dict(signing())
    assert too_wide(pages, width) == {}


def test_a_page_that_is_too_wide_is_noticed(too_wide):
    text = page("sign", "fi", **context(**SIGN | {"text": Markup(f'<p class="id">{"a" * 64}</p>')}))

    assert too_wide({"wide": text}, 360).keys() == {"wide"}


def test_no_line_ends_with_the_hyphen_that_a_word_begins_with():
    """A browser breaks a line after a plain hyphen ("ja -lomakkeesta"), never after U+2011, which PDFs can print too."""
    pages = (words(parsed(page(name, "fi", **context(**given)))) for name, _, given in PAGES)
    contracts = (contract(read(given)).decode() for given in CASES.values())

    found = {it for text in (*pages, *contracts) for it in re.findall(r"[\s(]-\w{3,}", text)}

    assert found == set()
    assert unprintable("ja \u2011lomakkeesta") == ()
