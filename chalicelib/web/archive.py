"""The archive: search, one contract's story with its verification, download."""

from datetime import date
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.findings import report_words
from chalicelib.documents.standing import party_state, status_words
from chalicelib.documents.timeline import told
from chalicelib.documents.words import document_words, role_words
from chalicelib.domain.accounts import Session
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.finding import Archived, Query
from chalicelib.domain.parties import ANNEX
from chalicelib.web.faults import html
from chalicelib.web.http import base_path, query, see_other, session, show
from chalicelib.web.language import language
from chalicelib.workflow.archive import Story, download_address, find, story
from chalicelib.workflow.supersede import NOBODY, related

routes = Blueprint(__name__)


@routes.route("/archive")
@html(routes)
def search() -> Response:
    who, typed = session(routes), query(routes)
    asked = {key: typed.get(key, "").strip()[:100] for key in ("party", "supervisor", "since", "until")}
    wanted = Query(
        party=asked["party"],
        supervisor=asked["supervisor"],
        since=_day(asked["since"]),
        until=_day(asked["until"]),
    )
    found = find(wiring.services(), who, wanted)
    return show(routes, "archive", 200, who, query=asked, rows=[_row(archived) for archived in found])


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


def _row(archived: Archived) -> dict[str, Any]:
    return {
        "contract": archived.contract, "number": archived.number, "title": archived.title,
        "people": ", ".join(person.name for person in archived.people), "completed_at": archived.completed_at,
    }  # fmt: skip


def _page(found: Story, who: Session) -> Response:
    archived, dossier, read = found.archived, found.dossier, language(routes)
    own = f"{base_path()}/archive/{archived.contract}"
    return show(
        routes, "archived", 200, who, number=archived.number, title=archived.title,
        contract_id=archived.contract, report=report_words(found.report, read),
        annex=_annex(found, own, read),
        related=related(wiring.services(), dossier.contract) if dossier else NOBODY,
        status_words=status_words(dossier.contract.status, read) if dossier else "",
        in_force=dossier is not None and dossier.contract.in_force,
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
        return [{"name": person.name} for person in archived.people]
    return [
        {"name": dossier.head.name(seat.party), "role_words": role_words(seat, language),
         "state_words": " ".join(party_state(dossier.contract, seat.party, language)[1:])}
        for seat in dossier.contract.seats
    ]  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
