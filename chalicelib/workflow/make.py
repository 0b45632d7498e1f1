"""Making the documents of a contract, as a preview shows them and as sending fixes them."""

from datetime import datetime

from chalicelib.documents.annex_text import annex_text
from chalicelib.documents.contract_pdf import drawn, typeset
from chalicelib.documents.contract_text import contract_text
from chalicelib.documents.words import running_words
from chalicelib.domain.canonical import sha256
from chalicelib.domain.confidential import salted
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.domain.terms import Terms
from chalicelib.domain.terms.public import public_terms
from chalicelib.frozen import dataclass
from chalicelib.workflow.ports import Services


@dataclass(frozen=True, kw_only=True)
class MadeAnnex:
    """Annex A as documents, and the salt that its reader finds in it."""

    text: bytes
    pdf: bytes
    salt: str

    @property
    def salted_sha256(self) -> str:
        return salted(self.salt, sha256(self.pdf))


@dataclass(frozen=True, kw_only=True)
class Made:
    """A contract as documents: the page's XHTML, the PDF, terms.json, and Annex A where it is used."""

    text: bytes
    pdf: bytes
    terms: bytes
    annex: MadeAnnex | None


def make(services: Services, terms: Terms, number: str, version: int) -> Made:
    """The documents of these terms; the same at the same moment, but for the annex's salt and what the contract says of it."""
    annex = _annex(services, terms, number, version) if terms.goals_annex_used else None
    text, pdf = main_document(services, terms, number, version, annex.salted_sha256 if annex else "")
    return Made(text=text, pdf=pdf, terms=public_terms(terms), annex=annex)


def main_document(
    services: Services, terms: Terms, number: str, version: int, annex_digest: str = ""
) -> tuple[bytes, bytes]:
    """
    The contract itself, as XHTML, the same each time, and as PDF, the same at the same moment.

    annex_digest: the salted one of Annex A; "" where there is none.
    """
    text = contract_text(terms, number=number, version=version, annex_digest=annex_digest)
    return text, _typeset(terms, text, number, version, MAIN, services.now())


def draft_pdf(terms: Terms, number: str, version: int, at: datetime) -> bytes:
    """
    The contract as a PDF that calls itself a draft on every page, so that nobody takes it for what was sent.

    at: when the draft was last saved: whenever it is looked at, its bytes are the same.
    """
    text = contract_text(terms, number=number, version=version)
    return _typeset(terms, text, number, version, MAIN, at, is_draft=True)


def draft_pages(terms: Terms, number: str, version: int) -> tuple[str, ...]:
    """The pages of draft_pdf() as SVG."""
    text = contract_text(terms, number=number, version=version)
    words = running_words(terms.contract_language, number, version, MAIN, is_draft=True)
    return drawn(text, author=terms.supervisor.full_name, **words)


def _annex(services: Services, terms: Terms, number: str, version: int) -> MadeAnnex:
    salt = services.new_token()
    text = annex_text(terms, number=number, version=version, salt=salt)
    return MadeAnnex(text=text, pdf=_typeset(terms, text, number, version, ANNEX, services.now()), salt=salt)


def _typeset(
    terms: Terms,
    text: bytes,
    number: str,
    version: int,
    kind: str,
    at: datetime,
    is_draft: bool = False,
) -> bytes:
    words = running_words(terms.contract_language, number, version, kind, is_draft)
    return typeset(text, author=terms.supervisor.full_name, at=at, **words)
