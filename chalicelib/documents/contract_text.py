"""
The contract as one small XHTML document: the page on a phone and the source of the PDF.

The words stand in templates/contracts/, one file a language. Here is only what they are told: who is what, which
clauses apply, what it costs. How the document looks is left to the page's style and to contract.typ.
"""

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.documents import formats
from chalicelib.domain.terms.client import client_bound_by, overseer
from chalicelib.domain.terms.model import Organisation, Terms
from chalicelib.domain.terms.price import price_of
from chalicelib.domain.terms.signers import signers

TEMPLATE = "supervision/v1"
_CONTRACTS = Path(__file__).resolve().parents[2] / "templates" / "contracts"
# The template breaks lines for its own reader; at the edge of a block a typesetter would print that as a blank.
_OUTER_BLANKS = re.compile(
    r"(<(?:p|li|td|th|dt|dd)\b[^>]*>|<br/>)[ \n]+|[ \n]+(?=</(?:p|li|td|th|dt|dd)>|<br/>)"
)


def contract_text(terms: Terms, *, number: str, version: int) -> bytes:
    """
    The contract of these terms, UTF-8: one root `<article lang class="contract">`, no namespace, no named entities.

    number: as printed, "TO-2026-0001"; version: from 1. The same arguments give the same bytes.
    Raises ElementTree.ParseError or jinja2.UndefinedError if the template is broken, which is a bug.
    """
    template = _environment(terms.contract_language).get_template(
        f"{TEMPLATE}/{terms.contract_language}.xhtml"
    )
    cast = cast_of(terms)
    text = template.render(
        terms=terms,
        number=number,
        version=version,
        cast=cast,
        price=None if terms.free_of_charge else price_of(terms),
        no=clause_numbers(terms, cast),
        accepting=list(dict.fromkeys(party.role.value for party in signers(terms))),
    )
    xhtml = (_OUTER_BLANKS.sub(r"\1", text).strip() + "\n").encode()
    ElementTree.fromstring(xhtml)  # noqa: S314 - our own text, no document type in it
    return xhtml


@dataclass(frozen=True)
class Cast:
    """
    Who plays which part in the text; roles are the words of domain.parties.Role, and "client".

    several: the text speaks of supervisees in the plural. supervised_manager, unsigned_group: the two readings of
    constellation C. attends: how the manager takes part in the sessions. client_bound_by: the role that accepts for the
    client, "" if nobody does. outsiders: those who are not told what is said. overseer: who answers for the frame.
    """

    several: bool
    supervised_manager: bool
    unsigned_group: bool
    attends: str
    client: Organisation | None
    client_bound_by: str
    outsiders: tuple[str, ...]
    overseer: str


def cast_of(terms: Terms) -> Cast:
    """The parts, from the constellation (contract.md §4.3) and from who pays."""
    in_c = terms.constellation == "C"
    supervised = in_c and bool(terms.manager and terms.manager.is_supervisee)
    attends = terms.manager.participates if terms.manager and not supervised else "no"
    client = terms.client.organisation if terms.client else None
    present = {
        "manager": terms.manager and not supervised and attends != "always",
        "managers_manager": terms.managers_manager,
        "client": client,
    }
    return Cast(
        several=terms.is_group,
        supervised_manager=supervised,
        unsigned_group=in_c and not supervised,
        attends=attends,
        client=client,
        client_bound_by=client_bound_by(terms) or "",
        outsiders=tuple(role for role, person in present.items() if person),
        overseer=overseer(terms) or "",
    )


def clause_numbers(terms: Terms, cast: Cast) -> dict[str, int]:
    """The clauses that apply (contract.md §4.2), numbered from 1 in the order of the contract."""
    left_out = {"k20"}  # consumers cannot be parties yet
    if not terms.trial_sessions:
        left_out.add("k06")
    if terms.travel_costs not in {"actual", "included"}:
        left_out.add("k10")
    if not cast.overseer and not cast.client:
        left_out.add("k14")
    clauses = [clause for clause in (f"k{n:02}" for n in range(1, 22)) if clause not in left_out]
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
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_CONTRACTS), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    localised: dict[str, Any] = {
        name: partial(getattr(formats, name), language=language) for name in ("day", "money", "percent")
    }
    environment.filters |= localised | {"paragraphs": paragraphs}
    return environment
