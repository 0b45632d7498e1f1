"""Laws of the contract's form, tried on hundreds of contracts drawn at random from all that the terms can say."""

import re

from chalicelib.documents.cast import cast_of
from tests.documents.contract_cases import BLOCKS, contract, plain, tidy
from tests.documents.contract_sample import sample, texts

ELEMENTS = set("article h1 h2 h3 p ul ol li table thead tbody tr th td strong em dl dt dd br span".split())  # noqa: SIM905 - reads better


def test_the_sample_reaches_every_choice():
    """Otherwise the laws below would say less than they seem to."""
    for name in (
        "constellation",
        "price_unit",
        "vat_treatment",
        "travel_costs",
        "place_mode",
        "trial_sessions",
        "trial_price_mode",
    ):
        assert len({getattr(terms, name) for terms in sample()}) >= 3, name
    assert {cast_of(terms).outsiders for terms in sample()} >= {
        (),
        ("client",),
        ("manager", "managers_manager", "client"),
    }


def test_every_contract_is_plain_xhtml_without_empty_elements():
    for terms, article in texts():
        assert article.tag == "article"
        assert article.attrib == {"lang": "fi", "class": "contract"}
        for element in article.iter():
            assert element.tag in ELEMENTS
            assert set(element.attrib) <= {"class", "id", "lang"}
            assert element.tag == "br" or "".join(element.itertext()).strip(), (element.tag, terms)


def test_no_block_or_line_has_a_blank_too_many():
    """A typesetter prints a blank at the edge of a block; a browser does not."""
    for _, article in texts():
        for block in (e for e in article.iter() if e.tag in BLOCKS):
            edges = ["".join(block.itertext()), *(e.tail or "" for e in block.iter("br"))]
            assert all(text[:1] not in {" ", "\n"} for text in edges), edges
            assert edges[0] == edges[0].rstrip()
            assert not re.search(r"[ \n]{2}", edges[0]), edges


def test_no_contract_shows_how_it_was_made():
    for _, article in texts():
        text = plain(article)
        found = re.search(
            r"None|True|False|Undefined|\{\{|\{%|\[\]| [.,:;)]|\.\.|,,|\( |\. [a-zäö]",
            text.replace("\n    ", "\n"),
        )
        assert not found, (found, text[found.start() - 60 : found.end() + 60])


def test_every_fixed_paragraph_is_whole_sentences():
    for _, article in texts():
        for paragraph in article.iter("p"):
            if not paragraph.get("class") and not paragraph.findall("strong[last()]"):
                text = tidy(paragraph)
                assert (text[0].isupper(), text[-1] in ".:") == (True, True), text


def test_clauses_are_numbered_without_gaps_and_none_is_empty():
    for _, article in texts():
        children = list(article)
        clauses = numbered(article)
        assert [int(h2.text.partition(".")[0]) for h2 in clauses] == list(range(1, len(clauses) + 1))
        assert [h2.get("id") for h2 in clauses] == sorted(h2.get("id") for h2 in clauses)
        assert all(children[children.index(h2) + 1].tag in {"p", "table"} for h2 in clauses)


def numbered(article):
    return [h2 for h2 in article.findall("h2") if h2.get("id") not in {"lyhyesti", "lb"}]


def test_a_reference_names_a_clause_of_this_contract():
    for _, article in texts():
        last = len(numbered(article))
        references = re.findall(r"koh(?:ta|taa|dan|dassa) (\d+)", plain(article))
        assert references
        assert all(1 <= int(number) <= last for number in references)


def test_an_annex_is_named_where_there_is_one():
    for terms, article in texts():
        text = plain(article)
        assert bool(re.search(r"(?i)\bliit\w+ A\b", text)) == terms.goals_annex_used
        assert bool(re.search(r"(?i)\bliit\w+ B\b", text)) == terms.has_consumers


def test_a_number_never_stands_at_the_beginning_of_a_line():
    """The blank between a word and the number that belongs to it does not break."""
    for _, article in texts():
        assert not re.search(
            r"(?i)\b(koh(?:ta|taa|dan|dassa)|versio|liit\w+)[ \n]+(\d|[AB]\b)", "".join(article.itertext())
        )


def test_the_goals_of_the_annex_are_nowhere_in_the_contract():
    told = [contract(terms).decode() for terms in sample() if terms.goals_annex_used]

    assert len(told) > 100
    assert not any("pelottaa" in text or "Kukin nimeää" in text for text in told)


def test_group_words_stand_only_in_groups():
    words = re.compile(r"(?i)\bryhm|ohjattava(t|ien|ille|ilta)\b|kukin ohj|työyhteisö")
    for terms, article in texts():
        assert terms.is_group or not words.search(plain(article).replace(terms.place_detail or "-", ""))
