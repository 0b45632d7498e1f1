"""How the pages look, as far as a program can see it: what keeps together, what breaks, and where it stands."""

from functools import cache

import pytest

from chalicelib.documents.annex_text import annex_text
from chalicelib.documents.contract_pdf import typeset
from chalicelib.documents.sealed_pdf import seal
from chalicelib.documents.words import running_words
from tests.documents.conformance import assert_conformant
from tests.documents.contract_cases import CASES, EXAMPLES, SALT, contract, parsed, read, tidy
from tests.documents.contract_variants import people, whole
from tests.documents.pdf_pages import LEFT, RIGHT, body_of, pages_of, structure_of
from tests.documents.samples import AT, ATTACHMENTS, KEY, NAMES, an_article, pdf_of, record

LANGUAGES = ("fi", "sv", "en")
SOME = list(CASES)[::5]
FILLER = "<p>Täytettä.</p>"
LONG_NAME = "Maximiliana-Wilhelmiina Äijänsuo-Saarenmaanpää von Hohenzollern-Sigmaringen och Väster-Norrland"


def printed(terms, text=None):
    words = running_words(terms.contract_language, "TO-2026-0001", 1)
    return typeset(text or contract(terms), author=terms.supervisor.full_name, at=AT, **words)


@cache
def case(name):
    return printed(read(CASES[name]))


def crowd(count, **details):
    """Supervisees with names from all over, one of them long; numbered by their addresses."""
    who = {n: NAMES[n % 5] if n % 7 != 3 else LONG_NAME for n in range(count)}
    return [people(1)[0] | {"full_name": who[n], "email": f"nimi{n}@x.example", **details} for n in who]


def text_of(page):
    return " ".join(line.text for line in body_of(page))


def test_some_of_every_kind_of_contract_are_looked_at():
    assert len(SOME) >= 20


@pytest.mark.parametrize("name", SOME)
def test_no_page_ends_with_a_title(name):
    titles = {tidy(it) for it in parsed(read(CASES[name])).iter() if it.tag in {"h1", "h2", "h3"}}
    ends = [body_of(page)[-1].text for page in pages_of(case(name))]

    assert "1. Sopimuksen osapuolet" in titles
    assert [end for end in ends if any(title.endswith(end) for title in titles)] == []


@pytest.mark.parametrize("name", SOME)
def test_nothing_stands_outside_the_margins(name):
    lines = [line for page in pages_of(case(name)) for line in page]

    assert min(line.left for line in lines) >= LEFT - 1
    assert max(line.right for line in lines) <= RIGHT + 1


@pytest.mark.parametrize("name", SOME)
def test_every_page_tells_the_contract_and_its_number(name):
    pages = pages_of(case(name))
    feet = [page[-1].text for page in pages]

    assert feet == [
        f"Työnohjaussopimus TO-2026-0001, versio 1 Sivu {n} / {len(pages)}" for n in range(1, len(pages) + 1)
    ]


@pytest.mark.parametrize(("language", "word"), [("fi", "LUONNOS"), ("sv", "UTKAST"), ("en", "DRAFT")])
def test_a_draft_says_so_at_the_head_and_the_foot_of_every_page(language, word):
    words = running_words(language, "TO-2026-0001", 1, is_draft=True)
    pages = pages_of(
        typeset(contract(read(CASES[SOME[0]])), author="Oona", at=AT, **words | {"language": language})
    )

    for page in pages:
        head, foot = [line.text for line in page if line.is_running]
        assert head.startswith(f"{word} {words['running_head']}")
        assert foot.startswith(f"{word} {words['running_head']}")
    assert len(pages) > 1


@pytest.mark.parametrize("supervisees", [1, 6, 13, 20, 30])
def test_parties_of_every_number_stand_whole_on_the_first_page(supervisees):
    form = {"supervision_form": "individual"} if supervisees == 1 else {}
    terms = read(CASES["team"] | {"supervisees": crowd(supervisees)} | form)
    first = text_of(pages_of(printed(terms))[0])

    assert [it.full_name for it in terms.supervisees if it.full_name not in first] == []


def test_the_parties_and_the_essentials_share_the_first_page():
    for name in EXAMPLES:
        first = text_of(pages_of(printed(read(whole(name) | {"contract_language": "fi"})))[0])
        assert "1. Sopimuksen osapuolet" in first
        assert "Sitovat ehdot ovat numeroiduissa kohdissa." in first


