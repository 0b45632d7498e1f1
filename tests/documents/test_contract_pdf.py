import pytest
import typst

from chalicelib.documents.printable import Unprintable
from tests.documents.conformance import assert_conformant
from tests.documents.samples import NAMES, a_contract, an_article, offered, pdf_of
from tests.tools import output_of

HOSTILE = '<script>alert(1)</script> {{7*7}} #eval("1") $x$ ] [ *a* _b_ @c /* d */ // e \\ &amp; `f` \\u{22}) \\")) #panic("g") "'


def text_of(pdf, tmp_path, *options):
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf)
    return output_of("pdftotext", *options, path, "-")


def test_the_same_contract_is_the_same_bytes():
    assert pdf_of(a_contract()) == pdf_of(a_contract())


def test_the_file_ends_in_a_newline_so_that_a_revision_can_follow():
    assert offered().endswith(b"%%EOF\n")


def test_a_contract_keeps_pdf_a_and_pdf_ua():
    assert_conformant(offered())


def test_names_of_all_our_languages_can_be_read_out_of_the_file(tmp_path):
    text = text_of(pdf_of(a_contract(parties=5)), tmp_path, "-layout")

    assert [name for name in NAMES if name not in text] == []


def test_text_that_looks_like_code_is_printed_as_it_is(tmp_path):
    text = text_of(pdf_of(a_contract(goals=HOSTILE)), tmp_path)

    assert HOSTILE in " ".join(text.split())


def test_a_character_that_turns_the_writing_does_no_harm(tmp_path):
    assert "abc" in text_of(pdf_of(a_contract(goals="x \u202e\u2066 y \u202c abc")), tmp_path)


def test_a_character_without_a_glyph_is_named():
    with pytest.raises(Unprintable) as refused:
        pdf_of(a_contract(goals="hyvä 😀 中 😀"))

    assert refused.value.characters == ("😀", "中")


def test_a_character_without_a_glyph_is_found_outside_the_text_too():
    with pytest.raises(Unprintable):
        pdf_of(a_contract(), title="😀")


def test_a_table_over_two_pages_repeats_its_head(tmp_path):
    pages = text_of(pdf_of(a_contract(parties=33)), tmp_path, "-layout").split("\f")

    assert ["Organisaatio" in page for page in pages[:2]] == [True, True]


def test_a_token_longer_than_a_line_stays_on_the_page_and_reads_as_one(tmp_path):
    token = "0123456789" * 30
    pdf = pdf_of(a_contract(goals=token))

    assert token in text_of(pdf, tmp_path).replace("\n", "")
    right_edges = [float(word.split('"')[0]) for word in text_of(pdf, tmp_path, "-bbox").split('xMax="')[1:]]
    assert max(right_edges) < 595 - 70


def test_four_thousand_characters_of_goals_all_reach_the_page(tmp_path):
    goals = "".join(f"Tavoite {number} on selkeä. " for number in range(200))[:4000].strip()
    pages = text_of(pdf_of(a_contract(goals=goals)), tmp_path).split("\f")

    printed = " ".join(" ".join(pages).split())
    assert all(f"Tavoite {number} on selkeä." in printed for number in range(0, 160, 10))


def test_lists_tables_and_terms_keep_their_meaning(tmp_path):
    path = tmp_path / "contract.pdf"
    path.write_bytes(offered())
    elements = set(output_of("pdfinfo", "-struct", path).replace(":", " ").split())

    assert {"H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "TH", "TD"} <= elements


def test_a_heading_level_that_is_skipped_is_refused():
    with pytest.raises(typst.TypstError):
        pdf_of(an_article("<h3>Liian syvällä</h3>"))


def test_a_table_without_a_head_and_lists_within_lists_are_typeset():
    xhtml = an_article(
        '<table class="essentials"><tbody><tr><th>Hinta</th><td>0 €</td></tr></tbody></table>'
        "<ol><li><p>Ensin</p><ul><li>a</li></ul></li><li>Sitten <br/><em>näin</em></li></ol><ul></ul><dl></dl><p></p>"
    )

    assert pdf_of(xhtml).startswith(b"%PDF-1.7")
