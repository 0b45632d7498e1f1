"""Sealing: the accepted bytes, the record of their acceptance, one seal, and into the archive once."""

from collections.abc import Mapping
from datetime import timedelta

from chalicelib.documents.record_pdf import record_pdf
from chalicelib.documents.sealed_pdf import seal as sealed_pdf
from chalicelib.domain.canonical import parsed, sha256
from chalicelib.domain.dossier import Dossier, Seal
from chalicelib.domain.events import SealedDocument, Sent
from chalicelib.domain.retention import retain_until
from chalicelib.domain.trail_file import trail_file
from chalicelib.domain.verification import AUTHENTIC
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services
from chalicelib.workflow.record import record_of
from chalicelib.workflow.verify import looked_at

LEASE = timedelta(minutes=2)


def seal(services: Services, contract: str) -> None:
    """
    Seal a completed contract and archive it, once.

    A second call finds it sealed and does nothing. After a crash anywhere the next call makes the same thing or
    adopts what lies in the archive. Raises whatever AWS raises; the queue and the clock bring the job back.
    """
    dossier = services.contracts.dossier(contract)
    if not dossier.contract.to_be_sealed:
        return
    if not services.contracts.claim(contract, Seal(), services.now(), LEASE):
        return
    archived = _archive(services, dossier, dossier.contract.offer)
    change(services, contract, lambda latest, at: latest.contract.record_seal((archived,)), known=dossier)


def _archive(services: Services, dossier: Dossier, sent: Sent) -> SealedDocument:
    contract, document, key = dossier.contract.id, sent.documents[0], services.seal_key
    offered = services.archive.offered(contract, document.pdf_sha256, "pdf")
    terms = dossier.offered["terms"].encode()
    agreed, at = parsed(terms), services.now()
    record = record_pdf(record_of(services, dossier, agreed))
    attachments = {"trail.json": trail_file(dossier.entries), "terms.json": terms}
    made = sealed_pdf(offered, record, attachments, key.certificates[0], key.sign, at)
    _must_be(made, attachments, key.certificates)
    name = f"contracts/{contract}/v{sent.version}.pdf"
    kept_until = retain_until(agreed["end_date"], agreed["retention_years"], at)
    version_id, kept = services.archive.put_once(name, made, kept_until)
    if kept != made:
        _must_be(kept, attachments, key.certificates)
    return SealedDocument(kind="main", key=name, version_id=version_id, sha256=sha256(kept))


class SealWrong(Exception):
    """What was sealed, or lies in the archive in its place, is not this contract whole: a bug or an intruder, no party's fault."""


def _must_be(pdf: bytes, attachments: Mapping[str, bytes], certificates: tuple[bytes, ...]) -> None:
    """Raise SealWrong unless the file verifies and holds exactly this trail and these terms, which no other contract has."""
    facts, report = looked_at(pdf, certificates)
    wrong = [finding.code for finding in report.findings if finding.result == "bad"]
    if facts.attachments != attachments:
        wrong.append("other_attachments")
    if report.verdict != AUTHENTIC or wrong:
        raise SealWrong(wrong)
