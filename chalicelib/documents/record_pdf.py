"""
The acceptance record: the pages that follow the accepted contract and say who accepted it, when and how.

The words are in templates/contracts/<template>/record.<language>.xhtml; sealed_pdf puts the pages in the file.
"""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.documents.contract_pdf import typeset
from chalicelib.domain.calendar import HELSINKI

TEMPLATES = Path(__file__).parents[2] / "templates" / "contracts"
TITLES = {"fi": "Hyväksymissivu"}
PAGE_LABELS = {"fi": "Hyväksymissivu {page} / {pages}"}
RUNNING_HEADS = {"fi": "Työnohjaussopimus"}


@dataclass(frozen=True)
class RecordedAcceptance:
    """
    One party's acceptance in words that every other party may read.

    role, identified: words, like "esihenkilö" and "sähköpostiin lähetetty linkki". organisation: may be empty.
    masked_email: like "m…i@example.fi". accepted_at: aware. statement: the sentence that was accepted.
    """

    name: str
    role: str
    organisation: str
    masked_email: str
    accepted_at: datetime
    statement: str
    identified: str


@dataclass(frozen=True)
class AcceptanceRecord:
    """
    All that the acceptance record tells.

    number: as printed, TO-2026-0001. template: folder under templates/contracts, "supervision/v1".
    document_sha256, document_bytes: of the accepted PDF. text_sha256: of its XHTML. terms_sha256: of terms.json.
    Digests are hex, times aware. seal_holder: the name of whoever runs the service.
    """

    language: str
    number: str
    contract_id: str
    version: int
    template: str
    document_sha256: str
    document_bytes: int
    text_sha256: str
    terms_sha256: str
    sent_at: datetime
    completed_at: datetime
    verify_url: str
    seal_holder: str
    acceptances: tuple[RecordedAcceptance, ...]


def record_pdf(record: AcceptanceRecord) -> bytes:
    """
    Typeset the acceptance record as a PDF of its own, ready to be joined to the contract by sealed_pdf.seal.

    Returns the same bytes for the same record; its date is that of the last acceptance.
    Raises Unprintable for a character that no font has, KeyError for a language without words.
    """
    words = {it.name: getattr(record, it.name) for it in fields(record)}
    page = _templates().get_template(f"{record.template}/record.{record.language}.xhtml")
    return typeset(
        page.render(words, statements=_statements(record.acceptances)).encode(),
        title=f"{TITLES[record.language]} {record.number}",
        author=record.seal_holder,
        language=record.language,
        running_head=f"{RUNNING_HEADS[record.language]} {record.number}",
        page_label=PAGE_LABELS[record.language],
        at=record.completed_at,
        pictures={"verify": _qr_code(record.verify_url)},
    )


def _statements(acceptances: tuple[RecordedAcceptance, ...]) -> list[tuple[str, list[str]]]:
    """Each sentence once, with the names of those who accepted with it."""
    names: dict[str, list[str]] = {}
    for acceptance in acceptances:
        names.setdefault(acceptance.statement, []).append(acceptance.name)
    return list(names.items())


def _qr_code(url: str) -> str:
    code: str = segno.make_qr(url, error="m").svg_inline(border=0)
    return code


def _helsinki(at: datetime) -> str:
    there = at.astimezone(HELSINKI)
    return f"{there.day}.{there.month}.{there.year} klo {there.hour}.{there:%M.%S}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.filters.update(helsinki=_helsinki, utc=_utc)
    return templates
