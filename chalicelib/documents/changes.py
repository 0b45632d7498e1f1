"""What changed between two versions of a contract, clause by clause, for whoever is asked to accept again."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from chalicelib.documents.pairing import Told, paired
from chalicelib.frozen import dataclass

# It only says once more what the numbered clauses say.
_NOT_COMPARED = {"lyhyesti"}
_SENTENCE_ENDS = re.compile("(?<=[.!?]) +(?=[A-ZÅÄÖ”])")
_BLANKS = re.compile("[ \t\r\n]+")
# No XML can hold these letters, so nobody can have typed them: they stand where the template marked its own words.
_DIGEST, _MARK, _AGAIN = "\x00", "\x01", "\x02"
_REFERENCE = re.compile(_MARK + r"(\d+)")
_NUMBER = re.compile(r"\d+\. ")


@dataclass(frozen=True, kw_only=True)
class Change:
    """
    One clause: what it says otherwise, in its order.

    clause: its heading as in the later version, without a number when that has no such clause.
    """

    clause: str
    told: tuple[Told, ...]


def changes(before: bytes, after: bytes) -> tuple[Change, ...]:
    """
    The clauses that differ, in the order of the contract. before, after: XHTML as contract_text makes it.

    Sentences, rows and items of lists are compared as wholes, in their order and as often as they stand there. The number
    of the version, the digest of Annex A and the numbers of clauses that only moved are no changes where the template
    marked them; what somebody typed is always compared letter by letter, but for blanks and line ends.
    The same texts give the same, an unchanged one nothing.
    """
    articles = [ElementTree.fromstring(xhtml) for xhtml in (before, after)]  # noqa: S314 - our own texts, kept as they were made
    # A text from before references were marked shows numbers only, so numbers are what is compared.
    marked = all(any(_is("clause", each) for each in article.iter()) for article in articles)
    old, new = (_clauses(article, marked) for article in articles)
    ids = [*new, *(each for each in old if each not in new)]
    found = (_change(old.get(each, _Clause()), new.get(each, _Clause())) for each in ids)
    return tuple(change for change in found if change.told)


@dataclass(frozen=True, kw_only=True)
class _Clause:
    """said: each sentence by what it means, which is the same however clauses are numbered; one said again is another."""

    heading: str = ""
    said: Mapping[str, str] | None = None


def _change(old: _Clause, new: _Clause) -> Change:
    clause = new.heading or _NUMBER.sub("", old.heading, count=1)
    return Change(clause=clause, told=paired(old.said or {}, new.said or {}))


def _clauses(article: Element, marked: bool) -> dict[str, _Clause]:
    """By the id of its heading; what stands above the first heading is no clause."""
    sections: list[tuple[Element, list[Element]]] = []
    for element in article:
        if element.tag == "h2":
            sections.append((element, []))
        elif sections:
            sections[-1][1].append(element)
    numbers = _numbers(heading for heading, _ in sections) if marked else {}
    return {
        heading.get("id", ""): _Clause(heading=_text(heading), said=_said(elements, numbers))
        for heading, elements in sections
        if heading.get("id") not in _NOT_COMPARED
    }


def _numbers(headings: Iterator[Element]) -> dict[str, str]:
    """The id of each numbered clause by its number."""
    numbered = ((heading.get("id", ""), _NUMBER.match(_text(heading))) for heading in headings)
    return {found[0][:-2]: clause for clause, found in numbered if found}


def _said(elements: list[Element], numbers: Mapping[str, str]) -> dict[str, str]:
    sentences = (sentence for element in elements for sentence in _sentences(element))
    said: dict[str, str] = {}
    times: Counter[str] = Counter()
    for sentence in sentences:
        if _DIGEST not in sentence:
            meant = _meant(sentence, numbers)
            again = f" {_AGAIN * times[meant]}" if times[meant] else ""
            times[meant] += 1
            said[meant + again] = sentence.replace(_MARK, "")
    return said


def _meant(sentence: str, numbers: Mapping[str, str]) -> str:
    """The sentence with clauses by their ids, where it refers to them by their numbers."""
    named = {number: _MARK + clause for number, clause in numbers.items()}
    return _REFERENCE.sub(lambda found: named.get(found[1], found[1]), sentence)


def _sentences(element: Element) -> Iterator[str]:
    match element.tag:
        case "table" | "tbody" | "thead" | "ul" | "ol":
            for part in element:
                yield from _sentences(part)
        case "tr":
            first, *others = element
            yield from _told(_text(first), others)
        case "dl":
            for term, told in zip(element.iterfind("dt"), element.iterfind("dd"), strict=False):
                yield from _told(_text(term), [told])
        case "p":
            yield from (sentence for line in _lines(element) for sentence in _SENTENCE_ENDS.split(line))
        case _:
            yield _text(element)


def _told(of: str, cells: list[Element]) -> Iterator[str]:
    """Each line of a row with what the row is about."""
    for cell in cells:
        yield from (f"{of}: {line}" for line in _lines(cell))


def _text(element: Element) -> str:
    return " ".join(_lines(element))


def _lines(element: Element) -> list[str]:
    """The words of an element, cut at its line breaks; blanks as a page shows them, which keeps the hard ones."""
    return [line for each in "".join(_words(element)).split("\n") if (line := each.strip(" "))]


def _words(element: Element) -> Iterator[str]:
    if _is("digest", element):
        yield _DIGEST
        return
    if _is("clause", element):
        yield _MARK
    yield _BLANKS.sub(" ", element.text or "")
    for part in element:
        yield from ("\n",) if part.tag == "br" else _words(part)
        yield _BLANKS.sub(" ", part.tail or "")


def _is(mark: str, element: Element) -> bool:
    return mark in element.get("class", "").split()
