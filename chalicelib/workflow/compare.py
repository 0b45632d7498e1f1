"""What a draft changes of the version before it, for the supervisor before sending it."""

from chalicelib.documents.annex_text import goals_in
from chalicelib.documents.changes import changes
from chalicelib.documents.contract_text import contract_text, paragraphs
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Draft
from chalicelib.domain.earlier import same_readers
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import Confidential
from chalicelib.domain.parties import ANNEX
from chalicelib.domain.terms import Terms
from chalicelib.domain.terms.signers import signers
from chalicelib.workflow.difference import Difference
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import texts_of

_NOT_MADE_YET = "0" * 64  # in place of Annex A's digest, which is none of the changes


def compare(services: Services, dossier: Dossier, draft: Draft, terms: Terms) -> Difference:
    """
    What a draft changes of the version that was sent. dossier: with its private data. terms: the draft's own.

    Annex A is another one when it says something else, and when others sign it. Raises NotFound once offered documents are gone, which they are not while anybody can accept.
    """
    before = dossier.contract
    old, annex = texts_of(services, before, "supervisor")
    named = _NOT_MADE_YET if terms.goals_annex_used else ""
    new = contract_text(terms, number=draft.number, version=draft.version, annex_digest=named)
    goals = terms.goals_supervisees if terms.goals_annex_used else ""
    same_words = paragraphs(goals_in(annex.encode()) if annex else "") == paragraphs(goals)
    same = same_words and same_readers(dossier, signers(terms))
    return Difference(changes=changes(old.encode(), new), annex=not same)


def goals_of(services: Services, contract: Contract) -> str:
    """The words of Annex A as it was sent, from the document itself; "" without one, and once it is gone."""
    annexes: tuple[Confidential, ...] = contract.offer.confidential or ()
    for it in annexes:
        if it.kind == ANNEX:
            try:
                return goals_in(services.archive.offered(contract.id, it.salted_sha256, "xhtml"))
            except NotFound:
                return ""
    return ""
