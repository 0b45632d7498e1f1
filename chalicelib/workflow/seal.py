"""Sealing: the accepted bytes, the record of their acceptance, one seal, and into the archive once."""

from datetime import datetime, timedelta

from chalicelib.documents.record_pdf import AcceptanceRecord, RecordedAcceptance, record_pdf
from chalicelib.documents.sealed_pdf import seal as sealed_pdf
from chalicelib.documents.sealed_reader import read_sealed
from chalicelib.documents.words import IDENTIFIED_WORDS, role_words
from chalicelib.domain.acceptance import sentence
from chalicelib.domain.canonical import parsed, sha256
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Seal
from chalicelib.domain.events import Accepted, Completed, Event, SealedDocument, Sent
from chalicelib.domain.parties import masked
from chalicelib.domain.retention import retain_until
from chalicelib.domain.trail_file import trail_file
from chalicelib.domain.verification import AUTHENTIC, judge
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services

LEASE = timedelta(minutes=2)


def seal(services: Services, contract: str) -> None:
    """
    Seal a completed contract and archive it, once.

    A second call finds it sealed and does nothing. After a crash anywhere the next call makes the same thing or
    adopts what lies in the archive. Raises whatever AWS raises; the queue and the clock bring the job back.
    """
    dossier = services.contracts.dossier(contract)
    if dossier.contract.status != "completed":
        return
    if not services.contracts.claim(contract, Seal(), services.now(), LEASE):
        return
    archived = _archive(services, dossier, dossier.contract.offer)
    change(services, contract, lambda latest, at: latest.contract.record_seal((archived,)))
    services.contracts.finish(contract, Seal(), services.now(), {"sha256": archived.sha256})


def _archive(services: Services, dossier: Dossier, sent: Sent) -> SealedDocument:
    contract, document = dossier.contract.id, sent.documents[0]
    offered = services.archive.offered(contract, document.pdf_sha256, "pdf")
    terms = services.archive.offered(contract, document.terms_sha256, "json")
    attachments = {"trail.json": trail_file(dossier.entries), "terms.json": terms}
    key, certificates, at = services.seal_key, services.seal_key.certificates, services.now()
    made = sealed_pdf(
        offered, record_pdf(_record(services, dossier, sent)), attachments, certificates[0], key.sign, at
    )
    _must_verify(made, certificates)
    agreed = parsed(terms)
    name = f"contracts/{contract}/v{sent.version}.pdf"
    kept_until = retain_until(agreed["end_date"], agreed["retention_years"], at)
    version_id, kept = services.archive.put_once(name, made, kept_until)
    if kept != made:
        _must_verify(kept, certificates)
    return SealedDocument(kind="main", key=name, version_id=version_id, sha256=sha256(kept))


class SealWrong(Exception):
    """What was sealed, or lies in the archive in its place, does not verify: a bug or an intruder, never a party's fault."""


def _must_verify(pdf: bytes, certificates: tuple[bytes, ...]) -> None:
    report = judge(pdf, read_sealed(pdf, certificates), trusted=True)
    if report.verdict != AUTHENTIC:
        raise SealWrong([finding.code for finding in report.findings if finding.result == "bad"])


def _record(services: Services, dossier: Dossier, sent: Sent) -> AcceptanceRecord:
    contract, document = dossier.contract, sent.documents[0]
    accepted = [(entry.event, entry.at) for entry in dossier.entries if isinstance(entry.event, Accepted)]
    return AcceptanceRecord(
        language=sent.language, number=sent.number, contract_id=contract.id, version=sent.version,
        template=sent.template, document_sha256=document.pdf_sha256, document_bytes=document.pdf_bytes,
        text_sha256=document.text_sha256, terms_sha256=document.terms_sha256,
        sent_at=_moment(dossier, Sent), completed_at=_moment(dossier, Completed),
        verify_url=f"{services.base_url}/verify?contract={contract.id}", seal_holder=services.seal_holder,
        acceptances=tuple(_acceptance(dossier, contract, sent, event, at) for event, at in accepted),
    )  # fmt: skip


def _acceptance(
    dossier: Dossier, contract: Contract, sent: Sent, event: Accepted, at: datetime
) -> RecordedAcceptance:
    seat = contract.seat(event.party)
    return RecordedAcceptance(
        name=dossier.head.name(event.party), role=role_words(seat, sent.language),
        organisation=dossier.private[1].data["organisations"].get(event.party, ""),
        masked_email=masked(dossier.email(event.party)), accepted_at=at,
        statement=sentence(event.statement, event.language, sent.number, sent.version),
        identified=IDENTIFIED_WORDS[sent.language][event.identified],
    )  # fmt: skip


def _moment(dossier: Dossier, kind: type[Event]) -> datetime:
    return next(entry.at for entry in reversed(dossier.entries) if isinstance(entry.event, kind))
