"""What the acceptance record tells: from the trail, the accepted terms, and addresses made unusable."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.documents.record_pdf import AcceptanceRecord, RecordedAcceptance
from chalicelib.documents.words import IDENTIFIED_WORDS, role_words
from chalicelib.domain.acceptance import said
from chalicelib.domain.canonical import sha256
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.events import Accepted, Completed, Event, Sent
from chalicelib.domain.parties import ANNEX, masked
from chalicelib.domain.terms.public import names_in
from chalicelib.domain.trail import Entry
from chalicelib.workflow.ports import Services


def record_of(services: Services, dossier: Dossier, agreed: Mapping[str, Any]) -> AcceptanceRecord:
    """
    The record of a completed contract; the same for the same trail, so a repeat prints the same pages.

    agreed: the accepted terms, from which the names come, but for those that were corrected before their acceptance.
    """
    contract, sent = dossier.contract, dossier.contract.offer
    document = sent.documents[0]
    return AcceptanceRecord(
        language=sent.language,
        number=sent.number,
        contract_id=contract.id,
        version=sent.version,
        template=sent.template,
        document_sha256=document.pdf_sha256,
        document_bytes=document.pdf_bytes,
        text_sha256=document.text_sha256,
        terms_sha256=document.terms_sha256,
        sent_at=_moment(dossier, Sent),
        completed_at=_moment(dossier, Completed),
        verify_url=f"{services.base_url}/verify?contract={contract.id}",
        seal_holder=services.seal_holder,
        acceptances=_acceptances(dossier, names_in(agreed)),
        annex_digest=sent.confidential[0].salted_sha256 if sent.confidential else "",
    )


def annex_record_of(
    services: Services, dossier: Dossier, agreed: Mapping[str, Any], annex_pdf: bytes
) -> AcceptanceRecord:
    """
    The record of its Annex A, which tells only of who signs that. annex_pdf: as it was accepted.

    Its length and digests stand on these pages, which nobody else reads, and nowhere in the record of the contract.
    """
    signers = {seat.party for seat in dossier.contract.seats if seat.signs_annex}
    return replace(
        record_of(services, dossier, agreed),
        kind=ANNEX,
        document_sha256=sha256(annex_pdf),
        document_bytes=len(annex_pdf),
        text_sha256=dossier.offered["annex"]["text_sha256"],
        acceptances=_acceptances(dossier, names_in(agreed), signers),
    )


def _acceptances(
    dossier: Dossier, names: Mapping[str, tuple[str, str]], of: Collection[str] | None = None
) -> tuple[RecordedAcceptance, ...]:
    """Of this version, in the order of the trail; of: by these parties alone."""
    return tuple(
        _acceptance(entry, entry.event, dossier, names)
        for entry in dossier.entries
        if isinstance(entry.event, Accepted)
        and entry.event.version == dossier.contract.version
        and (of is None or entry.event.party in of)
    )


def _acceptance(
    entry: Entry, accepted: Accepted, dossier: Dossier, names: Mapping[str, tuple[str, str]]
) -> RecordedAcceptance:
    sent = dossier.contract.offer
    printed, organisation = names[accepted.party]
    name = dossier.head.name(accepted.party) if accepted.party in dossier.contract.renamed else printed
    return RecordedAcceptance(
        name=name,
        printed=printed if printed != name else "",
        role=role_words(dossier.contract.seat(accepted.party), sent.language),
        organisation=organisation,
        masked_email=masked(dossier.email(accepted.party)),
        accepted_at=entry.at,
        statement=said(accepted).text(sent),
        identified=IDENTIFIED_WORDS[sent.language][accepted.identified],
    )


def _moment(dossier: Dossier, kind: type[Event]) -> datetime:
    return next(entry.at for entry in reversed(dossier.entries) if isinstance(entry.event, kind))
