"""
The contract as a PDF: the same XHTML that a party reads as a page, typeset by Typst.

What it looks like is in contract.typ and the files it imports, which read the XHTML as data; what it says is in
templates/contracts. The data come to Typst as one string in a program of two lines. As sys.inputs they would make it
forget all that it knows from the last document.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree

from chalicelib.documents.printable import Unprintable, unprintable

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
NO_PICTURES: Mapping[str, str] = {}
PROGRAM = '#import "/contract.typ": contract\n#contract(json(bytes("{}")))\n'

_one_at_a_time = Lock()


def typeset(
    xhtml: bytes,
    *,
    title: str,
    author: str,
    language: str,
    running_head: str,
    page_label: str,
    at: datetime,
    mark: str = "",
    pictures: Mapping[str, str] = NO_PICTURES,
) -> bytes:
    """
    Typeset a document as PDF/A-3a and PDF/UA-1 in one file.

    xhtml: one root element, h1 h2 h3 p ul ol dl table div section and img in it, no namespace, no named entities;
    heading levels must not skip. Classes that matter: name, id and address are never hyphenated; a p can be a lead, a
    note, goals or given (what the parties wrote), or blank (a line to write on, and what to write there); a dl can be
    essentials or digests; a heading that is an annex begins a page; a div that is beside has its picture at the right.
    A table whose rows are all one th and one td becomes a list of labels and values, as a dl does.
    page_label: the words at the foot, like "Sivu {page} / {pages}". at: aware; the document's date. mark: a word that
    stands before the running head and foot of every page, as of a draft.
    pictures: SVG texts by the src of the img that shows them; each img needs an alt.
    Returns bytes that end in a newline, the same for the same arguments on every machine.
    Raises Unprintable when a font lacks a character, and typst.TypstError when the XHTML breaks a rule above.
    """
    program = _program(
        xhtml.decode(), title, author, language, running_head, page_label, mark, dict(pictures)
    )
    # Typst ends its file at %%EOF; the revision that the seal appends must begin on a line of its own.
    return _compile(program, at.astimezone(UTC).replace(microsecond=0)) + b"\n"


@lru_cache(maxsize=2)
def drawn(
    xhtml: bytes,
    *,
    title: str,
    author: str,
    language: str,
    running_head: str,
    page_label: str,
    mark: str = "",
) -> tuple[str, ...]:
    """
    The pages of the same PDF as SVG, to be looked at beside the form. Arguments and errors as of typeset().

    Text is drawn as shapes, so that a page looks the same without its fonts; what a reader needs to hear stands in the
    XHTML. The last two documents are remembered, because a browser asks for their pages one by one.
    """
    program = _program(xhtml.decode(), title, author, language, running_head, page_label, mark, {})
    with _one_at_a_time:
        made = _compiler().compile(input=program, format="svg")
    pages = cast(list[bytes], made if isinstance(made, list) else [made])
    return tuple(_smaller(page.decode()) for page in pages)


def _smaller(svg: str) -> str:
    """The same picture in two thirds of the characters: defaults left out, short names of glyphs."""
    names: dict[str, str] = {}
    plain = re.sub(r' (?:fill-rule="nonzero"|[xy]="0")', "", svg).replace("xlink:href", "href")
    return re.sub(r"\bg[0-9A-F]{32}\b", lambda found: names.setdefault(found[0], f"g{len(names)}"), plain)


def _program(
    document: str, title: str, author: str, language: str, running_head: str, page_label: str, mark: str,
    pictures: dict[str, str],
) -> bytes:  # fmt: skip
    """What contract.typ is called with, and the call. Raises Unprintable."""
    text = "".join(ElementTree.fromstring(document).itertext())  # noqa: S314  our own templates made it
    missing = unprintable(text + title + author + running_head + page_label + mark)
    if missing:
        raise Unprintable(missing)
    given = {
        "document": document,
        "title": title,
        "author": author,
        "language": language,
        "running_head": running_head,
        "page_label": page_label,
        "mark": mark,
        "pictures": pictures,
    }
    return PROGRAM.format(_literal(json.dumps(given))).encode()


def _literal(text: str) -> str:
    """Within the quotes of a Typst string, which nothing ends or changes but these two characters."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _compile(program: bytes, at: datetime) -> bytes:
    with _one_at_a_time:
        pdf = _compiler().compile(input=program, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=at)
    return cast(bytes, pdf)


@cache
def _compiler() -> "typst.Compiler":
    # Imported here, so that a page that makes no PDF starts without it.
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
    return typst.Compiler(root=str(HERE), font_paths=fonts)
