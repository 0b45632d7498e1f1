"""A draft before its supervisor: who gets what, what it costs, what is still worth a look, what a later version changes."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.formats import percent
from chalicelib.documents.messages import sentence_for
from chalicelib.documents.words import role_words
from chalicelib.domain.dossier import Dossier, Draft
from chalicelib.domain.earlier import left_out_by_sending
from chalicelib.domain.parties import ANNEX, Party
from chalicelib.domain.terms import Reading, Terms
from chalicelib.domain.terms.price import Price, price_of
from chalicelib.domain.terms.signers import signers
from chalicelib.web.contract_form import base_of, form_page
from chalicelib.web.faults import sentences
from chalicelib.web.form_summary import items_of
from chalicelib.web.form_values import of_draft
from chalicelib.web.http import base_path, show, supervisor
from chalicelib.web.language import language as language_read
from chalicelib.web.typed_form import newer_rows
from chalicelib.workflow.compare import compare
from chalicelib.workflow.draft import read_for
from chalicelib.workflow.make import draft_pages
from chalicelib.workflow.own import moved, present_draft
from chalicelib.workflow.preview import preview

# Of a first version, which nobody was asked to accept yet.
_FIRST: dict[str, Any] = {
    "version": 1, "changes": (), "annex_changed": False, "voided": 0, "left_out": [], "closed": "", "in_force": False,
    "moved": {},
}  # fmt: skip


def draft_page(routes: Blueprint, dossier: Dossier) -> Response:
    """What was drafted, or the form again when the days that passed have made a fault of it. Raises NotFound without a draft."""
    kept = present_draft(dossier)
    language, reading = language_read(routes), read_for(wiring.services(), kept.author, kept.given, kept)
    if reading.terms is None:
        return edit_page(routes, dossier, sentences(reading.faults, language), 200)
    shown = _drafted(kept, reading, reading.terms, language) | _later(dossier, kept, reading.terms, language)
    return show(routes, "draft", 200, supervisor(routes), **shown)


def edit_page(routes: Blueprint, dossier: Dossier, faults: dict[str, str], status: int) -> Response:
    """The form of a draft, with a way to what was typed for it after its last save. Raises NotFound without a draft."""
    services, kept = wiring.services(), present_draft(dossier)
    values = of_draft(kept.given, services.now(), kept.aside)
    return form_page(
        routes, supervisor(routes), values, contract_id=kept.id, mark=kept.mark, base=base_of(kept), faults=faults,
        status=status, newer=newer_rows(services, kept), known=dossier,
    )  # fmt: skip


def page_of(kept: Draft) -> str:
    """The path where the draft is looked at and sent."""
    return f"/contracts/{kept.id}" if kept.version == 1 else f"/contracts/{kept.id}/draft"


def _drafted(kept: Draft, reading: Reading, terms: Terms, language: str) -> dict[str, Any]:
    """The context of templates/pages/draft.html, in the reader's language. terms: the reading's own."""
    parties = signers(terms)
    own = f"{base_path()}/contracts/{kept.id}"
    return {
        "number": kept.number, "contract_id": kept.id, "revision": kept.mark, "text": preview(kept, terms),
        "parties": [_party(it, language) for it in parties], "contract_language": terms.contract_language,
        "price": None if terms.free_of_charge else _price(terms, price_of(terms), language),
        "annex": _annex(terms, parties), "items": items_of(reading), "warnings": sentences(reading.warnings, language),
        "deadline_days": terms.signing_deadline_days, "replaces": terms.supersedes_contract_id or "", "supervisor_first": terms.signing_mode == "supervisor_first",
        "edit_url": f"{own}/edit", "pdf_url": f"{own}/preview.pdf", "pages_url": f"{own}/preview",
        "pages": len(draft_pages(terms, kept.number, kept.version)),
    }  # fmt: skip


def _later(dossier: Dossier, kept: Draft, terms: Terms, language: str) -> dict[str, Any]:
    """What a later version changes, and for whom; `closed` says why it can no longer be sent."""
    before = dossier.contract
    if not before.is_open:
        closed = sentence_for("contract_closed", {"status": before.status}, language) if before.sent else ""
        return _FIRST | {"version": kept.version, "closed": closed, "in_force": before.in_force}
    changed = compare(wiring.services(), dossier, kept, terms)
    return _FIRST | {
        "version": kept.version, "changes": changed.changes, "annex_changed": changed.annex, "moved": moved(dossier),
        "voided": len(before.accepted), "left_out": [it.name for it in left_out_by_sending(dossier, signers(terms))],
    }  # fmt: skip


def _party(party: Party, language: str) -> dict[str, Any]:
    return {
        "name": party.name, "role_words": role_words(party, language), "email": party.email,
        "language": party.language, "level": party.level, "consumer": party.consumer,
    }  # fmt: skip


def _price(terms: Terms, price: Price, language: str) -> dict[str, Any]:
    """Euros as Price has them, and what the page says about them."""
    shares = [
        {"name": it.name, "percent": percent(it.percent, language), "total": it.total, "travel": it.travel, "grand": it.grand}
        for it in price.shares
    ]  # fmt: skip
    return {
        "of": price, "unit": terms.price_unit, "sessions": terms.sessions_total, "shares": shares,
        "tax_percent": percent(terms.vat_rate, language) if terms.vat_rate else "", "treatment": terms.vat_treatment,
        "consumers": terms.has_consumers, "trial_free": terms.trial_price_mode == "free",
    }  # fmt: skip


def _annex(terms: Terms, parties: tuple[Party, ...]) -> dict[str, Any] | None:
    if not terms.goals_annex_used:
        return None
    return {"goals": terms.goals_supervisees, "readers": [it.name for it in parties if ANNEX in it.documents]}
