"""One contract's files, from a life of it, as every PDF pipeline gets them."""

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any
from xml.etree import ElementTree

from bench.life import Lives
from bench.measured import MORNING, MeasuredService
from bench.seal_keys import LocalKey, p12
from chalicelib import wiring
from chalicelib.documents.record_pdf import AcceptanceRecord, record_pdf, record_text
from chalicelib.documents.sealed_pdf import seal
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.canonical import parsed
from chalicelib.domain.terms import read_terms
from chalicelib.domain.trail_file import trail_file
from chalicelib.workflow.record import record_of

FONT = Path("chalicelib/documents/fonts/NotoSans-Regular.ttf")
PASSPHRASE = "sopu"
BLOCKS = {"h1", "h2", "h3", "p", "dt", "dd", "th", "td", "li"}
# As much as bench/peers/worker.mjs has room for on a page.
LINES, LETTERS = 57, 95


def write_files(service: MeasuredService, lives: Lives, example: dict[str, Any], folder: Path) -> None:
    """Live the contract's life and leave in the folder what bench/pdf_worker.py and bench/peers/worker.mjs read."""
    folder.mkdir(parents=True, exist_ok=True)
    services, contract = wiring.services(), lives.lived(example)
    dossier = services.contracts.dossier(contract)
    terms = dossier.offered["terms"].encode()
    record = record_of(services, dossier, parsed(terms))
    enclosed = {"trail.json": trail_file(dossier.entries), "terms.json": terms}
    offered = services.archive.offered(contract, dossier.contract.documents[0].pdf_sha256, "pdf")
    given = read_terms(example, today_in_helsinki(MORNING)).terms
    files = {
        "ours.pickle": pickle.dumps((given, record, enclosed, services.now())),
        "offered.pdf": offered,
        **_sealed(offered, record, enclosed),
        "key.p12": p12(PASSPHRASE),
        "passphrase": PASSPHRASE.encode(),
        "font.ttf": FONT.read_bytes(),
        "stamped.json": json.dumps(stamped(record), ensure_ascii=False).encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _sealed(offered: bytes, record: AcceptanceRecord, enclosed: dict[str, bytes]) -> dict[str, bytes]:
    key = LocalKey()
    made = seal(offered, record_pdf(record), enclosed, key.certificate, key.sign, MORNING)
    return {"sealed.pdf": made, "seal.der": key.certificate}


def stamped(record: AcceptanceRecord) -> list[list[str]]:
    """All that our record says, as lines on pages for a library that only draws text."""
    lines = list(_lines(ElementTree.fromstring(record_text(record))))
    return [lines[first : first + LINES] for first in range(0, len(lines), LINES)]


def _lines(article: ElementTree.Element) -> Iterator[str]:
    for block in article.iter():
        if block.tag in BLOCKS:
            yield from wrap(" ".join(" ".join(block.itertext()).split()), LETTERS)