def test_lines_hold_at_most_some_75_letters():
    lines = [line.text for name in SOME for page in pages_of(case(name)) for line in body_of(page)]
    in_text = sorted(len(line) for line in lines if len(line) > 60)

    assert in_text[len(in_text) // 2] <= 75
    assert in_text[-1] <= 95


@pytest.mark.parametrize("before", range(20, 60, 3))
def test_what_is_announced_by_a_colon_is_on_the_same_page(before):
    items = "".join(f"<li>asia {n}</li>" for n in range(4))
    pages = pages_of(pdf_of(an_article(FILLER * before + f"<p>Sovittu on:</p><ul>{items}</ul>")))

    assert [page for page in pages if "Sovittu on:" in text_of(page) and "asia 3" in text_of(page)]


@pytest.mark.parametrize("before", range(10, 50, 3))
def test_a_row_is_never_split(before):
    lines = "<br/>".join(f"rivi {n}" for n in range(6))
    listed = f"<table><tbody><tr><th>Osapuoli</th><td>alku<br/>{lines}</td></tr></tbody></table>"
    table = (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        f"<tbody><tr><td>alku</td><td>{lines}</td></tr></tbody></table>"
    )
    for rows in (listed, table):
        pages = pages_of(pdf_of(an_article(FILLER * before + rows)))
        assert [page for page in pages if "alku" in text_of(page) and "rivi 5" in text_of(page)]


@pytest.mark.parametrize("before", range(18, 34, 2))
def test_a_form_to_fill_in_is_on_one_page(before):
    lines = "".join(f'<p class="blank">{it}</p>' for it in ("Nimi", "Osoite", "Sopimus", "Päiväys"))
    form = f"<h2>Lomake</h2><p>Vastaanottaja</p>{lines}"
    pages = pages_of(pdf_of(an_article(FILLER * before + form)))

    assert [page for page in pages if {"Lomake", "Päiväys"} <= set(text_of(page).split())]


def test_an_annex_begins_a_page():
    pages = pages_of(pdf_of(an_article('<p>Loppu.</p><h2 class="annex">Liite B</h2><p>Ohje.</p>')))

    assert [body_of(page)[0].text for page in pages] == ["Työnohjaussopimus", "Liite B"]


def test_clause_numbers_hang_left_of_the_text():
    page = pages_of(pdf_of(an_article("<h2>2. Tavoitteet</h2><p>Tukea.</p>")))[0]
    left = {line.text: line.left for line in page}

    assert left["Tukea."] - left["2. Tavoitteet"] > 30


LONG_WORDS = {
    "fi": "työnohjausyhteistyössä ",
    "sv": "arbetshandledningarna ",
    "en": "counterrevolutionaries ",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_words_are_hyphenated_but_never_names_ids_and_addresses(language):
    def hyphens(kind):
        cell = f'<td><span class="{kind}">{LONG_WORDS[language] * 9}</span></td>'
        pdf = pdf_of(an_article(f"<table><tbody><tr>{cell * 4}</tr></tbody></table>"), language=language)
        return sum(line.text.count("\xad") for page in pages_of(pdf) for line in page)

    assert hyphens("text") > 2
    assert [hyphens(kind) for kind in ("name", "id", "address")] == [0, 0, 0]


@pytest.mark.parametrize(
    "name", ["Ö" * 120, "Guttorm-Näkkäläjärvenpää" * 5, "Hohenzollernsigmaringenithohenzollern"]
)
def test_a_name_without_blanks_stays_in_its_column(name):
    others = "<td>pitkähkö selitys siitä, mitä tähän kuuluu</td>" * 2
    cells = f'{others}<td><strong class="name">{name}</strong></td>'
    page = pages_of(pdf_of(an_article(f"<table><tbody><tr>{cells}</tr></tbody></table>")))[0]

    assert max(line.right for line in page) <= RIGHT + 1


def test_an_address_in_running_text_is_never_hyphenated():
    words = "sukunimet@hyvinvointialueyhtyma.example " * 30
    lines = [line for page in pages_of(pdf_of(an_article(f"<p>{words}</p>"))) for line in page]

    assert [line.text for line in lines if line.text.endswith(("\xad", "-"))] == []


def test_rows_of_a_label_and_a_value_are_a_list_to_whoever_hears_them():
    names = [name for name, _ in structure_of(case("team"))]

    assert "/Table" not in names
    assert names.count("/Lbl") == names.count("/LBody") > 10


def test_the_titles_of_columns_are_tagged_as_theirs():
    heads = [attributes for name, attributes in structure_of(case("three-consumers")) if name == "/TH"]

    assert [it["/Scope"] for it in heads] == ["/Column"] * 4


@pytest.mark.parametrize("sums", [("720,00\xa0€", "1\xa0720,00\xa0€"), ("€720.00", "€1,720.00")])
def test_sums_stand_under_one_another(sums):
    rows = "".join(f"<tr><td>Maksaja</td><td>{it}</td></tr>" for it in sums)
    head = "<thead><tr><th>Maksaja</th><th>Yhteensä</th></tr></thead>"
    page = pages_of(pdf_of(an_article(f"<table>{head}<tbody>{rows}</tbody></table>")))[0]
    edges = {round(line.right) for line in page if "€" in line.text}
    others = {round(line.right) for line in page if "€" not in line.text}

    assert len(edges) == 1
    assert edges <= others, "the title of the column ends where its sums do"


@pytest.mark.parametrize("before", range(40, 56))
def test_a_telephone_number_stays_on_one_line(before):
    page = pages_of(pdf_of(an_article(f"<p>{'a' * 30} {'b' * (before - 31)} +358 40 000 0001</p>")))[0]

    assert [line for line in page if "+358 40 000 0001" in line.text]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_keeps_pdf_a_and_pdf_ua_in_every_language(name, language):
    terms = read(whole(name) | {"contract_language": language})

    assert_conformant(printed(terms), language)
    if terms.goals_annex_used:
        annex = annex_text(terms, number="TO-2026-0001", version=1, salt=SALT)
        assert_conformant(printed(terms, annex), language)


def test_an_example_and_its_record_are_one_conformant_file():
    offered = printed(read(whole("group-with-annex")))
    file = seal(offered, record(), ATTACHMENTS, KEY.certificate(), KEY.sign, AT)

    assert file.startswith(offered)
    assert_conformant(file)
