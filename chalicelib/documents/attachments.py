"""The files that a PDF carries with it: put in by sealed_pdf, read back by sealed_reader."""

from datetime import datetime

from pyhanko.pdf_utils import embed
from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

MEDIA_TYPES = {"json": "application/json"}
MOST = 16
LARGEST_BYTES = 16 * 1024 * 1024


def attach(writer: IncrementalPdfFileWriter, name: str, data: bytes, at: datetime) -> None:
    """
    Carry a file along, associated with the document as PDF/A-3 wants it.

    name: a plain file name with an ending of MEDIA_TYPES, used once. at: aware; the file's date.
    """
    content = embed.EmbeddedFileObject.from_file_data(
        writer,
        data=data,
        mime_type=MEDIA_TYPES[name.rpartition(".")[2]],
        params=embed.EmbeddedFileParams(creation_date=at, modification_date=at),
    )
    file = embed.FileSpec(
        file_spec_string=name,
        file_name=name,
        description=name,
        embedded_data=content,
        af_relationship=pdf_name("/Supplement"),
    )
    embed.embed_file(writer, file)


def attachments(root: DictionaryObject) -> dict[str, bytes]:
    """
    The files that a catalog names, by name; empty when there are none.

    Raises ValueError when there are more, or larger ones, than a contract has, or two of one name.
    """
    if "/Names" not in root or "/EmbeddedFiles" not in root["/Names"]:
        return {}
    tree = root["/Names"]["/EmbeddedFiles"]["/Names"]
    listed = [tree[i] for i in range(min(len(tree), 2 * MOST + 1))]
    if len(listed) > 2 * MOST:
        raise ValueError(f"more than {MOST} attachments")
    found: dict[str, bytes] = {}
    for name, file in zip(listed[::2], listed[1::2], strict=True):
        if str(name) in found:
            raise ValueError("two attachments of one name")
        found[str(name)] = bytes(file["/EF"]["/F"].data)
        if sum(map(len, found.values())) > LARGEST_BYTES:
            raise ValueError(f"attachments larger than {LARGEST_BYTES} bytes")
    return found
