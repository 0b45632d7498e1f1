"""What lies in bytes, in words that can be searched: whatever a page, a mail, a row or a PDF may hide them in."""

import html
import io
import re
import unicodedata
from functools import cache
from urllib.parse import unquote

import pikepdf

from tests.tools import output_of


def text_of(data):
    """The bytes as text, with what JSON, HTML and addresses escape written out too."""
    text = data.decode("utf-8", "replace")
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return "\n".join((text, plain, html.unescape(text), unquote(text.replace("+", " "))))


def letters(text):
    """Letters and digits alone, folded: neither a hyphen nor a line end nor an accent hides a word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def unpacked(pdf, folder, streams=True):
    """What a PDF says: the words of its pages, its attachments, and every stream without its compression."""
    path = folder / "looked-at.pdf"
    path.write_bytes(pdf)
    parts = [output_of("pdftotext", str(path), "-").encode()]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        parts += [file.get_file().read_bytes() for file in opened.attachments.values()]
        if streams:
            parts += [
                each.read_bytes()
                for each in opened.objects
                if isinstance(each, pikepdf.Stream) and _plain(each)
            ]
    return b"\n".join(parts)


def _plain(stream):
    """Pictures of the QR code have a coding of their own."""
    return stream.get("/Subtype") != "/Image"
