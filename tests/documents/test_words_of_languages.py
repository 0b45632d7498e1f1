"""Contracts, pages and mails keep to the words of docs/glossary.md, in Swedish and English."""

import re
from pathlib import Path

import pytest

from chalicelib.documents import record_pdf, words
from chalicelib.documents.templating import TEMPLATES
from chalicelib.documents.texts import TEXTS
from chalicelib.domain.statements import CONFIRMATIONS, STATEMENTS
from dev.messages import forms, read

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
COLUMN = {"sv": 3, "en": 4}
every_language = pytest.mark.parametrize("language", COLUMN)


@every_language
def test_no_text_says_what_the_glossary_sets_aside(language):
    said = {
        f"{word}: {text[:80]}"
        for word in set_aside(language)
        for text in texts(language)
        if re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE)
    }

    assert said == set()


@every_language
def test_the_glossary_sets_words_aside(language):
    assert len(set_aside(language)) > 10


def set_aside(language):
    """The words of the column "not" of this language."""
    return [word.strip() for row in rows() for word in row[COLUMN[language]].split(",") if word.strip()]


def rows():
    """The cells of the table in three languages, row by row, without its head."""
    _, _, told = GLOSSARY.read_text("utf-8").partition("## Words in three languages")
    lines = [line for line in told.splitlines() if line.startswith("|")]
    return [line.split("|")[1:-1] for line in lines[2:]]


def texts(language):
    """All that is read in a language, sentence by sentence where it comes so."""
    yield from (form for message in read(language) if message.id for form in forms(message))
    yield from (text for (_, spoken), said in STATEMENTS.items() if spoken == language for text in said)
    yield from (text for (_, spoken), text in CONFIRMATIONS.items() if spoken == language)
    yield from contract(language).splitlines()
    for name in TEXTS:
        yield from (TEMPLATES / "texts" / f"{name}.{language}.html").read_text("utf-8").splitlines()
    for spoken in (words.ROLE_WORDS, words.DOCUMENT_WORDS, words.IDENTIFIED_WORDS, record_pdf.TITLES):
        yield from map(str, spoken[language].values())


def contract(language):
    """The contract, its annex and its record as their templates say them, without comments."""
    files = sorted((TEMPLATES / "contracts").rglob(f"*{language}.xhtml"))
    return re.sub(r"\{#.*?#\}", "", "\n".join(file.read_text("utf-8") for file in files), flags=re.DOTALL)
