"""Sealing: the accepted bytes, the record of their acceptance, one seal on each document, and into the archive once."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from chalicelib.documents.record_pdf import AcceptanceRecord, record_pdf
from chalicelib.documents.sealed_pdf import seal as sealed_pdf
from chalicelib.domain import annex_file
from chalicelib.domain.annex_file import AnnexFile
from chalicelib.domain.canonical import parsed, sha256
from chalicelib.domain.dossier import Dossier, Seal
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.domain.report import AUTHENTIC
from chalicelib.domain.retention import retain_annex_until, retain_until
from chalicelib.domain.trail_file import trail_file
from chalicelib.frozen import dataclass
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services
from chalicelib.workflow.record import annex_record_of, record_of
from chalicelib.workflow.verify import looked_at

LEASE = timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True)
class _ToSeal:
    """One document on its way: the accepted PDF, who accepted it, and what is enclosed; where it goes, until when."""

    kind: str
    offered: bytes
    record: AcceptanceRecord
    attachments: Mapping[str, bytes]
    key: str
    kept_until: datetime


def seal(services: Services, contract: str) -> None:
    """
    Seal the documents of a completed contract and archive them, once.

    A second call finds them sealed and does nothing. After a crash anywhere, between two documents too, the next call
    makes the same thing or adopts what lies in the archive; the trail names all of them or none. What a withdrawal or
    a later contract has ended meanwhile is sealed all the same: it was agreed.
    Raises whatever AWS raises; the queue and the clock bring the job back.
    """
    dossier = services.contracts.dossier(contract)
    services.journal.about(contract, dossier.contract.length)
    if not dossier.contract.to_be_sealed:
        return
    if not services.contracts.claim(contract, Seal(), services.now(), LEASE):
        return
    documents = tuple(_documents(services, dossier, services.now()))
    made = tuple(
        _made(services, each) for each in documents
    )  # before any is put: they are whole, or none is archived
    archived = tuple(_put(services, each, pdf) for each, pdf in zip(documents, made, strict=True))
    change(services, contract, lambda latest, at: latest.contract.record_seal(archived), known=dossier)


def _documents(services: Services, dossier: Dossier, at: datetime) -> Iterator[_ToSeal]:
    contract, sent = dossier.contract.id, dossier.contract.offer
    terms = dossier.offered["terms"].encode()
    agreed, place = parsed(terms), f"contracts/{contract}/v{sent.version}"
    enclosed = {"trail.json": trail_file(dossier.entries), "terms.json": terms}
    yield _ToSeal(
        kind=MAIN, offered=services.archive.offered(contract, sent.documents[0].pdf_sha256, "pdf"),
        record=record_of(services, dossier, agreed), attachments=enclosed, key=f"{place}.pdf",
        kept_until=retain_until(agreed["end_date"], agreed["retention_years"], at),
    )  # fmt: skip
    for hidden in sent.confidential or ():
        annex = services.archive.offered(contract, hidden.salted_sha256, "pdf")
        salt = dossier.offered["annex"]["salt"]
        told = AnnexFile(kind=ANNEX, salt=salt, contract=contract, version=sent.version)
        yield _ToSeal(
            kind=ANNEX, offered=annex, record=annex_record_of(services, dossier, agreed, annex),
            attachments=enclosed | {annex_file.NAME: told.bytes}, key=f"{place}-annex-a.pdf",
            kept_until=retain_annex_until(agreed["end_date"], at),
        )  # fmt: skip


def _made(services: Services, it: _ToSeal) -> bytes:
    key = services.seal_key
    record = record_pdf(it.record)
    made = sealed_pdf(it.offered, record, it.attachments, key.certificates[0], key.sign, services.now())
    _must_be(made, it, key.certificates)
    return made


def _put(services: Services, it: _ToSeal, made: bytes) -> SealedDocument:
    version_id, kept = services.archive.put_once(it.key, made, it.kept_until)
    if kept != made:
        _must_be(kept, it, services.seal_key.certificates)
    return SealedDocument(kind=it.kind, key=it.key, version_id=version_id, sha256=sha256(kept))


class SealWrong(Exception):
    """What was sealed, or lies in the archive in its place, is not this document whole: a bug or an intruder, no party's fault."""


def _must_be(pdf: bytes, it: _ToSeal, certificates: tuple[bytes, ...]) -> None:
    """Raise SealWrong unless the file verifies and encloses exactly this, which no other document does."""
    facts, report = looked_at(pdf, certificates)
    wrong = [finding.code for finding in report.findings if finding.result == "bad"]
    if facts.attachments != it.attachments:
        wrong.append("other_attachments")
    if report.verdict != AUTHENTIC or wrong:
        raise SealWrong(wrong)
