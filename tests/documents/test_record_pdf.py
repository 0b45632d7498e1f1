from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import zxingcpp

from chalicelib.documents.printable import Unprintable
from chalicelib.documents.record_pdf import TEMPLATES, record_pdf
from chalicelib.documents.words import running_words
from tests.documents.conformance import assert_conformant
from tests.documents.pdf_pages import LEFT, RIGHT, body_of, pages_of
from tests.documents.samples import a_record, an_acceptance, record
from tests.tools import output_of


def words_of(pdf, tmp_path):
    path = tmp_path / "record.pdf"
    path.write_bytes(pdf)
    return " ".join(output_of("pdftotext", path, "-").split())


def test_the_same_record_is_the_same_bytes():
    assert record_pdf(a_record()) == record_pdf(a_record())


def test_a_record_keeps_pdf_a_and_pdf_ua():
    assert_conformant(record())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", ["main", "annex_a"])
def test_every_record_keeps_pdf_a_and_pdf_ua_in_every_language(kind, language):
    assert_conformant(record_pdf(a_record(kind=kind, language=language)), language)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_record_calls_the_contract_what_the_contract_calls_itself(language):
    contract = running_words(language, "TO-2026-0001", 1)["title"]
    pages = pages_of(record_pdf(a_record(language=language)))

    assert all(page[-1].text.startswith(contract) for page in pages)


@pytest.mark.parametrize(
    ("language", "moment"),
    [
        ("fi", "23.11.2026 klo 9.00.00"),
        ("sv", "23 november 2026 kl. 9.00.00"),
        ("en", "23 November 2026 at 09:00:00"),
    ],
)
def test_times_are_told_as_each_language_tells_them(language, moment, tmp_path):
    words = words_of(record_pdf(a_record(language=language)), tmp_path)

    assert moment in words
    assert "2026-11-23T07:00:00Z" in words


def test_each_acceptance_is_told_with_name_role_organisation_address_and_way(tmp_path):
    words = words_of(record(), tmp_path)

    for it in a_record().acceptances:
        for said in (it.name, it.role, it.organisation, it.masked_email, it.identified, it.statement):
            assert said in words


def test_times_are_told_in_finland_and_in_utc(tmp_path):
    words = words_of(record(), tmp_path)

    assert "23.11.2026 klo 10.00.01" in words
    assert "2026-11-23T08:00:01Z" in words


def test_digests_and_the_length_can_be_copied_whole(tmp_path):
    told = a_record()
    words = words_of(record(), tmp_path)

    assert f"head -c {told.document_bytes} tiedosto.pdf | sha256sum" in words
    for digest in (told.document_sha256, told.text_sha256, told.terms_sha256, told.contract_id):
        assert digest in words


def test_the_code_has_words_for_those_who_do_not_see_it():
    with pikepdf.open(BytesIO(record())) as file:
        said = [str(it.Alt) for it in file.objects if isinstance(it, pikepdf.Dictionary) and "/Alt" in it]

    assert said == ["QR-koodi, joka avaa osoitteen https://sopu.example/verify"]


@pytest.mark.parametrize(
    "given", ["https://sopu.example/verify", f"https://sopu.example/verify?id={'0f' * 16}"]
)
def test_the_code_on_paper_leads_to_the_page_that_verifies(given, tmp_path):
    (tmp_path / "record.pdf").write_bytes(record_pdf(a_record(verify_url=given)))
    output_of("pdftoppm", "-gray", "-r", "100", tmp_path / "record.pdf", tmp_path / "page")

    assert [it.text for page in tmp_path.glob("page*.pgm") for it in codes_in(page)] == [given]


def codes_in(picture):
    _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return zxingcpp.read_barcodes(memoryview(pixels).cast("B", shape=[height, width]))


def test_one_sentence_is_printed_once_and_two_with_the_names_of_each(tmp_path):
    other = replace(an_acceptance(1), statement="Hyväksyn esihenkilönä.")

    assert words_of(record(), tmp_path).count("Olen lukenut sopimuksen") == 1
    words = words_of(record_pdf(a_record(acceptances=(an_acceptance(0), other))), tmp_path)
    assert f"”Hyväksyn esihenkilönä.” Näin hyväksyi: {other.name}." in words


def test_nothing_more_is_claimed_than_is_true():
    words = (TEMPLATES / "supervision/v1/record.fi.xhtml").read_text()

    assert "yksinkertainen sähköinen allekirjoitus" in words
    assert "kehittyn" not in words
    assert "hyväksytty sähköinen allekirjoitus" not in words


