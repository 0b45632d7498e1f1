"""Annex A as XHTML: the supervisees' own goals, read by the supervisor and the supervisees and by nobody else."""

from xml.etree import ElementTree

from chalicelib.documents.contract_text import told, written
from chalicelib.domain.terms.model import Terms

_PARAGRAPH = "\n\n"


def annex_text(terms: Terms, *, number: str, version: int, salt: str) -> bytes:
    """
    The annex of these terms, UTF-8: one root `<article lang class="contract annex">`, of the elements of a contract.

    number, version: of the main contract. salt: as printed in the annex and used in the digest by which the main
    contract names it (domain/confidential.py). The same arguments give the same bytes.
    """
    supervised = (terms.manager,) if terms.constellation == "C" and not terms.is_group else terms.supervisees
    names = [person.full_name for person in supervised if person]
    return written(
        f"annex-a.{terms.contract_language}.xhtml",
        told(terms, number=number, version=version, salt=salt, supervisees=names),
    )


def goals_in(annex_xhtml: bytes) -> str:
    """
    The goals as they were typed, from an annex that annex_text made: where a later version starts from.

    Blank lines part paragraphs, line ends stay; "" if there are none. What was typed as several blank lines is one.
    """
    article = ElementTree.fromstring(annex_xhtml)  # noqa: S314 - our own text, kept as it was made
    goals = article.iterfind(".//p[@class='goals']")
    return _PARAGRAPH.join("\n".join(paragraph.itertext()) for paragraph in goals)
