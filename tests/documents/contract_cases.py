"""Contracts to try the text with, and the text as people read it."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from chalicelib.documents.contract_text import TEMPLATE, contract_text
from chalicelib.domain.terms import read_terms
from tests.documents.contract_variants import CASES as CASES  # whoever reads the cases finds them here

FOLDER = Path(__file__).parents[2] / "templates" / "contracts" / TEMPLATE
TODAY = date(2026, 11, 23)
EXAMPLES = ("team", "group-with-annex", "manager-free-of-charge", "school-team")
SALT = "Zk3q9QmXnB0dV7sYt1cLr5uHwJ8eGpAo2iKfTxN6bEw"
DIGEST = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"
BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "th", "td"}


def read(data):
    reading = read_terms(data, TODAY, strong=True)
    assert reading.terms, reading.faults
    return reading.terms


def contract(terms):
    digest = DIGEST if terms.goals_annex_used else ""
    return contract_text(terms, number="TO-2026-0001", version=1, annex_digest=digest)


def parsed(terms):
    return ElementTree.fromstring(contract(terms))


def tidy(element):
    """An element's text as a reader sees it; a line break stays one."""
    lines = [element.text or ""]
    for child in element:
        if child.tag == "br":
            lines.append("")
        lines[-1] += tidy(child) + (child.tail or "")
    return "\n".join(re.sub(r"[ \n]+", " ", line).strip() for line in lines)


def plain(article, unbreakable=" "):
    """The whole contract as text for people, unbreakable blanks made plain."""
    marks = {"h1": "# ", "h2": "\n## ", "h3": "\n### ", "li": "- ", "dd": "    ", "td": "    "}
    lines = [
        marks.get(e.tag, "") + tidy(e).replace("\n", "\n    ") for e in article.iter() if e.tag in BLOCKS
    ]
    return "\n".join(lines).replace("\u00a0", unbreakable) + "\n"


def clause(article, name):
    """The text of one clause."""
    children = list(article)
    ids = [child.get("id") for child in children]
    rest = children[ids.index(name) + 1 :]
    ends = [place for place, child in enumerate(rest) if child.tag == "h2"] or [len(rest)]
    return "\n".join(tidy(child) for child in rest[: ends[0]]).replace("\u00a0", " ")
