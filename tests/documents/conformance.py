"""What PDF/A-3a and PDF/UA-1 demand of a file, as far as it can be seen from its objects. veraPDF knows more."""

from io import BytesIO
from tempfile import NamedTemporaryFile

import pdfua
import pikepdf
from pikepdf import Array, Dictionary

from tests.documents.pdf_pages import elements_of

FORBIDDEN = {"/AA", "/JS", "/JavaScript", "/OpenAction", "/Launch", "/XFA", "/Encrypt"}


def assert_conformant(pdf, language="fi"):
    with pikepdf.open(BytesIO(pdf)) as file:
        _metadata(file)
        _catalog(file.Root, language)
        for thing in file.objects:
            _thing(thing)
        _attachments(file)
        _structure(file)
    _accessibility(pdf)


def _accessibility(pdf):
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        report = pdfua.validate(file.name)
    assert report.findings == ()
    assert len(report.outcomes) - len(report.skipped) > 10


def _metadata(file):
    with file.open_metadata() as said:
        told = {name: said.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")}
        assert told == {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
        assert said["dc:title"]
        moment = said["xmp:ModifyDate"]
    assert "".join(it for it in moment[:19] if it.isdigit()) == str(file.docinfo.ModDate)[2:16]


def _catalog(root, language):
    assert "/Version" not in root
    assert root.Lang == language
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert [str(it.S) for it in root.OutputIntents] == ["/GTS_PDFA1"]
    assert root.OutputIntents[0].DestOutputProfile.read_bytes()


def _thing(thing):
    if not isinstance(thing, Dictionary | pikepdf.Stream):
        return
    assert not FORBIDDEN & set(thing.keys())
    if thing.get("/Type") == "/Font" and thing.get("/Subtype") == "/Type0":
        descriptor = thing.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert thing.ToUnicode.read_bytes()
    if thing.get("/Subtype") == "/Widget":
        assert thing.F & 4, "an annotation must print"
        assert thing.TU, "a field must have a name for people"


def _attachments(file):
    associated = {str(it.UF): str(it.AFRelationship) for it in file.Root.get("/AF", [])}
    assert associated == dict.fromkeys(file.attachments, "/Supplement")
    for it in file.Root.get("/AF", []):
        assert it.EF.F.Subtype == "/application/json"
        assert it.EF.F.Params.ModDate


def _structure(file):
    """Each page's content leads to its elements, ids are unique, and headers name cells that exist."""
    tree = file.Root.StructTreeRoot
    numbers = [int(it) for it in list(tree.ParentTree.Nums)[::2]]
    pages = [int(it.StructParents) for it in file.pages]
    assert numbers == sorted(set(numbers))
    assert len(set(pages)) == len(pages)
    assert set(pages) <= set(numbers)
    assert int(tree.ParentTreeNextKey) > max(numbers)

    elements = list(elements_of(tree.K))
    ids = [bytes(it.ID) for it in elements if "/ID" in it]
    assert sorted(ids) == [bytes(it) for it in list(_named(tree))[::2]]
    assert len(set(ids)) == len(ids)
    headers = {bytes(it) for element in elements for it in _headers(element)}
    assert bool(headers) == any(it.S == "/TH" for it in elements)
    assert headers <= set(ids)


def _named(tree):
    return tree.IDTree.Names if "/IDTree" in tree else Array()


def _headers(element):
    attributes = element.get("/A", Array())
    for it in attributes if isinstance(attributes, Array) else [attributes]:
        yield from it.get("/Headers", [])
