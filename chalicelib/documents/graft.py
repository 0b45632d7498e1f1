"""
Joins the pages of one tagged PDF to the end of another, as part of an incremental revision.

The joined pages stay accessible: their structure becomes one <Part> at the end of the document's own.
Both files are ours, made by contract_pdf; of what other PDFs may hold, nothing is provided for.
Most objects are copied as text, with new numbers in it: to read and to write them would take several times as long.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, BinaryIO

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

ID_PREFIX = b"record-"
# What differs in the copy: references, numbers of parents, ids.
DIFFERING = re.compile(rb"\b(\d+) 0 R\b|(?<=/StructParents )\d+|(?<=/ID)\(|(?<=/Headers\[)\(")
# A string with blanks could hold what only looks like a reference; a second id in a row is not found.
TO_BE_READ = re.compile(rb"\((?![^()\\\s]*\))|\)\s*\(|/StructParent\b")

# Any object of a PDF. pyHanko's own types are partial, here above all.
# mypy: allow-untyped-calls
Thing = Any


def graft(writer: IncrementalPdfFileWriter, pages: bytes) -> None:
    """Join every page of a tagged PDF, its structure, fonts and pictures, to the end of the writer's document."""
    source = PdfFileReader(BytesIO(pages))
    tree, source_tree = writer.root["/StructTreeRoot"], source.root["/StructTreeRoot"]
    copy = _Copy(writer, source, _objects(pages), parents_from=int(tree["/ParentTreeNextKey"]))
    _join_structure(writer, tree, copy.opened(source_tree["/K"].raw_get(0)))
    _join_pages(writer, [copy.of(it) for it in _raw(source.root["/Pages"]["/Kids"])])
    _join_indexes(tree, source_tree, copy)
    writer.mark_update(writer.root.raw_get("/StructTreeRoot"))


class _Copy:
    """
    Copies objects of one file into another, each once, and makes their numbers and ids differ from those there.

    The source's page tree and structure tree are not copied: what points to them will point to the target's.
    """

    def __init__(
        self,
        writer: IncrementalPdfFileWriter,
        source: PdfFileReader,
        texts: dict[int, bytes],
        parents_from: int,
    ) -> None:
        self._writer, self._source, self._texts = writer, source, texts
        self.parents_from = parents_from
        self._places: dict[Reference, IndirectObject] = {
            source.root.raw_get(key).reference: writer.root.raw_get(key)
            for key in ("/Pages", "/StructTreeRoot")
        }
        self._waiting: list[tuple[Reference, IndirectObject]] = []

    def of(self, thing: Thing) -> Thing:
        """The copy of an object, together with all that it refers to."""
        made = self._one(thing)
        while self._waiting:
            reference, place = self._waiting.pop()
            self._writer.add_object(self._whole(reference), idnum=place.idnum)
        return made

    def opened(self, dictionary: IndirectObject) -> IndirectObject:
        """The copy of a dictionary, as one whose entries can still be changed."""
        place = self._places[dictionary.reference] = self._writer.allocate_placeholder()
        self._writer.add_object(self.of(dictionary.get_object()), idnum=place.idnum)
        return place

    def _whole(self, reference: Reference) -> Thing:
        head, mark, data = self._texts[reference.idnum].partition(b"stream\n")
        if TO_BE_READ.search(head):
            return self._one(reference.get_object())
        return _Verbatim(DIFFERING.sub(self._changed, head) + mark + data)

    def _changed(self, found: re.Match[bytes]) -> bytes:
        if found[1]:
            return b"%d 0 R" % self._place(Reference(int(found[1]), 0, self._source)).idnum
        if found[0] == b"(":
            return b"(" + ID_PREFIX
        return b"%d" % (int(found[0]) + self.parents_from)

    def _one(self, thing: Thing) -> Thing:
        match thing:
            case IndirectObject():
                return self._place(thing.reference)
            case StreamObject():
                return StreamObject(self._entries(thing), encoded_data=thing.encoded_data)
            case DictionaryObject():
                return DictionaryObject(self._entries(thing))
            case ArrayObject():
                return ArrayObject(self._one(it) for it in _raw(thing))
        return thing

    def _place(self, reference: Reference) -> IndirectObject:
        if reference not in self._places:
            self._places[reference] = self._writer.allocate_placeholder()
            self._waiting.append((reference, self._places[reference]))
        return self._places[reference]

    def _entries(self, thing: DictionaryObject) -> dict[NameObject, Thing]:
        return {key: self._entry(key, thing.raw_get(key)) for key in thing}

    def _entry(self, key: str, value: Thing) -> Thing:
        match key:
            case "/StructParents" | "/StructParent":
                return NumberObject(int(value) + self.parents_from)
            case "/ID":
                return _own_id(value)
            case "/Headers":
                return ArrayObject(_own_id(it) for it in value)
        return self._one(value)


