"""One contract's files, from a life of it, as every PDF pipeline gets them."""

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.life import Lives
from bench.measured import MORNING, MeasuredService
from bench.seal_keys import LocalKey, p12
from chalicelib import wiring
from chalicelib.documents.formats import day
from chalicelib.documents.record_pdf import AcceptanceRecord, record_pdf
from chalicelib.documents.sealed_pdf import seal
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.canonical import parsed
from chalicelib.domain.terms import read_terms
from chalicelib.domain.trail_file import trail_file
from chalicelib.workflow.record import record_of

FONT = Path("chalicelib/documents/fonts/NotoSans-Regular.ttf")
PASSPHRASE = "sopu"


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
        "stamped.json": json.dumps(list(_lines(record)), ensure_ascii=False).encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _sealed(offered: bytes, record: AcceptanceRecord, enclosed: dict[str, bytes]) -> dict[str, bytes]:
    key = LocalKey()
    made = seal(offered, record_pdf(record), enclosed, key.certificate, key.sign, MORNING)
    return {"sealed.pdf": made, "seal.der": key.certificate}


def _lines(record: AcceptanceRecord) -> Iterator[str]:
    """What our record's pages say, as lines for a library that only draws text."""
    yield f"Hyväksymissivu {record.number}"
    yield f"Asiakirja {record.document_sha256}, {record.document_bytes} tavua"
    for each in record.acceptances:
        yield f"{each.name}, {each.role}, {each.organisation}, {each.masked_email}"
        yield f"{day(each.accepted_at.date(), record.language)}, {each.identified}"
        yield each.statement[:110]
