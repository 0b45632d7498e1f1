"""Swedish and English are complete: every sentence is marked, and every marked sentence is translated. `make messages` mends."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from chalicelib.documents.templating import TEMPLATES, environment
from chalicelib.documents.translations import LANGUAGES, preferred, translations
from dev.messages import TRANSLATED, catalogue, forms, missing, mo, path, po, read, sentences

SPEAKING = [
    file
    for folder in ("documents", "web", "workflow")
    for file in sorted((Path(__file__).parents[2] / "chalicelib" / folder).rglob("*.py"))
]
PAGES = sorted(
    file for folder in ("pages", "mails") for file in (TEMPLATES / folder).rglob("*") if file.suffix in {".html", ".txt"}
)  # fmt: skip
NAMES = {"Sopu", "SHA", "PDF"}  # the same in every language
SEALED = {"Sähköinen sinetti"}  # the name of the seal's field, the same in every file


@pytest.fixture(scope="module")
def marked():
    """What the sources mark; reading them all takes a second."""
    return sentences()


every_language = pytest.mark.parametrize("language", TRANSLATED)


@every_language
def test_every_sentence_is_translated(language, marked):
    untranslated = list(missing(catalogue(language, marked)))

    assert not untranslated, "`make messages`, then translate:\n  " + "\n  ".join(untranslated)


@every_language
def test_the_catalogue_is_what_make_messages_writes(language, marked):
    """Sorted, and without a sentence that is no longer marked."""
    same = path(language, "po").read_bytes() == po(catalogue(language, marked))

    assert same, "sentences have changed: `make messages`"


@every_language
def test_what_gettext_reads_is_what_translators_wrote(language, marked):
    assert path(language, "mo").read_bytes() == mo(catalogue(language, marked))


@every_language
def test_nothing_is_translated_by_guess(language):
    with path(language, "po").open("rb") as kept:
        guessed = [message.id for message in read_po(kept) if message.fuzzy]

    assert guessed == []


@every_language
def test_a_translation_has_the_placeholders_tags_and_end_of_its_sentence(language):
    wrong = {
        message.id: form
        for message in read(language)
        for form in forms(message)
        if message.id and form and shape(form) not in map(shape, _forms(message.id))
    }

    assert wrong == {}


@every_language
def test_an_ordinary_translation_is_no_copy_of_the_finnish(language):
    """Names and formats may be the same; a whole sentence is not."""
    copied = [it.id for it in read(language) if it.id == it.string and len(str(it.id).split()) > 2]

    assert copied == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_no_words_of_a_template_stand_outside_its_marks(file):
    shown, strings = unmarked(file.read_text("utf-8"))
    attributes = re.findall(r"""\b(?:aria-label|title|placeholder|alt)="([^"]*[^\W\d_]{2}[^"]*)\"""", shown)
    words = re.findall(
        r"[^\W\d_]{2,}", re.sub(r"<!--.*?-->|<style>.*?</style>|<[^>]*>|&\w+;", " ", shown, flags=re.DOTALL)
    )

    assert [*attributes, *strings, *(word for word in words if word not in NAMES)] == []


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_finnish_of_the_code_stands_outside_its_marks(file):
    """A table of the languages, for what goes into archived documents, is the other way; a person's name is no words."""
    found = {
        text
        for text in finnish_constants(ast.parse(file.read_text("utf-8")))
        if re.search("[åäöÅÄÖ]", text) and re.search("[a-zåäö]{2}", text)
    }

    assert {text for text in found if not (" " in text and text.istitle())} <= SEALED


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fi"), ("sv-FI,sv;q=0.9,en;q=0.8", "sv"), ("de, en;q=0.3, sv;q=0.5", "sv"), ("EN-gb", "en"),
        ("en;q=0, de", "fi"), ("en;q=x,sv;q=0.1", "sv"), ("*", "fi"), (",;;q=,\x00" * 999, "fi"), ("sv" * 9999, "fi"),
    ],
)  # fmt: skip
def test_the_browser_gets_what_it_likes_best_of_what_we_speak(header, language):
    assert preferred(header) == language


def test_finnish_needs_no_catalogue_and_a_stranger_has_none():
    assert translations("fi").gettext("Kirjaudu") == "Kirjaudu"
    with pytest.raises(FileNotFoundError):
        translations("de")
    assert set(LANGUAGES) == {"fi", *TRANSLATED}


def shape(sentence):
    """What code and layout need of a sentence: its placeholders, its tags, and whether it ends like one."""
    holes = sorted(re.findall(r"%\(\w+\)s|\{\w*\}|%%", sentence))
    return holes, re.findall(r"<[^>]*>", sentence), sentence[-1:] if sentence[-1:] in ".:?!," else ""


def _forms(sentence):
    return [sentence] if isinstance(sentence, str) else sentence


def unmarked(source):
    """(the template's text outside `trans`, Finnish strings of its expressions outside `_()`)."""
    shown, strings, inside, before = [], [], False, ["", ""]
    for _, kind, value in environment().lex(source):
        if kind == "name" and before[-1] == "{%" and value in {"trans", "endtrans"}:
            inside = value == "trans"
        if kind == "data" and not inside:
            shown.append(value)
        if kind == "string" and re.search("[åäöÅÄÖ]", value) and before[-2:] != ["_", "("]:
            strings.append(value)
        if kind not in {"whitespace", "string"}:
            before.append(value.strip("-+") if kind == "block_begin" else value)
    return "".join(shown), strings


def finnish_constants(node, marked=False):
    """Strings of the code that are neither docstrings, nor marked, nor in a table by language."""
    if isinstance(node, ast.Call):
        marked = getattr(node.func, "id", getattr(node.func, "attr", "")) in {"_", "gettext", "ngettext"}
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and not marked:
        yield node.value
    if isinstance(node, ast.Dict) and any("'fi'" in ast.dump(key) for key in node.keys if key):
        return
    for child in ast.iter_child_nodes(node):
        documents = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not documents:
            yield from finnish_constants(child, marked)
