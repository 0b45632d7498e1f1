"""Files made to keep a parser busy: given up on in little time and memory, whoever sealed them."""

import tracemalloc
import zlib
from hashlib import sha256
from time import process_time

import pytest

from chalicelib.documents.container import container, signed_attributes
from chalicelib.documents.sealed_reader import read_sealed
from tests.documents.samples import KEY
from tests.seal_key import SealKey

STRANGER = SealKey(2)
MIB = 1024 * 1024
BOMB = zlib.compress(bytes(200 * MIB), 9)


# A comment at the top of each file, which a parser skips, is where the seal goes.
HEAD = b"%PDF-1.7\n%/ByteRange [0 00000052 00008246 --------] <" + b"0" * 8192 + b">\n"
FIRST, SECOND = HEAD.index(b"<"), HEAD.index(b">") + 1


def a_pdf(*objects, trailer=b""):
    written, offsets = HEAD, []
    for number, thing in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % it for it in offsets)
    size = len(objects) + 1
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(written))
    )


def a_stream_pdf(entries, body):
    stream = b"<</Type/XRef/Root 2 0 R%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(body), body)
    return HEAD + b"1 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream, len(HEAD))


def a_form(fields, *others):
    return a_pdf(b"<</Type/Catalog/AcroForm<</Fields[%s]>>>>" % fields, *others)


CIRCLE = a_pdf(b"<</Type/Catalog>>").index(b"xref\n")
FAN = [b"<</T(a)/FT/Sig/Kids[%d 0 R %d 0 R]>>" % (it, it) for it in range(3, 40)]
HOSTILE = {
    "arrays in arrays": a_form(b"[" * 200_000 + b"]" * 200_000),
    "dictionaries in dictionaries": a_form(b"<</A" * 100_000 + b">>" * 100_000),
    "a field that is its own child": a_form(b"2 0 R", b"<</T(a)/FT/Sig/Kids[2 0 R]>>"),
    "a tree of fields that doubles at each of 37 steps": a_form(b"2 0 R", *FAN, b"<</T(z)/FT/Sig>>"),
    "revisions in a circle": a_pdf(b"<</Type/Catalog>>", trailer=b"/Prev %d" % CIRCLE),
    "a table of contents that unpacks to 200 MB": a_stream_pdf(b"/Size 2/W[1 4 2]/Filter/FlateDecode", BOMB),
    "a table of two thousand million nothings": a_stream_pdf(b"/Size 2/W[0 0 0]/Index[0 2000000000]", b""),
    "a bomb in a bomb": a_stream_pdf(
        b"/Size 2/W[1 4 2]/Filter[/FlateDecode/FlateDecode]", zlib.compress(BOMB, 9)
    ),
    "a table of two thousand million lines": HEAD + b"xref\n0 2000000000\n0000000000 65535 f \n"
    b"trailer\n<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(HEAD),
    "a million numbers": a_form(b"1 " * 1_000_000),
    "one number of two million digits": a_form(b"1" * 2_000_000),
    "one number of eighteen million digits": a_form(b"1" * 18_000_000),
    "one string of nine million brackets": a_form(b"(" + rb"\(" * 9_000_000 + b")"),
    "a million seals": a_pdf(b"<</Type/Catalog>>", trailer=b"/ByteRange [0 1 2 3]" * 800_000),
}


def sealed_by_stranger(pdf):
    """The file with a seal that holds by all its bytes, made by somebody whom nobody trusts."""
    pdf = pdf.replace(b"--------", b"%08d" % (len(pdf) - SECOND), 1)
    digest, certificate = sha256(pdf[:FIRST] + pdf[SECOND:]).digest(), STRANGER.certificate()
    made = container(digest, certificate, STRANGER.sign(signed_attributes(digest, certificate)))
    return pdf[: FIRST + 1] + made.hex().upper().encode().ljust(8192, b"0") + pdf[SECOND - 1 :]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("prepared", [bytes, sealed_by_stranger], ids=["unsealed", "sealed by a stranger"])
def test_a_hostile_file_is_given_up_on_soon(name, prepared):
    pdf = prepared(HOSTILE[name])
    began = process_time()
    facts = read_sealed(pdf, [KEY.certificate()])

    assert process_time() - began < 5
    assert facts.unreadable
    assert not facts.certificate_trusted


@pytest.mark.parametrize(
    "name", ["a table of contents that unpacks to 200 MB", "a million numbers", "a million seals"]
)
def test_a_hostile_file_takes_little_memory(name):
    pdf = sealed_by_stranger(HOSTILE[name])
    tracemalloc.start()
    read_sealed(pdf, [])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 100 * MIB


def test_a_stranger_can_make_a_seal_that_holds_by_its_bytes():
    """Without this the cases above would prove less: a reader might stop at the seal."""
    facts = read_sealed(sealed_by_stranger(a_pdf(b"<</Type/Catalog>>")), [KEY.certificate()])

    assert facts.intact
    assert facts.covers_entire_file
    assert facts.container_exact
    assert not facts.certificate_trusted
    assert facts.signatures == 0
