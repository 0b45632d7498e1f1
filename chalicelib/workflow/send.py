"""Sending: the text is made once, kept, and bound by its digests; the trail begins."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.documents.contract_pdf import typeset
from chalicelib.documents.contract_text import TEMPLATE, contract_text
from chalicelib.documents.words import running_words
from chalicelib.domain.calendar import end_of_day, today_in_helsinki
from chalicelib.domain.canonical import sha256
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Draft, Private
from chalicelib.domain.errors import ChangedMeanwhile, ContractChanged, FormInvalid, NotFound
from chalicelib.domain.events import Document, Seat, Sent
from chalicelib.domain.terms import Terms
from chalicelib.domain.terms.public import public_terms
from chalicelib.domain.terms.signers import signers
from chalicelib.domain.trail import extended
from chalicelib.workflow.change import head_after
from chalicelib.workflow.draft import own_draft, read, row_of
from chalicelib.workflow.ports import Services


@dataclass(frozen=True, kw_only=True)
class Made:
    """A contract as documents: the page's XHTML, the PDF, and terms.json."""

    text: bytes
    pdf: bytes
    terms: bytes


def send(services: Services, author: str, contract: str, revision: int = 0) -> None:
    """
    Send the draft to its parties; the stream mails the links. revision: the one that was previewed, 0 for any.

    A second call finds no draft and is content. Raises FormInvalid when the draft no longer passes today's rules
    (a start date may have gone by), ContractChanged when another window saved it meanwhile, NotFound.
    """
    try:
        draft = own_draft(services, author, contract)
    except NotFound:
        if services.contracts.load(contract).head.author != author:
            raise
        return
    if revision not in (0, draft.revision):
        raise ContractChanged()
    reading = read(services, draft.given)
    if reading.terms is None:
        raise FormInvalid(reading.faults)
    made = make(services, reading.terms, draft.number)
    _append(services, draft, reading.terms, _offer(services, contract, made), made.terms)


def make(services: Services, terms: Terms, number: str, version: int = 1) -> Made:
    """The documents of these terms, as a preview shows them and as sending fixes them."""
    text = contract_text(terms, number=number, version=version)
    words = running_words(terms.contract_language, number, version)
    pdf = typeset(text, author=terms.supervisor.full_name, at=services.now(), **words)
    return Made(text=text, pdf=pdf, terms=public_terms(terms))


def _offer(services: Services, contract: str, made: Made) -> Document:
    document = Document(
        kind="main", pdf_sha256=sha256(made.pdf), pdf_bytes=len(made.pdf), text_sha256=sha256(made.text),
        terms_sha256=sha256(made.terms),
    )  # fmt: skip
    services.archive.offer(contract, document.pdf_sha256, "pdf", made.pdf)
    services.archive.offer(contract, document.text_sha256, "xhtml", made.text)
    return document


def _append(services: Services, draft: Draft, terms: Terms, document: Document, agreed: bytes) -> None:
    at = services.now()
    private = _private(services, draft, terms, agreed)
    before = Contract(id=draft.id)
    sent = _sent(draft, terms, document, private, at)
    entries = extended(before.id, before.length, before.tip, before.send(sent), at)
    row = head_after(row_of(draft, terms), before.after(entries), at)
    try:
        services.contracts.append(before, entries, row, private, draft)
    except ChangedMeanwhile as error:
        if services.contracts.load(draft.id).contract.length == 0:
            raise ContractChanged() from error


def _sent(draft: Draft, terms: Terms, document: Document, private: Private, at: datetime) -> Sent:
    last_day = today_in_helsinki(at) + timedelta(days=terms.signing_deadline_days)
    return Sent(
        version=1,
        number=draft.number,
        template=TEMPLATE,
        language=terms.contract_language,
        constellation=terms.constellation,
        signing_mode=terms.signing_mode,
        deadline=end_of_day(last_day),
        documents=(document,),
        seats=tuple(Seat(party=it.id, role=it.role, also=it.also) for it in signers(terms)),
        commitment=private.digest,
    )


def _private(services: Services, draft: Draft, terms: Terms, agreed: bytes) -> Private:
    """What mails need, terms.json for the sealed file, and what the supervisor gave, where a later version starts."""
    parties = signers(terms)
    addresses = {party.id: party.email for party in parties}
    languages = {party.id: party.language for party in parties}
    given = {"given": dict(draft.given), "terms": agreed.decode()}
    data = {"addresses": addresses, "languages": languages, **given}
    return Private(salt=services.new_token(), data=data)
