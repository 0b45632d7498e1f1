"""The archive: search, one contract's story with its verification, download."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.archive_words import stands
from chalicelib.documents.findings import report_words
from chalicelib.documents.standing import party_state
from chalicelib.documents.timeline import told
from chalicelib.documents.words import ROLE_WORDS, document_words, role_words
from chalicelib.domain.accounts import Session
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.dossier import Dossier, Head
from chalicelib.domain.events import Seat
from chalicelib.domain.finding import Archived
from chalicelib.domain.parties import ANNEX
from chalicelib.web.faults import html
from chalicelib.web.http import base_path, see_other, session, show
from chalicelib.web.language import language
from chalicelib.web.searching import search
from chalicelib.workflow.archive import Hit, Hits, Story, download_address, find, story
from chalicelib.workflow.supersede import NOBODY, related

routes = Blueprint(__name__)


@routes.route("/archive")
@html(routes)
def contracts() -> Response:
    """A page of the archive: ?party=, ?supervisor=, ?since=, ?until= and ?after=, which is where the page before ended."""
    who = session(routes)
    asked = search(routes)
    found = Hits() if asked.faults else find(wiring.services(), who, asked.wanted)
    return show(
        routes, "archive", 422 if asked.faults else 200, who, query=asked.typed, days=asked.wanted, faults=asked.faults,
        rows=[_row(hit) for hit in found.hits], total=found.total, asked=asked.anything,
        first_url=asked.url() if asked.wanted.after else "",
        next_url=asked.url(after=found.after) if found.after else "",
        audit_url=asked.url("/audit"), export_url=asked.url("/export"), all_url=f"{base_path()}/archive",
    )  # fmt: skip


@routes.route("/archive/{contract}")
@html(routes)
def one(contract: str) -> Response:
    who = session(routes)
    return _page(story(wiring.services(), who, contract), who)


@routes.route("/archive/{contract}/contract.pdf")
@html(routes)
def download(contract: str) -> Response:
    return see_other(download_address(wiring.services(), session(routes), contract))


@routes.route("/archive/{contract}/annex-a.pdf")
@html(routes)
def annex(contract: str) -> Response:
    """Annex A, for its supervisor; for an auditor there is no such page."""
    return see_other(download_address(wiring.services(), session(routes), contract, ANNEX))


def _row(hit: Hit) -> dict[str, Any]:
    archived = hit.archived
    return {
        "contract": archived.contract, "number": archived.number, "title": archived.title,
        "people": [person.name for person in archived.people if person.role != "supervisor"],
        "supervisor": ", ".join(person.name for person in archived.people if person.role == "supervisor"),
        "completed_at": archived.completed_at, "standing": _standing(archived, hit.head),
    }  # fmt: skip


def _standing(archived: Archived, head: Head | None) -> dict[str, str]:
    return stands(archived, head, today_in_helsinki(wiring.services().now()), language(routes))


def _page(found: Story, who: Session) -> Response:
    archived, dossier, read = found.archived, found.dossier, language(routes)
    own = f"{base_path()}/archive/{archived.contract}"
    return show(
        routes, "archived", 200, who, number=archived.number, title=archived.title,
        contract_id=archived.contract, report=report_words(found.report, read),
        annex=_annex(found, own, read),
        related=related(dossier) if dossier else NOBODY,
        standing=_standing(archived, dossier.head) if dossier else None, completed_at=archived.completed_at,
        checked_at=wiring.services().now(),
        timeline=told(dossier, False, read) if dossier else [], parties=_parties(archived, dossier, read),
        documents=[
            {"kind_words": document_words(it.kind, read), "key": it.key, "sha256": it.sha256, "version_id": it.version_id}
            for it in archived.documents
        ],
        download_url=f"{own}/contract.pdf" if found.report.sha256 else "",
    )  # fmt: skip


def _annex(found: Story, own: str, language: str) -> dict[str, object] | None:
    """That there is an Annex A and what its verification says; for its supervisor also where to get it."""
    if found.annex is None:
        return None
    report = report_words(found.annex, language)
    mine = found.archived.document(ANNEX) is not None
    return {
        "report": {key: report[key] for key in ("verdict", "verdict_words", "findings")}, "mine": mine,
        "download_url": f"{own}/annex-a.pdf" if mine and found.annex.sha256 else "",
    }  # fmt: skip


def _parties(archived: Archived, dossier: Dossier | None, language: str) -> list[dict[str, str]]:
    """Names with what each did; names alone when there is no trail to believe."""
    if dossier is None:
        words = ROLE_WORDS[language]
        return [{"name": it.name, "role_words": words[it.role], "when": ""} for it in archived.people]
    return [_party(dossier, seat, language) for seat in dossier.contract.seats]


def _party(dossier: Dossier, seat: Seat, language: str) -> dict[str, str]:
    state, words, when = party_state(dossier.contract, seat.party, language)
    return {
        "name": dossier.head.name(seat.party), "role_words": role_words(seat, language),
        "state": state, "state_words": words, "when": when,
    }  # fmt: skip
