"""
What a reader of the contract wants to see at once, taken out of its own text, so that the two never differ: the summary
line by line, each with the clause that binds, and the headings as a table of contents.
"""

import re
from itertools import chain
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from chalicelib.frozen import dataclass

_BLANKS = re.compile("[ \t\r\n]+")  # a hard blank stays
_BREAK = "\0"  # XML has no such character
# What the summary's lines are called in the languages above, and the clause of each; price first, as people ask for it.
# A later version of the contract's text may add names: those of texts that were sent stay.
_LINES = (
    ({"fi": "Hinta yhteensä", "sv": "Totalpris", "en": "Total price"}, "k09", False),
    ({"fi": "Hinta", "sv": "Pris", "en": "Price"}, "k09", False),
    ({"fi": "Hinta ja matkat", "sv": "Pris och resor", "en": "Price and travel"}, "k10", False),
    ({"fi": "Maksaja", "sv": "Betalare", "en": "Payer"}, "k09", True),
    ({"fi": "Kesto", "sv": "Varaktighet", "en": "Duration"}, "k05", False),
    ({"fi": "Tapaamiset", "sv": "Träffar", "en": "Sessions"}, "k05", True),
    ({"fi": "Muoto", "sv": "Form", "en": "Form"}, "k02", True),
    ({"fi": "Peruutus", "sv": "Avbokning", "en": "Cancelling a session"}, "k11", False),
    ({"fi": "Päättäminen", "sv": "Avslutande", "en": "Ending the supervision"}, "k17", True),
    ({"fi": "Peruuttaminen", "sv": "Ångerrätt", "en": "Withdrawal"}, "k20", False),
    ({"fi": "Kuka saa tietää", "sv": "Vem får veta", "en": "Who is told"}, "k12", False),
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the contract's summary in its own language; is_order: a consumer's order holds it too."""

    name: str
    words: str
    is_order: bool


@dataclass(frozen=True, kw_only=True)
class Essential:
    """
    A line of the summary for its reader.

    name: in the reader's language. words: in the contract's, its line breaks kept. clause, number: id and number of
    the clause that binds. seldom: few ask for it first.
    """

    name: str
    words: str
    clause: str
    number: str
    seldom: bool


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of the text: its id, its number ("9" or "" where it has none) and its words without the number."""

    id: str
    number: str
    words: str


def article_of(text: str) -> Element:
    """The contract's text as a tree. text: XHTML as contract_text makes it. Raises ElementTree.ParseError for anything else."""
    return ElementTree.fromstring(text)  # noqa: S314 - our own text, kept as it was made


def lines(article: Element) -> tuple[Line, ...]:
    """The summary's lines in the contract's order; none where the text has no summary."""
    told = list(article.find("dl[@class='essentials']") or ())
    return tuple(
        Line(name=words(name), words=words(what), is_order=name.get("class") == "order")
        for name, what in zip(told[::2], told[1::2], strict=True)
    )


def essentials(article: Element, language: str) -> tuple[Essential, ...]:
    """
    The summary in the order in which people ask, each line with where it is agreed. language: the reader's.

    Raises KeyError for a line whose name is none of those above, or whose clause the text does not have.
    """
    numbers = {heading.id: heading.number for heading in contents(article)}
    known = {names[article.attrib["lang"]]: place for place, (names, _, _) in enumerate(_LINES)}
    found = sorted((known[line.name], line.words) for line in lines(article))
    asked = ((*_LINES[place], said) for place, said in found)
    return tuple(
        Essential(
            name=names[language],
            words=said,
            clause=clause,
            number=numbers[clause],
            seldom=seldom,
        )
        for names, clause, seldom, said in asked
    )


def contents(article: Element) -> tuple[Heading, ...]:
    """The headings that can be linked to, in order."""
    return tuple(_heading(it.attrib["id"], words(it)) for it in article.iterfind("h2[@id]"))


def words(element: Element) -> str:
    """The element's words; where it breaks a line, a line of their own."""
    said = (_BLANKS.sub(" ", line).strip(" ") for line in _text(element).split(_BREAK))
    return "\n".join(filter(None, said))


def _text(element: Element) -> str:
    inside = ((_BREAK if it.tag == "br" else _text(it), it.tail or "") for it in element)
    return "".join((element.text or "", *chain.from_iterable(inside)))


def _heading(anchor: str, said: str) -> Heading:
    number, dot, rest = said.partition(". ")
    return (
        Heading(id=anchor, number=number, words=rest)
        if dot and number.isdigit()
        else Heading(id=anchor, number="", words=said)
    )
