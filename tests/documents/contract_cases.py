"""Contracts to try the text with, and the text as people read it."""

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from chalicelib.documents.contract_text import contract_text
from chalicelib.domain.terms import read_terms

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 11, 23)
ANNEX = {"goals_annex_used", "goals_supervisees"}
BLOCKS = {"h1", "h2", "p", "li", "dt", "dd", "th", "td"}


def example(name, **changes):
    data = json.loads((EXAMPLES / f"{name}.fi.json").read_text("utf-8"))
    return {key: value for key, value in data.items() if key not in ANNEX} | changes


def read(data):
    reading = read_terms(data, TODAY)
    assert reading.terms, reading.faults
    return reading.terms


def people(count, **details):
    names = ["Aino Lehtimäki", "Väinö Söderlund", "Päivi Äijälä", "Kaarlo Öhman"]
    return [{"full_name": names[n], "email": f"nimi{n}@rantapiha.example", **details} for n in range(count)]


def payers(count):
    ids = ["0000002-7", "0000003-5", "0000004-3"]
    return [person | {"pays_as": "business", "business_id": ids[n]} for n, person in enumerate(people(count))]


ALONE = {"constellation": "B", "manager": None, "client": None, "goals_shared": "", "invoice_details": None}
B = {key: value for key, value in example("team", **ALONE).items() if value is not None}
BOSS = example("manager-free-of-charge")["managers_manager"]
WORK_GROUP = {
    "constellation": "C", "managers_manager": BOSS, "supervisees": people(3),
    "manager": example("team")["manager"] | {"is_supervisee": False},
}  # fmt: skip
CASES = {
    "team": example("team"),
    "manager-free-of-charge": example("manager-free-of-charge"),
    "work-group-of-a-manager": example("team", **WORK_GROUP),
    "one-paying-supervisee": B
    | {
        "supervisees": payers(1),
        "supervision_form": "individual",
        "payer_type": "supervisees",
        "end_date": None,
    },
    "three-paying-supervisees": B
    | {
        "supervisees": payers(3),
        "supervision_form": "group",
        "payer_type": "supervisees",
        "trial_sessions": 3,
    },
}


def contract(terms):
    return contract_text(terms, number="TO-2026-0001", version=1)


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


def plain(article):
    """The whole contract as text for people, unbreakable blanks made plain."""
    marks = {"h1": "# ", "h2": "\n## ", "li": "- ", "dd": "    ", "td": "    "}
    lines = [
        marks.get(e.tag, "") + tidy(e).replace("\n", "\n    ") for e in article.iter() if e.tag in BLOCKS
    ]
    return "\n".join(lines).replace("\u00a0", " ") + "\n"
