"""What stands where in a PDF: words with their places, lines, and the tree of its structure."""

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from tempfile import NamedTemporaryFile
from xml.etree import ElementTree

import pikepdf

from tests.tools import output_of

MM = 72 / 25.4
# Between these edges of an A4 page stands the text, below and above it the words that run through the document.
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 172 * MM, 29 * MM, 271 * MM
WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"


@dataclass(frozen=True)
class Line:
    """One line of a page: its words with a blank between, and its edges in points from the top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def is_running(self):
        return self.bottom < TOP or self.top > BOTTOM


def pages_of(pdf):
    """For each page its lines from top to bottom, headers and footers among them."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        told = ElementTree.fromstring(output_of("pdftotext", "-bbox", file.name, "-").split("-->")[-1])
    return [_lines(page) for page in told.iter(PAGE)]


def body_of(page):
    return [line for line in page if not line.is_running]


def structure_of(pdf):
    """(name, attributes) of every element of the structure, in reading order."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [(str(it.S), _attributes(it)) for it in elements_of(file.Root.StructTreeRoot.K)]


def elements_of(kids):
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements_of(kid.get("/K", pikepdf.Array()))


def _attributes(element):
    given = element.get("/A", pikepdf.Array())
    each = given if isinstance(given, pikepdf.Array) else [given]
    return {str(key): str(value) for it in each for key, value in it.items() if key != "/O"}


def _lines(page):
    words = sorted(page.iter(WORD), key=_base)
    return [_line(list(line)) for _, line in groupby(words, key=_base)]


def _base(word):
    return round(float(word.attrib["yMax"]) / 3)


def _line(words):
    words.sort(key=lambda it: float(it.attrib["xMin"]))
    edges = {name: [float(it.attrib[name]) for it in words] for name in ("xMin", "xMax", "yMin", "yMax")}
    return Line(
        text=" ".join(it.text or "" for it in words),
        left=min(edges["xMin"]),
        right=max(edges["xMax"]),
        top=min(edges["yMin"]),
        bottom=max(edges["yMax"]),
    )
