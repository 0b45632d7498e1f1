"""
The acceptance record: the pages that follow an accepted document and say who accepted it, when and how.

The document is the contract or its Annex A, each in a file of its own. The words are in
templates/contracts/<template>/record.<language>.xhtml; sealed_pdf puts the pages in the file.
"""

from dataclasses import fields
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Literal

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.documents.compiled import Compiled
from chalicelib.documents.contract_pdf import typeset
from chalicelib.documents.formats import day
from chalicelib.domain.calendar import HELSINKI
from chalicelib.frozen import dataclass

TEMPLATES = Path(__file__).parents[2] / "templates" / "contracts"
Kind = Literal["main", "annex_a"]
TITLES: dict[str, dict[Kind, str]] = {
    "fi": {"main": "Hyväksymissivu", "annex_a": "Liitteen A hyväksymissivu"},
    "sv": {"main": "Godkännandesida", "annex_a": "Godkännandesida för bilaga A"},
    "en": {"main": "Acceptance record", "annex_a": "Acceptance record of Annex A"},
}
RUNNING_HEADS: dict[str, dict[Kind, str]] = {
    "fi": {"main": "Työnohjaussopimus {}", "annex_a": "Työnohjaussopimus {}, liite A"},
    "sv": {"main": "Avtal om arbetshandledning {}", "annex_a": "Avtal om arbetshandledning {}, bilaga A"},
    "en": {"main": "Work supervision contract {}", "annex_a": "Work supervision contract {}, Annex A"},
}
PAGE_LABELS = {
    "fi": "Hyväksymissivu {page} / {pages}",
    "sv": "Godkännandesida {page} / {pages}",
    "en": "Acceptance record {page} of {pages}",
}
_CLOCKS = {"fi": "klo {}.{:%M.%S}", "sv": "kl.\u00a0{}.{:%M.%S}", "en": "at {:02}:{:%M:%S}"}


@dataclass(frozen=True)
class RecordedAcceptance:
    """
    One party's acceptance in words that every other party may read.

    printed: the name as the document has it, where it was corrected since; else empty.
    role, identified: words, like "esihenkilö" and "sähköpostiin lähetetty linkki". organisation: may be empty.
    masked_email: like "m…i@example.fi". accepted_at: aware. statement: what was accepted, one sentence or several.
    """

    name: str
    role: str
    organisation: str
    masked_email: str
    accepted_at: datetime
    statement: str
    identified: str
    printed: str = ""


@dataclass(frozen=True)
class AcceptanceRecord:
    """
    All that the acceptance record tells.

    number: as printed, TO-2026-0001. template: folder under templates/contracts, "supervision/v1".
    document_sha256, document_bytes: of the accepted PDF. text_sha256: of its XHTML. terms_sha256: of terms.json, empty
    where the file has none. Digests are hex, times aware. seal_holder: the name of whoever runs the service.
    kind: which document. annex_digest: by which the contract and the trail name its Annex A, empty without one.
    acceptances: of those who accepted this document, in the order of the trail.
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
    kind: Kind = "main"
    annex_digest: str = ""


def record_pdf(record: AcceptanceRecord) -> bytes:
    """
    Typeset the acceptance record as a PDF of its own, ready to be joined to the contract by sealed_pdf.seal.

    Returns the same bytes for the same record; its date is that of the last acceptance.
    Raises Unprintable for a character that no font has, KeyError for a language without words.
    """
    return typeset(
        record_text(record),
        title=f"{TITLES[record.language][record.kind]} {record.number}",
        author=record.seal_holder,
        language=record.language,
        running_head=RUNNING_HEADS[record.language][record.kind].format(record.number),
        page_label=PAGE_LABELS[record.language],
        at=record.completed_at,
        pictures={"verify": _qr_code(record.verify_url)},
    )


def record_text(record: AcceptanceRecord) -> bytes:
    """The words of the record, as XHTML. Raises KeyError for a language without words."""
    told = {it.name: getattr(record, it.name) for it in fields(record)}
    title = TITLES[record.language][record.kind]
    page = templates(record.language).get_template(f"{record.template}/record.{record.language}.xhtml")
    return page.render(told, title=title, statements=_statements(record.acceptances)).encode()


def _statements(acceptances: tuple[RecordedAcceptance, ...]) -> list[tuple[str, list[str]]]:
    """Each sentence once, with the names of those who accepted with it."""
    names: dict[str, list[str]] = {}
    for acceptance in acceptances:
        names.setdefault(acceptance.statement, []).append(acceptance.name)
    return list(names.items())


def _qr_code(url: str) -> str:
    # Readers undo any mask; to weigh all eight takes longer than to seal the file.
    code: str = segno.make_qr(url, error="m", mask=4).svg_inline(border=0)
    return code


def _helsinki(at: datetime, language: str) -> str:
    there = at.astimezone(HELSINKI)
    return f"{day(there.date(), language)} {_CLOCKS[language].format(there.hour, there)}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@cache
def templates(language: str) -> Environment:
    """The records' templates with that language's way to write a moment."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        bytecode_cache=Compiled("records"),
    )  # fmt: skip
    environment.filters.update(helsinki=partial(_helsinki, language=language), utc=_utc)
    return environment
