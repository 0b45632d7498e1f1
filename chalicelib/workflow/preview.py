"""Looking at a draft as its parties will see it, before anything is sent."""

from markupsafe import Markup

from chalicelib.documents.contract_text import contract_text
from chalicelib.domain.canonical import sha256
from chalicelib.domain.dossier import Draft
from chalicelib.domain.errors import FormInvalid, NotFound
from chalicelib.domain.terms import Terms
from chalicelib.workflow.draft import read_for
from chalicelib.workflow.make import draft_pages, draft_pdf
from chalicelib.workflow.own import own_contract, present_draft
from chalicelib.workflow.ports import Services


def preview(draft: Draft, terms: Terms) -> Markup:
    """The contract's text as XHTML: what sending would fix, but for the digest of an Annex A that is not made yet."""
    text = contract_text(terms, number=draft.number, version=draft.version)
    return Markup(text.decode())  # noqa: S704 - made and escaped here


def preview_address(services: Services, author: str, contract: str) -> str:
    """
    A short-lived address of the draft as a PDF. Raises FormInvalid when its terms no longer pass, NotFound.

    The PDF says on every page that it is a draft. It is kept among the offered documents, which go away by themselves,
    one for each save, and never holds Annex A.
    """
    draft, terms = _readable(services, author, contract)
    pdf = draft_pdf(terms, draft.number, draft.version, draft.touched_at)
    digest = sha256(pdf)
    services.archive.offer(contract, digest, "pdf", pdf)
    return services.archive.offered_url(contract, digest, f"{draft.number}-luonnos.pdf")


def preview_page(services: Services, author: str, contract: str, page: int) -> str:
    """A page of that PDF as SVG, from 1. Raises as preview_address(), and NotFound for a page that there is not."""
    draft, terms = _readable(services, author, contract)
    pages = draft_pages(terms, draft.number, draft.version)
    if not 1 <= page <= len(pages):
        raise NotFound()
    return pages[page - 1]


def _readable(services: Services, author: str, contract: str) -> tuple[Draft, Terms]:
    draft = present_draft(own_contract(services, author, contract))
    reading = read_for(services, author, draft.given, draft)
    if reading.terms is None:
        raise FormInvalid(reading.faults)
    return draft, reading.terms
