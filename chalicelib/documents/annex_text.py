"""Annex A as XHTML: the supervisees' own goals, read by the supervisor and the supervisees and by nobody else."""

from xml.etree import ElementTree

from chalicelib.documents.cast import cast_of
from chalicelib.documents.contract_text import clause_numbers, written
from chalicelib.domain.terms.model import Terms

_PARAGRAPH = "\n\n"


def annex_text(terms: Terms, *, number: str, version: int, salt: str) -> bytes:
    """
    The annex of these terms, UTF-8: one root `<article lang class="contract annex">`, of the elements of a contract.

    number, version: of the main contract. salt: as printed in the annex and used in the digest by which the main
    contract names it (domain/confidential.py). The same arguments give the same bytes.
    """
    cast = cast_of(terms)
    supervised = (terms.manager,) if cast.supervised_manager else terms.supervisees
    return written(
        f"annex-a.{terms.contract_language}.xhtml",
        terms,
        number=number,
        version=version,
        salt=salt,
        cast=cast,
        no=clause_numbers(terms, cast),
        supervisees=[person.full_name for person in supervised if person],
    )


def goals_in(annex_xhtml: bytes) -> str:
    """
    The goals as they were typed, from an annex that annex_text made: where a later version starts from.

    Blank lines part paragraphs, line ends stay; "" if there are none. What was typed as several blank lines is one.
    """
    article = ElementTree.fromstring(annex_xhtml)  # noqa: S314 - our own text, kept as it was made
    goals = article.iterfind(".//p[@class='goals']")
    return _PARAGRAPH.join("\n".join(paragraph.itertext()) for paragraph in goals)
