from html import escape

from chalicelib.documents.printable import COVERAGE, Unprintable, unprintable
from tests.documents.font_coverage import characters, coverage
from tests.documents.samples import an_article, pdf_of


def test_the_list_of_characters_is_that_of_the_shipped_fonts():
    assert COVERAGE.read_text("ascii") == coverage()


def test_every_character_of_the_list_can_be_typeset_in_every_style():
    known = characters()
    lines = (known[i : i + 40] for i in range(0, len(known), 40))
    pdf = pdf_of(an_article("".join(map(in_every_style, lines))))

    assert pdf.startswith(b"%PDF-1.7")


def in_every_style(codes):
    text = " ".join(escape(chr(code)) for code in codes)
    styles = f"{text} <strong>{text}</strong>"
    return f'<p>{styles} <em>{text}</em></p><p class="note">{styles}</p>'


def test_names_of_our_languages_can_be_printed():
    assert unprintable("Wäinölä Åsa Šarlotta Žemaitė Nguyễn Ữ Ŋ ŋ Đ đ Ŧ ŧ Þ þ ð É ß Ł – ” € § ½\t\r\n") == ()


def test_signs_that_a_word_processor_puts_in_can_be_printed():
    assert unprintable("≤ ≥ ≠ ≈ − × → ⇒ ☐ ☑ ✓ ✗ • ● ○ ■ □ ▪ ▶ ★ ➔") == ()


def test_each_unprintable_character_is_told_once_in_order():
    assert unprintable("a😀b中😀\x00\x0b\ud800") == ("😀", "中", "\x00", "\x0b", "\ud800")


def test_unprintable_names_its_characters_by_number():
    assert str(Unprintable(("😀", "中"))) == "U+1F600, U+4E2D"
