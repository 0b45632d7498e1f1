"""
Does a file begin with the very bytes that its parties accepted? The trail names them: the contract's by their digest,
those of Annex A by one that only the salt in the annex's own file opens. And were they the parties of its terms?
"""

from collections.abc import Iterator

from chalicelib.domain import annex_file
from chalicelib.domain.annex_file import AnnexFile, read_annex_file
from chalicelib.domain.canonical import sha256
from chalicelib.domain.confidential import salted
from chalicelib.domain.events import Document, Sent
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.domain.report import Finding, finding
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.domain.terms.seats import agreement_in


def kind_of(pdf: bytes, facts: SealedFacts, sent: Sent) -> str:
    """Which document the file is. One that tells of an annex is that annex, unless it begins with the contract itself."""
    if annex_file.NAME not in facts.attachments:
        return MAIN
    return MAIN if any(_begins_with(pdf, facts, it) for it in sent.documents if it.kind == MAIN) else ANNEX


def documents(pdf: bytes, facts: SealedFacts, sent: Sent, contract: str) -> Iterator[Finding]:
    """What the file holds beside its trail: the accepted bytes and terms.json. contract: the id in the trail."""
    if [it.kind for it in sent.documents] != [MAIN]:
        yield Finding("bad", "main_document_missing", "trail")
    annexed = kind_of(pdf, facts, sent) == ANNEX
    if annexed:
        yield from _annex(pdf, facts, sent, contract)
    for document in (it for it in sent.documents if it.kind == MAIN):
        if not annexed:
            same, length = _begins_with(pdf, facts, document), document.pdf_bytes
            yield finding(same, "accepted_bytes_untouched", "accepted_bytes_differ", "file", length=length)
        yield from _terms(facts.attachments.get("terms.json", b""), document, sent)


def _terms(terms: bytes, document: Document, sent: Sent) -> Iterator[Finding]:
    """The accepted terms, and whether what was sent asks those to accept whom the terms name."""
    same = sha256(terms) == document.terms_sha256
    yield finding(same, "terms_match", "terms_differ", "terms")
    if same:  # other terms say nothing about these seats
        yield finding(_as_agreed(terms, sent), "seats_as_agreed", "seats_differ", "trail")


def _as_agreed(terms: bytes, sent: Sent) -> bool:
    try:
        return agreement_in(terms).agrees_with(sent)
    except ValueError:
        return False


def _begins_with(pdf: bytes, facts: SealedFacts, document: Document) -> bool:
    length = document.pdf_bytes
    return length == facts.first_revision_bytes and sha256(pdf[:length]) == document.pdf_sha256


def _annex(pdf: bytes, facts: SealedFacts, sent: Sent, contract: str) -> Iterator[Finding]:
    """The annex's length stands nowhere: its bytes are the first revision. No finding tells that length either."""
    try:
        told = read_annex_file(facts.attachments[annex_file.NAME])
    except ValueError:
        yield Finding("bad", "annex_unreadable", "annex")
        return
    ours = AnnexFile(kind=ANNEX, salt=told.salt, contract=contract, version=sent.version)
    yield finding(told == ours, "annex_of_this_contract", "annex_of_another_contract", "annex")
    digest = salted(told.salt, sha256(pdf[: facts.first_revision_bytes]))
    named = digest in [it.salted_sha256 for it in sent.confidential or () if it.kind == ANNEX]
    yield finding(named, "accepted_annex_untouched", "accepted_annex_differs", "file")
