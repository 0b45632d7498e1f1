"""What a draft's page shows its supervisor before sending: who gets what, what it costs, what is still worth a look."""

from typing import Any

from chalicelib.documents.formats import percent
from chalicelib.documents.words import role_words
from chalicelib.domain.dossier import Draft
from chalicelib.domain.parties import ANNEX, Party
from chalicelib.domain.terms import Reading, Terms
from chalicelib.domain.terms.price import Price, price_of
from chalicelib.domain.terms.signers import signers
from chalicelib.web.contract_form import items_of
from chalicelib.web.faults import sentences
from chalicelib.web.http import base_path
from chalicelib.workflow.preview import preview


def drafted(kept: Draft, reading: Reading, terms: Terms, language: str) -> dict[str, Any]:
    """The context of templates/pages/draft.html, in the reader's language. terms: the reading's own."""
    parties = signers(terms)
    own = f"{base_path()}/contracts/{kept.id}"
    return {
        "number": kept.number, "contract_id": kept.id, "revision": kept.revision, "text": preview(kept, terms),
        "parties": [_party(it, language) for it in parties], "contract_language": terms.contract_language,
        "price": None if terms.free_of_charge else _price(terms, price_of(terms), language),
        "annex": _annex(terms, parties), "items": items_of(reading), "warnings": sentences(reading.warnings, language),
        "deadline_days": terms.signing_deadline_days, "supervisor_first": terms.signing_mode == "supervisor_first",
        "edit_url": f"{own}/edit", "pdf_url": f"{own}/preview.pdf",
    }  # fmt: skip


def _party(party: Party, language: str) -> dict[str, Any]:
    return {
        "name": party.name, "role_words": role_words(party, language), "email": party.email,
        "language": party.language, "level": party.level, "consumer": party.consumer,
    }  # fmt: skip


def _price(terms: Terms, price: Price, language: str) -> dict[str, Any]:
    """Euros as Price has them, and what the page says about them."""
    shares = [
        {"name": it.name, "percent": percent(it.percent, language), "total": it.total} for it in price.shares
    ]
    return {
        "of": price, "unit": terms.price_unit, "sessions": terms.sessions_total, "shares": shares,
        "tax_percent": percent(terms.vat_rate, language) if terms.vat_rate else "", "treatment": terms.vat_treatment,
        "consumers": terms.has_consumers, "trial_free": terms.trial_price_mode == "free",
    }  # fmt: skip


def _annex(terms: Terms, parties: tuple[Party, ...]) -> dict[str, Any] | None:
    if not terms.goals_annex_used:
        return None
    return {"goals": terms.goals_supervisees, "readers": [it.name for it in parties if ANNEX in it.documents]}