def test_the_record_of_annex_a_speaks_of_the_annex_and_names_no_terms(tmp_path):
    annex = a_record(kind="annex_a", terms_sha256="", annex_digest="5a" * 32)
    words = words_of(record_pdf(annex), tmp_path)

    assert words.startswith("Liitteen A hyväksymissivu Työnohjaussopimus TO-2026-0001, versio 1, liite A")
    assert "Kaikki alla luetellut ovat hyväksyneet edellä olevan liitteen." in words
    assert "ensimmäistä tavua ovat hyväksytty liite." in words
    assert "5a" * 32 in words
    assert "terms.json" not in words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "Työnohjaaja on hyväksynyt edellä olevan liitteen."),
        ("sv", "Handledaren har godkänt bilagan ovan."),
        ("en", "The supervisor has accepted the annex above."),
    ],
)
def test_an_annex_that_the_supervisor_alone_accepted_claims_nobody_else(language, said, tmp_path):
    """The members of a work group whose manager makes the contract accept neither document."""
    alone = a_record(kind="annex_a", language=language, terms_sha256="", acceptances=(an_acceptance(0),))
    words = words_of(record_pdf(alone), tmp_path)

    assert said in words
    assert an_acceptance(0).name in words.partition(an_acceptance(0).statement)[2]


def test_the_record_of_a_contract_without_an_annex_names_none(tmp_path):
    assert "liite" not in words_of(record(), tmp_path).casefold().replace("liitetiedosto", "")


def crowd():
    """Thirty-three people, some with long names, ways and sentences."""
    some = [an_acceptance(n) for n in range(33)]
    code = "sähköpostiin lähetetty henkilökohtainen linkki ja tunnus, jonka työnohjaaja kertoi muulla tavoin"
    long = {
        "name": "Ö" * 120,
        "organisation": "Etelä-Pohjanmaan hyvinvointialueyhtymä " * 4,
        "identified": code,
    }
    boss = {"role": "esihenkilön esihenkilö ja tilaajan edustaja", "statement": "Hyväksyn. Saan hyväksyä."}
    some[3::10] = [replace(it, **long) for it in some[3::10]]
    some[4::10] = [replace(it, **boss) for it in some[4::10]]
    return tuple(some)


def test_thirty_three_acceptances_fit(tmp_path):
    pdf = record_pdf(a_record(acceptances=crowd()))
    words, lines = words_of(pdf, tmp_path), [line for page in pages_of(pdf) for line in page]

    assert words.count(" klo ") == 33 + 2
    assert "”Hyväksyn. Saan hyväksyä.” Näin hyväksyivät: " in words
    assert min(it.left for it in lines) >= LEFT - 1
    assert max(it.right for it in lines) <= RIGHT + 1


def test_an_acceptance_is_never_split_over_two_pages():
    some = tuple(
        replace(it, role=f"alku {n:02}", organisation=f"Pitkä osasto {it.organisation} loppu {n:02}")
        for n, it in enumerate(crowd())
    )
    pages = pages_of(record_pdf(a_record(acceptances=some)))
    told = [" ".join(line.text for line in body_of(page)) for page in pages]

    assert len(pages) > 3
    for n in range(33):
        assert [page for page in told if f"alku {n:02}" in page and f"loppu {n:02}" in page]


def test_the_titles_of_the_columns_stand_on_every_page_of_the_table():
    pages = pages_of(record_pdf(a_record(acceptances=crowd())))
    tables = [page for page in pages if any("@example.fi" in line.text for line in page)]

    assert len(tables) > 2
    assert all(any(line.text == "Hyväksyjä Hyväksytty Tunnistaminen" for line in page) for page in tables)


def test_a_digest_is_on_one_line():
    told = [line.text for page in pages_of(record()) for line in page]

    for digest in (a_record().document_sha256, a_record().text_sha256, a_record().terms_sha256):
        assert [line for line in told if digest in line]


def test_text_that_looks_like_markup_is_printed_as_it_is(tmp_path):
    hostile = a_record(seal_holder='<b>#eval("1")</b> {{ 7*7 }} & Oy')

    assert '<b>#eval("1")</b> {{ 7*7 }} & Oy' in words_of(record_pdf(hostile), tmp_path)


def test_a_name_that_no_font_has_is_refused():
    with pytest.raises(Unprintable):
        record_pdf(a_record(seal_holder="中"))
