"""
The contract as one small XHTML document: the page on a phone and the source of the PDF.

The words stand in templates/contracts/, one file a language. Here is only what they are told: who is what (cast.py),
which clauses apply, what it costs. How the document looks is left to the page's style and to contract.typ.
"""

import re
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.documents import formats
from chalicelib.documents.cast import Cast, cast_of
from chalicelib.documents.compiled import Compiled
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.price import price_of

TEMPLATE = "supervision/v1"
_CONTRACTS = Path(__file__).resolve().parents[2] / "templates" / "contracts"
# The template breaks lines for its own reader; at the edge of a block a typesetter would print that as a blank.
_OUTER_BLANKS = re.compile(
    r"(<(?:p|li|td|th|dt|dd)\b[^>]*>|<br/>)[ \n]+|[ \n]+(?=</(?:p|li|td|th|dt|dd)>|<br/>)"
)


def contract_text(terms: Terms, *, number: str, version: int, annex_digest: str = "") -> bytes:
    """
    The contract of these terms, UTF-8: one root `<article lang class="contract">`, no namespace, no named entities.

    number: as printed, "TO-2026-0001"; version: from 1. annex_digest: hex, the salted digest of Annex A by which the
    contract names it; "" without an annex, and in a preview. The same arguments give the same bytes.
    Raises ElementTree.ParseError or jinja2.UndefinedError if the template is broken, which is a bug.
    """
    return written(
        f"{terms.contract_language}.xhtml",
        told(terms, number=number, version=version, annex_digest=annex_digest),
    )


def told(terms: Terms, *, number: str, version: int, **more: object) -> dict[str, object]:
    """All that a template of these terms may ask about, with what else its own document knows."""
    cast = cast_of(terms)
    price = None if terms.free_of_charge else price_of(terms)
    numbers = clause_numbers(terms, cast)
    return {
        "terms": terms,
        "cast": cast,
        "price": price,
        "no": numbers,
        "number": number,
        "version": version,
    } | more


def written(template: str, told: dict[str, object]) -> bytes:
    """A document of a contract from the file of that name ("fi.xhtml") and from what it is told; plain XHTML, UTF-8."""
    language = template.split(".")[-2]
    page = templates(language).get_template(f"{TEMPLATE}/{template}")
    xhtml = (_OUTER_BLANKS.sub(r"\1", page.render(told)).strip() + "\n").encode()
    ElementTree.fromstring(xhtml)  # noqa: S314 - our own text, no document type in it
    return xhtml


def clause_numbers(terms: Terms, cast: Cast) -> dict[str, int]:
    """The clauses that apply, numbered from 1 in the order of the contract."""
    applies = {
        "k06": terms.trial_sessions,
        "k10": terms.travel_costs != "none",
        "k14": cast.overseer or cast.client,
        "k20": cast.consumers,
    }
    clauses = [clause for clause in (f"k{n:02}" for n in range(1, 22)) if applies.get(clause, True)]
    return {clause: place for place, clause in enumerate(clauses, start=1)}


def paragraphs(text: str) -> list[list[str]]:
    """What somebody typed as paragraphs of lines, blank lines between paragraphs; still data, not yet escaped."""
    blocks: list[list[str]] = [[]]
    for line in (line.strip() for line in text.split("\n")):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


@cache
def templates(language: str) -> Environment:
    """The contracts' templates with that language's way to write days, money and per cent."""
    environment = Environment(
        loader=FileSystemLoader(_CONTRACTS), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, bytecode_cache=Compiled("contracts"),
    )  # fmt: skip
    localised: dict[str, Any] = {
        name: partial(getattr(formats, name), language=language) for name in ("day", "money", "percent")
    }
    environment.filters |= localised | {"paragraphs": paragraphs}
    return environment
