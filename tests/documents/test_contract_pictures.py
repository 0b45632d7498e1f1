"""A contract's pages as pictures: as many as the PDF has, nothing of the text in them, and nothing that could run."""

import re
from itertools import pairwise

import pytest
from lxml import etree

from chalicelib.documents.contract_pdf import drawn
from chalicelib.documents.printable import Unprintable
from tests.documents.samples import a_contract, pdf_of

HOSTILE = "<script>alert(1)</script> \"]]> <svg onload='x'> javascript:alert(1) https://paha.example"
HREF = "href"


def pages(goals="Jaksaminen työssä", **changes):
    given = {
        "title": "Työnohjaussopimus TO-2026-0001", "author": "Åsa Öhman", "language": "fi",
        "running_head": "Työnohjaussopimus TO-2026-0001", "page_label": "Sivu {page} / {pages}", "mark": "LUONNOS",
    }  # fmt: skip
    return drawn(a_contract(goals=goals), **given | changes)


def test_there_is_a_picture_of_each_page_of_the_pdf():
    pdf = pdf_of(a_contract(goals="Jaksaminen työssä"), mark="LUONNOS")

    assert len(pages()) == len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) > 0


def test_every_page_is_a_whole_picture_of_the_size_of_paper():
    for page in pages():
        root = etree.fromstring(page.encode())
        assert root.get("viewBox") == "0 0 595.275590551 841.88976378"
        glyphs = {it.get("id") for it in root.iter("{*}symbol")}
        assert {it.get(HREF)[1:] for it in root.iter("{*}use")} <= glyphs


def test_nothing_that_somebody_wrote_can_run_or_be_fetched():
    """Text is drawn as shapes; the only addresses are those of glyphs in the same picture."""
    for page in pages(HOSTILE):
        root = etree.fromstring(page.encode())
        assert {etree.QName(it).localname for it in root.iter()} <= {
            "svg", "g", "path", "use", "symbol", "defs", "rect", "clipPath",
        }  # fmt: skip
        assert not [name for it in root.iter() for name in it.attrib if name.lower().startswith("on")]
        assert all(
            value.startswith("#") for it in root.iter() for name, value in it.attrib.items() if "href" in name
        )
        assert "paha" not in page


def test_two_texts_are_two_pictures():
    texts = [pages("Yksi"), pages("Kaksi"), pages("Kolme")]

    assert all(one != other for one, other in pairwise(texts))
    assert pages("Yksi") == texts[0]


def test_a_character_without_a_glyph_is_named():
    with pytest.raises(Unprintable):
        pages("hyvä 😀")