class _Verbatim(PdfObject):
    """An object as the text that it is in a file."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def write_to_stream(self, stream: BinaryIO, handler: object = None, container_ref: object = None) -> None:
        """Written as it is; pyHanko puts number and ending around it."""
        stream.write(self._text)


def _objects(pdf: bytes) -> dict[int, bytes]:
    """The text of every object of a file by its number, found by its plain cross-reference table."""
    table = int(pdf[pdf.rindex(b"startxref\n") + 10 :].split(b"\n")[0])
    _, _, *entries, _ = pdf[table : pdf.index(b"trailer", table)].split(b"\n")
    places = {number: int(entry[:10]) for number, entry in enumerate(entries) if entry[17:18] == b"n"}
    ends = dict(pairwise([*sorted(places.values()), table]))
    return {number: _text(pdf[start : ends[start]]) for number, start in places.items()}


def _text(numbered: bytes) -> bytes:
    return numbered[numbered.index(b"obj\n") + 4 : numbered.rindex(b"\nendobj")]


def _join_structure(writer: IncrementalPdfFileWriter, tree: DictionaryObject, joined: IndirectObject) -> None:
    document = tree["/K"].raw_get(0)
    part = joined.get_object()
    part[pdf_name("/S")] = pdf_name("/Part")
    part[pdf_name("/P")] = document
    element = document.get_object()
    element[pdf_name("/K")] = ArrayObject([*_raw(element["/K"]), joined])
    writer.mark_update(document)


def _join_pages(writer: IncrementalPdfFileWriter, joined: list[Thing]) -> None:
    pages = writer.root["/Pages"]
    pages[pdf_name("/Kids")] = ArrayObject([*_raw(pages["/Kids"]), *joined])
    pages[pdf_name("/Count")] = NumberObject(len(pages["/Kids"]))
    writer.mark_update(writer.root.raw_get("/Pages"))


def _join_indexes(tree: DictionaryObject, source: DictionaryObject, copy: _Copy) -> None:
    """From page content to structure (ParentTree), from ids to elements (IDTree), from own names to standard ones."""
    parents = dict(_pairs(tree["/ParentTree"]["/Nums"]))
    for number, elements in _pairs(source["/ParentTree"]["/Nums"]):
        parents[NumberObject(number + copy.parents_from)] = copy.of(elements)
    tree[pdf_name("/ParentTree")] = DictionaryObject({pdf_name("/Nums"): _flat(parents.items())})
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(copy.parents_from + int(source["/ParentTreeNextKey"]))

    ids = {_bytes(it): place for it, place in _pairs(_id_names(tree))}
    ids |= {ID_PREFIX + _bytes(it): copy.of(place) for it, place in _pairs(_id_names(source))}
    named = ((ByteStringObject(it), ids[it]) for it in sorted(ids))
    tree[pdf_name("/IDTree")] = DictionaryObject({pdf_name("/Names"): _flat(named)})

    roles = {**source.get("/RoleMap", {}), **tree.get("/RoleMap", {})}
    tree[pdf_name("/RoleMap")] = DictionaryObject(roles)


def _id_names(tree: DictionaryObject) -> ArrayObject:
    return tree["/IDTree"]["/Names"] if "/IDTree" in tree else ArrayObject()


def _own_id(value: Thing) -> ByteStringObject:
    return ByteStringObject(ID_PREFIX + _bytes(value))


def _bytes(value: ByteStringObject | TextStringObject) -> bytes:
    return bytes(value.original_bytes)


def _raw(array: ArrayObject) -> Iterator[Thing]:
    return (array.raw_get(i) for i in range(len(array)))


def _pairs(array: ArrayObject) -> Iterator[tuple[Thing, Thing]]:
    return zip(*[_raw(array)] * 2, strict=True)


def _flat(pairs: Iterable[tuple[Thing, Thing]]) -> ArrayObject:
    return ArrayObject(it for pair in pairs for it in pair)
