"""
The contract's words as a reviewer reads them, in golden/<language>/.

k01.txt … k21.txt, lb.txt and annex-a.txt hold every wording of a clause that the cases make, each under the name of the
first case with it; a line that stands further up already is cut to its first words. contract-<example>.txt is an example
from its first line to its last. After a wanted change

    python -m tests.documents.test_contract_golden [fi sv en]

writes them anew (all languages by default): read the difference before you commit it.
"""

import re
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from chalicelib.documents.annex_text import annex_text
from tests.documents.contract_cases import CASES, EXAMPLES, FOLDER, SALT, parsed, plain, read
from tests.documents.contract_variants import whole

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("??.xhtml"))
CUT = 40
# A clause is the same wording where only the numbers of the clauses differ: ahead of its title, and as references.
NUMBERS = re.compile(r"(?<=## )\d+|(?<=\u00a0)\d{1,2}\b(?![,\u00a0])")


@cache
def pages(language):
    """{file name: text} of all that golden/<language>/ should hold."""
    wordings = {}
    for case, data in CASES.items():
        terms = read(data | {"contract_language": language})
        documents = clauses(parsed(terms))
        if terms.goals_annex_used:
            documents["annex-a"] = annex(terms)
        for name, document in documents.items():
            text = plain(document, unbreakable="\u00a0")
            wordings.setdefault(name, {}).setdefault(NUMBERS.sub("·", text), (case, text))
    contracts = {
        f"contract-{name}.txt": plain(parsed(read(whole(name) | {"contract_language": language})))
        for name in EXAMPLES
    }
    return contracts | {f"{name}.txt": page(variants.values()) for name, variants in wordings.items()}


def clauses(article):
    """The clauses of a contract, each an article of its own."""
    found = {}
    for element in article:
        if element.tag == "h2":
            found[element.get("id")] = ElementTree.Element("article")
        if found:
            list(found.values())[-1].append(element)
    return found


def annex(terms):
    return ElementTree.fromstring(annex_text(terms, number="TO-2026-0001", version=1, salt=SALT))


def page(variants):
    seen, texts = set(), []
    for case, text in variants:
        lines = [line for line in text.split("\n") if line]
        texts.append("\n".join([f"~~~ {case}", "", *(shown(line, seen) for line in lines), ""]))
    return "\n".join(texts).replace("\u00a0", " ")


def shown(line, seen):
    wording = NUMBERS.sub("·", line)
    known = wording in seen and len(line) > CUT
    seen.add(wording)
    return f"{line[:CUT].rstrip()} …" if known else line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_reads_as_it_was_reviewed(language):
    kept = {path.name: path.read_text("utf-8") for path in (GOLDEN / language).glob("*.txt")}

    assert pages(language).keys() == kept.keys()
    assert [name for name, text in pages(language).items() if text != kept[name]] == []


def write(language):
    folder = GOLDEN / language
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.txt"):
        path.unlink()
    for name, text in pages(language).items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    for each in sys.argv[1:] or LANGUAGES:
        write(each)
